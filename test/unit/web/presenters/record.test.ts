import { describe, expect, test } from '@jest/globals';
import { presentRecord } from '../../../../src/web/presenters/record.ts';
import { aDetail, anAuthor, sampleSummary, sampleTitle } from '../../../support/factories/records.ts';
import { anEvidence, aTag } from '../../../support/factories/tags.ts';
import { testSite } from '../../../support/webApp.ts';

describe('presentRecord', () => {
  test('opens the reader’s language first and says of every text what it is', () => {
    const kinds = (locale: 'en' | 'zh'): unknown =>
      presentRecord(testSite(locale), aDetail(), null).panels.map((panel) => [
        panel.lang,
        panel.chosen,
        panel.texts.map((text) => text.kind),
      ]);
    expect(kinds('en')).toEqual([
      ['en', true, ['Abstract from PubMed', 'Summary written for this catalog']],
      ['zh', false, ['Summary written for this catalog']],
    ]);
    expect(kinds('zh')).toEqual([
      ['zh', true, ['为本库撰写的概要']],
      ['en', false, ['摘要来自 PubMed', '为本库撰写的概要']],
    ]);
  });

  test('opens the language that an evidence link asks for', () => {
    const panels = presentRecord(testSite('zh'), aDetail(), 'en').panels;
    expect(panels.find((panel) => panel.chosen)?.lang).toBe('en');
    expect(presentRecord(testSite('zh'), aDetail(), 'tlh').panels[0]?.chosen).toBe(true);
  });

  test('places evidence in its own section of a structured abstract, with its note beside it', () => {
    const [abstract] = presentRecord(testSite(), aDetail(), null).panels[0]?.texts ?? [];
    const [methods, results] = abstract?.paragraphs ?? [];
    expect(methods).toMatchObject({ heading: 'METHODS', notes: [] });
    expect(results?.notes.map((note) => [note.badge, note.name, note.stance, note.state])).toEqual([
      ['Mφ 1', 'Macrophage infiltration', 'Supports', 'From the library'],
      ['Nv 2', 'Neovascularization', 'Supports', 'From the library'],
      ['↑ 3', 'Rim enhancement on contrast MRI', 'Favours', 'From the library'],
    ]);
    expect(results?.html).toContain('<span class="ev ev-1" data-m="macrophage-infiltration">Cells lined');
    expect(results?.html).toContain('<i>count</i>');
  });

  test('offers a switch for each mechanism with evidence, in the protocol’s order', () => {
    const view = presentRecord(testSite(), aDetail(), null);
    expect(view.switches.map((entry) => [entry.code, entry.count])).toEqual([
      ['In', '1'],
      ['Nv', '2'],
      ['Mφ', '1'],
    ]);
    expect(view.predictorSwitch).toBe('2');
  });

  test('marks evidence in the title', () => {
    const tags = [aTag({ evidence: [anEvidence('title', sampleTitle, 'vessels at the margin')] })];
    const view = presentRecord(testSite(), aDetail({ card: { tags } }), null);
    expect(view.title.html).toContain('data-m="neovascularization">vessels at the margin</span>');
    expect(view.titleNotes).toHaveLength(1);
  });

  test('a Chinese reader sees a Chinese paper’s own title first', () => {
    const detail = aDetail({
      card: { vernacularTitle: { text: '示例标题', language: 'zh' }, languages: ['chi'] },
      citation: { vernacularTitle: '示例标题', languages: ['chi'] },
    });
    const zh = presentRecord(testSite('zh'), detail, null);
    expect([zh.title.lang, zh.otherTitle?.lang]).toEqual(['zh', 'en']);
    const en = presentRecord(testSite('en'), detail, null);
    expect([en.title.lang, en.otherTitle?.lang]).toEqual(['en', 'zh']);
  });

  test('warns of retraction, withdrawal, concern and exclusion', () => {
    const detail = aDetail({
      card: { retracted: true, withdrawn: true, excluded: true },
      citation: { relations: [{ type: 'ExpressionOfConcernIn', pmid: '9', citation: 'Sample J', note: null }] },
      detail: { exclusionReason: 'wrong-region' },
    });
    const view = presentRecord(testSite(), detail, null);
    expect(view.notices.map((notice) => notice.title)).toEqual([
      'This publication has been retracted.',
      'PubMed has withdrawn this record.',
      'An expression of concern has been published about this paper.',
      'Screened and excluded: Wrong region.',
    ]);
    expect(view.relations).toEqual([
      { name: 'Expression of concern in', text: 'Sample J', href: 'https://pubmed.ncbi.nlm.nih.gov/9/' },
    ]);
  });

  test('a record with neither abstract nor summary has no panel', () => {
    const detail = aDetail({ citation: { abstract: [] }, summaries: [] });
    expect(presentRecord(testSite(), detail, null)).toMatchObject({ panels: [], hasEvidence: false });
  });

  test('tags whose words have changed are listed apart and say so', () => {
    const tags = [aTag({ evidence: [anEvidence('summary.en', sampleSummary.en, 'Vessels', { stale: true })] })];
    const view = presentRecord(testSite(), aDetail({ card: { tags } }), null);
    expect(view.unplaced).toMatchObject([
      { name: 'Neovascularization', basis: 'The text has changed since these words were marked' },
    ]);
  });

  test('shows predictors with their direction and the facts beside the text', () => {
    const { rail } = presentRecord(testSite(), aDetail(), null);
    expect(rail.predictors.map((entry) => [entry.sign, entry.direction, entry.tone])).toEqual([
      ['–', 'No association', 'neutral'],
      ['↑', 'Favours', 'favours'],
    ]);
    expect(rail.glance.map((fact) => fact.name)).toEqual([
      'Design',
      'Species',
      'Sample',
      'Imaging',
      'Follow-up',
      'Outcomes',
      'Published in',
      'Type',
    ]);
    expect(rail.trust.find((fact) => fact.name === 'Retrieved')?.value).toBe('14 Mar 2026');
  });

  test('links authors to a search for them and identifiers to their homes', () => {
    const authors = [anAuthor('O"Quote', 'A')];
    const view = presentRecord(testSite(), aDetail({ citation: { authors } }), null);
    expect(view.authors).toEqual([{ name: 'O"Quote A', href: '/en/records?q=author%3A%22OQuote+A%22' }]);
    expect(view.identifiers.map((identifier) => identifier.href)).toEqual([
      'https://pubmed.ncbi.nlm.nih.gov/1000001/',
      'https://pmc.ncbi.nlm.nih.gov/articles/PMC1000001/',
      'https://doi.org/10.1000/sample.1',
    ]);
  });
});
