import { AccountError } from './accountError.ts';

const longestName = 60;

/**
 * A name as it will be shown: NFC, single spaces, none at the ends.
 *
 * @throws {AccountError} for a name without a letter, too short or too long, or with characters that could pass for
 *   others or change the direction of a line.
 */
export function readName(text: string): string {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const length = [...name].length;
  if (length > longestName) throw new AccountError('name-long');
  if (length < 2 || !/\p{L}/u.test(name)) throw new AccountError('name-short');
  if (!/^[\p{L}\p{M}\p{Nd} .,'’·_-]+$/u.test(name)) throw new AccountError('name-characters');
  return name;
}

/** A name as names are compared: two that differ in case, width or spaces only are the same. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
