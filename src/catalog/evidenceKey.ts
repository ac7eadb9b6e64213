import { createHash } from 'node:crypto';
import type { AnnotatorKind, TagKind } from '../domain/codebook.ts';

/** What makes an evidence item the one it is: who says what of which record, in which words. */
export interface EvidenceIdentity {
  recordKey: string;
  kind: TagKind;
  value: string;
  annotator: { kind: AnnotatorKind; name: string };
  /** The first of the sentences it rests on. */
  text: string;
}

/** Letters and digits that are told apart when read aloud and need no escape in an address. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const length = 16;

/**
 * The name of an evidence item that lasts: it follows from what the item says, so the same statement on the same words
 * has the same name after tagging anew, after a restore, and in another copy of the catalog. 80 bits of SHA-256 in
 * base 32. See docs/decisions/0010-evidence-ids.md.
 */
export function evidenceKey({ recordKey, kind, value, annotator, text }: EvidenceIdentity): string {
  const words = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const said = [recordKey, kind, value, annotator.kind, annotator.name, words].join('\n');
  const hash = createHash('sha256').update(said).digest();
  let name = '';
  for (let place = 0; place < length; place++) {
    const bit = place * 5;
    const window = ((hash[bit >> 3] as number) << 8) | (hash[(bit >> 3) + 1] as number);
    name += digits[(window >> (11 - (bit & 7))) & 31];
  }
  return name;
}
