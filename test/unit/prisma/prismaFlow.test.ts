import { describe, expect, test } from '@jest/globals';
import { checkSums, PrismaSumError, sums } from '../../../src/prisma/checkSums.ts';
import type { Decision, FullTextOutcome, Identification, RecordFacts } from '../../../src/prisma/facts.ts';
import { countsOf, type Flow, forEachKey } from '../../../src/prisma/flow.ts';
import { prismaFlow } from '../../../src/prisma/prismaFlow.ts';

/** The day of January 2026. */
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T12:00:00Z`;
const pubmed = (number = 1): Identification => ({
  source: 'PubMed',
  kind: 'database',
  runId: 'run-1',
  at: day(number),
});
const embase = (number = 2): Identification => ({
  source: 'Embase',
  kind: 'database',
  runId: 'run-2',
  at: day(number),
});
const website = (number = 3): Identification => ({
  source: 'A website',
  kind: 'website',
  runId: 'run-3',
  at: day(number),
});
const passed = [{ outcome: 'include', at: day(5) }] as const;
const fullText = (outcome: FullTextOutcome, number = 8): Decision<FullTextOutcome>[] => [{ outcome, at: day(number) }];

function record(recordId: string, facts: Partial<RecordFacts> = {}): RecordFacts {
  return { recordId, identifiedBy: [pubmed()], ...facts };
}

const facts: RecordFacts[] = [
  record('twice', {
    identifiedBy: [pubmed(), embase()],
    titleAbstract: passed,
    fullText: fullText({ verdict: 'include' }),
  }),
  record('copy', { identifiedBy: [embase()], removed: [{ outcome: 'duplicate', at: day(3) }] }),
  record('tool', { removed: [{ outcome: 'automation', at: day(3) }] }),
  record('withdrawn', { removed: [{ outcome: 'other', at: day(3) }] }),
  record('unseen'),
  record('off-topic', { titleAbstract: [{ outcome: 'exclude', at: day(4) }] }),
  record('unread', { titleAbstract: passed }),
  record('lost', { titleAbstract: passed, fullText: fullText({ verdict: 'not retrieved' }) }),
  record('neck', { titleAbstract: passed, fullText: fullText({ verdict: 'exclude', reason: 'wrong-region' }) }),
  record('unexplained', { titleAbstract: passed, fullText: fullText({ verdict: 'exclude', reason: null }) }),
  record('web', { identifiedBy: [website()], titleAbstract: passed, fullText: fullText({ verdict: 'include' }) }),
];

const counts = (flow: Flow) => countsOf(flow);
const ids = (flow: Flow, key: keyof Flow['lines']) => flow.lines[key].recordIds;

describe('the flow of all there is', () => {
  const flow = prismaFlow(facts, null);

  test('each record stands in its boxes', () => {
    expect(counts(flow)).toMatchObject({
      database_results: 11,
      website_results: 1,
      duplicates: 2,
      excluded_automatic: 1,
      excluded_other: 2,
      records_screened: 6,
      records_excluded: 1,
      dbr_sought_reports: 5,
      dbr_notretrieved_reports: 2,
      dbr_assessed: 3,
      dbr_excluded: 2,
      other_sought_reports: 1,
      other_assessed: 1,
      new_reports: 2,
      new_studies: 2,
      total_studies: 2,
    });
    expect(ids(flow, 'duplicates')).toEqual(['twice', 'copy']);
    expect(ids(flow, 'new_reports')).toEqual(['twice', 'web']);
  });

  test('says which part is under way, from which source, for which reason', () => {
    expect(flow.lines.excluded_other.parts).toEqual([{ id: 'waiting', count: 1, recordIds: ['unseen'] }]);
    expect(flow.lines.dbr_notretrieved_reports.parts).toEqual([{ id: 'waiting', count: 1, recordIds: ['unread'] }]);
    expect(flow.lines.database_results.parts.map(({ id, count }) => [id, count])).toEqual([
      ['PubMed', 9],
      ['Embase', 2],
    ]);
    expect(flow.lines.dbr_excluded.parts.map(({ id }) => id)).toEqual(['none', 'wrong-region']);
  });

  test('shows the other methods because there is one, and no previous version', () => {
    expect(flow.shown).toEqual({ previous: false, other: true, metaAnalysis: false });
  });
});

describe('the flow at a date', () => {
  test('knows nothing of what came later', () => {
    const early = prismaFlow(facts, '2026-01-04');
    expect(counts(early)).toMatchObject({
      database_results: 11,
      records_screened: 1,
      records_excluded: 1,
      new_reports: 0,
    });
    expect(prismaFlow(facts, '2025-12-31').lines.database_results.count).toBe(0);
  });

  test('a date means its end, a time that time', () => {
    const screened = (asOf: string) => prismaFlow(facts, asOf).lines.records_excluded.count;
    expect([
      screened('2026-01-03'),
      screened('2026-01-04'),
      screened('2026-01-04T11:59:59Z'),
      screened(day(4)),
    ]).toEqual([0, 1, 0, 1]);
  });

  test('a decision that was changed or taken back is drawn as it stood', () => {
    const changed = record('r', {
      titleAbstract: [
        { outcome: 'exclude', at: day(4) },
        { outcome: null, at: day(6) },
        { outcome: 'include', at: day(8) },
      ],
    });
    const at = (number: number) => {
      const flow = prismaFlow([changed], day(number));
      return [flow.lines.records_excluded.count, flow.lines.excluded_other.count, flow.lines.dbr_sought_reports.count];
    };
    expect([at(5), at(7), at(9)]).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });
});

describe('columns', () => {
  test('a record found first by another method stays there, and is a duplicate to the databases', () => {
    const flow = prismaFlow([record('web', { identifiedBy: [pubmed(4), website(3)], titleAbstract: passed })], null);
    expect(counts(flow)).toMatchObject({
      database_results: 1,
      duplicates: 1,
      records_screened: 0,
      website_results: 1,
      other_sought_reports: 1,
    });
  });

  test('found on the same day by both, it belongs to the databases', () => {
    const flow = prismaFlow([record('both', { identifiedBy: [website(1), pubmed(1)], titleAbstract: passed })], null);
    expect(counts(flow)).toMatchObject({ duplicates: 0, records_screened: 1, other_sought_reports: 0 });
  });

  test('a source that is searched again finds the record once', () => {
    const again = { ...pubmed(9), runId: 'run-9' };
    expect(counts(prismaFlow([record('r', { identifiedBy: [again, pubmed()] })], null))).toMatchObject({
      database_results: 1,
      duplicates: 0,
    });
  });
});

describe('studies and versions', () => {
  const included = (recordId: string, study: string, number: number): RecordFacts =>
    record(recordId, {
      identifiedBy: [pubmed(number)],
      titleAbstract: [{ outcome: 'include', at: day(number) }],
      fullText: fullText({ verdict: 'include' }, number),
      study: [{ outcome: study, at: day(number) }],
      pooled: [{ outcome: true, at: day(number) }],
    });

  test('two reports of a study are one study, which the first stands for', () => {
    const flow = prismaFlow([included('a', 's', 2), included('b', 's', 3)], null);
    expect(counts(flow)).toMatchObject({ new_reports: 2, new_studies: 1, total_studies_ma: 1, total_reports_ma: 2 });
    expect(ids(flow, 'new_studies')).toEqual(['a']);
    expect(flow.shown.metaAnalysis).toBe(true);
  });

  test('an update tells what is new and adds it to what the previous version had', () => {
    const before: RecordFacts[] = [
      included('new report of an old study', 's', 12),
      included('old', 's', 2),
      included('new', 't', 12),
      record('excluded long ago', { titleAbstract: [{ outcome: 'exclude', at: day(3) }] }),
      record('found again', {
        identifiedBy: [pubmed(), pubmed(12)],
        titleAbstract: [{ outcome: 'exclude', at: day(3) }],
      }),
      record('left over', { titleAbstract: [{ outcome: 'exclude', at: day(13) }] }),
    ];
    const flow = prismaFlow(before, null, { since: '2026-01-10' });
    expect(flow.shown.previous).toBe(true);
    expect(counts(flow)).toMatchObject({
      previous_studies: 1,
      previous_reports: 1,
      database_results: 4,
      duplicates: 1,
      records_screened: 3,
      records_excluded: 1,
      new_reports: 2,
      new_studies: 1,
      total_studies: 2,
      total_reports: 3,
    });
  });

  test('a study the previous version had and the update throws out is not counted as previous', () => {
    const thrownOut = record('r', {
      titleAbstract: passed,
      fullText: [
        { outcome: { verdict: 'include' }, at: day(8) },
        { outcome: { verdict: 'exclude', reason: 'retracted' }, at: day(12) },
      ],
    });
    const flow = prismaFlow([thrownOut], null, { since: '2026-01-10' });
    expect(counts(flow)).toMatchObject({ previous_studies: 0, dbr_excluded: 1, total_studies: 0 });
  });
});

describe('the sums', () => {
  const sound = counts(prismaFlow(facts, null));

  test('hold for a sound flow', () => expect(() => checkSums(sound)).not.toThrow());

  test.each([
    ['screened', 'duplicates'],
    ['sought', 'records_excluded'],
    ['assessed', 'dbr_notretrieved_reports'],
    ['other assessed', 'other_notretrieved_reports'],
    ['new reports', 'other_excluded'],
    ['new studies', 'new_studies'],
    ['total studies', 'previous_studies'],
    ['total reports', 'previous_reports'],
  ] as const)('%s is named with both sides when %s is off by ten', (name, key) => {
    const wrong = { ...sound, [key]: sound[key] + 10 };
    let thrown: unknown;
    try {
      checkSums(wrong);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(PrismaSumError);
    expect(thrown).toMatchObject({ sum: name });
    if (!(thrown instanceof PrismaSumError)) return;
    expect(Math.abs(thrown.left - thrown.right)).toBeGreaterThanOrEqual(1);
    expect(thrown.message).toContain(`${thrown.left} and ${thrown.right}`);
  });

  test('a record with two reports is allowed for', () => {
    const zero = forEachKey(() => 0);
    const one = { ...zero, database_results: 1, records_screened: 1, dbr_sought_reports: 2, dbr_assessed: 2 };
    const full = { ...one, new_reports: 2, new_studies: 1, total_studies: 1, total_reports: 2 };
    expect(() => checkSums(full, { extraReports: 1 })).not.toThrow();
    expect(() => checkSums(full)).toThrow(PrismaSumError);
  });

  test('there are eight', () => expect(sums).toHaveLength(8));
});
