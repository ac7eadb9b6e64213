import { describe, expect, test } from '@jest/globals';
import { proportionGlmm, tableGlmm } from '../../../src/synthesis/glmm.ts';
import { gaussHermite } from '../../../src/synthesis/quadrature.ts';
import { rScript } from '../../../src/synthesis/rScript.ts';
import { defaultShareSettings, synthesizeShares } from '../../../src/synthesis/shareSynthesis.ts';
import { clopperPearsonInterval, wilsonInterval } from '../../../src/synthesis/singleProportion.ts';
import { certaintyOf, findingRow } from '../../../src/synthesis/summaryOfFindings.ts';
import { voteCount } from '../../../src/synthesis/voteCount.ts';

describe('shares', () => {
  test('no study has nothing to pool; one is itself with its Wilson interval', () => {
    expect(synthesizeShares([]).pooled).toEqual({ estimable: false, reason: 'no studies' });
    const one = synthesizeShares([{ events: 13, total: 21 }]);
    expect(one.pooled).toEqual({ estimable: true, value: { share: 13 / 21, interval: wilsonInterval(13, 21) } });
    expect(one.prediction).toEqual({ estimable: false, reason: 'one study' });
    expect(one.limits).toEqual({ estimable: false, reason: 'one study' });
  });

  test('pooled shares stay between 0 and 1 on every scale', () => {
    const studies = [
      { events: 9, total: 9 },
      { events: 7, total: 8 },
      { events: 1, total: 6 },
    ];
    for (const measure of ['PLO', 'PFT', 'PAS', 'PLN', 'PR'] as const) {
      const { pooled, prediction } = synthesizeShares(studies, { ...defaultShareSettings, measure });
      if (!pooled.estimable || !prediction.estimable) throw new Error('estimable');
      for (const value of [pooled.value.interval.lower, prediction.value.lower])
        expect(value).toBeGreaterThanOrEqual(0);
      for (const value of [pooled.value.interval.upper, prediction.value.upper]) expect(value).toBeLessThanOrEqual(1);
    }
  });

  test('two studies have limits of their heterogeneity, and weights that add up to 100', () => {
    const { limits, studies, events, total, k } = synthesizeShares([
      { events: 13, total: 21 },
      { events: 2, total: 30 },
    ]);
    expect(limits.estimable).toBe(true);
    expect({ k, events, total }).toEqual({ k: 2, events: 15, total: 51 });
    expect(studies.reduce((sum, { weightPercent }) => sum + weightPercent, 0)).toBeCloseTo(100, 10);
    expect(studies.map(({ share, interval }) => ({ share, interval }))).toEqual([
      { share: 13 / 21, interval: wilsonInterval(13, 21) },
      { share: 2 / 30, interval: wilsonInterval(2, 30) },
    ]);
  });

  test('counts that cannot be are refused', () => {
    expect(() => wilsonInterval(5, 4)).toThrow(RangeError);
    expect(() => clopperPearsonInterval(1.5, 4)).toThrow(RangeError);
  });
});

describe('binomial-normal models', () => {
  test('the quadrature is exact for polynomials', () => {
    const points = gaussHermite(7);
    const moment = (power: number): number => points.reduce((sum, { node, weight }) => sum + weight * node ** power, 0);
    expect(points).toHaveLength(7);
    expect(moment(0)).toBeCloseTo(Math.sqrt(Math.PI), 12);
    expect(moment(4)).toBeCloseTo((3 * Math.sqrt(Math.PI)) / 4, 12);
    expect(moment(3)).toBeCloseTo(0, 12);
  });

  test('mirror when events and non-events change places', () => {
    const studies = [
      { events: 2, total: 20 },
      { events: 11, total: 25 },
      { events: 6, total: 9 },
    ];
    const plain = proportionGlmm(studies);
    const turned = proportionGlmm(studies.map(({ events, total }) => ({ events: total - events, total })));
    if (!plain.estimable || !turned.estimable) throw new Error('estimable');
    expect(turned.value.estimate).toBeCloseTo(-plain.value.estimate, 3);
    expect(turned.value.tau2).toBeCloseTo(plain.value.tau2, 3);
  });

  test('say why they cannot be fitted', () => {
    expect(proportionGlmm([{ events: 3, total: 9 }])).toEqual({ estimable: false, reason: 'one study' });
    expect(
      proportionGlmm([
        { events: 0, total: 9 },
        { events: 0, total: 5 },
      ]),
    ).toEqual({
      estimable: false,
      reason: 'all shares are equal',
    });
    expect(tableGlmm('UM.FS', [{ ai: 0, bi: 4, ci: 0, di: 5 }])).toEqual({ estimable: false, reason: 'no studies' });
  });
});

