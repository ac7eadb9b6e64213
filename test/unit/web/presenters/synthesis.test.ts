import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import {
  defaultSynthesisSettings,
  type SynthesisSettings,
} from '../../../../src/catalog/synthesis/synthesisSettings.ts';
import { synthesize } from '../../../../src/catalog/synthesis/synthesize.ts';
import { presentCalculator, readCalculator } from '../../../../src/web/presenters/synthesis/calculator.ts';
import { synthesisCsv, synthesisScript } from '../../../../src/web/presenters/synthesis/files.ts';
import { createNumbers } from '../../../../src/web/presenters/synthesis/numbers.ts';
import { presentSharesByType } from '../../../../src/web/presenters/synthesis/sharesByType.ts';
import { presentSynthesis } from '../../../../src/web/presenters/synthesis/synthesisPage.ts';
import {
  anotherResult,
  aResult,
  comparedResults,
  publishedResult,
  someResults,
  someVotes,
} from '../../../support/factories/synthesis.ts';
import { testProtocol, testSite } from '../../../support/webApp.ts';

const site = testSite();
const usual = defaultSynthesisSettings(testProtocol.synthesis);
const answerTo = (change: Partial<SynthesisSettings> = {}, results = someResults()) =>
  synthesize(results, [], { ...usual, ...change }, testProtocol.synthesis);
const present = (change: Partial<SynthesisSettings> = {}, results = someResults()) =>
  presentSynthesis(site, answerTo(change, results), answerTo({ ...change, by: 'type' }, results));
const few = (count: number) => Array.from({ length: count }, (_, index) => anotherResult(index + 1));

describe('numbers', () => {
  const [english, chinese] = [createNumbers(site), createNumbers(testSite('zh'))];

  test('shares are told in percent to one place, in the reader’s marks', () => {
    const estimated = { value: 0.7388, interval: { lower: 0.4641, upper: 0.90234 } };
    expect(english.shareText(estimated)).toBe('73.9 (46.4 to 90.2)');
    expect(chinese.shareText(estimated)).toBe('73.9（46.4 至 90.2）');
    expect(english.shareInterval(estimated.interval)).toBe('46.4% to 90.2%');
  });

  test('small P values are told as small, ratios to what counts, and nothing as NaN', () => {
    expect([0.0001, 0.0042, 0.04, 0.5].map(english.pValue)).toEqual([
      '<\u00a00.001',
      '=\u00a00.004',
      '=\u00a00.04',
      '=\u00a00.50',
    ]);
    expect(english.ratioText({ value: 0.04, interval: { lower: 0.001, upper: 1234 } })).toBe('0.04 (0.00 to 1,234)');
    expect(english.decimal(Number.POSITIVE_INFINITY, 1)).toBe('∞');
    expect(english.decimal(-1.25, 1)).toBe('−1.3');
    expect(english.orReason({ estimable: false, reason: 'one study' }, String)).toBe('not estimable (one study)');
  });
});

describe('the headline', () => {
  test('gives share, interval, counts and prediction', () => {
    const { headline } = present();
    expect(headline.figure).toMatch(/^\d+\.\d%$/);
    expect(headline.counts).toBe('4 studies, 56 of 97 patients or herniations');
    expect(headline.prediction).toMatch(/further study/);
  });

  test.each([
    [0, null, /no study fits/i],
    [1, '50.0%', /One study/],
    [2, '50.0%', /Any decrease/],
  ])('of %i studies', (count, figure, words) => {
    const { headline } = present({}, few(count));
    expect(headline.figure).toBe(figure);
    expect(headline.words).toMatch(words);
  });

  test('warns of two studies, and of few', () => {
    expect(present({}, few(2)).headline.warning).toMatch(/two studies/);
    expect(present({}, few(3)).headline.warning).toMatch(/Only 3 studies/);
    expect(present({}, few(6)).headline.warning).toBeNull();
  });

  test('gives no figure across definitions, and none across types', () => {
    expect(present({ by: 'definition' }).headline).toMatchObject({ figure: null });
    const typed = [aResult({ scope: 'type', type: 'bulge' }), anotherResult(2, { scope: 'type', type: 'extrusion' })];
    expect(present({ by: 'type' }, typed).headline.figure).toBeNull();
  });
});

