import { z } from 'zod';

/* Kinds of values that the protocol's files have in common. */

export const text = z.string().trim().min(1, 'must not be empty');
export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens');
/** A text in every language of the interface. */
export const bilingual = z.strictObject({ en: text, zh: text });
