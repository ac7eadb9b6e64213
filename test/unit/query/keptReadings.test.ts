import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { describeQuery } from '../../../src/query/describeQuery.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import { suggestSpelling } from '../../../src/query/suggestSpelling.ts';
import { SynonymTable, synonymsSchema } from '../../../src/query/synonyms.ts';
import { toFts } from '../../../src/query/toFts.ts';
import { readYears } from '../../../src/query/years.ts';
import { keptSearches, knownCodes, spellings, yearTexts } from './keptSearches.ts';
import { show } from './show.ts';

/**
 * All that is made of a search: its tree, its words in both languages, what it compiles to with and without synonyms,
 * every warning with its place. Read through when it was written; RESORB_RENEW=1 writes it anew, and the difference is
 * to be read like code.
 */
const file = join(rootDir, 'test/fixtures/query/kept.json');

const groups = [
  { id: 'mri', terms: ['magnetic resonance imaging', 'MRI', '磁共振', '磁共振成像'] },
  { id: 'disc', terms: ['disc', 'intervertebral disc', '椎间盘'] },
  { id: 'resorption', terms: ['resorption', 'spontaneous regression', '重吸收', '自行吸收'] },
];

function madeOf(search: string) {
  const synonyms = new SynonymTable({ groups });
  const { ast, warnings, ...rest } = parseQuery(search, knownCodes);
  const shown = ({ where, ranking, ...others }: ReturnType<typeof toFts>) => ({
    where: show(where),
    ranking,
    ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return JSON.parse(
    JSON.stringify({
      ...rest,
      ast,
      en: describeQuery(ast, 'en'),
      zh: describeQuery(ast, 'zh'),
      plain: shown(toFts(ast)),
      withSynonyms: shown(toFts(ast, { synonyms })),
      warnings,
    }),
  );
}

const vocabulary = new Map(spellings.vocabulary);
const made = () => ({
  searches: keptSearches.map((search) => [search, madeOf(search)]),
  years: yearTexts.map((text) => [text, readYears(text)]),
  spellings: spellings.words.map((word) => [word, suggestSpelling(word, vocabulary)]),
});
/** One line for each, so that what changed shows. */
function written(): string {
  const lists = Object.entries(made()).map(
    ([name, rows]) => `"${name}":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
  );
  return `{${lists.join(',\n')}}\n`;
}

if (process.env.RESORB_RENEW || !existsSync(file)) writeFileSync(file, written());
const read = JSON.parse(readFileSync(file, 'utf8')) as Record<keyof ReturnType<typeof made>, [string, unknown][]>;
const kept = { searches: new Map(read.searches), years: new Map(read.years), spellings: new Map(read.spellings) };

test('nothing is kept of searches that are no more', () => {
  expect([...kept.searches.keys()]).toEqual(keptSearches);
});

describe('a search is read as it was', () => {
  test.each(keptSearches)('%s', (search) => {
    expect(madeOf(search)).toEqual(kept.searches.get(search));
  });
});

describe('a table of synonyms', () => {
  const faults = (change: { id: string; terms: string[] }[]) =>
    (synonymsSchema.safeParse({ groups: change }).error?.issues ?? []).map(({ code, path, message }) => ({
      code,
      path,
      message,
    }));
  const terms = groups.at(0)?.terms ?? [];

  test('holds each word once', () => {
    expect(faults(groups)).toEqual([]);
    expect(faults([...groups, { id: 'other', terms: ['films', 'Mri'] }])).toEqual([
      { code: 'custom', path: ['groups', 3, 'terms', 1], message: 'is the same word as one of the group "mri"' },
    ]);
    expect(faults([{ id: 'mri', terms: ['mri', '!!'] }])).toEqual([
      { code: 'custom', path: ['groups', 0, 'terms', 1], message: 'has no letter or digit' },
    ]);
  });

  test.each([
    ['no group', []],
    ['a name with spaces', [{ id: 'm r i', terms }]],
    ['a name that does not begin with a letter', [{ id: '1mri', terms }]],
    ['a name with a capital at its end', [{ id: 'mrI', terms }]],
    ['one term', [{ id: 'mri', terms: ['mri'] }]],
    ['an empty term', [{ id: 'mri', terms: ['mri', ' '] }]],
  ])('not with %s', (_name, change) => {
    expect(faults(change)).not.toEqual([]);
  });

  test('names what a fault is', () => {
    expect(faults([{ id: 'M', terms: ['mri'] }]).map(({ message }) => message)).toEqual([
      'must be lower-case words joined by hyphens',
      'must have at least two terms',
    ]);
    expect(faults([{ id: 'mri', terms: ['mri', ' '] }])[0]?.message).toBe('must not be empty');
  });

  test('knows how many words its longest term has', () => {
    expect(new SynonymTable({ groups }).longest).toBe(3);
    expect(new SynonymTable({ groups: [{ id: 'a', terms: ['磁共振', '重吸收'] }] }).longest).toBe(1);
  });
});

test.each(yearTexts)('years: %s', (text) => {
  expect(readYears(text)).toEqual(kept.years.get(text));
});

test.each(spellings.words)('the nearest word to %s', (word) => {
  expect(suggestSpelling(word, vocabulary)).toBe(kept.spellings.get(word));
});
