import type { Author } from '../domain/citation.ts';
import { foldSpace, plainText } from './plainText.ts';

const han = /\p{Script=Han}/u;
const suffix = /^(?:jr|sr|[2-9](?:nd|rd|th)|ii|iii|iv|v|vi)\.?$/i;
const particle = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|al|el|bin|ibn)$/i;
const organisation =
  /\b(?:groups?|consortium|collaborat\w+|committee|society|association|institutes?|university|organi[sz]ation|network|investigators|cent(?:er|re)|team|foundation|ministry|department|council|agency|academy|hospital|initiative|programme?|inc|ltd)\b|(?:研究组|协作组|委员会|学会|协会|大学|医院|课题组)$/iu;

/** An author of whom nothing but the given facts is known. */
export function author(known: Partial<Author>): Author {
  return {
    lastName: null,
    foreName: null,
    initials: null,
    suffix: null,
    collectiveName: null,
    orcid: null,
    affiliations: [],
    ...known,
  };
}

/**
 * One name as reference managers write it: "Last, First", "Last, First, Jr", "First Last", "Last FM", a Chinese
 * name, or an organisation ("Spine Study Group", or any name that ends in a comma).
 */
export function authorFromName(raw: string): Author | null {
  const name = plainText(raw);
  if (!/[\p{L}\p{N}]/u.test(name)) return null;
  const parts = name.split(',').map((part) => part.trim());
  if (parts.length > 1 && parts.at(-1) === '') return author({ collectiveName: parts.slice(0, -1).join(', ') });
  if (organisation.test(name)) return author({ collectiveName: name });
  return parts.length > 1 ? invertedName(parts) : naturalName(name);
}

/** The names in one value that may hold several: `;` always parts, and between Chinese names commas do too. */
export function authorsFromNames(raw: string): Author[] {
  const breaks = han.test(raw) && !/[A-Za-z]{2}/.test(raw) ? /[;；,，、\n]/ : /[;；]/;
  return raw
    .split(breaks)
    .map(authorFromName)
    .filter((one) => one !== null);
}

/** The two halves of a personal name, with the suffix taken out of the second. Initials are derived. */
export function personalName(lastName: string, given: string, knownSuffix: string | null = null): Author {
  const foreName = isInitials(given) ? spacedInitials(given) : given;
  return author({
    lastName: lastName || null,
    foreName: foreName || null,
    initials: initialsOf(foreName),
    suffix: knownSuffix,
  });
}

/** Initials as PubMed writes them: "Shi-Yuan" gives "SY". Null where there is nothing to take them from. */
export function initialsOf(foreName: string): string | null {
  if (han.test(foreName)) return null;
  const initials = foreName
    .split(/[\s.-]+/)
    .filter((word) => /^\p{L}/u.test(word) && !particle.test(word))
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
  return initials || null;
}

/** True for a generational suffix: Jr, 3rd, II. */
export function isSuffix(word: string): boolean {
  return suffix.test(word);
}

function invertedName([last = '', ...others]: string[]): Author {
  const knownSuffix = others.find(isSuffix) ?? null;
  const given = others.filter((part) => !isSuffix(part)).join(', ');
  return personalName(last, given, knownSuffix);
}

function naturalName(name: string): Author {
  const words = name.split(' ');
  if (words.length === 1 || han.test(name)) return author({ lastName: name });
  const ending = isSuffix(words.at(-1) ?? '') && words.length > 2 ? (words.pop() ?? null) : null;
  const last = words.at(-1) ?? '';
  if (/^\p{Lu}{1,3}$/u.test(last) && /\p{Ll}/u.test(words[0] ?? '')) {
    return personalName(words.slice(0, -1).join(' '), last, ending);
  }
  let from = words.length - 1;
  while (from > 1 && particle.test(words[from - 1] ?? '')) from--;
  return personalName(words.slice(from).join(' '), words.slice(0, from).join(' '), ending);
}

function isInitials(given: string): boolean {
  return /^(?:\p{Lu}\.?[\s-]*){1,5}$/u.test(given) && (given.includes('.') || given.length <= 3 || / /.test(given));
}

/** "J.A." and "JA" give "J A"; a hyphen between two initials stays. */
function spacedInitials(given: string): string {
  const letters = given.replace(/\./g, ' ').replace(/\s*-\s*/g, '-');
  return foldSpace(letters.replace(/(?<=\p{Lu})(?=\p{Lu})/gu, ' '));
}
