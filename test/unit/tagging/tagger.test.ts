import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EvidenceSpan } from '../../../src/domain/codebook.ts';
import type { RecordText } from '../../../src/domain/recordText.ts';
import { protocolDir } from '../../../src/paths.ts';
import { loadProtocol } from '../../../src/protocol/loadProtocol.ts';
import { createTagger, diffTags, loadRuleSet, type TaggedRecord } from '../../../src/tagging/index.ts';
import { challenges } from './challenge.ts';

const ruleSet = loadRuleSet(join(protocolDir, 'rules'));
const tagger = createTagger(ruleSet);

function record(title: string, abstract: string): RecordText[] {
  return [
    { field: 'title', language: 'en', text: title },
    { field: 'abstract', language: 'en', text: abstract },
  ];
}

function spans(tagged: TaggedRecord): EvidenceSpan[] {
  return [
    ...tagged.annotations.flatMap((annotation) => annotation.evidence),
    ...[tagged.sample, tagged.followUp, ...tagged.resorption].flatMap((figure) => (figure ? [figure.evidence] : [])),
  ];
}

function expectExact(texts: RecordText[], tagged: TaggedRecord): void {
  for (const { field, start, end, text } of spans(tagged)) {
    expect(end).toBeGreaterThan(start);
    expect(texts.find((candidate) => candidate.field === field)?.text.slice(start, end)).toBe(text);
  }
}

describe('tagger', () => {
  test('reads a whole record', () => {
    const tagged = tagger.tag(
      record(
        'Spontaneous resorption of lumbar disc herniation: a prospective cohort study',
        'Forty-two patients with a herniation at L4/5 had MRI at baseline and after a mean follow-up of 12 months. ' +
          'Resorption was seen in 30 of 42 herniations (71.4%). It occurred in 90% of sequestrations and in 20% of bulges.',
      ),
    );
    const value = (kind: string): string[] =>
      tagged.annotations.filter((annotation) => annotation.kind === kind).map((annotation) => annotation.value);
    expect(value('design')).toEqual(['prospective-cohort']);
    expect(value('species')).toEqual(['human']);
    expect(value('imaging')).toEqual(['mri']);
    expect(value('level')).toEqual(['L4/5']);
    expect(tagged.sample).toMatchObject({ n: 42, unit: 'patients' });
    expect(tagged.followUp).toMatchObject({ months: 12, text: '12 months' });
    expect(tagged.resorption[0]).toMatchObject({ group: 'all', events: 30, total: 42, percent: 71.4 });
    expect(tagged.resorption.slice(1).map(({ group, percent }) => [group, percent])).toEqual([
      ['sequestration', 90],
      ['bulge', 20],
    ]);
  });

  test('uses only ids of the codebook', () => {
    const { codebook } = loadProtocol(protocolDir);
    const ids = (terms: readonly { id: string }[]): string[] => terms.map((term) => term.id).sort();
    expect(ids(ruleSet.mechanisms.mechanisms)).toEqual(ids(codebook.mechanisms));
    expect(ids(ruleSet.predictors.predictors)).toEqual(ids(codebook.predictors));
    expect(ids(ruleSet.terms.designs)).toEqual(ids(codebook.designs));
    expect(codebook.species.map((term) => term.id)).toEqual(
      expect.arrayContaining([...ids(ruleSet.terms.species), ruleSet.terms.noSpecies]),
    );
    expect(ids(ruleSet.terms.imaging)).toEqual(ids(codebook.imaging));
  });

  test('what PubMed says of the publication type decides the design', () => {
    const texts = record('Resorption of a herniated disc', 'The herniation regressed.');
    const [design] = tagger
      .tag(texts, { publicationTypes: ['Case Reports'] })
      .annotations.filter((annotation) => annotation.kind === 'design');
    expect(design?.value).toBe('case-report');
  });

  test('the conclusion decides where a record says both', () => {
    const { annotations } = tagger.tag(
      record(
        'Histology of herniated lumbar disc tissue',
        'RESULTS: Macrophages were found at the rim of two herniated discs.\nCONCLUSIONS: There were no macrophages in herniated tissue to speak of.',
      ),
    );
    expect(annotations.find((annotation) => annotation.value === 'macrophage-infiltration')?.stance).toBe(
      'contradicts',
    );
  });

  test('a tag says why it was given, the same every time', () => {
    const texts = record('Histology of herniated discs', 'No inflammatory cells were found in the herniated tissue.');
    const first = tagger.tag(texts);
    expect(first).toEqual(tagger.tag(texts));
    const [tag] = first.annotations;
    expect(tag?.basis).toContain('denied before: "No"');
    expect(tag?.score).toBeGreaterThan(0.5);
  });

  test('no text at all is no tag at all', () => {
    const { annotations, sample, followUp, resorption } = tagger.tag([]);
    expect(annotations.map(({ kind, value }) => [kind, value])).toEqual([
      ['design', 'other'],
      ['species', 'none'],
    ]);
    expect([sample, followUp, resorption]).toEqual([null, null, []]);
  });
});

describe('evidence', () => {
  const pieces = fc.constantFrom(
    ...challenges.map((challenge) => challenge.text),
    '\n',
    'RESULTS: ',
    'ＴＮＦ－α',
    '🙂',
    'é',
  );

  test('is always an exact piece of the text it names', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), fc.array(pieces, { maxLength: 2 }), (body, title) => {
        const texts = record(title.join(' '), body.join(' '));
        expectExact(texts, tagger.tag(texts));
      }),
      { numRuns: 150 },
    );
  });

  test('any text is tagged without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (body, title) => {
        const texts = record(`disc herniation ${title}`, body);
        expectExact(texts, tagger.tag(texts));
      }),
      { numRuns: 300 },
    );
  });

  test('a megabyte without a stop, of cues only, is tagged', () => {
    const texts = record('disc herniation', 'no macrophages '.repeat(20_000));
    expectExact(texts, tagger.tag(texts));
  });
});

describe('diffTags', () => {
  const before = tagger.tag(
    record('Herniated discs', 'Macrophages in herniated discs may cause resorption.'),
  ).annotations;

  test('finds nothing between the same tags', () => {
    expect(diffTags(before, before)).toEqual({ added: [], dropped: [], changed: [] });
  });

  test('finds what came, went and changed', () => {
    const [first, ...rest] = before;
    if (!first) throw new Error('The record has no tag to change.');
    const changed = { ...first, stance: 'supports' as const };
    const added = { ...first, value: 'inflammation' };
    const difference = diffTags(before, [changed, added, ...rest.slice(1)]);
    expect(difference.changed).toEqual([{ before: first, after: changed }]);
    expect(difference.added).toEqual([added]);
    expect(difference.dropped).toEqual(rest.slice(0, 1));
  });

  test('reasons may be worded anew without a change of the tag', () => {
    const after = before.map((annotation) => ({ ...annotation, basis: 'in other words' }));
    expect(diffTags(before, after).changed).toEqual([]);
  });
});
