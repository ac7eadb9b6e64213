import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps a text so that the database alone does not give it away. */
export interface SecretSeal {
  /** @param owner whom it belongs to: what is sealed for one is not opened for another. */
  seal(text: string, owner: string): string;
  /** Null for what was sealed under another secret, or changed since. */
  open(sealed: string, owner: string): string | null;
}

const plain = 'plain:';
const sealedBy = 'aes-256-gcm:';
const nonceLength = 12;
const tagLength = 16;

/**
 * Seals by AES-256-GCM under a key derived (HKDF, SHA-256) from a secret that only the server's settings hold. Without
 * one texts are kept plain, and can still be read when a secret is set later.
 */
export function createSecretSeal(secret: string | null): SecretSeal {
  const key = secret === null ? null : Buffer.from(hkdfSync('sha256', secret, '', 'resorb second factor', 32));

  return {
    seal(text, owner) {
      if (key === null) return plain + text;
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return sealedBy + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, owner) {
      if (sealed.startsWith(plain)) return sealed.slice(plain.length);
      if (key === null || !sealed.startsWith(sealedBy)) return null;
      const bytes = Buffer.from(sealed.slice(sealedBy.length), 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), {
          authTagLength: tagLength,
        });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
        return decipher.update(bytes.subarray(nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
