import { facetNames, pageSizes, sortOrders } from '../../catalog/catalogQuery.ts';
import { mapColumnKinds, mapRowKinds, mapSizes } from '../../catalog/map/mapSettings.ts';
import { stances } from '../../domain/codebook.ts';
import type { Bilingual, Protocol } from '../../protocol/protocol.ts';
import { tests } from '../../synthesis/mixedModel.ts';
import { proportionMeasures } from '../../synthesis/proportions.ts';
import { stratifications } from '../../synthesis/results/strata.ts';
import { tau2Methods } from '../../synthesis/tau2.ts';
import { apiPaths } from './apiPaths.ts';
import type { ApiSchemas } from './schemas.ts';

/** One address of the API: what it answers, what it takes, and an example that runs. */
export interface Endpoint {
  /** With `{name}` where a value belongs. */
  path: string;
  operationId: string;
  summary: Bilingual;
  parameters: Parameter[];
  answer: keyof ApiSchemas;
  /** The whole list also as `.jsonl` and `.csv`. */
  files?: boolean;
  /** Path and query of an example; null where it depends on what the catalog holds. */
  example: string | null;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path';
  description: string;
  schema: object;
  /** May be given several times. */
  many?: boolean;
}

export const evidenceLimits = { usual: 100, most: 500 } as const;

const string = { type: 'string' };
const year = { type: 'integer', minimum: 1000, maximum: 9999 };

/** What the search page takes, word for word. */
const searchParameters: Parameter[] = [
  { name: 'q', in: 'query', description: 'Words, phrases, fields, or PubMed syntax.', schema: string },
  ...facetNames.map(
    (name): Parameter => ({
      name,
      in: 'query',
      description: `Values of the facet ${name}.`,
      schema: string,
      many: true,
    }),
  ),
  { name: 'from', in: 'query', description: 'First year.', schema: year },
  { name: 'to', in: 'query', description: 'Last year.', schema: year },
  { name: 'synonyms', in: 'query', description: 'Off to search for the words alone.', schema: { enum: ['on', 'off'] } },
];
const pageParameters: Parameter[] = [
  { name: 'sort', in: 'query', description: 'Order of the records.', schema: { enum: [...sortOrders] } },
  { name: 'page', in: 'query', description: 'Page, from 1.', schema: { type: 'integer', minimum: 1 } },
  { name: 'size', in: 'query', description: 'Records on a page.', schema: { enum: [...pageSizes] } },
  {
    name: 'cursor',
    in: 'query',
    description:
      'In place of sort and page: 0, then as the link “next” has it. Records come by rising id, each of them once.',
    schema: string,
  },
];

/** What the synthesis page takes; what is unknown falls back to its default. */
const synthesisParameters: Parameter[] = [
  { name: 'by', in: 'query', description: 'Strata.', schema: { enum: [...stratifications] } },
  { name: 'definition', in: 'query', description: 'Definition of the outcome, by its id.', schema: string },
  { name: 'type', in: 'query', description: 'Group of patients, by its id.', schema: string },
  { name: 'followup', in: 'query', description: 'Span of follow-up, by its id.', schema: string },
  { name: 'design', in: 'query', description: 'Ids of designs.', schema: string, many: true },
  { name: 'check', in: 'query', description: 'On to pool doubtful results too.', schema: { enum: ['on'] } },
  {
    name: 'without',
    in: 'query',
    description: 'Leave out series chosen by outcome, or without those operated on.',
    schema: { enum: ['selected', 'operated'] },
    many: true,
  },
  { name: 'measure', in: 'query', description: 'Scale of pooling.', schema: { enum: [...proportionMeasures] } },
  { name: 'tau2', in: 'query', description: 'Estimator of tau2.', schema: { enum: [...tau2Methods] } },
  { name: 'interval', in: 'query', description: 'Kind of interval.', schema: { enum: [...tests] } },
];

