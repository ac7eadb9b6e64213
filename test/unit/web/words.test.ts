import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { facetNames } from '../../../src/catalog/catalogQuery.ts';
import { rootDir, viewsDir } from '../../../src/paths.ts';
import { createFormat } from '../../../src/web/format.ts';
import { createLinks, outside } from '../../../src/web/links.ts';
import { en } from '../../../src/web/messages/en.ts';
import { zh } from '../../../src/web/messages/zh.ts';
import { testProtocol, testSite } from '../../support/webApp.ts';

function sources(folder: string, extension: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
}

const templates = sources(viewsDir, '.hbs');
const code = sources(join(rootDir, 'src', 'web'), '.ts');

describe('the words of the interface', () => {
  test('templates use only words there are, and only those that need no argument', () => {
    const used = templates.flatMap(({ text }) => [...text.matchAll(/\bt\.(\w+)/g)].map(([, key]) => key ?? ''));
    expect(used.length).toBeGreaterThan(50);
    for (const key of used) expect(['string', 'object']).toContain(typeof Reflect.get(en, key));
  });

  test('no word is kept that no page says', () => {
    const everything = [...templates, ...code.filter(({ path }) => !path.startsWith('messages'))].map(
      ({ text }) => text,
    );
    const unused = Object.keys(en).filter((key) => !everything.some((text) => new RegExp(`\\b${key}\\b`).test(text)));
    expect(unused).toEqual([]);
  });

  test('Chinese is written in Chinese', () => {
    const same = Object.entries(en)
      .filter(([key, text]) => typeof text === 'string' && text === Reflect.get(zh, key))
      .map(([key]) => key);
    expect(same).toEqual([]);
  });

  test('templates hold no words of their own', () => {
    for (const { path, text } of templates) {
      const bare = text
        .replace(/\{\{[\s\S]*?\}\}/g, '')
        .replace(/<[^>]*>/g, '')
        .replace(/&\w+;/g, '');
      expect({ path, words: bare.match(/\p{L}+/gu) ?? [] }).toEqual({ path, words: [] });
    }
  });
});

test('nothing of the review’s subject is written into the program', () => {
  const { mechanisms, predictors } = testProtocol.codebook;
  const subject = [...mechanisms, ...predictors.filter((predictor) => predictor.core)].flatMap((entry) => [
    entry.id,
    entry.label.en.toLowerCase(),
    entry.label.zh,
  ]);
  const css = sources(join(viewsDir, 'assets'), '.css');
  for (const { path, text } of [...templates, ...code, ...css]) {
    const found = subject.filter((word) => text.toLowerCase().includes(word));
    expect({ path, found }).toEqual({ path, found: [] });
  }
});

describe('labels', () => {
  test('coded values have names in both languages, unknown ones stay as they are', () => {
    expect(testSite('en').labels.facet('design', 'rct')).toBe('Randomized trial');
    expect(testSite('zh').labels.facet('design', 'rct')).toBe('随机对照试验');
    expect(testSite('zh').labels.facet('language', 'eng')).toBe('英语');
    expect(testSite('en').labels.facet('journal', 'Sample Journal')).toBe('Sample Journal');
    expect(testSite('en').labels.facet('design', 'unheard-of')).toBe('unheard-of');
    expect(testSite('en').labels.tag('treatment', 'heat')).toBe('heat');
  });

  test('every facet has a title', () => {
    for (const name of facetNames) expect([en.facetNames[name], zh.facetNames[name]]).not.toContain('');
  });
});

describe('format', () => {
  test('numbers, shares, dates and languages follow the reader', () => {
    const [english, chinese] = [createFormat('en'), createFormat('zh')];
    expect([english.number(12345), chinese.number(12345)]).toEqual(['12,345', '12,345']);
    expect(english.percent(66.666)).toBe('66.7%');
    expect([english.date('2026-03-14T23:59:00Z'), chinese.date('2026-03-14')]).toEqual([
      '14 Mar 2026',
      '2026年3月14日',
    ]);
    expect([english.language('chi'), chinese.language('chi')]).toEqual(['Chinese', '中文']);
  });

  test('what is no date or language is shown as it is', () => {
    expect(createFormat('en').date('some day')).toBe('some day');
    expect(createFormat('en').language('not a code')).toBe('not a code');
  });
});

describe('links', () => {
  test('an evidence link names record, text and sentence', () => {
    expect(createLinks('zh').evidence(12, 34, 'en')).toBe('/zh/records/12?text=en#e34');
  });

  test('identifiers cannot break out of their address', () => {
    expect(outside.doi('10.1000/a?b#c"d')).toBe('https://doi.org/10.1000/a%3Fb%23c%22d');
    expect(createLinks('en').mechanism('a/b')).toBe('/en/mechanisms/a%2Fb');
  });
});
