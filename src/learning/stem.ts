/** Longest first where one ends another, so that the first that fits is the right one. */
const suffixes = [
  'ations',
  'ation',
  'ings',
  'ing',
  'edly',
  'ed',
  'ies',
  'es',
  's',
  'ly',
  'ity',
  'ic',
  'al',
  'ous',
  'ive',
];
const shortestStem = 4;

/**
 * Light stemming: one common English suffix off, if four letters remain. It joins "herniation" with "herniated"
 * and leaves short words, abbreviations and gene names alone.
 */
export function stem(token: string): string {
  for (const suffix of suffixes) {
    if (token.length >= suffix.length + shortestStem && token.endsWith(suffix)) return token.slice(0, -suffix.length);
  }
  return token;
}
