import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { emptyQuery } from '../../../src/catalog/catalogQuery.ts';
import { defaultMapSettings } from '../../../src/catalog/map/mapSettings.ts';
import { defaultSynthesisSettings, type SynthesisSettings } from '../../../src/catalog/synthesis/synthesisSettings.ts';
import { synthesize } from '../../../src/catalog/synthesis/synthesize.ts';
import { viewsDir } from '../../../src/paths.ts';
import { type Locale, locales } from '../../../src/web/locale.ts';
import type { PageModel, PageName, Pages } from '../../../src/web/pages.ts';
import { presentApi } from '../../../src/web/presenters/api.ts';
import { presentCatalog } from '../../../src/web/presenters/catalog.ts';
import { presentCompare } from '../../../src/web/presenters/compare/comparePage.ts';
import { presentHome } from '../../../src/web/presenters/home.ts';
import { presentMap } from '../../../src/web/presenters/map/mapPage.ts';
import { presentMethods } from '../../../src/web/presenters/methods.ts';
import { presentProblem } from '../../../src/web/presenters/problem.ts';
import { presentRecord } from '../../../src/web/presenters/record.ts';
import { presentRun } from '../../../src/web/presenters/run.ts';
import { presentRuns } from '../../../src/web/presenters/runs.ts';
import { presentShell } from '../../../src/web/presenters/shell.ts';
import { presentCalculator, readCalculator } from '../../../src/web/presenters/synthesis/calculator.ts';
import { presentSynthesis } from '../../../src/web/presenters/synthesis/synthesisPage.ts';
import { presentMechanismIndex, presentPredictorIndex } from '../../../src/web/presenters/tagIndex.ts';
import { presentMechanism, presentPredictor } from '../../../src/web/presenters/tagPage.ts';
import { createRenderer } from '../../../src/web/renderer.ts';
import { exact } from '../../support/exact.ts';
import {
  aMethodsAnswer,
  anOverview,
  aPage,
  aPredictorCount,
  aRun,
  aStatus,
  aTagPage,
} from '../../support/factories/answers.ts';
import { aMap } from '../../support/factories/map.ts';
import { aCard, aDetail } from '../../support/factories/records.ts';
import { comparedResults, publishedResult, someResults, someVotes } from '../../support/factories/synthesis.ts';
import { testProtocol, testSite } from '../../support/webApp.ts';

const renderer = createRenderer(viewsDir);

function modelOf<Page extends PageName>(locale: Locale, view: Pages[Page]): PageModel<Pages[Page]> {
  const site = testSite(locale);
  const shell = presentShell(site, {
    title: 'Sample',
    section: 'search',
    address: `/${locale}/records?q=rim`,
    theme: 'system',
    assets: {
      stylesheets: ['/assets/site.css'],
      fonts: ['/assets/font.woff2'],
      icon: '/assets/icon.svg',
      desk: { stylesheets: ['/assets/desk.css'], scripts: ['/assets/desk.js'] },
    },
    status: aStatus(),
  });
  return { shell, t: site.messages, view };
}

/** Renders a page from a model that throws for every name it does not have. */
function page<Page extends PageName>(name: Page, locale: Locale, view: Pages[Page]) {
  return load(renderer.render(name, exact(modelOf(locale, view))));
}

const busyQuery = { ...emptyQuery, q: 'rim', facets: { mechanism: ['neovascularization'] }, yearFrom: 1995, page: 2 };
const emptyStatus = aStatus({ firstYear: null, lastYear: null, lastSearchAt: null, libraryLoadedAt: null });

