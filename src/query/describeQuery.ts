import type { CodedFacet, QueryNode, TextScope, YearsNode } from './ast.ts';

/** The words in which a reading is told. */
interface Wording {
  and: string;
  or: string;
  not: string;
  open: string;
  close: string;
  quote: (text: string) => string;
  scoped: (text: string, scope: TextScope) => string;
  near: (words: string, distance: number) => string;
  author: (name: string, first: boolean) => string;
  journal: (name: string) => string;
  mesh: (heading: string, major: boolean) => string;
  years: (years: YearsNode) => string;
  coded: (facet: CodedFacet, value: string) => string;
  leftOut: (words: string) => string;
  everything: string;
}

const scopesEn: Record<TextScope, string> = {
  all: 'any field',
  title: 'the title',
  abstract: 'the abstract',
  titleAbstract: 'title, abstract or keywords',
  textWord: 'title, abstract, keywords or MeSH',
  keywords: 'the keywords',
};
const scopesZh: Record<TextScope, string> = {
  all: '任意字段',
  title: '标题',
  abstract: '摘要',
  titleAbstract: '标题、摘要或关键词',
  textWord: '标题、摘要、关键词或 MeSH',
  keywords: '关键词',
};
const facetsEn: Record<CodedFacet, string> = {
  mechanism: 'mechanism',
  predictor: 'predictor',
  design: 'design',
  language: 'language',
  publicationType: 'publication type',
};
const facetsZh: Record<CodedFacet, string> = {
  mechanism: '机制',
  predictor: '预测因素',
  design: '研究设计',
  language: '语言',
  publicationType: '文献类型',
};

const wordings: Record<'en' | 'zh', Wording> = {
  en: {
    and: ' AND ',
    or: ' OR ',
    not: 'NOT ',
    open: '(',
    close: ')',
    quote: (text) => `“${text}”`,
    scoped: (text, scope) => `${text} in ${scopesEn[scope]}`,
    near: (words, distance) => `${words} within ${distance} ${distance === 1 ? 'word' : 'words'} of each other`,
    author: (name, first) => `${first ? 'first author' : 'author'} ${name}`,
    journal: (name) => `journal ${name}`,
    mesh: (heading, major) => `MeSH heading ${heading}${major ? ' as a major topic' : ''}`,
    years: ({ from, to }) => {
      if (from !== null && to !== null) return from === to ? `published in ${from}` : `published ${from} to ${to}`;
      return from === null ? `published up to ${to}` : `published from ${from}`;
    },
    coded: (facet, value) => `${facetsEn[facet]} ${value}`,
    leftOut: (words) => ` (left out as too common: ${words})`,
    everything: 'all records',
  },
  zh: {
    and: ' 且 ',
    or: ' 或 ',
    not: '非 ',
    open: '（',
    close: '）',
    quote: (text) => `“${text}”`,
    scoped: (text, scope) => `${scopesZh[scope]}含 ${text}`,
    near: (words, distance) => `${words} 相隔不超过 ${distance} 个词`,
    author: (name, first) => `${first ? '第一作者' : '作者'} ${name}`,
    journal: (name) => `期刊 ${name}`,
    mesh: (heading, major) => `MeSH ${major ? '主要主题词' : '主题词'} ${heading}`,
    years: ({ from, to }) => {
      if (from !== null && to !== null) return from === to ? `${from} 年发表` : `${from} 至 ${to} 年发表`;
      return from === null ? `${to} 年及以前发表` : `${from} 年及以后发表`;
    },
    coded: (facet, value) => `${facetsZh[facet]} ${value}`,
    leftOut: (words) => `（过于常见而略去：${words}）`,
    everything: '全部记录',
  },
};

/** How a search was read, in words, with every parenthesis that the reading implies. */
export function describeQuery(ast: QueryNode | null, language: 'en' | 'zh'): string {
  const wording = wordings[language];
  if (ast === null) return wording.everything;
  const common: string[] = [];
  const said = describe(ast, wording, common) ?? wording.everything;
  return common.length > 0 ? said + wording.leftOut([...new Set(common)].join(', ')) : said;
}

/** Null for a word that is left out; it is added to `common`. */
function describe(node: QueryNode, wording: Wording, common: string[]): string | null {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.children.flatMap((child) => {
        const said = describe(child, wording, common);
        return said === null ? [] : [{ said, mixed: isJoin(child) && child.kind !== node.kind }];
      });
      const [only] = parts;
      if (!only || parts.length === 1) return only?.said ?? null;
      return parts.map(({ said, mixed }) => (mixed ? grouped(said, wording) : said)).join(wording[node.kind]);
    }
    case 'not': {
      const said = describe(node.child, wording, common);
      if (said === null) return null;
      return wording.not + (isJoin(node.child) ? grouped(said, wording) : said);
    }
    case 'word':
      if (!node.common) return scoped(starred(node.text, node.prefix), node.scope, wording);
      common.push(node.text);
      return null;
    default:
      return describeLeaf(node, wording);
  }
}

function isJoin(node: QueryNode): boolean {
  return node.kind === 'and' || node.kind === 'or';
}

/** In parentheses, unless only one thing is left of what was joined. */
function grouped(said: string, wording: Wording): string {
  const several = said.includes(wording.and) || said.includes(wording.or);
  return several ? wording.open + said + wording.close : said;
}

type Leaf = Exclude<QueryNode, { kind: 'and' | 'or' | 'not' | 'word' }>;

function describeLeaf(leaf: Leaf, wording: Wording): string {
  switch (leaf.kind) {
    case 'phrase':
      return scoped(wording.quote(starred(leaf.text, leaf.prefix)), leaf.scope, wording);
    case 'near':
      return scoped(wording.near(wording.quote(leaf.text), leaf.distance), leaf.scope, wording);
    case 'author':
      return wording.author(starred(leaf.name, leaf.prefix), leaf.first);
    case 'journal':
      return wording.journal(starred(leaf.name, leaf.prefix));
    case 'mesh': {
      const heading = leaf.qualifier === null ? leaf.descriptor : `${leaf.descriptor}/${leaf.qualifier}`;
      return wording.mesh(wording.quote(starred(heading, leaf.prefix)), leaf.major);
    }
    case 'years':
      return wording.years(leaf);
    case 'identifier':
      return `${leaf.scheme.toUpperCase()} ${leaf.value}`;
    case 'coded':
      return wording.coded(leaf.facet, leaf.value);
  }
}

function starred(text: string, prefix: boolean): string {
  return prefix ? `${text}*` : text;
}

function scoped(text: string, scope: TextScope, wording: Wording): string {
  return scope === 'all' ? text : wording.scoped(text, scope);
}
