import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { countKeys } from '../../../src/prisma/boxes.ts';
import { checkSums } from '../../../src/prisma/checkSums.ts';
import type { FullTextOutcome, Identification, RecordFacts, SourceKind } from '../../../src/prisma/facts.ts';
import { countsOf, type Flow } from '../../../src/prisma/flow.ts';
import { prismaFlow } from '../../../src/prisma/prismaFlow.ts';

const lastDay = 30;
const at = (day: number) => new Date(Date.UTC(2026, 0, day, 12)).toISOString();
const date = (day: number) => at(day).slice(0, 10);
const days = fc.integer({ min: 1, max: lastDay });

const sources: [SourceKind, string][] = [
  ['database', 'PubMed'],
  ['database', 'Embase'],
  ['register', 'ClinicalTrials.gov'],
  ['website', 'A website'],
  ['citation', 'Reference lists'],
];
const identification: fc.Arbitrary<Identification> = fc
  .tuple(fc.constantFrom(...sources), days, fc.nat(3))
  .map(([[kind, source], day, run]) => ({ kind, source, runId: `run-${run}`, at: at(day) }));
const fullTexts: FullTextOutcome[] = [
  { verdict: 'include' },
  { verdict: 'not retrieved' },
  { verdict: 'exclude', reason: 'wrong-region' },
  { verdict: 'exclude', reason: null },
];
const decisions = <T>(outcome: fc.Arbitrary<T>) =>
  fc.array(fc.record({ outcome: fc.option(outcome, { freq: 5 }), at: days.map(at) }), { maxLength: 3 });

/** Any history at all: decisions change, are taken back, come before what they rest on. */
const wild: fc.Arbitrary<RecordFacts[]> = fc
  .array(
    fc.record({
      identifiedBy: fc.array(identification, { maxLength: 4 }),
      removed: decisions(fc.constantFrom('duplicate', 'automation', 'other')),
      titleAbstract: decisions(fc.constantFrom('include', 'exclude')),
      fullText: decisions(fc.constantFrom(...fullTexts)),
      study: decisions(fc.constantFrom('s1', 's2', 's3')),
      pooled: decisions(fc.boolean()),
    }),
    { maxLength: 15 },
  )
  .map((list) => list.map((record, index): RecordFacts => ({ ...record, recordId: `r${index}` }) as RecordFacts));

/** A history in order, where nothing is ever changed. */
const orderly: fc.Arbitrary<RecordFacts[]> = fc
  .array(
    fc.tuple(
      fc.array(identification, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('duplicate', 'automation', 'unseen', 'exclude', 'include'),
      fc.option(fc.constantFrom(...fullTexts)),
      days,
    ),
    { maxLength: 15 },
  )
  .map((list) =>
    list.map(([found, fate, text, delay], index): RecordFacts => {
      const first = found.map(({ at: when }) => when).sort((a, b) => (a < b ? -1 : 1))[0] ?? at(1);
      const later = (step: number) => at(Number(first.slice(8, 10)) + (delay % 4) * step);
      return {
        recordId: `r${index}`,
        identifiedBy: found,
        removed: fate === 'duplicate' || fate === 'automation' ? [{ outcome: fate, at: first }] : [],
        titleAbstract: fate === 'exclude' || fate === 'include' ? [{ outcome: fate, at: later(1) }] : [],
        fullText: fate === 'include' && text !== null ? [{ outcome: text, at: later(2) }] : [],
      };
    }),
  );

const growing = [
  'database_results',
  'register_results',
  'website_results',
  'citations_results',
  'duplicates',
  'excluded_automatic',
  'records_screened',
  'records_excluded',
  'dbr_sought_reports',
  'dbr_assessed',
  'dbr_excluded',
  'other_sought_reports',
  'other_assessed',
  'new_reports',
  'total_reports',
] as const;

const identifiedTwice = new Set([
  'database_results',
  'register_results',
  'website_results',
  'organisation_results',
  'citations_results',
  'duplicates',
]);

/** Thousands of `expect` a run would cost more than what is tested. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

function mustBeSound(flow: Flow): void {
  checkSums(countsOf(flow));
  for (const key of countKeys) {
    const { count, recordIds, parts } = flow.lines[key];
    must(new Set(recordIds).size === recordIds.length, `${key} has each record once`);
    must(recordIds.length <= count, `${key} has no more records than it counts`);
    if (!identifiedTwice.has(key)) must(recordIds.length === count, `${key} counts its records`);
    must(parts.reduce((total, part) => total + part.count, 0) <= count, `the parts of ${key} are parts`);
    for (const part of parts) must(new Set(part.recordIds).size === part.count, `${key} ${part.id} counts its records`);
  }
}

describe('whatever happened to the records', () => {
  test('every sum holds at every date, and every record stands in a box once', () => {
    fc.assert(
      fc.property(wild, (facts) => {
        for (let day = 0; day <= lastDay; day += 5) mustBeSound(prismaFlow(facts, date(day)));
        mustBeSound(prismaFlow(facts, null));
      }),
      { numRuns: 60 },
    );
  });

  test('so it does in an update, whatever the date of the previous version', () => {
    fc.assert(
      fc.property(wild, days, days, (facts, since, asOf) => {
        mustBeSound(prismaFlow(facts, date(asOf), { since: date(since) }));
      }),
      { numRuns: 120 },
    );
  });

  test('facts after the date change nothing', () => {
    fc.assert(
      fc.property(wild, days, (facts, day) => {
        const known = facts.map((record): RecordFacts => {
          const by = <T extends { at: string }>(list: readonly T[] | undefined) =>
            (list ?? []).filter((fact) => fact.at.slice(0, 10) <= date(day));
          return {
            recordId: record.recordId,
            identifiedBy: by(record.identifiedBy),
            removed: by(record.removed),
            titleAbstract: by(record.titleAbstract),
            fullText: by(record.fullText),
            study: by(record.study),
            pooled: by(record.pooled),
          };
        });
        must(
          JSON.stringify(prismaFlow(known, null).lines) === JSON.stringify(prismaFlow(facts, date(day)).lines),
          'only facts by the date count',
        );
      }),
      { numRuns: 80 },
    );
  });

  test('what was identified only grows; where nothing is changed, so does all but what is under way', () => {
    const grows = (facts: RecordFacts[], keys: readonly (typeof growing)[number][]) => {
      const flows = Array.from({ length: 9 }, (_, step) => prismaFlow(facts, date(step * 5)));
      flows.slice(1).forEach((flow, index) => {
        for (const key of keys) must(flow.lines[key].count >= (flows[index]?.lines[key].count ?? 0), `${key} grows`);
      });
    };
    fc.assert(
      fc.property(wild, (facts) => grows(facts, growing.slice(0, 4))),
      { numRuns: 40 },
    );
    fc.assert(
      fc.property(orderly, (facts) => grows(facts, growing)),
      { numRuns: 80 },
    );
  });
});
