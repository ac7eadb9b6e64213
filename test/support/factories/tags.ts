import type { RecordTag, TagEvidence } from '../../../src/catalog/answers.ts';

let nextEvidenceId = 1;

/** Evidence for words of a text: the offsets are those of their first place in it. */
export function anEvidence(
  field: string,
  text: string,
  words: string,
  overrides: Partial<TagEvidence> = {},
): TagEvidence {
  const start = text.indexOf(words);
  if (start === -1) throw new Error(`The text of ${field} does not hold “${words}”.`);
  return { id: nextEvidenceId++, field, start, end: start + words.length, text: words, stale: false, ...overrides };
}

export function aTag(overrides: Partial<RecordTag> = {}): RecordTag {
  return {
    kind: 'mechanism',
    value: 'neovascularization',
    stance: 'supports',
    state: 'library',
    score: null,
    annotator: { kind: 'library', name: 'shipped', version: '2026.1' },
    basis: 'vessels follow the cells',
    evidence: [],
    ...overrides,
  };
}