/** Every page with much and with little to show: each branch of each template is met. */
function everyPage(locale: Locale): [string, () => ReturnType<typeof load>][] {
  const site = testSite(locale);
  const overview = anOverview(testProtocol);
  const bare = { ...overview, status: emptyStatus, mechanisms: [], predictors: [], newest: [] };
  const busyPage = aPage({
    query: busyQuery,
    also: [aCard({ recordId: 9 })],
    reading: { en: 'rim', zh: '边缘' },
    warnings: [{ en: 'The quote was not closed.', zh: '引号未闭合。' }],
    facets: aPage().facets.map((facet) => ({
      ...facet,
      values: facet.values.map((value) => ({ ...value, selected: true })),
    })),
  });
  const noHits = aPage({ query: busyQuery, total: 0, cards: [], facets: [], years: [], hiddenExcluded: 0 });
  const poor = aDetail({
    card: { tags: [], resorption: [], journal: null, sample: null, vernacularTitle: { text: '标题', language: 'zh' } },
    citation: { pmid: null, doi: null, pmc: null, abstract: [], authors: [], authorsComplete: false, keywords: [] },
    summaries: [],
    detail: { events: [], related: [], sources: [], followUp: null },
  });
  const mechanism = presentMechanism(site, aTagPage());
  const empty = aTagPage({
    id: 'age',
    count: aPredictorCount('age'),
    byDesign: [],
    bySpecies: [],
    pairs: [],
    evidence: [],
  });
  const predictor = presentPredictor(site, empty);
  if (!mechanism || !predictor) throw new Error('The sample tags are not in the protocol.');
  const bareRun = aRun({
    source: 'file',
    query: null,
    queryTranslation: null,
    fileName: 'sample.ris',
    identified: null,
    difference: null,
    warned: 0,
    notes: { warnings: [], slices: [], rejections: [], omittedPmids: [], unaskedPmids: [] },
  });
  const failed = {
    title: 'No answer',
    detail: 'There is none.',
    lookedFor: null,
    refused: null,
    reference: null,
    stack: null,
  };
  const fault = { ...failed, status: 500, detail: null, reference: 'abc', stack: 'at x' };
  const lost = { ...failed, status: 404, lookedFor: 'rim' };
  const tooMuch = { ...failed, status: 400, refused: busyQuery };
  const usual = defaultSynthesisSettings(testProtocol.synthesis);
  const pooled = (change: Partial<SynthesisSettings>) =>
    synthesize(
      [...someResults(), ...comparedResults().map((row) => ({ ...row, recordKey: 'k' })), publishedResult()],
      someVotes,
      { ...usual, ...change },
      testProtocol.synthesis,
    );
  const synthesisPage = (change: Partial<SynthesisSettings>) =>
    page('synthesis', locale, presentSynthesis(site, pooled(change), pooled({ ...change, by: 'type' })));
  const calculator = (query: string) => presentCalculator(site, readCalculator(new URLSearchParams(query)));
  return [
    ['home', () => page('home', locale, presentHome(site, overview))],
    ['home with shares', () => page('home', locale, presentHome(site, overview, pooled({ by: 'type' })))],
    ['home of an empty catalog', () => page('home', locale, presentHome(site, bare))],
    ['catalog', () => page('catalog', locale, presentCatalog(site, busyPage))],
    ['catalog without hits', () => page('catalog', locale, presentCatalog(site, noHits))],
    [
      'catalog without hits, with help',
      () =>
        page(
          'catalog',
          locale,
          presentCatalog(site, noHits, {
            suggestion: { q: 'rim', total: 3 },
            rescues: [{ without: 'years', values: [], query: { ...busyQuery, yearFrom: null }, total: 4 }],
          }),
        ),
    ],
    ['record', () => page('record', locale, presentRecord(site, aDetail(), null))],
    ['record with little known', () => page('record', locale, presentRecord(site, poor, null))],
    ['mechanisms', () => page('mechanisms', locale, presentMechanismIndex(site, overview))],
    ['predictors', () => page('predictors', locale, presentPredictorIndex(site, overview))],
    ['mechanism', () => page('tag', locale, mechanism)],
    ['predictor without evidence', () => page('tag', locale, predictor)],
    ['methods', () => page('methods', locale, presentMethods(site, aMethodsAnswer()))],
    [
      'methods of an empty catalog',
      () =>
        page(
          'methods',
          locale,
          presentMethods(site, aMethodsAnswer({ status: emptyStatus, runs: [], annotators: [] })),
        ),
    ],
    ['synthesis', () => synthesisPage({})],
    ['synthesis by type', () => synthesisPage({ by: 'type', includeDoubtful: true })],
    ['synthesis by definition', () => synthesisPage({ by: 'definition' })],
    ['synthesis without a study', () => synthesisPage({ designs: ['rct'] })],
    ['calculator', () => page('calculator', locale, calculator('data=A,1,2%0AB,5,9%0AC,2,7'))],
    ['calculator with faults', () => page('calculator', locale, calculator('kind=tables&data=A,1'))],
    ['compare', () => page('compare', locale, presentCompare(site, [aDetail(), poor], 9, 'apa'))],
    ['map', () => page('map', locale, presentMap(site, aMap(defaultMapSettings), 'map'))],
    [
      'map of participants, in figures',
      () =>
        page(
          'map',
          locale,
          presentMap(site, aMap({ ...defaultMapSettings, rows: 'predictor', size: 'participants' }), 'table'),
        ),
    ],
    ['runs', () => page('runs', locale, presentRuns(site, aMethodsAnswer().runs))],
    ['no runs', () => page('runs', locale, presentRuns(site, []))],
    ['run', () => page('run', locale, presentRun(site, aRun({ since: '2026-01-01', message: 'Stopped.' })))],
    ['run of a file', () => page('run', locale, presentRun(site, bareRun))],
    ['api', () => page('api', locale, presentApi(site, 'https://evidence.example'))],
    ['fault', () => page('problem', locale, presentProblem(site, fault))],
    ['not found', () => page('problem', locale, presentProblem(site, lost))],
    ['search that asks for too much', () => page('problem', locale, presentProblem(site, tooMuch))],
  ];
}

