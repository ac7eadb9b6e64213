import type { TextScope } from './ast.ts';

/** What a field name or a PubMed tag asks for. */
export type FieldName =
  | TextScope
  | 'author'
  | 'firstAuthor'
  | 'lastAuthor'
  | 'affiliation'
  | 'journal'
  | 'mesh'
  | 'meshMajor'
  | 'publicationType'
  | 'language'
  | 'year'
  | 'pmid'
  | 'doi'
  | 'mechanism'
  | 'predictor'
  | 'design';

const prefixNames: Record<string, FieldName> = {
  all: 'all',
  title: 'title',
  ti: 'title',
  标题: 'title',
  题名: 'title',
  abstract: 'abstract',
  ab: 'abstract',
  摘要: 'abstract',
  tiab: 'titleAbstract',
  keyword: 'keywords',
  keywords: 'keywords',
  关键词: 'keywords',
  author: 'author',
  au: 'author',
  作者: 'author',
  journal: 'journal',
  ta: 'journal',
  期刊: 'journal',
  mesh: 'mesh',
  mh: 'mesh',
  year: 'year',
  dp: 'year',
  年份: 'year',
  pmid: 'pmid',
  doi: 'doi',
  type: 'publicationType',
  pt: 'publicationType',
  lang: 'language',
  language: 'language',
  la: 'language',
  语言: 'language',
  mechanism: 'mechanism',
  机制: 'mechanism',
  predictor: 'predictor',
  预测因素: 'predictor',
  design: 'design',
  研究设计: 'design',
};

/** PubMed's tags and their long names (PubMed user guide, "Search field tags"). */
const tagNames: Record<string, FieldName> = {
  all: 'all',
  'all fields': 'all',
  tiab: 'titleAbstract',
  'title/abstract': 'titleAbstract',
  ti: 'title',
  title: 'title',
  ab: 'abstract',
  abstract: 'abstract',
  tw: 'textWord',
  'text word': 'textWord',
  'text words': 'textWord',
  ot: 'keywords',
  'other term': 'keywords',
  au: 'author',
  author: 'author',
  fau: 'author',
  'full author name': 'author',
  'author - full': 'author',
  '1au': 'firstAuthor',
  'first author': 'firstAuthor',
  'author - first': 'firstAuthor',
  'first author name': 'firstAuthor',
  lastau: 'lastAuthor',
  'last author': 'lastAuthor',
  'author - last': 'lastAuthor',
  'last author name': 'lastAuthor',
  ad: 'affiliation',
  affiliation: 'affiliation',
  ta: 'journal',
  journal: 'journal',
  jour: 'journal',
  mh: 'mesh',
  mesh: 'mesh',
  'mesh terms': 'mesh',
  'mh:noexp': 'mesh',
  'mesh:noexp': 'mesh',
  'mesh terms:noexp': 'mesh',
  nm: 'mesh',
  'supplementary concept': 'mesh',
  majr: 'meshMajor',
  'mesh major topic': 'meshMajor',
  'majr:noexp': 'meshMajor',
  'mesh major topic:noexp': 'meshMajor',
  pt: 'publicationType',
  ptyp: 'publicationType',
  'publication type': 'publicationType',
  la: 'language',
  lang: 'language',
  language: 'language',
  dp: 'year',
  pdat: 'year',
  'date - publication': 'year',
  'publication date': 'year',
  pmid: 'pmid',
  uid: 'pmid',
  doi: 'doi',
  aid: 'doi',
  'article identifier': 'doi',
};

const prefixes = new Map(Object.entries(prefixNames));
const tags = new Map(Object.entries(tagNames));

/** The field that `name:` asks for; undefined where there is none. */
export function fieldOfPrefix(name: string): FieldName | undefined {
  return prefixes.get(name.toLowerCase());
}

/** What a tag in square brackets asks for, with the distance of a proximity tag ([tiab:~4]). */
export interface Tag {
  field: FieldName;
  distance: number | null;
}

/** Reads what stands between square brackets; undefined where it is no tag. */
export function readTag(name: string): Tag | undefined {
  const plain = name.trim().replace(/\s+/g, ' ').toLowerCase();
  const near = /^(.+?) ?: ?~ ?(\d{1,4})$/.exec(plain);
  const field = tags.get(near?.[1] ?? plain);
  if (field === undefined) return undefined;
  return { field, distance: near ? Number(near[2]) : null };
}

const textScopes: ReadonlySet<string> = new Set<TextScope>([
  'all',
  'title',
  'abstract',
  'titleAbstract',
  'textWord',
  'keywords',
]);

export function isTextScope(field: FieldName): field is TextScope {
  return textScopes.has(field);
}
