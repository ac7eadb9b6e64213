import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { defaultSynthesisSettings } from '../../../../src/catalog/synthesis/synthesisSettings.ts';
import { synthesize } from '../../../../src/catalog/synthesis/synthesize.ts';
import { presentStudyTable } from '../../../../src/web/presenters/tag/studyTable.ts';
import { presentNetwork } from '../../../../src/web/presenters/tag/tagNetwork.ts';
import { presentStackedTimeline } from '../../../../src/web/presenters/tag/timeline.ts';
import { presentMechanism } from '../../../../src/web/presenters/tagPage.ts';
import { anEvidenceItem, aPredictorCount, aTagPage } from '../../../support/factories/answers.ts';
import { comparedResults } from '../../../support/factories/synthesis.ts';
import { testProtocol, testSite } from '../../../support/webApp.ts';

describe('the timeline', () => {
  const view = presentStackedTimeline(testSite(), aTagPage());

  test('stacks designs, unknown ones last, and its table says the same', () => {
    expect(view?.layers).toEqual([
      { layer: 0, name: 'Human tissue', records: '2' },
      { layer: 1, name: 'Animal', records: '3' },
      { layer: 2, name: 'Other designs', records: '1' },
    ]);
    expect(view?.table.rows).toEqual([
      { year: '1996', counts: ['2', '0', '0'] },
      { year: '1998', counts: ['0', '3', '1'] },
    ]);
    expect(view?.firsts).toEqual([
      { name: 'Human tissue', year: '1996' },
      { name: 'Animal', year: '1998' },
    ]);
  });

  test('the fullest year takes the whole height, its layers on one another', () => {
    const $ = load(view?.drawingHtml ?? '', { xml: true });
    const bars = $('rect')
      .toArray()
      .map((bar) => ['data-layer', 'y', 'height'].map((name) => Number($(bar).attr(name))));
    expect(bars).toEqual([
      [0, 60, 60],
      [1, 30, 90],
      [2, 0, 30],
    ]);
  });

  test('there is none where no year is known', () => {
    expect(presentStackedTimeline(testSite(), aTagPage({ timeline: [] }))).toBeNull();
  });
});

describe('the network', () => {
  test('has a link for every other mechanism and the widest line for the commonest pair', () => {
    const $ = load(presentNetwork(testSite(), aTagPage()) ?? '', { xml: true });
    expect($('a.n-node')).toHaveLength(testProtocol.codebook.mechanisms.length - 1);
    expect($('a[data-m="macrophage-infiltration"]').attr('aria-label')).toBe(
      'Mφ Macrophage infiltration: 34 records together',
    );
    const widths = $('.n-own')
      .toArray()
      .map((line) => Number($(line).attr('stroke-width')));
    expect(Math.max(...widths)).toBe(9);
  });

  test('is left out where nothing is named together with it', () => {
    expect(presentNetwork(testSite(), aTagPage({ network: [] }))).toBeNull();
  });
});

describe('sentences by stance', () => {
  const page = aTagPage({
    evidence: [anEvidenceItem(), anEvidenceItem({ id: 9, recordId: 3, stance: 'contradicts', text: 'No vessels.' })],
  });

  test('each stance that a sentence takes has an address, and shows its own only', () => {
    const all = presentMechanism(testSite(), page);
    expect(all?.stanceTabs.map(({ text, href }) => [text, href])).toEqual([
      ['All', '/en/mechanisms/neovascularization'],
      ['▲ Supports 1', '/en/mechanisms/neovascularization?stance=supports'],
      ['▼ Contradicts 1', '/en/mechanisms/neovascularization?stance=contradicts'],
    ]);
    const against = presentMechanism(testSite(), page, 'contradicts');
    expect(against?.evidence.map(({ text }) => text)).toEqual(['No vessels.']);
    expect(presentMechanism(testSite(), page, 'nonsense')?.evidence).toHaveLength(2);
  });
});

describe('the studies of a predictor', () => {
  test('say which way each points, and how strongly where both groups are counted', () => {
    const results = comparedResults();
    const usual = defaultSynthesisSettings(testProtocol.synthesis);
    const { contrasts } = synthesize(results, [], usual, testProtocol.synthesis);
    const contrast = contrasts.find(({ studies }) => studies.length > 0);
    const recordId = contrast?.studies[0]?.with.recordId ?? 0;
    const table = presentStudyTable(
      testSite(),
      aTagPage({
        id: contrast?.predictor ?? '',
        count: aPredictorCount('herniation-type'),
        evidence: [
          anEvidenceItem({ recordId: 999_999, stance: 'favours', firstAuthor: null }),
          anEvidenceItem({ recordId, stance: 'favours' }),
        ],
      }),
      contrasts,
    );
    expect(table?.rows.map(({ label, direction }) => [label, direction])).toEqual([
      ['Arden 2016', 'Favours'],
      ['Sample title', 'Favours'],
    ]);
    expect(table?.rows[0]?.effect?.text).toMatch(/^odds ratio [\d.]+ \(/);
    expect(table?.rows[1]?.effect).toBeNull();
  });
});
