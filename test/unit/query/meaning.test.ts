import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { readProtocolFile } from '../../../src/protocol/readProtocolFile.ts';
import { describeQuery } from '../../../src/query/describeQuery.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import { type Synonyms, SynonymTable, synonymsSchema } from '../../../src/query/synonyms.ts';
import { toFts } from '../../../src/query/toFts.ts';
import { SearchTable } from './searchTable.ts';
import { show } from './show.ts';

const synonyms = new SynonymTable(readProtocolFile(join(rootDir, 'db/protocol/synonyms.yaml'), synonymsSchema));

const texts = [
  'Resorption of herniated discs was seen in 12 patients.',
  'Spontaneous regression after lumbar disk herniation.',
  'The herniation regressed; dehydration of the nucleus was noted.',
  'Vascularized granulation tissue and vascular endothelium.',
  'Vascular surgery of the leg.',
  'TNFalpha and NF-kappaB rose in oedematous tissue.',
  'TNF-α blockade; IL6 fell, IL-1β did not.',
  '突出髓核组织的重吸收',
  'Dehydrated discs in macrophage-rich tumours.',
  'Controlled trial of rim enhancement in sequestered discs',
];
const table = new SearchTable(texts);
afterAll(() => table.close());

describe('what unquoted words find', () => {
  test.each([
    ['a stem', 'regression', [1, 2]],
    ['British for American and back', 'disk', [0, 1, 8, 9]],
    ['oedema as edema', 'edematous', [5]],
    ['tumor as tumour', 'tumor', [8]],
    ['Greek by letter', 'TNF-α', [5, 6]],
    ['Greek by name', 'TNF-alpha', [5, 6]],
    ['Greek written on', 'NFκB', [5]],
    ['a number with or without its hyphen', 'IL-6', [6]],
    ['a number with or without its hyphen, the other way', 'IL1beta', [6]],
    ['hyphens as spaces', 'rim-enhancement', [9]],
  ])('%s', (_, search, wanted) => {
    expect(table.search(search)).toEqual(wanted);
  });
});

describe('what a prefix finds', () => {
  test.each([
    ['words whose stem is shorter than it', 'dehydrat*', [2, 8]],
    ['only words that begin so, not those that share their stem', 'vasculari*', [3]],
    ['words that do not share the stem it would have itself', 'controll*', [9]],
    ['British endings', 'vascularis*', [3]],
    ['the beginning of a British spelling', 'tumou*', [8]],
    ['the last word of a phrase', '"rim enhanc*"', [9]],
  ])('%s', (_, search, wanted) => {
    expect(table.search(search)).toEqual(wanted);
  });
});

describe('what a phrase finds', () => {
  test.each([
    ['its very words', '"herniated discs"', [0]],
    ['not words of the same stems', '"herniation disc"', []],
    ['not another form of one word', '"regressions"', []],
    ['one quoted word as it stands', '"regression"', [1]],
    ['its words in either spelling', '"disc herniation"', [1]],
    ['words near each other in any order', '"herniation disc"[tiab:~1]', [0, 1]],
  ])('%s', (_, search, wanted) => {
    expect(table.search(search)).toEqual(wanted);
  });
});

describe('synonyms', () => {
  test('join both languages, and only where they are on', () => {
    expect(table.search('重吸收')).toEqual([7]);
    expect(table.search('重吸收', synonyms)).toEqual([0, 1, 2, 7]);
    expect(table.search('resorption', synonyms)).toEqual([0, 1, 2, 7]);
  });

  test('are found inside a run of Chinese, which itself still counts', () => {
    expect(table.search('髓核重吸收', synonyms)).toEqual([7]);
    expect(show(toFts(parseQuery('髓核样').ast, { synonyms }).where)).toBe(
      '"髓核 核样" OR (("nucleus pulposus" OR "髓核") AND "样" *)',
    );
  });

  test('may be of several words', () => {
    const small: Synonyms = { groups: [{ id: 'ldh', terms: ['disc herniation', 'LDH'] }] };
    const { where } = toFts(parseQuery('lumbar disc herniation cohort').ast, { synonyms: new SynonymTable(small) });
    expect(show(where)).toBe('"lumbar" AND ("disc herniation" OR "ldh") AND "cohort"');
  });

  test('leave quoted, tagged and cut words alone', () => {
    for (const search of ['"resorption"', 'resorption[tiab]', 'resorption*', '(resorption)[ti]']) {
      expect(show(toFts(parseQuery(search).ast, { synonyms }).where)).not.toContain('regression');
    }
  });

  test('a term in two groups is refused, and so is one without a letter', () => {
    const broken = {
      groups: [
        { id: 'a', terms: ['discs', '…'] },
        { id: 'b', terms: ['disk', 'x'] },
      ],
    };
    const messages = synonymsSchema.safeParse(broken).error?.issues.map((issue) => issue.message);
    expect(messages).toEqual(['has no letter or digit', 'is the same word as one of the group "a"']);
  });
});

