import { z } from 'zod';
import { reasons } from '../../synthesis/estimable.ts';
import { tests } from '../../synthesis/mixedModel.ts';
import { proportionMeasures } from '../../synthesis/proportions.ts';
import { stratifications } from '../../synthesis/results/strata.ts';
import { tau2Methods } from '../../synthesis/tau2.ts';

/** The shape of a synthesis: shares are 0 to 1, and where there is no figure there is a reason. */

const text = z.string();
const maybe = text.nullable();
const number = z.number();
const maybeNumber = number.nullable();
const count = z.int().nonnegative();
const bilingual = z.strictObject({ en: text, zh: text });
const interval = z.strictObject({ lower: number, upper: number });
const estimated = z.strictObject({ value: number, interval });
const reason = z.enum(reasons).describe('Why there is no figure.');
const noFigure = z.strictObject({ reason });
const pooled = z.union([z.strictObject({ ...estimated.shape, reason: z.null() }), noFigure]);
const prediction = z.union([z.strictObject({ ...interval.shape, reason: z.null() }), noFigure]);

const set = {
  k: count.describe('Studies.'),
  pooled,
  predictionInterval: prediction.describe('Where a further study would lie.'),
  tau2: maybeNumber.describe('Variance between studies, on the pooling scale.'),
  iSquared: maybeNumber.describe('Percent.'),
  hSquared: maybeNumber,
  q: z.strictObject({ q: number, degreesOfFreedom: count, pValue: number }).nullable(),
  limits: z.strictObject({ tau2: interval, iSquared: interval, hSquared: interval }).nullable(),
};

const result = {
  study: text,
  key: text.describe('Of the record.'),
  resultId: z.int(),
  recordId: z.int(),
  title: text,
  year: z.int().nullable(),
  group: text,
  events: count.nullable(),
  total: count.nullable(),
  percent: maybeNumber.describe('As the text states it.'),
  scope: z.enum(['whole', 'type', 'mixed', 'other']),
  type: maybe,
  definition: maybe,
  definitionInherited: z.boolean(),
  definitionWords: maybe,
  followUp: maybe,
  followUpMonths: maybeNumber,
  followUpNote: maybe,
  designs: z.array(text),
  use: z.enum(['candidate', 'check', 'no']),
  countBasis: maybe,
  note: maybe,
  selected: z.boolean().describe('The series was chosen by its outcome.'),
  operated: z.boolean().describe('Patients who were operated on are missing.'),
  sentence: z.strictObject({ field: text, text, language: text }).nullable(),
  markReasons: z.record(text, bilingual),
  isOutside: z.boolean(),
  isSecondary: z.boolean(),
};

const sensitivity = z.strictObject({
  effects: z.array(z.strictObject({ value: number, standardError: number })),
  leaveOneOut: z.array(estimated.nullable()),
  cumulative: z.array(z.strictObject({ study: count, pooled: estimated.nullable() })),
  influence: z
    .array(
      z
        .strictObject({
          deletedResidual: maybeNumber,
          dffits: maybeNumber,
          cooksDistance: maybeNumber,
          covarianceRatio: maybeNumber,
          tau2WithoutIt: maybeNumber,
          qWithoutIt: maybeNumber,
          hat: number,
          weightPercent: number,
          baujat: z.strictObject({ heterogeneity: number, influence: number }).nullable(),
        })
        .nullable(),
    )
    .nullable(),
  glmm: estimated.nullable(),
  asymmetry: z.strictObject({ egger: maybeNumber, peters: maybeNumber }).nullable(),
});

export const synthesisSchema = z.strictObject({
  links: z.strictObject({ self: text }),
  settings: z.strictObject({
    definition: text,
    type: maybe,
    followUp: maybe,
    designs: z.array(text),
    includeDoubtful: z.boolean(),
    includeSelected: z.boolean(),
    includeOperated: z.boolean(),
    by: z.enum(stratifications),
    measure: z.enum(proportionMeasures),
    method: z.enum(tau2Methods),
    test: z.enum(tests),
  }),
  strata: z.array(
    z.strictObject({
      key: maybe,
      ...set,
      studies: z.array(
        z.strictObject({ ...result, share: maybeNumber, interval: interval.nullable(), weightPercent: maybeNumber }),
      ),
    }),
  ),
  overall: z.strictObject(set).nullable(),
  between: z
    .strictObject({ q: number, degreesOfFreedom: count, pValue: number })
    .nullable()
    .describe('Test for a difference between strata.'),
  sensitivity: sensitivity.nullable(),
  excluded: z.array(z.strictObject({ ...result, reason: text })).describe('Results left out, and why.'),
  contrasts: z.array(
    z.strictObject({
      id: text,
      predictor: text,
      ...set,
      studies: z.array(
        z.strictObject({
          study: text,
          recordId: z.int(),
          key: text,
          ai: count,
          bi: count,
          ci: count,
          di: count,
          oddsRatio: maybeNumber,
          interval: interval.nullable(),
        }),
      ),
    }),
  ),
  votes: z.array(
    z.strictObject({
      predictor: text,
      favours: count,
      against: count,
      noAssociation: count,
      signTestP: maybeNumber,
    }),
  ),
  publishedPools: z.array(
    z.strictObject({
      recordId: z.int(),
      label: text,
      title: text,
      shares: z.array(
        z.strictObject({
          scope: z.enum(['whole', 'type']),
          type: maybe,
          definition: maybe,
          percent: number,
          note: maybe,
        }),
      ),
    }),
  ),
});
