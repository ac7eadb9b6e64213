import { afterAll, describe, expect, test } from '@jest/globals';
import { createCatalog } from '../../../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../../../src/catalog/loadSynonyms.ts';
import {
  defaultSynthesisSettings,
  type SynthesisSettings,
} from '../../../../src/catalog/synthesis/synthesisSettings.ts';
import { protocolDir } from '../../../../src/paths.ts';
import { libraryStore, protocol } from '../../../support/libraryStore.ts';

const store = libraryStore();
const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });
const usual = defaultSynthesisSettings(protocol.synthesis);
const ask = (change: Partial<SynthesisSettings> = {}) => catalog.synthesis({ ...usual, ...change }, 'en');

afterAll(() => store.close());

/** What a stratum holds: "Bush 1992: 71/111", in order. */
const shown = (answer: ReturnType<typeof ask>) =>
  answer.strata.map(({ key, studies }) => [
    key,
    studies.map(({ events, rows: [row], total }) => `${row.label}: ${events}/${total}`),
  ]);

/** DerSimonian and Laird (1986) on the logit scale, written out: what the engine is held against. */
function poolByHand(counts: readonly (readonly [number, number])[]): number {
  const logits = counts.map(([events, total]) => Math.log(events / (total - events)));
  const weights = counts.map(([events, total]) => 1 / (1 / events + 1 / (total - events)));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const mean = (own: readonly number[]): number => sum(own.map((w, i) => w * (logits[i] ?? 0))) / sum(own);
  const fixed = mean(weights);
  const q = sum(weights.map((w, i) => w * ((logits[i] ?? 0) - fixed) ** 2));
  const c = sum(weights) - sum(weights.map((w) => w * w)) / sum(weights);
  const tau2 = Math.max(0, (q - (counts.length - 1)) / c);
  return 1 / (1 + Math.exp(-mean(weights.map((w) => 1 / (1 / w + tau2)))));
}

