import { z } from 'zod';
import { facetNames, sortOrders } from '../../catalog/catalogQuery.ts';
import { mapColumnKinds, mapRowKinds, mapSizes } from '../../catalog/map/mapSettings.ts';
import { directions, stances, tagKinds } from '../../domain/codebook.ts';
import { exportSchema } from '../../exporting/exportSchema.ts';
import { countKeys, stages as prismaStages } from '../../prisma/boxes.ts';
import { synthesisSchema } from './synthesisSchema.ts';

/** The shapes of what the API answers. Strict: an answer with a field more than is documented is a fault. */

const text = z.string();
const maybe = text.nullable();
const count = z.int().nonnegative();
const maybeNumber = z.number().nullable();
const bilingual = z.strictObject({ en: text, zh: text });
const stance = z
  .enum([...new Set([...stances, ...directions])])
  .nullable()
  .describe('Stance on a mechanism, or direction of a predictor; null for tags that have none.');
const state = z
  .enum(['confirmed', 'library', 'suggested'])
  .describe('Settled by people here, coded in the shipped library, or suggested by rules.');
const annotator = z
  .strictObject({ kind: z.enum(['rules', 'library', 'person']), name: text, version: text })
  .describe('Who said it.');
const span = {
  field: text.describe('Which text of the record: title, abstract, summary.en, ...'),
  start: count.describe('UTF-16 offset into that text.'),
  end: count.describe('UTF-16 offset, exclusive.'),
  text: text.describe('The words themselves.'),
};

const tag = z.strictObject({
  kind: z.enum(tagKinds),
  value: text,
  stance,
  state,
  score: maybeNumber.describe('How sure a rule is, 0 to 1.'),
  annotator,
  basis: maybe.describe('The reason in a few words.'),
  evidence: z
    .array(
      z.strictObject({
        id: z.int(),
        ...span,
        stale: z.boolean().describe('The text has changed since and no longer holds these words there.'),
      }),
    )
    .describe('The words it rests on.'),
});

const resorption = z.strictObject({
  group: text,
  events: count.nullable(),
  total: count.nullable(),
  percent: maybeNumber,
  definition: maybe,
  countBasis: maybe,
  note: maybe,
  use: z.enum(['candidate', 'check', 'no']).describe('May it be pooled: yes, only after a check, no.'),
  interval: z
    .strictObject({ low: z.number(), high: z.number() })
    .nullable()
    .describe('95 % Wilson interval in percent.'),
});

const sample = z.strictObject({ n: z.int().nullable(), unit: maybe }).nullable();

const card = z.strictObject({
  id: z.int(),
  key: text,
  pmid: maybe,
  doi: maybe,
  title: text,
  vernacularTitle: z.strictObject({ text, language: text }).nullable(),
  authors: exportSchema.shape.authors,
  authorsComplete: z.boolean(),
  journal: maybe,
  year: z.int().nullable(),
  volume: maybe,
  issue: maybe,
  pages: maybe,
  snippet: z.strictObject({ text, field: text, language: text }).nullable(),
  languages: z.array(text),
  retracted: z.boolean(),
  withdrawn: z.boolean(),
  excluded: z.boolean(),
  hasAbstract: z.boolean(),
  abstractSource: maybe.describe('Name of the source that gave the abstract.'),
  tags: z.array(tag),
  sample,
  resorption: z.array(resorption),
});

const facet = z.strictObject({
  name: z.enum(facetNames),
  values: z.array(
    z.strictObject({
      value: text,
      count: count.describe('Records with this value in the search without this facet’s own filter.'),
      following: count.describe('Records the search has after choosing the value, or giving it up.'),
      selected: z.boolean(),
    }),
  ),
});
const years = z.array(z.strictObject({ year: z.int(), count }));

const query = z.strictObject({
  q: text,
  facets: z.partialRecord(z.enum(facetNames), z.array(text)),
  yearFrom: z.int().nullable(),
  yearTo: z.int().nullable(),
  sort: z.enum(sortOrders),
  page: z.int(),
  size: z.int(),
  synonyms: z.boolean(),
  after: z.int().nullable().describe('With a cursor: records with higher ids than this, by rising id.'),
});

const recordsAnswer = z.strictObject({
  total: count,
  page: z.int(),
  size: z.int(),
  pages: count,
  links: z.strictObject({ self: text, previous: maybe, next: maybe }),
  query,
  reading: bilingual.nullable().describe('How the words were read.'),
  warnings: z.array(bilingual),
  relaxed: z.boolean().describe('No record holds all words; those with some are answered.'),
  hiddenExcluded: count,
  rescue: z.strictObject({ facet: z.enum(facetNames), value: text, count }).nullable(),
  facets: z.array(facet),
  years,
  records: z.array(card),
  also: z.array(card).describe('Records with some of the words, where few have all of them.'),
});

const recordAnswer = z.strictObject({
  id: z.int(),
  key: text,
  links: z.strictObject({ self: text, page: text, evidence: text }),
  record: exportSchema.describe('The record as an export gives it; the shape of db/export.schema.json.'),
  abstractSource: maybe,
  summaries: z.array(z.strictObject({ language: text, text })).describe('Summaries written for this catalog.'),
  retracted: z.boolean(),
  withdrawn: z.boolean(),
  excluded: z.boolean(),
  exclusionReason: maybe,
  sample,
  followUp: z.strictObject({ months: maybeNumber, note: maybe }).nullable(),
  tags: z.array(tag),
  resorption: z.array(resorption),
});

const facetsAnswer = z.strictObject({ total: count, query, facets: z.array(facet), years });

