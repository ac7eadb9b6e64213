import { InvalidArgumentError } from 'commander';

/**
 * An option that is a strength: a number that is not negative.
 *
 * @throws {InvalidArgumentError} for any other text.
 */
export function strength(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('A number from 0 is needed.');
  return value;
}