/** Every address of the API, with examples in the words of the review. */
export function apiEndpoints({ codebook }: Pick<Protocol, 'codebook'>): Endpoint[] {
  const mechanism = codebook.mechanisms[0]?.id ?? '';
  return [
    {
      path: apiPaths.records,
      operationId: 'searchRecords',
      summary: {
        en: 'A page of a search: records with tags and evidence, facets, and how the words were read.',
        zh: '检索的一页：记录及其标注与证据、分面计数，以及检索词的解读。',
      },
      parameters: [...searchParameters, ...pageParameters],
      files: true,
      answer: 'Records',
      example: `${apiPaths.records}?q=MRI&mechanism=${mechanism}`,
    },
    {
      path: `${apiPaths.records}/{id}`,
      operationId: 'getRecord',
      summary: {
        en: 'One record in the shape of the JSON Lines export, with its tags, their evidence, and who said them.',
        zh: '单条记录：与 JSON Lines 导出同一结构，并附标注、证据及标注者。',
      },
      parameters: [
        { name: 'id', in: 'path', description: 'Number, or key such as pmid:123 or doi:10.1000/x.', schema: string },
      ],
      answer: 'Record',
      example: `${apiPaths.records}/1`,
    },
    {
      path: apiPaths.facets,
      operationId: 'countFacets',
      summary: { en: 'The facets and years of a search, without its records.', zh: '检索的分面与年份计数，不含记录。' },
      parameters: searchParameters,
      answer: 'Facets',
      example: `${apiPaths.facets}?q=MRI`,
    },
    {
      path: apiPaths.mechanisms,
      operationId: 'listMechanisms',
      summary: {
        en: 'The mechanisms, defined, with records by stance and year.',
        zh: '各机制的定义，以及按态度与年份的记录数。',
      },
      parameters: [],
      answer: 'Mechanisms',
      example: apiPaths.mechanisms,
    },
    {
      path: apiPaths.predictors,
      operationId: 'listPredictors',
      summary: {
        en: 'The predictors, defined, with records by direction.',
        zh: '各预测因素的定义，以及按方向的记录数。',
      },
      parameters: [],
      answer: 'Predictors',
      example: apiPaths.predictors,
    },
    {
      path: apiPaths.evidence,
      operationId: 'listEvidence',
      summary: {
        en: 'Evidence items: one a tag, with the sentences it rests on; page by page along “next”.',
        zh: '证据条目：每个标注一条，附其依据的句子；按 next 逐页读取。',
      },
      parameters: [
        { name: 'mechanism', in: 'query', description: 'Ids of mechanisms.', schema: string, many: true },
        { name: 'predictor', in: 'query', description: 'Ids of predictors.', schema: string, many: true },
        {
          name: 'stance',
          in: 'query',
          description: `Stance (${stances.join(', ')}) or direction.`,
          schema: string,
          many: true,
        },
        { name: 'record', in: 'query', description: 'Number or key of a record.', schema: string },
        {
          name: 'limit',
          in: 'query',
          description: `Items on a page; ${evidenceLimits.usual} unless told.`,
          schema: { type: 'integer', minimum: 1, maximum: evidenceLimits.most },
        },
        { name: 'cursor', in: 'query', description: 'Where the page before ended; from its “next”.', schema: string },
      ],
      files: true,
      answer: 'Evidence',
      example: `${apiPaths.evidence}?mechanism=${mechanism}&stance=supports&limit=10`,
    },
    {
      path: `${apiPaths.evidence}/{id}`,
      operationId: 'getEvidence',
      summary: {
        en: 'One evidence item by its lasting id, with or without the review’s name before it.',
        zh: '按永久编号读取单条证据，编号前可带综述名称。',
      },
      parameters: [{ name: 'id', in: 'path', description: 'The last part of an item’s id.', schema: string }],
      answer: 'EvidenceItem',
      example: null,
    },
    {
      path: apiPaths.map,
      operationId: 'countMap',
      summary: {
        en: 'The evidence map: records, participants and stances by mechanism or predictor, and by design, species, decade or language.',
        zh: '证据地图：按机制或预测因素与设计、物种、年代或语言交叉的记录数、样本量和态度。',
      },
      parameters: [
        { name: 'rows', in: 'query', description: 'What the rows are.', schema: { enum: [...mapRowKinds] } },
        { name: 'columns', in: 'query', description: 'What the columns are.', schema: { enum: [...mapColumnKinds] } },
        { name: 'size', in: 'query', description: 'What the page draws.', schema: { enum: [...mapSizes] } },
      ],
      answer: 'Map',
      example: `${apiPaths.map}?rows=predictor&columns=species`,
    },
    {
      path: apiPaths.synthesis,
      operationId: 'synthesize',
      summary: { en: 'Reported results, pooled as the settings say.', zh: '按设置合并已报告的结果。' },
      parameters: synthesisParameters,
      answer: 'Synthesis',
      example: apiPaths.synthesis,
    },
    {
      path: apiPaths.prisma,
      operationId: 'countPrisma',
      summary: {
        en: 'The PRISMA 2020 flow at a day, from the log of decisions; only what is settled counts.',
        zh: '某日的 PRISMA 2020 流程图数字，取自决定日志；只计已定论的结果。',
      },
      parameters: [
        {
          name: 'asof',
          in: 'query',
          description: 'The day whose end is asked for, UTC; now unless told.',
          schema: { type: 'string', format: 'date' },
        },
      ],
      answer: 'Prisma',
      example: apiPaths.prisma,
    },
    {
      path: apiPaths.runs,
      operationId: 'listRuns',
      summary: { en: 'Every search run and file read, newest first.', zh: '全部检索与读入的文件，按时间倒序。' },
      parameters: [],
      answer: 'Runs',
      example: apiPaths.runs,
    },
    {
      path: `${apiPaths.runs}/{id}`,
      operationId: 'getRun',
      summary: {
        en: 'One run: query, PubMed’s reading of it, remarks, counts, and what could not be read.',
        zh: '单次检索：检索式、PubMed 的解读、备注、计数及无法读取的记录。',
      },
      parameters: [{ name: 'id', in: 'path', description: 'Number of the run.', schema: { type: 'integer' } }],
      answer: 'Run',
      example: `${apiPaths.runs}/1`,
    },
  ];
}
