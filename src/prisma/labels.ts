import type { BoxId, CountKey, Shown, Stage } from './boxes.ts';
import { noReason, waiting } from './flow.ts';

/** Languages a diagram can be drawn in. */
export type DiagramLanguage = 'en' | 'zh';

/** Everything a diagram and its table say. The English words are those of the PRISMA 2020 statement. */
export interface DiagramLabels {
  stages: Record<Stage, string>;
  /** Headings of the columns; of an update they speak of new studies. */
  columns: Record<'previous' | 'databases' | 'other', { first: string; update: string }>;
  /** What stands above the lines of a box that has several. */
  headings: Partial<Record<BoxId, string>>;
  lines: Record<CountKey, string>;
  /** Lines of a review that has no previous version. */
  firstVersion: Partial<Record<CountKey, string>>;
  parts: Partial<Record<CountKey, Record<string, string>>>;
  noReason: string;
  count: (number: number) => string;
  title: string;
  asOf: (date: string) => string;
  /** The main figures in a sentence, for who does not see the drawing. */
  description: (figures: { identified: string; screened: string; assessed: string; reports: string }) => string;
  table: { stage: string; box: string; line: string; count: string };
}

const english: DiagramLabels = {
  stages: { identification: 'Identification', screening: 'Screening', included: 'Included' },
  columns: {
    previous: { first: 'Previous studies', update: 'Previous studies' },
    databases: {
      first: 'Identification of studies via databases and registers',
      update: 'Identification of new studies via databases and registers',
    },
    other: {
      first: 'Identification of studies via other methods',
      update: 'Identification of new studies via other methods',
    },
  },
  headings: {
    identified: 'Records identified from:',
    removed: 'Records removed before screening:',
    other_identified: 'Records identified from:',
  },
  lines: {
    previous_studies: 'Studies included in previous version of review',
    previous_reports: 'Reports of studies included in previous version of review',
    database_results: 'Databases',
    register_results: 'Registers',
    website_results: 'Websites',
    organisation_results: 'Organisations',
    citations_results: 'Citation searching',
    duplicates: 'Duplicate records removed',
    excluded_automatic: 'Records marked as ineligible by automation tools',
    excluded_other: 'Records removed for other reasons',
    records_screened: 'Records screened',
    records_excluded: 'Records excluded',
    dbr_sought_reports: 'Reports sought for retrieval',
    dbr_notretrieved_reports: 'Reports not retrieved',
    dbr_assessed: 'Reports assessed for eligibility',
    dbr_excluded: 'Reports excluded',
    other_sought_reports: 'Reports sought for retrieval',
    other_notretrieved_reports: 'Reports not retrieved',
    other_assessed: 'Reports assessed for eligibility',
    other_excluded: 'Reports excluded',
    new_studies: 'New studies included in review',
    new_reports: 'Reports of new included studies',
    total_studies: 'Total studies included in review',
    total_reports: 'Reports of total included studies',
    total_studies_ma: 'Total studies included in meta-analysis',
    total_reports_ma: 'Reports of total included studies in meta-analysis',
  },
  firstVersion: {
    new_studies: 'Studies included in review',
    new_reports: 'Reports of included studies',
    total_studies_ma: 'Studies included in meta-analysis',
    total_reports_ma: 'Reports of studies included in meta-analysis',
  },
  parts: {
    excluded_other: { [waiting]: 'Not yet screened' },
    dbr_notretrieved_reports: { [waiting]: 'Not yet retrieved and assessed' },
    other_notretrieved_reports: { [waiting]: 'Not yet retrieved and assessed' },
  },
  noReason: 'No reason given',
  count: (number) => `(n = ${number.toLocaleString('en-GB')})`,
  title: 'PRISMA 2020 flow diagram',
  asOf: (date) => `As of ${date}`,
  description: ({ identified, screened, assessed, reports }) =>
    `${identified} records identified from databases and registers, ${screened} screened, ${assessed} reports assessed ` +
    `for eligibility, ${reports} reports of studies included.`,
  table: { stage: 'Stage', box: 'Box', line: 'What is counted', count: 'n' },
};

const chinese: DiagramLabels = {
  stages: { identification: '检索', screening: '筛选', included: '纳入' },
  columns: {
    previous: { first: '既往研究', update: '既往研究' },
    databases: { first: '通过数据库和注册库检索研究', update: '通过数据库和注册库检索新研究' },
    other: { first: '通过其他方法检索研究', update: '通过其他方法检索新研究' },
  },
  headings: {
    identified: '检索到的记录来自：',
    removed: '筛选前去除的记录：',
    other_identified: '检索到的记录来自：',
  },
  lines: {
    previous_studies: '前一版本纳入的研究',
    previous_reports: '前一版本纳入研究的报告',
    database_results: '数据库',
    register_results: '注册库',
    website_results: '网站',
    organisation_results: '机构',
    citations_results: '引文检索',
    duplicates: '去除重复记录',
    excluded_automatic: '自动工具判定不合格',
    excluded_other: '其他原因去除',
    records_screened: '筛选的记录',
    records_excluded: '排除的记录',
    dbr_sought_reports: '拟获取全文',
    dbr_notretrieved_reports: '未能获取全文',
    dbr_assessed: '评估合格性的报告',
    dbr_excluded: '排除的报告',
    other_sought_reports: '拟获取全文',
    other_notretrieved_reports: '未能获取全文',
    other_assessed: '评估合格性的报告',
    other_excluded: '排除的报告',
    new_studies: '新纳入的研究',
    new_reports: '新纳入研究的报告',
    total_studies: '纳入研究总数',
    total_reports: '纳入研究的报告总数',
    total_studies_ma: '纳入荟萃分析的研究总数',
    total_reports_ma: '纳入荟萃分析的报告总数',
  },
  firstVersion: {
    new_studies: '纳入的研究',
    new_reports: '纳入研究的报告',
    total_studies_ma: '纳入荟萃分析的研究',
    total_reports_ma: '纳入荟萃分析的报告',
  },
  parts: {
    excluded_other: { [waiting]: '尚未筛选' },
    dbr_notretrieved_reports: { [waiting]: '全文尚未获取和评估' },
    other_notretrieved_reports: { [waiting]: '全文尚未获取和评估' },
  },
  noReason: '未说明原因',
  count: (number) => `（n = ${number.toLocaleString('en-GB')}）`,
  title: 'PRISMA 2020 流程图',
  asOf: (date) => `截至 ${date}`,
  description: ({ identified, screened, assessed, reports }) =>
    `从数据库和注册库检索到记录 ${identified} 条，筛选 ${screened} 条，评估报告 ${assessed} 篇，纳入报告 ${reports} 篇。`,
  table: { stage: '阶段', box: '方框', line: '计数内容', count: 'n' },
};

export const diagramLabels: Record<DiagramLanguage, DiagramLabels> = { en: english, zh: chinese };

/** The words of a line, as the template of the review's version has them. */
export function lineLabel(labels: DiagramLabels, key: CountKey, shown: Shown): string {
  return (shown.previous ? undefined : labels.firstVersion[key]) ?? labels.lines[key];
}

/** The words of a part: of a part of our own, of a missing reason, or what the caller calls a source or a reason. */
export function partLabel(
  labels: DiagramLabels,
  key: CountKey,
  part: string,
  nameOf: (key: CountKey, part: string) => string = (_, id) => id,
): string {
  return labels.parts[key]?.[part] ?? (part === noReason ? labels.noReason : nameOf(key, part));
}
