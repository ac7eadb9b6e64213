/**
 * The Porter stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980) in the variant
 * that SQLite's FTS5 carries, so that what is marked in a text is what its index found. Input is folded.
 */
export function porterStem(word: string): string {
  if (word.length < 3 || byteLength(word) > 64) return word;
  let stem = stepPlural(word);
  stem = stepPast(stem);
  if (stem.endsWith('y') && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaceSuffix(stem, step2, 0);
  stem = replaceSuffix(stem, step3, 0);
  stem = stepResidual(stem);
  return stepFinal(stem);
}

type Rules = readonly (readonly [suffix: string, replacement: string])[];

const step2: Rules = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['logi', 'log'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];

const step3: Rules = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

const step4 = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
] as const;

function stepPlural(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.endsWith('es')) {
    if ((word.length > 4 && word.endsWith('sses')) || (word.length > 3 && word.endsWith('ies')))
      return word.slice(0, -2);
    return word.slice(0, -1);
  }
  return word.endsWith('ss') ? word : word.slice(0, -1);
}

function stepPast(word: string): string {
  if (word.length > 3 && word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const cut = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  if (cut === 0 || !hasVowel(word.slice(0, -cut))) return word;
  const stem = word.slice(0, -cut);
  if (stem.length > 2 && /(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeioulsz])\1$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsInShortSyllable(stem) ? `${stem}e` : stem;
}

/** The first rule whose suffix the word has decides, applied or not. */
function replaceSuffix(word: string, rules: Rules, least: number): string {
  for (const [suffix, replacement] of rules) {
    if (word.length <= suffix.length || !word.endsWith(suffix)) continue;
    const stem = word.slice(0, -suffix.length);
    return measure(stem) > least ? stem + replacement : word;
  }
  return word;
}

function stepResidual(word: string): string {
  for (const suffix of step4) {
    if (word.length <= suffix.length || !word.endsWith(suffix)) continue;
    const stem = word.slice(0, -suffix.length);
    if (suffix === 'ion' && !/[st]$/.test(stem)) return word;
    return measure(stem) > 1 ? stem : word;
  }
  return word;
}

function stepFinal(word: string): string {
  let stem = word;
  if (stem.endsWith('e')) {
    const shorter = stem.slice(0, -1);
    const size = measure(shorter);
    if (size > 1 || (size === 1 && !endsInShortSyllable(shorter))) stem = shorter;
  }
  return stem.endsWith('ll') && measure(stem.slice(0, -1)) > 1 ? stem.slice(0, -1) : stem;
}

/** Vowel or not for each letter: y is a vowel after a consonant. */
function isVowel(letter: string, afterVowel: boolean): boolean {
  return 'aeiou'.includes(letter) || (letter === 'y' && !afterVowel);
}

/** Porter's m: how often a run of vowels is followed by a run of consonants. */
function measure(stem: string): number {
  let count = 0;
  let vowel = false;
  for (let at = 0; at < stem.length; at++) {
    const now = isVowel(stem.charAt(at), at === 0 || vowel);
    if (vowel && !now) count++;
    vowel = now;
  }
  return count;
}

function hasVowel(stem: string): boolean {
  let vowel = false;
  for (let at = 0; at < stem.length; at++) {
    vowel = isVowel(stem.charAt(at), at === 0 || vowel);
    if (vowel) return true;
  }
  return false;
}

/** Porter's *o: ends consonant, vowel, consonant, and the last is not w, x or y. */
function endsInShortSyllable(stem: string): boolean {
  const kinds: boolean[] = [];
  for (let at = 0; at < stem.length; at++) kinds.push(isVowel(stem.charAt(at), kinds.at(-1) ?? true));
  const [before, middle, last] = kinds.slice(-3);
  return kinds.length >= 3 && before === false && middle === true && last === false && !/[wxy]$/.test(stem);
}

function byteLength(word: string): number {
  let bytes = 0;
  for (const character of word) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
