import { AccountError } from './accountError.ts';
import { commonPasswords } from './commonPasswords.ts';
import { nameKey } from './names.ts';

/** Characters a password needs, and may have at most. No kind of character is demanded (ASVS 5.0, 6.2). */
export const passwordLength = { least: 8, recommended: 15, most: 256 } as const;

/**
 * Checks a password that somebody chooses.
 *
 * @throws {AccountError} for one that is too short, too long, the person's own name, or among the first guesses.
 */
export function checkPassword(password: string, name: string): void {
  const folded = password.normalize('NFKC').toLowerCase();
  const length = [...folded].length;
  if (length < passwordLength.least) throw new AccountError('password-short');
  if (length > passwordLength.most) throw new AccountError('password-long');
  const bare = folded.replace(/[^\p{L}\p{Nd}]/gu, '');
  if (bare === nameKey(name).replace(/[^\p{L}\p{Nd}]/gu, '')) throw new AccountError('password-name');
  if (isCommon(folded) || isRepeated(folded) || isRun(folded)) throw new AccountError('password-common');
}

/** A word of the list, also with figures for letters, or with figures and signs that at most triple its length. */
function isCommon(folded: string): boolean {
  const withoutEnd = folded.replace(/[^\p{L}]+$/u, '');
  const written = [folded, withoutEnd, withoutEnd.replace(/^[^\p{L}]+/u, ''), folded.replace(/[^a-z]/g, '')];
  const meant = written.map((form) => form.replace(/[@4031$57]/g, (sign) => unmask[sign] ?? sign));
  return [...written, ...meant].some((form) => commonPasswords.has(form) && form.length * 3 >= folded.length);
}

const unmask: Record<string, string> = { '@': 'a', '4': 'a', '0': 'o', '3': 'e', '1': 'i', $: 's', '5': 's', '7': 't' };

/** "aaaaaaaa", "abcabcabc". */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) <= text.length / 2;
}

/** "abcdefgh", "87654321": each character follows the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