describe('the relaxed form', () => {
  const relaxed = (search: string): string | null => {
    const { relaxed: selection } = toFts(parseQuery(search).ast);
    return selection && show(selection.where);
  };

  test.each([
    ['words side by side', 'disc resorption MRI', '"disc" OR "resorption" OR "mri"'],
    ['a compound', 'rim-enhancement', '"rim" OR "enhancement"'],
    ['also inside parentheses', '(disc resorption) OR sciatica', '("disc" OR "resorption") OR "sciatica"'],
    ['but not fields', 'disc MRI year:2020', '["disc" OR "mri"] & {year 2020..2020}'],
    ['nor tags', 'disc MRI lumbar[ti]', null],
    ['nor a written AND', 'disc AND MRI', null],
    ['nor what is not wanted', 'disc NOT (cat dog)', null],
    ['nor a single word', 'disc', null],
  ])('%s', (_, search, wanted) => {
    expect(relaxed(search)).toBe(wanted);
  });
});

describe('what is marked', () => {
  test('words, phrases and synonyms that are wanted, not those that are not', () => {
    const { terms } = toFts(parseQuery('herniat* "disc space" 髓核 -surgery').ast, { synonyms });
    expect(terms).toEqual([
      { text: 'herniat', prefix: true, exact: false },
      { text: 'disc space', prefix: false, exact: true },
      { text: 'nucleus pulposus', prefix: false, exact: false },
      { text: '髓核', prefix: false, exact: false },
    ]);
  });
});

describe('values of coded fields', () => {
  const codes = {
    mechanism: [{ id: 'macrophage-infiltration', label: { en: 'Macrophage infiltration', zh: '巨噬细胞浸润' } }],
  };

  test.each(['macrophage-infiltration', '"Macrophage infiltration"', '巨噬细胞浸润'])(
    'known by id or label: %s',
    (value) => {
      const { ast, warnings } = parseQuery(`mechanism:${value}`, codes);
      expect(ast).toEqual({ kind: 'coded', facet: 'mechanism', value: 'macrophage-infiltration' });
      expect(warnings).toEqual([]);
    },
  );

  test('unknown ones are read as words, with a warning', () => {
    const { ast, warnings } = parseQuery('mechanism:magic', codes);
    expect(describeQuery(ast, 'en')).toBe('magic');
    expect(warnings.map(({ code }) => code)).toEqual(['unknownCode']);
  });
});

describe('the reading in Chinese', () => {
  test.each([
    ['吸收 -手术', '吸收 且 非 手术'],
    ['title:吸收 year:2010..2020', '标题含 吸收 且 2010 至 2020 年发表'],
    [
      '"disc regression"[tiab:~4] OR review[pt]',
      '标题、摘要或关键词含 “disc regression” 相隔不超过 4 个词 或 文献类型 review',
    ],
    ['Zhao Y[1au] (a1 OR b1)', '第一作者 Zhao Y 且 （a1 或 b1）'],
  ])('%s', (search, reading) => {
    expect(describeQuery(parseQuery(search).ast, 'zh')).toBe(reading);
  });
});

describe('searches of very many words', () => {
  const words = (count: number, form: (word: string) => string) =>
    Array.from({ length: count }, () => form('disc')).join(' ');

  test.each([
    ['600 words, of which none is left out', words(600, (word) => word), []],
    ['200 beginnings', words(200, (word) => `${word}*`), []],
    ['20 words at a distance', `"${words(20, (word) => word)}"[tiab:~9]`, []],
    ['21 words at a distance', `"${words(21, (word) => word)}"[tiab:~9]`, ['longProximity']],
  ])('%s', (_, search, codes) => {
    expect(parseQuery(search).warnings.map(({ code }) => code)).toEqual(codes);
  });

  test('too many words at a distance are all searched, without it', () => {
    const { ast } = parseQuery(`"${words(21, (word) => word)}"[ti:~9]`);
    expect(ast?.kind === 'and' && ast.children).toHaveLength(21);
    const [first] = ast?.kind === 'and' ? ast.children : [];
    expect(first).toMatchObject({ kind: 'word', text: 'disc', scope: 'title', prefix: false });
  });
});
