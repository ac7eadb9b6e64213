import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countKeys } from '../../../../src/prisma/boxes.ts';
import { checkSums } from '../../../../src/prisma/checkSums.ts';
import { isBy } from '../../../../src/prisma/facts.ts';
import { countsOf } from '../../../../src/prisma/flow.ts';
import { prismaFlow } from '../../../../src/prisma/prismaFlow.ts';
import { type DecisionLog, recordHistories } from '../../../../src/review/prisma/recordHistories.ts';
import { timesCounted } from '../../../../src/review/prisma/timesCounted.ts';

const records = 6;
const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const day = (number: number) => at(24 * (number - 1)).slice(0, 10);
const lastHour = 24 * 10 - 1;

const recordId = fc.integer({ min: 1, max: records });
const stage = fc.constantFrom('title-abstract' as const, 'full-text' as const);
const reason = fc.constantFrom(null, 'duplicate', 'not-retrievable', 'wrong-topic');
const when = fc.integer({ min: 0, max: lastHour }).map(at);
const inOrder = <Entry extends { at: string }>(entry: fc.Arbitrary<Entry>) =>
  fc.array(entry, { maxLength: 14 }).map((list) => list.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))));

/** Whatever can be written down, in any order of records. */
const logs: fc.Arbitrary<DecisionLog> = fc.record({
  found: fc.array(
    fc.record({ recordId, source: fc.constantFrom('pubmed', 'ris', 'library'), runId: fc.nat(3), at: when }),
    { maxLength: 12 },
  ),
  duplicates: inOrder(
    fc.record({
      pair: fc.tuple(recordId, recordId).filter(([one, other]) => one < other),
      decision: fc.constantFrom('same' as const, 'same' as const, 'different' as const, 'undone' as const),
      at: when,
    }),
  ).map((list) =>
    list.map(({ pair, decision, at: decidedAt }) => ({
      recordId: pair[0],
      otherRecordId: pair[1],
      decision,
      decidedAt,
    })),
  ),
  moves: fc.constant([]),
  settlements: inOrder(
    fc.record({
      recordId,
      stage,
      verdict: fc.constantFrom('include' as const, 'exclude' as const, null),
      exclusionReason: reason,
      at: when,
    }),
  ),
  sourceDecisions: inOrder(
    fc.record({
      recordId,
      stage,
      verdict: fc.constantFrom('include' as const, 'exclude' as const, 'unsure' as const),
      exclusionReason: reason,
      at: when,
    }),
  ),
});

/** The log as it was at the end of a day. */
function logOf(log: DecisionLog, asOf: string): DecisionLog {
  return {
    found: log.found.filter((entry) => isBy(entry.at, asOf)),
    duplicates: log.duplicates.filter((entry) => isBy(entry.decidedAt, asOf)),
    moves: log.moves,
    settlements: log.settlements.filter((entry) => isBy(entry.at, asOf)),
    sourceDecisions: log.sourceDecisions.filter((entry) => isBy(entry.at, asOf)),
  };
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

const flowOf = (log: Partial<DecisionLog>, asOf: string | null = null) =>
  prismaFlow(
    recordHistories({ found: [], duplicates: [], moves: [], settlements: [], sourceDecisions: [], ...log }),
    asOf,
  );
const found = (...ids: number[]) => ids.map((id) => ({ recordId: id, source: 'pubmed', runId: 1, at: at(0) }));
const settled = (id: number, verdict: 'include' | 'exclude' | null, exclusionReason: string | null = null) => ({
  recordId: id,
  stage: 'title-abstract' as const,
  verdict,
  exclusionReason,
  at: at(5),
});

describe('whatever was decided', () => {
  test('the sums hold at every date, and the records listed are as many as each number', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const histories = recordHistories(log);
        for (let number = 1; number <= 10; number += 3) {
          const flow = prismaFlow(histories, day(number));
          checkSums(countsOf(flow));
          for (const key of countKeys) {
            const { count, parts } = flow.lines[key];
            const times = [...(timesCounted(flow, key, null)?.values() ?? [])];
            must(times.reduce((sum, each) => sum + each, 0) === count, `the records of ${key} add up`);
            must(
              times.every((each) => each > 0),
              `every record of ${key} counts`,
            );
            for (const { id, count: some } of parts)
              must(timesCounted(flow, key, id)?.size === some, `the records of ${key}, ${id} are as many`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the flow of an old date is the one that was drawn then', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 10 }), (log, number) => {
        const now = prismaFlow(recordHistories(log), day(number));
        const then = prismaFlow(recordHistories(logOf(log, day(number))), null);
        must(JSON.stringify(now.lines) === JSON.stringify(then.lines), 'later entries change no old flow');
      }),
      { numRuns: 150 },
    );
  });
});

describe('a record', () => {
  const where = (log: Partial<DecisionLog>, id = '1') =>
    Object.entries(flowOf(log).lines).flatMap(([key, { recordIds }]) => (recordIds.includes(id) ? [key] : []));

  test('is where reviewers settled it, whatever the library said before or after', () => {
    const library = {
      recordId: 1,
      stage: 'title-abstract' as const,
      verdict: 'include' as const,
      exclusionReason: null,
    };
    for (const hour of [1, 9])
      expect(
        where({
          found: found(1),
          sourceDecisions: [{ ...library, at: at(hour) }],
          settlements: [settled(1, 'exclude')],
        }),
      ).toEqual(['database_results', 'records_screened', 'records_excluded']);
  });

  test('is where the library put it once nothing is settled any more', () => {
    const sourceDecisions = [
      { recordId: 1, stage: 'title-abstract' as const, verdict: 'exclude' as const, exclusionReason: null, at: at(1) },
    ];
    const settlements = [settled(1, 'include'), settled(1, null)];
    expect(where({ found: found(1), sourceDecisions, settlements })).toContain('records_excluded');
    expect(where({ found: found(1), sourceDecisions, settlements: settlements.slice(0, 1) })).toContain(
      'dbr_sought_reports',
    );
  });

  test('is no duplicate any more once that is taken back, and what its duplicate was told to be holds for it', () => {
    const same = { recordId: 1, otherRecordId: 2, decision: 'same' as const, decidedAt: at(2) };
    const log = {
      found: found(1, 2),
      duplicates: [same],
      sourceDecisions: [
        {
          recordId: 2,
          stage: 'title-abstract' as const,
          verdict: 'exclude' as const,
          exclusionReason: null,
          at: at(1),
        },
      ],
    };
    expect(where(log, '2')).toEqual(['database_results', 'duplicates']);
    expect(where(log)).toContain('records_excluded');
    const undone = { ...log, duplicates: [same, { ...same, decision: 'undone' as const, decidedAt: at(3) }] };
    expect(where(undone, '2')).toContain('records_excluded');
    expect(where(undone)).toContain('excluded_other');
  });

  test('excluded as a duplicate is removed, and one not to be had is not retrieved', () => {
    expect(where({ found: found(1), settlements: [settled(1, 'exclude', 'duplicate')] })).toEqual([
      'database_results',
      'duplicates',
    ]);
    const fullText = { ...settled(1, 'exclude', 'not-retrievable'), stage: 'full-text' as const };
    expect(where({ found: found(1), settlements: [settled(1, 'include'), fullText] })).toContain(
      'dbr_notretrieved_reports',
    );
    expect(flowOf({ found: found(1), settlements: [fullText] }).lines.dbr_notretrieved_reports.parts).toEqual([]);
  });
});
