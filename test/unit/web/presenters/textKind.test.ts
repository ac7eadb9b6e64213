import { describe, expect, test } from '@jest/globals';
import { importFormats } from '../../../../src/importing/importEvent.ts';
import { locales } from '../../../../src/web/locale.ts';
import { textKind } from '../../../../src/web/presenters/textKind.ts';
import { testSite } from '../../../support/webApp.ts';

describe('textKind', () => {
  test.each([
    ['pubmed', 'Abstract from PubMed', '摘要来自 PubMed'],
    ['ris', 'Abstract from a RIS file', '摘要来自 RIS 文件'],
    ['nbib', 'Abstract from an NBIB file', '摘要来自 NBIB 文件'],
    [null, 'Abstract from the source', '来源所附摘要'],
    ['something-new', 'Abstract from the source', '来源所附摘要'],
  ])('an abstract that %s gave is called so', (source, en, zh) => {
    expect(textKind(testSite('en'), 'abstract', source).name).toBe(en);
    expect(textKind(testSite('zh'), 'abstract.chi', source).name).toBe(zh);
  });

  test('only PubMed’s is said to be as PubMed gives it', () => {
    const { messages } = testSite();
    expect(textKind(testSite(), 'abstract', 'pubmed').note).toBe(messages.abstractNote);
    expect(textKind(testSite(), 'abstract', 'ris').note).toBe(messages.otherAbstractNote);
  });

  test('a summary is never called an abstract, whatever the source', () => {
    expect(textKind(testSite(), 'summary.en', 'pubmed').name).toBe('Summary written for this catalog');
  });

  test.each(locales)('every format that can be read has a name in %s', (locale) => {
    const names: Record<string, string> = testSite(locale).messages.sourceNames;
    for (const format of importFormats) expect(names[format]).toBeTruthy();
  });
});
