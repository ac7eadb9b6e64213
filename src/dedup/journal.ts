import { intern } from './intern.ts';
import { foldNames, isHan, plainText, wordsIn } from './words.ts';

/** A journal's name (and its parallel names) as words to compare. */
export interface JournalName {
  names: readonly (readonly string[])[];
  /** Chinese characters, or Chinese in Latin letters: not comparable with an English name. */
  script: 'latin' | 'pinyin' | 'han';
}

/** `alike`: one name holds the other and more ("Nephron", "Nephron Clinical Practice"). */
export type JournalAgreement = 'same' | 'alike' | 'differs' | 'unknown';

const stopWords = new Set(
  'the of and for in on to a an de la le les der die das und et y e du des del della di do da fur zur'.split(' '),
);
/** "Gan to Kagaku Ryoho [Japanese Journal of Cancer]", "Ai zheng = Chinese journal of cancer", "Haemophilia.Conference: ...". */
const parallelNames = /\s=\s?|\s\/\s|(?<=[a-z]{4})\/(?=[a-z]{4})|\s\[|\.?\s?\bconference:\s?/;
const ordinal =
  /^(?:\d+(?:st|nd|rd|th)|(?:19|20)\d\d|annual|proceedings|proc|[a-z]+teenth|[a-z]*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))$/;
const pinyin = /\b(?:zhongguo|zhonghua|za ?zhi|xue ?bao|yi ?xue|tong ?bao)\b/;

export function readJournal(journal: string | null): JournalName | null {
  const folded = foldNames(plainText(journal ?? '')).trim();
  if (!/[\p{L}]/u.test(folded)) return null;
  if (isHan(folded)) {
    const name = folded.replace(/[^\p{L}\p{N}]/gu, '').replace(/杂志$/u, '');
    return { names: [[name]], script: 'han' };
  }
  const names: string[][] = [];
  for (const parallel of folded.split(parallelNames)) {
    const name = parallel.replace(/(?<=\S)\s?(?:[([:;]|\bco-sponsored\b).*$/s, '');
    const words = wordsIn(name)
      .filter((word) => !stopWords.has(word) && !ordinal.test(word))
      .map(intern);
    if (words.length >= 4 && /,\s?[\p{L}\p{N}]+\s*$/u.test(name)) words.pop();
    if (words.length > 0 && words.join(' ') !== 'electronic resource') names.push(words);
  }
  return names.length > 0 ? { names, script: pinyin.test(folded) ? 'pinyin' : 'latin' } : null;
}

export function compareJournals(a: JournalName | null, b: JournalName | null): JournalAgreement {
  if (!a || !b) return 'unknown';
  if ((a.script === 'han') !== (b.script === 'han')) return 'unknown';
  let best: JournalAgreement = a.script === b.script ? 'differs' : 'unknown';
  for (const nameA of a.names) {
    for (const nameB of b.names) {
      const found = compareNames(nameA, nameB, a.script);
      if (found === 'same') return 'same';
      if (found === 'alike') best = 'alike';
    }
  }
  return best;
}

function compareNames(a: readonly string[], b: readonly string[], script: JournalName['script']): JournalAgreement {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (script === 'han') return shorter[0] === longer[0] ? 'same' : 'differs';
  const compact = shorter.join('');
  if (compact === longer.join('')) return 'same';
  if (shorter.length === 1 && isAcronym(compact, longer)) return 'same';
  const matched = alignedWords(shorter, longer);
  if (matched < shorter.length) return sharesAcronym(shorter, longer) ? 'alike' : 'differs';
  if (shorter.length === longer.length || shorter.length >= 4) return 'same';
  return 'alike';
}

/** How many words of the shorter name stand, in order, in the longer one; an abbreviation counts for its word. */
function alignedWords(shorter: readonly string[], longer: readonly string[]): number {
  let at = 0;
  let matched = 0;
  for (const word of shorter) {
    let next = at;
    while (next < longer.length && !abbreviates(word, longer[next] ?? '')) next++;
    if (next === longer.length) continue;
    matched++;
    at = next + 1;
  }
  return matched;
}

/** "transplant" for "transplantation", "natl" for "national": same first letter, the rest in order from the start. */
function abbreviates(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.startsWith(short)) return true;
  if (short.length < 3 || short.length > 5 || short[0] !== long[0] || short.length * 3 < long.length) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

function isAcronym(word: string, words: readonly string[]): boolean {
  if (word.length < 3 || word.length > 8 || words.length < 3) return false;
  return words.map((each) => each.charAt(0)).join('') === word;
}

/** "ICIS: Transforming Society" beside "International Conference on Information Systems, ICIS". */
function sharesAcronym(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => isAcronym(word, b)) || b.some((word) => isAcronym(word, a));
}
