import type { DiagramLanguage } from './labels.ts';

/*
 * The sixteen items of PRISMA-S (Rethlefsen et al., Syst Rev 2021;10:39) by their names, and what the appendix says
 * around them.
 */

export const prismaSItems = [
  'database name',
  'multi-database searching',
  'study registries',
  'online resources and browsing',
  'citation searching',
  'contacts',
  'other methods',
  'full search strategies',
  'limits and restrictions',
  'search filters',
  'prior work',
  'updates',
  'dates of searches',
  'peer review',
  'total records',
  'deduplication',
] as const;
export type PrismaSItem = (typeof prismaSItems)[number];

export interface PrismaSWords {
  heading: string;
  items: Record<PrismaSItem, string>;
  checklist: string;
  searches: string;
  columns: { number: string; item: string; report: string };
  fields: {
    source: string;
    platform: string;
    date: string;
    strategy: string;
    query: string;
    translation: string;
    hits: string;
    added: string;
    limits: string;
    since: string;
    deduplication: string;
  };
  none: string;
  noLimits: string;
  notStated: string;
  notRun: string;
  through: (source: string, platform: string) => string;
  seeSearches: string;
  updates: (runs: number, last: string) => string;
  noUpdates: string;
  total: (identified: string, duplicates: string) => string;
}

const english: PrismaSWords = {
  heading: 'Search appendix (PRISMA-S)',
  items: {
    'database name': 'Database name',
    'multi-database searching': 'Multi-database searching',
    'study registries': 'Study registries',
    'online resources and browsing': 'Online resources and browsing',
    'citation searching': 'Citation searching',
    contacts: 'Contacts',
    'other methods': 'Other methods',
    'full search strategies': 'Full search strategies',
    'limits and restrictions': 'Limits and restrictions',
    'search filters': 'Search filters',
    'prior work': 'Prior work',
    updates: 'Updates',
    'dates of searches': 'Dates of searches',
    'peer review': 'Peer review',
    'total records': 'Total records',
    deduplication: 'Deduplication',
  },
  checklist: 'The sixteen items',
  searches: 'Search runs',
  columns: { number: 'No.', item: 'Item', report: 'Report' },
  fields: {
    source: 'Source',
    platform: 'Platform',
    date: 'Date',
    strategy: 'Strategy, line by line',
    query: 'Query as sent',
    translation: 'Read by the source as',
    hits: 'Records found',
    added: 'New to the review',
    limits: 'Limits',
    since: 'Asked for from',
    deduplication: 'Deduplication',
  },
  none: 'None.',
  noLimits: 'No limits were used.',
  notStated: 'Not stated.',
  notRun: 'No query: a file was imported.',
  through: (source, platform) => `${source} (${platform})`,
  seeSearches: 'Copied exactly as run, under each search run below.',
  updates: (runs, last) =>
    `${runs === 1 ? '1 search run repeats' : `${runs} search runs repeat`} an earlier one; the last on ${last}.`,
  noUpdates: 'No search has been repeated yet.',
  total: (identified, duplicates) => `${identified} records identified, ${duplicates} of them duplicates.`,
};

const chinese: PrismaSWords = {
  heading: '检索附录（PRISMA-S）',
  items: {
    'database name': '数据库名称',
    'multi-database searching': '多数据库同时检索',
    'study registries': '研究注册库',
    'online resources and browsing': '在线资源与浏览',
    'citation searching': '引文检索',
    contacts: '联系作者或专家',
    'other methods': '其他方法',
    'full search strategies': '完整检索式',
    'limits and restrictions': '限制条件',
    'search filters': '检索过滤器',
    'prior work': '既往工作',
    updates: '更新',
    'dates of searches': '检索日期',
    'peer review': '同行评审',
    'total records': '记录总数',
    deduplication: '去重',
  },
  checklist: '十六个条目',
  searches: '各次检索',
  columns: { number: '序号', item: '条目', report: '报告内容' },
  fields: {
    source: '来源',
    platform: '平台',
    date: '日期',
    strategy: '逐行检索式',
    query: '实际提交的检索式',
    translation: '来源对检索式的解读',
    hits: '检索到的记录',
    added: '其中新记录',
    limits: '限制',
    since: '检索起始日',
    deduplication: '去重',
  },
  none: '无。',
  noLimits: '未使用限制条件。',
  notStated: '未说明。',
  notRun: '无检索式：导入了文件。',
  through: (source, platform) => `${source}（${platform}）`,
  seeSearches: '按实际运行原样列于下文各次检索。',
  updates: (runs, last) => `${runs} 次检索为重复检索，最近一次为 ${last}。`,
  noUpdates: '尚未重复检索。',
  total: (identified, duplicates) => `共检索到 ${identified} 条记录，其中重复 ${duplicates} 条。`,
};

export const prismaSWords: Record<DiagramLanguage, PrismaSWords> = { en: english, zh: chinese };