describe('the forest plot', () => {
  const chart = (view: ReturnType<typeof present>) => load(view.forest?.drawings[0] ?? '');

  test('names every study, links to its figures and marks what is special', () => {
    const $ = chart(present());
    expect(
      $('a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toContain('/en/records/1#resorption');
    expect(
      $('.c-mark')
        .toArray()
        .map((mark) => $(mark).text()),
    ).toEqual(['selected', 'operated']);
    expect($('svg').attr('aria-labelledby')).toBe('chart-forest-title');
  });

  test('draws no diamond for one study, one for two', () => {
    expect(chart(present({}, few(1)))('.c-diamond')).toHaveLength(0);
    expect(chart(present({}, few(2)))('.c-diamond')).toHaveLength(1);
    expect(present({}, few(1)).robustness).toEqual([]);
    expect(present({}, []).forest).toBeNull();
  });

  test('has a narrow form, and its figures as a table', () => {
    const { forest } = present();
    expect(forest?.drawings).toHaveLength(2);
    expect(forest?.table.rows.map(({ head }) => head.text)).toEqual([
      'Sample 2001',
      'Sample 2003',
      'Sample 2004',
      'Sample 2005',
      'Pooled',
    ]);
  });

  test('never shows a figure that is none', () => {
    for (const by of ['none', 'type', 'definition', 'followUp'] as const) {
      for (const count of [0, 1, 2, 3]) {
        expect(JSON.stringify(present({ by }, few(count)))).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });
});

describe('the sections below', () => {
  test('the funnel says that no test is made below ten', () => {
    const funnel = present().robustness.find(({ id }) => id === 'funnel');
    expect(funnel?.note).toMatch(/4 studies no test/);
    const tested = present({}, few(10)).robustness.find(({ id }) => id === 'funnel');
    expect(tested?.note).toMatch(/Egger/);
  });

  test('every reported result that is out has its reason', () => {
    const { out } = present();
    expect(out.groups.map(({ reason, count }) => [reason, count])).toEqual([
      [site.messages.synthesis.reasons['another definition'], '1'],
      [site.messages.synthesis.reasons['counts in doubt'], '1'],
    ]);
  });

  test('doubtful results are shown with a way to let them in', () => {
    const { doubtful } = present();
    expect(doubtful.studies.map(({ label, marks }) => [label, marks])).toEqual([['Sample 2006', 'in doubt']]);
    expect(doubtful.toggle.href).toBe('/en/synthesis/resorption?check=on');
    expect(present({ includeDoubtful: true }).doubtful.toggle.href).toBe('/en/synthesis/resorption');
  });

  test('every study gives its sentence, or says that there is none', () => {
    const [first, second] = present().studies;
    expect(first?.sentence).toEqual({
      text: 'It shrank in 10 of 20.',
      lang: 'en',
      kind: site.messages.textKinds.summary,
    });
    expect(second?.sentence).toBeNull();
  });

  test('the choices are those of the address', () => {
    const { settings, tabs } = present({ definition: 'complete', includeSelected: false, measure: 'PAS' });
    expect(settings.what[0]?.options.find(({ selected }) => selected)?.value).toBe('complete');
    expect(settings.rows.map(({ checked }) => checked)).toEqual([false, true, false]);
    expect(settings.isStatisticsOpen).toBe(true);
    expect(tabs[1]?.href).toBe('/en/synthesis/resorption?by=type&definition=complete&without=selected&measure=PAS');
  });
});

describe('predictors and published reviews', () => {
  const view = present({}, [...comparedResults(), publishedResult()]);

  test('an odds ratio is drawn where both groups have counts', () => {
    expect(view.ratios?.table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['Herniation against bulge', '15 / 20', '2 / 10', '12.0 (1.89 to 76.4)'],
    ]);
    expect(load(view.ratios?.drawings[0] ?? '')('.c-diamond')).toHaveLength(0);
    expect(present().ratios).toBeNull();
  });

  test('votes are counted, with a sign test from three on', () => {
    const answer = synthesize([], someVotes, usual, testProtocol.synthesis);
    const votes = presentSynthesis(site, answer, answer).votes;
    expect(votes?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['3', '1', '0', 'P\u00a0=\u00a00.63'],
    ]);
    expect(present().votes).toBeNull();
  });

  test('a review’s share stands beside ours, and only under the definition it can be compared with', () => {
    expect(view.published?.columns.map(({ text }) => text)).toEqual(['Type', 'Review 2023', 'Here']);
    expect(view.published?.rows[0]?.cells.map(({ text }) => text)).toEqual(['70.4%', '20.0% (k = 1)']);
    expect(present({ definition: 'complete' }, [publishedResult()]).published).toBeNull();
  });
});

describe('published figures in the plot', () => {
  const shownFor = (change: Partial<SynthesisSettings>, published: boolean) => {
    const results = [...someResults(), publishedResult()];
    const byType = answerTo({ ...change, by: 'type' }, results);
    return presentSynthesis(site, answerTo(change, results), byType, { checks: false, published });
  };

  test('are off until they are asked for, and can be taken out again', () => {
    const off = shownFor({}, false);
    expect(off.forest?.drawings.join('')).not.toContain('c-published');
    expect(off.publishedToggle?.href).toContain('published=on');
    const on = shownFor({}, true);
    expect(on.publishedToggle?.href).not.toContain('published=on');
    // Another layout or other settings leave them where they are.
    for (const { href } of on.tabs) expect(href).toContain('published=on');
    expect(on.settings.kept).toContainEqual({ name: 'published', value: 'on' });
    expect(off.tabs.map(({ href }) => href).join()).not.toContain('published');
    const svg = load(on.forest?.drawings[0] ?? '', { xml: true });
    expect(svg('.c-published').length).toBeGreaterThan(0);
    // Whoever does not see the lines is told of them.
    expect(svg('desc').first().text()).toContain('Review 2023, published 70.4%');
  });

  test('are there only where they speak of the same', () => {
    for (const change of [
      { definition: 'complete' },
      { followUp: site.protocol.synthesis.followUp[0]?.id ?? '' },
      { by: 'followUp' as const },
    ]) {
      const view = shownFor(change, true);
      expect(view.publishedToggle).toBeNull();
      expect(view.forest?.drawings.join('') ?? '').not.toContain('c-published');
    }
  });
});

describe('files', () => {
  test('CSV has every result, in or out, and nothing that runs as a formula', () => {
    const results = [...someResults(), anotherResult(9, { note: '=1+1', title: 'Quotes " and, commas' })];
    const lines = synthesisCsv(answerTo({}, results))
      .split('\r\n')
      .filter((line) => line !== '');
    expect(lines).toHaveLength(results.length + 1);
    expect(lines[0]).toMatch(/^\ufeffpooled,stratum,reason_out,study/);
    expect(lines.filter((line) => line.startsWith('yes,'))).toHaveLength(5);
    expect(lines.join('\n')).toContain(`'=1+1`);
    expect(lines.join('\n')).toContain('"Quotes "" and, commas"');
  });

  test('the R script holds the studies and the model', () => {
    const script = synthesisScript(answerTo(), ['Sample']);
    expect(script).toContain('# Sample');
    expect(script).toContain('events = c(10, 30, 4, 12)');
    expect(script).toContain('method = "REML", test = "adhoc"');
  });

  test('across definitions there is one model each, never one of all', () => {
    const script = synthesisScript(answerTo({ by: 'definition' }), []);
    expect(script.match(/library\(metafor\)/g)).toHaveLength(2);
    expect(script).not.toContain('factor(group)');
    expect(synthesisScript(answerTo({}, []), ['Sample'])).toMatch(/No study fits/);
  });
});

test('the start page shows a row a type, each leading to its studies', () => {
  const rows = presentSharesByType(site, answerTo({ by: 'type' }))?.rows;
  expect(rows?.map(({ href, name, studies }) => [name, studies, href])).toEqual([
    ['Sequestration', '1 study, n = 12', '/en/synthesis/resorption?type=sequestration'],
  ]);
  expect(presentSharesByType(site, answerTo({ by: 'type' }, []))).toBeNull();
});

describe('the calculator', () => {
  const calculate = (query: string) => presentCalculator(site, readCalculator(new URLSearchParams(query)));

  test('pools what is pasted', () => {
    const view = calculate(`data=${encodeURIComponent('A 2001, 10, 20\nB 2002, 30, 40\nC 2003, 4, 25')}`);
    expect(view.headline?.figure).toMatch(/%$/);
    expect(view.forest?.table.rows).toHaveLength(4);
    expect(view.robustness.map(({ id }) => id)).toEqual(['leave-one-out', 'cumulative', 'funnel', 'baujat']);
  });

  test('pools tables, by ratio or by difference', () => {
    const data = encodeURIComponent('A, 10, 20, 5, 20\nB, 30, 40, 10, 40');
    const ratio = calculate(`kind=tables&measure=RR&data=${data}`);
    expect(ratio.forest?.table.columns[2]?.text).toBe(site.messages.synthesis.columnRiskRatio);
    const difference = calculate(`kind=tables&measure=RD&data=${data}`);
    expect(load(difference.forest?.drawings[0] ?? '')('.c-diamond')).toHaveLength(1);
    expect(calculate(`kind=tables&measure=PAS&data=${data}`).headline).not.toBeNull();
  });

  test('says what cannot be read, keeps the text, and answers with the rest', () => {
    const view = calculate(`data=${encodeURIComponent('A, 10, 20\nB, 30')}`);
    expect(view.faults).toEqual(['Line 2: the number of columns is not the one expected']);
    expect(view.text).toBe('A, 10, 20\nB, 30');
    expect(view.headline?.figure).toBe('50.0%');
  });

  test('an empty form is no fault, and its example can be pooled', () => {
    const view = calculate('');
    expect([view.isEmpty, view.faults, view.headline]).toEqual([true, [], null]);
    expect(calculate(view.exampleHref.split('?')[1] ?? '').faults).toEqual([]);
    const tables = calculate('kind=tables').exampleHref.split('?')[1] ?? '';
    expect(calculate(tables).headline).not.toBeNull();
  });

  test('never shows a figure that is none', () => {
    for (const data of ['A,0,5', 'A,0,5\nB,0,9', 'A,5,5\nB,9,9\nC,3,3', 'A,0,5\nB,9,9\nC,1,3']) {
      for (const measure of ['PLO', 'PAS', 'PFT', 'PLN', 'PR']) {
        const view = calculate(`measure=${measure}&data=${encodeURIComponent(data)}`);
        expect(JSON.stringify(view)).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
    for (const data of ['A,0,5,0,5', 'A,0,5,5,5\nB,5,5,0,5', 'A,0,5,0,9\nB,0,3,0,3']) {
      for (const measure of ['OR', 'RR', 'RD']) {
        const view = calculate(`kind=tables&measure=${measure}&data=${encodeURIComponent(data)}`);
        expect(JSON.stringify(view)).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });
});