const tagged = { id: text, name: bilingual, definition: bilingual, records: count };
const mechanismsAnswer = z.strictObject({
  mechanisms: z.array(
    z.strictObject({
      ...tagged,
      code: text,
      stances: z.strictObject({ supports: count, discusses: count, contradicts: count }),
      years,
      links: z.strictObject({ page: text, records: text, evidence: text }),
    }),
  ),
});
const predictorsAnswer = z.strictObject({
  predictors: z.array(
    z.strictObject({
      ...tagged,
      directions: z.strictObject({ favours: count, against: count, 'no association': count, discusses: count }),
      links: z.strictObject({ page: text, records: text, evidence: text }),
    }),
  ),
});

const evidenceItem = z.strictObject({
  id: text.describe(
    'The review’s id, "ev", and a name made of what is said, of which record, by whom, in which words.',
  ),
  kind: z.enum(['mechanism', 'predictor']),
  value: text,
  stance,
  state,
  score: maybeNumber,
  basis: maybe,
  annotator,
  sentences: z.array(z.strictObject({ ...span, language: text })).describe('The sentences it rests on.'),
  link: text.describe('Address of this item, which lasts as long as the statement.'),
  record: z.strictObject({
    id: z.int(),
    key: text,
    pmid: maybe,
    doi: maybe,
    title: text,
    year: z.int().nullable(),
    link: text,
  }),
  page: text.describe('Leads to the sentence on the record’s page.'),
});
const evidenceAnswer = z.strictObject({
  evidence: z.array(evidenceItem),
  links: z.strictObject({ self: text, next: maybe }),
});

const mapCount = {
  records: count,
  participants: count.describe('Sum of the sample sizes that the records give.'),
  withoutSample: count.describe('Records that give none.'),
};
const mapStances = z.partialRecord(z.enum([...new Set([...stances, ...directions])]), count);
const mapAnswer = z.strictObject({
  settings: z.strictObject({
    rows: z.enum(mapRowKinds),
    columns: z.enum(mapColumnKinds),
    size: z.enum(mapSizes),
  }),
  columns: z.array(
    z.strictObject({
      id: text,
      values: z.array(text).describe('Values of the facet, any of which will do; empty for years.'),
      years: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
      total: z.strictObject(mapCount),
    }),
  ),
  rows: z.array(
    z.strictObject({
      id: text,
      cells: z
        .array(z.strictObject({ column: text, ...mapCount, byStance: mapStances, link: text }))
        .describe('One a column; “link” finds exactly its records.'),
      total: z.strictObject({ ...mapCount, byStance: mapStances }),
      link: text,
    }),
  ),
  total: z.strictObject(mapCount).describe('Distinct records of any row.'),
  link: text,
});

const runSummary = z.strictObject({
  id: z.int(),
  link: text,
  source: text,
  query: maybe,
  queryTranslation: maybe,
  fileName: maybe,
  status: z.enum(['running', 'complete', 'failed']),
  startedAt: text,
  finishedAt: maybe,
  identified: count.nullable(),
  added: count,
  updated: count,
  unchanged: count,
  rejected: count,
  takenBackAt: maybe.describe('When the run was taken back; what it brought has left the catalog then.'),
});
const runsAnswer = z.strictObject({ runs: z.array(runSummary) });
const runAnswer = z.strictObject({
  ...runSummary.shape,
  since: maybe,
  fileSha256: maybe,
  programVersion: text,
  message: maybe,
  difference: z.int().nullable().describe('Ids listed less hits counted.'),
  joined: count,
  held: count,
  older: count,
  withdrawn: count,
  omitted: count,
  stayed: count.nullable().describe('Of a run that was taken back: records that stayed.'),
  warned: count,
  warnings: z.array(text),
  slices: z.array(z.strictObject({ low: count, high: count, count, listed: count })),
  rejections: z.array(z.strictObject({ position: z.int(), line: z.int().nullable(), pmid: maybe, reason: text })),
  omittedPmids: z.array(text),
  unaskedPmids: z.array(text),
});

const prismaAnswer = z.strictObject({
  links: z.strictObject({ self: text, page: text }),
  asOf: maybe.describe('The day whose end the flow is of (YYYY-MM-DD, UTC); null for now.'),
  counts: z.array(
    z.strictObject({
      stage: z.enum(prismaStages),
      box: text.describe('Box of the diagram.'),
      key: z.enum(countKeys).describe('Name of the number, as in the R package PRISMA2020.'),
      part: maybe.describe('Source, id of the exclusion reason, or waiting; null for the whole number.'),
      label: text,
      count,
      records: text.describe('The page that lists the records.'),
    }),
  ),
});

const problem = z
  .strictObject({
    type: text,
    title: text,
    status: z.int(),
    detail: text.optional(),
    instance: text,
    reference: text.optional(),
  })
  .describe('What went wrong (RFC 9457).');

export const apiSchemas = {
  Records: recordsAnswer,
  Record: recordAnswer,
  Facets: facetsAnswer,
  Mechanisms: mechanismsAnswer,
  Predictors: predictorsAnswer,
  Evidence: evidenceAnswer,
  EvidenceItem: evidenceItem,
  Map: mapAnswer,
  Runs: runsAnswer,
  Run: runAnswer,
  Synthesis: synthesisSchema,
  Prisma: prismaAnswer,
  Problem: problem,
} as const;
export type ApiSchemas = typeof apiSchemas;
export type ApiAnswer<Name extends keyof ApiSchemas> = z.infer<ApiSchemas[Name]>;
