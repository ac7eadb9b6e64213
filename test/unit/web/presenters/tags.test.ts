import { describe, expect, test } from '@jest/globals';
import { presentHome } from '../../../../src/web/presenters/home.ts';
import { presentRing } from '../../../../src/web/presenters/ring.ts';
import { presentPredictorIndex } from '../../../../src/web/presenters/tagIndex.ts';
import { presentMechanism, presentPredictor } from '../../../../src/web/presenters/tagPage.ts';
import { presentPredictorRow } from '../../../../src/web/presenters/tally.ts';
import { aMechanismCount, anOverview, aPredictorCount, aTagPage } from '../../../support/factories/answers.ts';
import { testProtocol, testSite } from '../../../support/webApp.ts';

describe('presentMechanism', () => {
  test('counts lead to the records they count', () => {
    const view = presentMechanism(testSite(), aTagPage());
    expect(view?.tally.map((entry) => [entry.sign, entry.count, entry.href])).toEqual([
      ['▲', '44', '/en/records?mechanism=neovascularization&stance=supports'],
      ['●', '19', '/en/records?mechanism=neovascularization&stance=discusses'],
      ['▼', '3', '/en/records?mechanism=neovascularization&stance=contradicts'],
    ]);
    expect(view?.byDesign?.rows[0]).toEqual({
      name: 'Human tissue',
      href: '/en/records?mechanism=neovascularization&design=human-tissue',
      total: '9',
      counts: ['7', '2', '·'],
    });
  });

  test('a pair of two mechanisms is asked for in words, for two values of one facet mean "or"', () => {
    const view = presentMechanism(testSite(), aTagPage());
    expect(view?.pairs.map((pair) => pair.href)).toEqual([
      '/en/records?q=mechanism%3Aneovascularization+mechanism%3Amacrophage-infiltration',
      '/en/records?mechanism=neovascularization&predictor=rim-enhancement',
    ]);
  });

  test('every sentence leads to its place in the record, in its own language', () => {
    const view = presentMechanism(testSite(), aTagPage());
    expect(view?.evidence.map((quote) => quote.href)).toEqual(['/en/records/1?text=en#e7', '/en/records/1?text=zh#e8']);
  });

  test('designs nobody has used are listed as gaps', () => {
    const gaps = presentMechanism(testSite(), aTagPage())?.gaps;
    expect(gaps).toContain('Randomized trial');
    expect(gaps).not.toContain('Human tissue');
    expect(gaps).not.toContain('Other design');
  });

  test('a mechanism that the protocol does not know has no page', () => {
    expect(presentMechanism(testSite(), aTagPage({ id: 'unknown' }))).toBeNull();
    expect(presentPredictor(testSite(), aTagPage())).toBeNull();
  });
});

describe('predictors', () => {
  test('the bar fills its length with the directions that say something first', () => {
    const row = presentPredictorRow(testSite(), aPredictorCount('herniation-size'));
    expect(row?.bar).toEqual([
      { x: 0, width: 765, tone: 'favours' },
      { x: 765, width: 147, tone: 'no association' },
      { x: 912, width: 29, tone: 'against' },
      { x: 941, width: 59, tone: 'discusses' },
    ]);
  });

  test('a predictor nobody has studied has an empty bar', () => {
    const none = { records: 0, favours: 0, against: 0, noAssociation: 0, discusses: 0 };
    expect(presentPredictorRow(testSite(), aPredictorCount('age', none))?.bar).toEqual([]);
  });

  test('those the question names come first', () => {
    const { groups } = presentPredictorIndex(testSite(), anOverview(testProtocol));
    expect(groups.map((group) => [group.title, group.rows.length])).toEqual([
      ['Named in the question', 5],
      ['Also coded', 8],
    ]);
  });
});

describe('presentHome', () => {
  test('asks the protocol’s question and offers its core predictors', () => {
    const view = presentHome(testSite('zh'), anOverview(testProtocol));
    expect(view.prompt).toBe(testProtocol.review.prompt.zh);
    expect(view.picture.choices.map((choice) => choice.value)).toEqual(
      testProtocol.codebook.predictors.filter((predictor) => predictor.core).map((predictor) => predictor.id),
    );
  });

  test('draws every mechanism on the catalog’s own span of years', () => {
    const view = presentHome(testSite(), anOverview(testProtocol));
    expect(view.mechanisms).toHaveLength(testProtocol.codebook.mechanisms.length);
    for (const card of view.mechanisms) expect(card.timeline?.bars).toMatchObject({ first: 1984, last: 2025 });
  });
});

describe('presentRing', () => {
  test('areas go by records, and the smallest can still be read', () => {
    const counts = [
      aMechanismCount('inflammation', { records: 100 }),
      aMechanismCount('neovascularization', { records: 25 }),
      aMechanismCount('disc-dehydration', { records: 1 }),
    ];
    expect(presentRing(testSite(), counts, 147)?.circles.map((circle) => circle.radius)).toEqual([44, 22, 15]);
  });

  test('an empty catalog has no ring', () => {
    expect(presentRing(testSite(), [aMechanismCount('inflammation', { records: 0 })], 0)).toBeNull();
  });
});
