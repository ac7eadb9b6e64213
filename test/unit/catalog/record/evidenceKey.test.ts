import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EvidenceIdentity, evidenceKey } from '../../../../src/catalog/evidenceKey.ts';

const item: EvidenceIdentity = {
  recordKey: 'pmid:1',
  kind: 'mechanism',
  value: 'inflammation',
  annotator: { kind: 'rules', name: 'cues' },
  text: 'Cells lined the margin.',
};

describe('the name of an evidence item', () => {
  test('is the same for ever: names that were published must not change', () => {
    expect(evidenceKey(item)).toBe('70k5xmgwkbk1c30v');
  });

  test('does not change with spaces or the form of letters', () => {
    expect(evidenceKey({ ...item, text: ' Cells  lined\nthe margin. ' })).toBe(evidenceKey(item));
    expect(evidenceKey({ ...item, text: 'cafe\u0301' })).toBe(evidenceKey({ ...item, text: 'caf\u00e9' }));
  });

  test('changes with everything that makes it another statement', () => {
    const others: EvidenceIdentity[] = [
      { ...item, recordKey: 'pmid:2' },
      { ...item, kind: 'predictor' },
      { ...item, value: 'apoptosis' },
      { ...item, annotator: { kind: 'library', name: 'cues' } },
      { ...item, annotator: { kind: 'rules', name: 'other' } },
      { ...item, text: 'Cells lined the rim.' },
    ];
    expect(new Set([item, ...others].map(evidenceKey)).size).toBe(others.length + 1);
  });

  test('is 16 characters that an address takes as they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (recordKey, text) => {
        expect(evidenceKey({ ...item, recordKey, text })).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
      }),
    );
  });
});
