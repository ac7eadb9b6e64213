import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. It is random enough that a plain hash cannot be undone. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