describe('the shipped library', () => {
  test('has seven series that report any decrease', () => {
    const answer = ask();
    expect(shown(answer)).toEqual([
      [
        null,
        [
          'Bush 1992: 71/111',
          'Delauche-Cavallier 1992: 14/21',
          'Ahn 2000: 25/36',
          'Splendiani 2004: 25/72',
          '“Three-dimensional analysis…” 2016: 35/56',
          'Lee 2017: 486/505',
          'Sucuoğlu 2021: 49/55',
        ],
      ],
    ]);
  });

  test('pools them to what the formulas give', () => {
    const counts = [
      [71, 111],
      [14, 21],
      [25, 36],
      [25, 72],
      [35, 56],
      [486, 505],
      [49, 55],
    ] as const;
    const byLaird = ask({ method: 'DL', test: 'z' }).strata[0]?.set.pooled;
    expect(byLaird?.estimable && byLaird.value.value).toBeCloseTo(poolByHand(counts), 10);
    // REML with Knapp-Hartung, by the engine that is held against metafor figure for figure.
    const usually = ask().strata[0]?.set;
    if (!usually?.pooled.estimable || !usually.prediction.estimable) throw new Error('Seven studies can be pooled.');
    const { interval, value } = usually.pooled.value;
    expect([value, interval.lower, interval.upper].map((share) => share.toFixed(4))).toEqual([
      '0.7388',
      '0.4641',
      '0.9023',
    ]);
    expect(usually.prediction.value.lower.toFixed(4)).toBe('0.0850');
  });

  test('keeps definitions apart, and pools across none of them', () => {
    const answer = ask({ by: 'definition' });
    expect(shown(answer).slice(1)).toEqual([
      ['at-least-30', ['Zhu 2021: 189/320']],
      ['at-least-50', ['“Traditional Chinese…” 2014: 20/83', 'Lee 2017: 220/505', 'Zhu 2021: 81/320']],
      ['marked', ['“Observations on the natural…”: 14/15']],
      ['complete', ['Delauche-Cavallier 1992: 5/21', 'Keskil 2004: 4/42', 'Sucuoğlu 2021: 27/55']],
    ]);
    expect([answer.overall, answer.sensitivity]).toEqual([null, null]);
  });

  test('by type shows the few groups that were counted, with doubtful ones only on request', () => {
    expect(shown(ask({ by: 'type' }))).toEqual([
      ['bulge', ['Bush 1992: 7/27']],
      ['subligamentous', ['Ahn 2000: 10/18']],
      ['transligamentous', ['Ahn 2000: 11/14']],
      ['sequestration', ['Ahn 2000: 4/4', 'Sucuoğlu 2021: 49/55']],
    ]);
    const all = ask({ by: 'type', includeDoubtful: true });
    expect(all.strata.map(({ key, set }) => [key, set.k])).toEqual([
      ['bulge', 2],
      ['protrusion', 1],
      ['subligamentous', 1],
      ['extrusion', 1],
      ['transligamentous', 1],
      ['sequestration', 3],
    ]);
  });

  test('without selected series, four remain', () => {
    expect(ask({ includeSelected: false }).strata[0]?.set.k).toBe(4);
    expect(ask({ includeSelected: false, includeOperated: false }).strata[0]?.set.k).toBe(3);
  });

  test('every result that is out has its reason, and every doubtful one its note', () => {
    const answer = ask();
    const inside = answer.strata.flatMap(({ studies }) => studies).length;
    expect(inside + answer.excluded.length).toBe(store.synthesisRows.all().length);
    const doubtful = answer.excluded.filter(({ row }) => row.use === 'check');
    expect(doubtful).toHaveLength(13);
    for (const { row } of doubtful) expect(row.note).toBeTruthy();
  });

  test('every pooled figure stands in a sentence of its record, two of them in parts', () => {
    const pooled = ask().strata.flatMap(({ studies }) => studies.flatMap(({ rows }) => rows));
    expect(pooled.filter(({ sentence }) => sentence !== null)).toHaveLength(7);
    expect(pooled.every(({ note }) => note !== null)).toBe(true);
    const chinese = catalog.synthesis(usual, 'zh').strata[0]?.studies[2]?.rows[0].sentence;
    expect(chinese?.language).toBe('zh');
  });

  test('two contrasts have counts for both groups', () => {
    const ratios = ask().contrasts.map(({ id, set, studies: [study] }) => [
      id,
      study && [study.ai, study.bi, study.ci, study.di],
      set.studies[0]?.value,
    ]);
    expect(ratios).toEqual([
      ['herniation-against-bulge', [64, 20, 7, 20], expect.closeTo((64 * 20) / (20 * 7), 10)],
      ['ligament-crossed', [11, 3, 10, 8], expect.closeTo((11 * 8) / (3 * 10), 10)],
    ]);
  });

  test('votes are counted over primary studies only', () => {
    const type = ask().votes.find(({ predictor }) => predictor === 'herniation-type');
    expect(type).toMatchObject({ favours: 10, against: 0, noAssociation: 0 });
  });

  test('four published reviews stand beside, their patients never inside', () => {
    const { publishedPools, strata } = ask();
    expect(publishedPools.map(({ label }) => label)).toEqual(['Chiu 2015', 'Zou 2023', 'Wang 2020', 'Rashed 2023']);
    const pooled = new Set(strata.flatMap(({ studies }) => studies.map(({ rows: [row] }) => row.recordId)));
    for (const { recordId } of publishedPools) expect(pooled.has(recordId)).toBe(false);
  });

  test('the answer changes with the database', () => {
    const before = ask().excluded.length;
    const [row] = store.synthesisRows.all().filter(({ recordKey }) => recordKey === 'pmid:1387974');
    if (!row) throw new Error('The library has this record.');
    store.transaction(() =>
      store.annotations.replace(
        row.recordId,
        { kind: 'person', name: 'Reviewer A', version: '' },
        {
          annotations: [],
          facts: { sampleN: 21, sampleUnit: 'patients', followUpMonths: 30, followUpNote: null },
          resorption: [{ ...row, events: 13 }],
        },
        '2026-01-02T03:04:05.000Z',
      ),
    );
    const study = ask().strata[0]?.studies.find(({ rows: [own] }) => own.recordId === row.recordId);
    expect(study).toMatchObject({ events: 13, rows: [{ followUp: 'over-24' }] });
    expect(ask().excluded.length).toBe(before - 1);
  });
});
