import { describe, expect, test } from '@jest/globals';
import { presentShare } from '../../../../src/web/presenters/interval.ts';
import { presentResorption } from '../../../../src/web/presenters/resorptionTable.ts';
import { aResult } from '../../../support/factories/records.ts';
import { testSite } from '../../../support/webApp.ts';

describe('presentShare', () => {
  test('says share, counts and interval, and draws them on an axis of 132 from 2', () => {
    expect(presentShare(testSite(), aResult())).toEqual({
      share: '66.7%',
      counts: '44 of 66',
      interval: '54.7% to 76.8%',
      drawing: {
        label: '66.7%, 95% interval 54.7% to 76.8%',
        whisker: 'M74.2 7H103.4',
        squareX: 86,
      },
    });
  });

  test('the ends of the axis are 0 and 100 percent', () => {
    const whole = presentShare(testSite(), aResult({ percent: 100, interval: { low: 0, high: 100 } }));
    expect(whole?.drawing?.whisker).toBe('M2 7H134');
    expect(whole?.drawing?.squareX).toBe(130);
  });

  test('without counts there is a share and no interval', () => {
    const share = presentShare(testSite(), aResult({ events: null, total: null, percent: 62.5, interval: null }));
    expect(share).toEqual({ share: '62.5%', counts: null, interval: null, drawing: null });
  });

  test('with nothing reported there is nothing to show', () => {
    expect(presentShare(testSite(), aResult({ events: 3, total: null, interval: null }))).toBeNull();
    expect(presentShare(testSite(), aResult({ events: 0, total: 0, interval: null }))).toBeNull();
  });
});

describe('presentResorption', () => {
  test('is absent where nothing is reported', () => {
    expect(presentResorption(testSite(), [])).toBeNull();
  });

  test('says whether a group may be pooled, and every doubt about it', () => {
    const table = presentResorption(testSite(), [aResult({ use: 'check', note: 'two counts disagree' })]);
    expect(table?.rows[0]).toMatchObject({
      use: 'Only after a check',
      mayPool: false,
      remarks: ['Definition used: volume loss of half or more at 12 months', 'counts stated', 'two counts disagree'],
    });
  });
});
