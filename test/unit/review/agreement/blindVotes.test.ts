import { describe, expect, test } from '@jest/globals';
import { createBlindVotes } from '../../../../src/review/agreement/blindVotes.ts';
import { fieldValues, stageFields } from '../../../../src/review/agreement/stageFields.ts';
import { emptyTagging } from '../../../../src/review/stages/tagging.ts';
import { testProtocol } from '../../../support/webApp.ts';

type Entry = Parameters<ReturnType<typeof createBlindVotes>['take']>[0];

let minute = 0;
const entry = (kind: string, annotatorId: number | null, after: unknown = null): Entry => ({
  kind,
  recordId: 7,
  annotatorId,
  at: new Date(Date.UTC(2026, 0, 1, 0, minute++)).toISOString(),
  after,
});
const vote = (annotatorId: number, verdict: string, blind = true) =>
  entry('vote', annotatorId, { answer: { verdict }, shown: { blind } });

/** What counts after these entries: who said what. */
function counted(...entries: Entry[]): string[][] {
  const votes = createBlindVotes((answer) => ({ verdict: (answer as { verdict: string }).verdict }));
  for (const each of entries) votes.take(each);
  return votes.complete().map(({ documents }) => documents.map(({ voter, values }) => `${voter} ${values.verdict}`));
}

const settled = () => entry('settled', null, {});
const conflict = () => entry('conflict', null, {});
const reopened = () => entry('reopened', null);
const withdrawn = (annotatorId: number) => entry('vote-withdrawn', annotatorId);

describe('votes that count for agreement', () => {
  test('are those of records whose votes are all in', () => {
    expect(counted(vote(1, 'include'))).toEqual([]);
    expect(counted(vote(1, 'include'), vote(2, 'exclude'), conflict())).toEqual([['1 include', '2 exclude']]);
    expect(counted(vote(1, 'include'), vote(2, 'include'), settled(), withdrawn(2), reopened())).toEqual([]);
  });

  test('are the newest that each cast blind, not what was changed with the others in sight', () => {
    expect(
      counted(
        vote(1, 'unsure'),
        vote(1, 'include'),
        vote(2, 'exclude'),
        conflict(),
        vote(2, 'include', false),
        settled(),
      ),
    ).toEqual([['1 include', '2 exclude']]);
  });

  test('leave out a vote taken back before all were in, and keep one taken back later', () => {
    expect(counted(vote(1, 'include'), withdrawn(1), vote(2, 'include'), vote(3, 'exclude'), conflict())).toEqual([
      ['2 include', '3 exclude'],
    ]);
    expect(
      counted(
        vote(1, 'include'),
        vote(2, 'exclude'),
        conflict(),
        withdrawn(2),
        reopened(),
        vote(3, 'include', false),
        settled(),
      ),
    ).toEqual([['1 include', '2 exclude']]);
  });

  test('change nothing that is told until a record is completed', () => {
    const votes = createBlindVotes(() => ({}));
    expect([vote(1, 'include'), vote(2, 'include'), settled()].map((each) => votes.take(each))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('an answer', () => {
  const valuesOf = (stage: Parameters<typeof stageFields>[0], answer: unknown) =>
    fieldValues(stage, stageFields(stage, testProtocol), answer);

  test('of screening says whether the record goes on, and a reason only where it is excluded', () => {
    expect(valuesOf('title-abstract', { verdict: 'unsure', exclusionReason: null, note: '' })).toEqual({
      verdict: 'unsure',
      'goes-on': 'goes-on',
    });
    expect(valuesOf('full-text', { verdict: 'exclude', exclusionReason: 'wrong-topic', note: '' })).toEqual({
      verdict: 'exclude',
      reason: 'wrong-topic',
    });
  });

  test('of tagging has a value in every field, named or not', () => {
    const fields = stageFields('tagging', testProtocol);
    const mechanisms = [{ id: 'inflammation', position: 'supports' as const, evidence: [] }];
    const values = valuesOf('tagging', { ...emptyTagging, mechanisms, designs: ['rct'] });
    expect(Object.keys(values)).toEqual(fields.map(({ field }) => field));
    expect(values).toMatchObject({
      'mechanism:inflammation': 'supports',
      'mechanism:neovascularization': 'not-named',
      'design:rct': 'named',
    });
    expect(Object.values(values).filter((value) => value !== 'not-named')).toHaveLength(2);
  });

  test('of extraction is judged on its own checklist alone', () => {
    const answer = {
      arms: [],
      checklist: 'syrcle',
      riskOfBias: [{ item: 'sequence', judgement: 'unclear', place: '' }],
      note: '',
    };
    expect(valuesOf('extraction', answer)).toEqual({ checklist: 'syrcle', 'bias:syrcle/sequence': 'unclear' });
  });
});
