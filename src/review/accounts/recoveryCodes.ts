import { Secret } from 'otpauth';
import { hashToken } from './tokens.ts';

/** How many codes a person gets at once. */
export const recoveryCodeCount = 10;

/**
 * Codes for the day the app is lost, as they are shown: "ABCD-EFGH-…". Each is 120 random bits, so that a plain hash of
 * it cannot be undone (ASVS 5.0, 6.5.2, asks for 112).
 */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => inFours(new Secret({ size: 15 }).base32));
}

/** What is kept of a code, however it was typed. */
export function hashRecoveryCode(text: string): string {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z\d]/g, '');
  return hashToken(bare);
}

/** Letters in groups that can be read aloud and copied by hand. */
export function inFours(text: string, between = '-'): string {
  return (text.match(/.{1,4}/g) ?? []).join(between);
}