describe('R script', () => {
  const studies = [
    { label: 'Aldon "A" \\ 1992', year: 1992, group: 'bulge', events: 0, total: 18 },
    { label: '椎间盘 2001', year: 2001, group: 'extrusion', events: 7, total: 52 },
    { label: 'Cerny', year: null, group: 'extrusion', events: 9, total: 37 },
  ];

  test('holds the data, the model and the way back, in ASCII only', () => {
    const script = rScript(
      { kind: 'proportion', studies },
      { measure: 'PLO', model: { method: 'REML', test: 'adhoc' }, source: ['Resorption\nshares'] },
    );
    expect(script).toMatch(/^# Resorption shares\n/);
    expect(script).toContain('study = c("Aldon \\"A\\" \\\\ 1992", "\\u690e\\u95f4\\u76d8 2001", "Cerny")');
    expect(script).toContain('year = c(1992, 2001, NA)');
    expect(script).toContain('escalc(measure = "PLO", xi = events, ni = total');
    expect(script).toContain('rma(yi, vi, data = dat, method = "REML", test = "adhoc"');
    expect(script).toContain('predict(res, predtype = "Riley", transf = transf.ilogit)');
    expect(script).toContain('mods = ~ factor(group)');
    // Not every study has a year, so there is no order to add them up in.
    expect(script).not.toContain('cumul(');
    expect(script).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('a lone table has nothing to leave out', () => {
    const script = rScript(
      { kind: 'table2x2', studies: [{ label: 'S', year: 2001, ai: 1, bi: 2, ci: 3, di: 4 }] },
      { measure: 'OR', model: { method: 'EE', test: 'z' } },
    );
    expect(script).toContain('ai = ai, bi = bi, ci = ci, di = di');
    expect(script).not.toMatch(/leave1out|confint|predtype/);
  });
});

describe('what people add', () => {
  test('votes are counted with the size of the doubt', () => {
    const votes = voteCount(['favours', 'favours', 'favours', 'favours', 'favours', 'no association', 'against']);
    expect(votes).toMatchObject({ favours: 5, against: 1, noAssociation: 1 });
    // P(at most 1 of 6 by coin) = 7/64 a side.
    expect(votes.favouring.estimable && votes.favouring.value.signTestP).toBeCloseTo(14 / 64, 12);
    expect(voteCount(['no association']).favouring).toEqual({ estimable: false, reason: 'no studies' });
  });

  test('certainty follows the steps a person took, each with a reason', () => {
    const shares = synthesizeShares([{ events: 13, total: 21 }]);
    const steps = [{ domain: 'imprecision' as const, levels: 2 as const, reason: 'one study of 21 patients' }];
    const finding = findingRow(shares, { start: 'high', steps });
    expect(finding).toMatchObject({ studies: 1, participants: 21, certainty: 'low' });
    expect(finding.per100.estimable && finding.per100.value.value).toBeCloseTo(61.9, 1);
    expect(findingRow(shares, null)).toMatchObject({ certainty: null, steps: [] });
    const up = [{ domain: 'large effect' as const, levels: 2 as const, reason: 'nearly all' }];
    expect(certaintyOf({ start: 'high', steps: up })).toBe('high');
    const silent = up.map((step) => ({ ...step, reason: ' ' }));
    expect(() => certaintyOf({ start: 'low', steps: silent })).toThrow('no reason');
  });
});
