import type { Author } from '../domain/citation.ts';
import { normaliseOrcid } from '../domain/identifiers.ts';
import { author, initialsOf, isSuffix } from './authorNames.ts';

/**
 * The people of a MEDLINE record, in the order of their lines. A full name (`FAU`, `FED`, `FIR`, `FPS`) opens a
 * person, the short one after it (`AU`, `ED`, `IR`, `PS`) completes the same, and what follows (`AD`, `AUID`,
 * `IRAD`) is that person's. A short name alone is a person too.
 */
export class NbibNames {
  readonly authors: Author[] = [];
  readonly editors: Author[] = [];
  readonly investigators: Author[] = [];
  readonly subjects: Author[] = [];
  complete = true;
  private open: Author | null = null;
  /** The person of whom only the full name is known so far. */
  private incomplete: Author | null = null;
  private unclaimed: string[] = [];

  /** Takes a line if it is about a person; false if it is not. */
  take(tag: string, text: string): boolean {
    const full = this.listOfFullName(tag);
    const short = this.listOfShortName(tag);
    if (full && !this.completesShortName(full, text)) this.begin(full, fullName(text), true);
    else if (full) return true;
    else if (short) this.takeShortName(short, text);
    else if (tag === 'CN') this.begin(this.authors, author({ collectiveName: text }), false);
    else if (tag === 'AD' || tag === 'IRAD') this.takeAffiliation(text);
    else if (tag === 'AUID') this.takeIdentifier(text);
    else return false;
    return true;
  }

  private listOfFullName(tag: string): Author[] | null {
    if (tag === 'FAU') return this.authors;
    if (tag === 'FED') return this.editors;
    if (tag === 'FIR') return this.investigators;
    return tag === 'FPS' ? this.subjects : null;
  }

  private listOfShortName(tag: string): Author[] | null {
    if (tag === 'AU') return this.authors;
    if (tag === 'ED') return this.editors;
    if (tag === 'IR') return this.investigators;
    return tag === 'PS' ? this.subjects : null;
  }

  private begin(list: Author[], person: Author, awaitsShortName: boolean): void {
    // Old records name the first author's address before any author.
    person.affiliations.push(...this.unclaimed);
    this.unclaimed = [];
    list.push(person);
    this.open = person;
    this.incomplete = awaitsShortName ? person : null;
  }

  private takeShortName(list: Author[], text: string): void {
    if (/^et al\.?$/i.test(text)) {
      this.complete = false;
      return;
    }
    const last = list.at(-1);
    if (last && last === this.incomplete) {
      completeFrom(last, text);
      this.incomplete = null;
      return;
    }
    this.begin(list, shortName(text), false);
  }

  /** PubMed lists the short name of a person who is a subject first, then the full one. */
  private completesShortName(list: Author[], text: string): boolean {
    const last = list.at(-1);
    const full = fullName(text);
    if (list !== this.subjects || !last || last !== this.open || last.lastName !== full.lastName) return false;
    last.foreName = full.foreName;
    return true;
  }

  private takeAffiliation(text: string): void {
    if (this.open) this.open.affiliations.push(text);
    else this.unclaimed.push(text);
  }

  private takeIdentifier(text: string): void {
    const orcid = /orcid/i.test(text) || /^[\d-]{15,18}[\dX]$/i.test(text) ? normaliseOrcid(text) : null;
    if (orcid && this.open) this.open.orcid = orcid;
  }
}

/** "Lai, Zhen"; a name without a comma is a last name. */
function fullName(text: string): Author {
  const comma = text.indexOf(',');
  if (comma < 0) return author({ lastName: text });
  const foreName = text.slice(comma + 1).trim();
  return author({ lastName: text.slice(0, comma).trim(), foreName: foreName || null, initials: initialsOf(foreName) });
}

/** "Lai Z", "Patterson JW 3rd", or "Last, First" where a file uses `AU` for full names. */
function shortName(text: string): Author {
  if (text.includes(',')) return fullName(text);
  const match = /^(.+?) (\p{Lu}{1,5})(?: (\S+))?$/u.exec(text);
  const ending = match?.[3] ?? null;
  if (!match || (ending && !isSuffix(ending))) return author({ lastName: text });
  const initials = match[2] ?? '';
  return author({
    lastName: match[1] ?? null,
    foreName: [...initials].join(' '),
    initials,
    suffix: ending,
  });
}

/** Initials and suffix are told only by the short name: "Patterson JW 3rd" beside "Patterson, James W 3rd". */
function completeFrom(person: Author, text: string): void {
  const lastName = person.lastName ?? '';
  if (!text.toLowerCase().startsWith(`${lastName.toLowerCase()} `)) return;
  const words = text.slice(lastName.length + 1).split(' ');
  const initials = isLoneSuffix(person, words) ? '' : (words.shift() ?? '');
  const ending = words.join(' ');
  person.initials = initials || person.initials;
  if (!ending || !isSuffix(ending)) return;
  person.suffix = ending;
  if (person.foreName?.endsWith(` ${ending}`)) person.foreName = person.foreName.slice(0, -ending.length - 1);
}

/** "Rohde V" and "Balkan II" are initials of "Rohde, Volker" and "Balkan, Ilker I"; "Smith Jr" beside "Smith, Jr" is none. */
function isLoneSuffix({ foreName, initials }: Author, [word = '', ...others]: readonly string[]): boolean {
  if (others.length > 0 || !isSuffix(word) || word === initials) return false;
  return foreName === null || foreName === word;
}
