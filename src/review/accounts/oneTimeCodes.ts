import { HOTP, Secret, TOTP } from 'otpauth';

/** Seconds for which an app shows a code. */
const period = 30;

/** A key for a person's app: 160 random bits (RFC 4226, section 4) in base 32. */
export function newCodeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The key as apps take it over from a picture: an `otpauth:` address.
 *
 * @param issuer the site, by whose name the app lists the code.
 * @param name whose code it is.
 */
export function codeSecretAddress(secret: string, issuer: string, name: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret), issuer, label: name }).toString();
}

/**
 * The step of 30 seconds that a code belongs to (RFC 6238: SHA-1, 6 digits); null for one that is not right. A code is
 * taken while it is shown and, for whoever types slowly, for one step after that; never of a step that was used.
 *
 * @param now milliseconds since the epoch.
 * @param lastStep the newest step of which a code was taken.
 */
export function stepOfCode(secret: string, code: string, now: number, lastStep: number): number | null {
  const current = Math.floor(now / 1000 / period);
  const key = Secret.fromBase32(secret);
  const fits = (step: number): boolean =>
    step > lastStep && HOTP.validate({ token: code, secret: key, counter: step, window: 0 }) !== null;
  return [current, current - 1].find(fits) ?? null;
}

/** The six digits of a code as typed: with or without a space in the middle, in any width; null for anything else. */
export function readCode(text: string): string | null {
  const bare = text.normalize('NFKC').replace(/\s/g, '');
  return /^\d{6}$/.test(bare) ? bare : null;
}