describe.each(locales)('every page in %s', (locale) => {
  test.each(everyPage(locale))('%s', (_name, render) => {
    const $ = render();
    expect($('html').attr('lang')).toBe(locale === 'zh' ? 'zh-Hans' : 'en');
    expect($('h1')).toHaveLength(1);
    expect($('main#main')).toHaveLength(1);
    expect($('a.skip').attr('href')).toBe('#main');

    const levels = $('h1, h2, h3, h4')
      .toArray()
      .map((heading) => Number(heading.tagName.slice(1)));
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });

    const ids = $('[id]')
      .toArray()
      .map((element) => $(element).attr('id'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const input of $('input:not([type=hidden])').toArray()) {
      const labelled = $(input).closest('label').length > 0 || $(`label[for="${$(input).attr('id')}"]`).length > 0;
      expect(labelled).toBe(true);
    }
    for (const link of $('a').toArray()) {
      expect($(link).attr('href')).toBeTruthy();
      expect(($(link).attr('aria-label') ?? $(link).text()).trim()).not.toBe('');
    }
    for (const link of $('a[href^="#"]').toArray()) expect($($(link).attr('href') ?? '').length).toBe(1);
    expect($('[style], style, script:not([src])')).toHaveLength(0);
    expect($.html()).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('catalog', () => {
  test('facets, pills, cards and pages are links that say what they do', () => {
    const query = { ...emptyQuery, facets: { mechanism: ['neovascularization'] } };
    const $ = page('catalog', 'en', presentCatalog(testSite(), aPage({ query })));
    const texts = (selector: string): string[] =>
      $(selector)
        .toArray()
        .map((element) => $(element).text().replace(/\s+/g, ' ').trim());
    expect(texts('.results-head h2')).toEqual(['57 records page 1 of 3']);
    expect(texts('.pill')).toEqual(['Remove filter Mechanism Neovascularization']);
    expect(texts('.pager a')).toEqual(['1', '2', '3', 'Next']);
    expect($('.pager [aria-current]').text()).toBe('1');
    expect($('.cards .card-title a').attr('href')).toBe('/en/records/1');
    expect($('details.facet').first().find('.value .name').text()).toBe('Neovascularization');
  });
});

describe('escaping', () => {
  test('a title, name, search or tag with markup in it stays text', () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    const card = aCard({
      title: [{ text: evil, hit: true }],
      titleHtml: evil,
      journal: evil,
      vernacularTitle: { text: evil, language: 'zh' },
      snippet: { pieces: [{ text: evil, hit: false }], field: 'abstract', language: 'en' },
    });
    const facets = [{ name: 'journal' as const, values: [{ value: evil, count: 1, following: 1, selected: true }] }];
    const query = { ...emptyQuery, q: evil, facets: { journal: [evil] } };
    const view = presentCatalog(testSite(), aPage({ query, cards: [card], facets, reading: { en: evil, zh: evil } }));
    const $ = page('catalog', 'en', view);
    expect($('script, img')).toHaveLength(0);
    expect($('#q').val()).toBe(evil);
    expect($('.card-title mark').text()).toBe(evil);
  });

  test('so does a record’s text', () => {
    const evil = '<script>alert(1)</script>';
    const detail = aDetail({
      card: { tags: [] },
      citation: { abstract: [{ label: evil, nlmCategory: null, text: evil, html: evil }], keywords: [evil] },
      summaries: [{ language: 'en', text: evil }],
    });
    const $ = page('record', 'en', presentRecord(testSite(), detail, null));
    expect($('script')).toHaveLength(0);
    expect($('.prose p').first().text()).toBe(evil);
  });
});

describe('createRenderer', () => {
  function withTemplate(source: string, act: (folder: string) => void): void {
    const folder = mkdtempSync(join(tmpdir(), 'views-'));
    try {
      for (const name of ['layouts', 'partials', 'pages']) mkdirSync(join(folder, name));
      writeFileSync(join(folder, 'pages', 'home.hbs'), source);
      act(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test.each([
    ['a syntax error', '{{#if view}}'],
    ['an unknown helper', '{{shout view}}'],
  ])('%s stops the program and names the file', (_what, source) => {
    withTemplate(source, (folder) => {
      expect(() => createRenderer(folder)).toThrow(/home\.hbs: the template cannot be compiled/);
    });
  });

  test('a name that the model lacks is an error', () => {
    withTemplate('{{view.nothing}}', (folder) => {
      const overview = presentHome(testSite(), anOverview(testProtocol));
      expect(() => createRenderer(folder).render('home', modelOf<'home'>('en', overview))).toThrow(/nothing/);
    });
  });
});
