import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparePair } from '../../../src/dedup/comparePair.ts';
import { createDedupIndex, type DedupRecord, findDuplicates } from '../../../src/dedup/index.ts';
import { prepare } from '../../../src/dedup/prepare.ts';
import { sample } from './sample.ts';

const titles: [string, ...string[]] = [
  'Spontaneous regression of lumbar herniated discs: a prospective cohort study',
  'Spontaneous regression of lumbar herniated discs',
  'Spontaneus regression of lumbar herniated disks: a prospective cohort study',
  '[Spontaneous regression of lumbar herniated discs: a prospective cohort study]. [German]',
  'Erratum: Spontaneous regression of lumbar herniated discs: a prospective cohort study',
  'Spontaneous regression of lumbar herniated discs: a prospective cohort study. Part II',
  'Editorial',
  '腰椎间盘突出后自然重吸收的临床观察与影像学随访',
  '',
];

/** Records close enough to one another that every rule of the table has its turn. */
const fields = fc.record({
  title: fc.constantFrom(...titles),
  authors: fc.constantFrom(
    'Smith, J.; Doe, J.',
    'Smith, John; Doe, Jane; Roe, R.',
    'John, Smith',
    'Roe, R.',
    '张三;李四',
    '',
  ),
  year: fc.constantFrom(2014, 2015, 2019, null),
  journal: fc.constantFrom(
    'European Spine Journal',
    'Eur Spine J',
    'Spine',
    'medRxiv',
    'Spine Congress Abstracts',
    null,
  ),
  volume: fc.constantFrom('24', '25', '24 Suppl 1', null),
  issue: fc.constantFrom('3', '4', null),
  pages: fc.constantFrom('482-491', '482-91', '482', 'S27', '900-905', '1-10', null),
  doi: fc.constantFrom('10.1000/a', '10.1000/b', null, null, null),
});
const someRecords: fc.Arbitrary<DedupRecord[]> = fc
  .array(fields, { minLength: 2, maxLength: 14 })
  .map((list) => list.map((changes, at) => ({ ...changes, id: `r${String(at).padStart(2, '0')}` })));

describe('whatever the records', () => {
  test('two records compare alike in either order', () => {
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const [a, b] = [prepare({ ...one, id: 'a' }), prepare({ ...other, id: 'b' })];
        const [forth, back] = [comparePair(a, b), comparePair(b, a)];
        expect(back.outcome).toBe(forth.outcome);
        expect(back.rule).toBe(forth.rule);
        expect(back.score).toBeCloseTo(forth.score, 9);
      }),
      { numRuns: 1500 },
    );
  });

  test('the order of the records changes nothing', () => {
    fc.assert(
      fc.property(
        someRecords.chain((records) =>
          fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
        ),
        ([records, shuffled]) => {
          expect(findDuplicates(shuffled)).toEqual(findDuplicates(records));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('groups are disjoint, of two and more, and no pair for a person lies within one', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const { merged, maybe } = findDuplicates(records);
        const ids = merged.flatMap((group) => group.ids);
        expect(new Set(ids).size).toBe(ids.length);
        for (const group of merged) {
          expect(group.ids.length).toBeGreaterThan(1);
          expect(group.pairs.length).toBeGreaterThanOrEqual(group.ids.length - 1);
          expect(group.reason).not.toBe('');
        }
        for (const { a, b, score } of maybe) {
          expect(merged.some((group) => group.ids.includes(a) && group.ids.includes(b))).toBe(false);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('no group joins two DOIs', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const byId = new Map(records.map((record) => [record.id, record]));
        for (const { ids } of findDuplicates(records).merged) {
          const dois = ids.map((id) => byId.get(id)?.doi ?? null).filter((doi) => doi !== null);
          expect(new Set(dois).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('what is merged only once duplicates are gone was held for a person before', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const { merged, maybe } = findDuplicates(records);
        const dropped = new Set(merged.flatMap(({ ids }) => ids.slice(1)));
        const groupOf = (id: string) => merged.find(({ ids }) => ids.includes(id))?.ids[0] ?? id;
        const held = new Set(
          maybe.flatMap(({ a, b }) => [`${groupOf(a)} ${groupOf(b)}`, `${groupOf(b)} ${groupOf(a)}`]),
        );
        // A removed record may have been what made a pair doubtful; nothing that was never doubtful may appear.
        const again = findDuplicates(records.filter(({ id }) => !dropped.has(id))).merged;
        for (const { a, b } of again.flatMap(({ pairs }) => pairs))
          expect(held).toContain(`${groupOf(a)} ${groupOf(b)}`);
      }),
      { numRuns: 200 },
    );
  });

  test('a record is a duplicate of its exact copy, if it says enough', () => {
    fc.assert(
      fc.property(fields, (changes) => {
        const record = sample({ ...changes, title: titles[0], volume: '24', pages: '482-491' });
        const index = createDedupIndex();
        index.add(record);
        expect(index.candidates({ ...record, id: 'copy' })).toMatchObject([{ id: 'a', outcome: 'same' }]);
      }),
    );
  });
});
