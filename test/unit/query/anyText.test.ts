import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rootDir } from '../../../src/paths.ts';
import { loadProtocol } from '../../../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../../../src/protocol/protocol.ts';
import { readProtocolFile } from '../../../src/protocol/readProtocolFile.ts';
import type { CompiledNode } from '../../../src/query/compiled.ts';
import { describeQuery } from '../../../src/query/describeQuery.ts';
import { lex } from '../../../src/query/lexer.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import { SynonymTable, synonymsSchema } from '../../../src/query/synonyms.ts';
import { toFts } from '../../../src/query/toFts.ts';
import { SearchTable } from './searchTable.ts';

const protocolFolder = join(rootDir, 'db/protocol');
const synonyms = new SynonymTable(readProtocolFile(join(protocolFolder, 'synonyms.yaml'), synonymsSchema));
const table = new SearchTable();
afterAll(() => table.close());

/** Pieces of the language in every order, right and wrong. */
const pieces = fc.constantFrom(
  ...`disc|吸收|重|TNF-α|(|)|(|)|"|"|[tiab]|[mh]|[dp]|[1au]|[tiab:~3]|[x|]|AND|OR|NOT|-|*|herniat*|title:|year:|2010:2020|doi:|10.1/x|:|#1|“|”|（|）|\n|\0|\ud800|''|;--|NEAR(|^|{a}|+|é|½|ﬁ|𠮷`.split(
    '|',
  ),
);
const language = fc
  .array(fc.tuple(pieces, fc.constantFrom('', ' ')), { maxLength: 60 })
  .map((list) => list.flat().join(''));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  language,
);

function checkWhole(text: string): void {
  const { ast, warnings } = parseQuery(text);
  const compiled = toFts(ast, { synonyms });
  for (const selection of [compiled, compiled.relaxed]) {
    if (!selection) continue;
    table.tryAll(selection.where);
    if (selection.ranking !== null) table.match(selection.ranking);
  }
  for (const language of ['en', 'zh'] as const) expect(describeQuery(ast, language)).not.toBe('');
  for (const { start, end } of warnings) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(text.length);
  }
}

describe('any text at all', () => {
  test('is read and gives expressions that FTS5 accepts', () => {
    fc.assert(fc.property(anyText, checkWhole), { numRuns: 800 });
  });

  test.each([
    ['many parentheses', '('.repeat(4000)],
    ['many closing parentheses', ')'.repeat(4000)],
    ['deep nesting', `${'(a1 OR (b1 AND '.repeat(400)}c1`],
    ['operators that take turns', 'a1 OR b1 AND '.repeat(600)],
    ['many quotes', '" '.repeat(4001)],
    ['many brackets', '['.repeat(4000)],
    ['many minus signs', '- -'.repeat(2000)],
    ['many NOT', 'NOT '.repeat(2000)],
    ['one long word', 'a'.repeat(20_000)],
    ['one long run of Chinese', '吸'.repeat(8000)],
    ['as many words as are looked for', Array.from({ length: 500 }, (_, index) => `w${index}`).join(' OR ')],
    ['many prefixes', Array.from({ length: 100 }, (_, index) => `dehydrat${index}a*`).join(' ')],
  ])('%s', (_, text) => {
    expect(() => checkWhole(text)).not.toThrow();
  });

  test('reads a hundred terms of which half are cut, each with its field, without a warning', () => {
    const terms = Array.from({ length: 100 }, (_, place) =>
      place % 2 ? `term${place}*[tiab]` : `"term ${place}"[tiab]`,
    );
    expect(parseQuery(terms.join(' OR ')).warnings).toEqual([]);
  });

  test('never loses a word: each is in the reading, left out by name, or inside a warning', () => {
    const words = fc.array(fc.stringMatching(/^[b-df-hj-np-tv-z]{4,8}$/), { minLength: 1, maxLength: 8 });
    const joiners = fc.constantFrom(' ', ' AND ', ' OR ', ' NOT ', ' (', ') ', '" ', ' "', '[tiab] ', ' -', '* ', ': ');
    fc.assert(
      fc.property(words, fc.array(joiners, { minLength: 8, maxLength: 8 }), (list, between) => {
        const text = list.map((word, index) => word + (between[index] ?? '')).join('');
        const { ast, warnings } = parseQuery(text);
        const reading = describeQuery(ast, 'en');
        const warned = warnings.map(({ start, end }) => text.slice(start, end)).join(' ');
        for (const word of list) expect(`${reading} ${warned}`).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  test('takes a number of tokens that grows with its length and no faster', () => {
    const piece = '("disc herniation"[tiab] OR resor*) AND -title:吸收 [x] ';
    const { tokens } = lex(piece);
    expect(lex(piece.repeat(50)).tokens).toHaveLength(tokens.length * 50);
  });
});

describe('the strategy of the protocol', () => {
  const strategy = expandedSearch(loadProtocol(protocolFolder).review.search.pubmed);

  test.each([
    ['on one line', strategy],
    ['over several lines', strategy.replaceAll(' OR ', '\nOR ').replaceAll(' AND ', '\n AND\n')],
  ])('%s is read without a warning', (_, text) => {
    expect(parseQuery(text).warnings).toEqual([]);
    checkWhole(text);
  });

  test('is one ranked search with few leaves', () => {
    const { where, ranking, rankingCoversAll } = toFts(parseQuery(strategy).ast, { synonyms });
    expect(ranking).not.toBeNull();
    expect(rankingCoversAll).toBe(true);
    expect(countMatches(where)).toBeLessThanOrEqual(30);
  });
});

function countMatches(node: CompiledNode | null): number {
  if (node === null || node.kind === 'condition') return 0;
  if (node.kind === 'match') return 1;
  return node.kind === 'not'
    ? countMatches(node.child)
    : node.children.reduce((sum, child) => sum + countMatches(child), 0);
}
