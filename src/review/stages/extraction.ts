import { z } from 'zod';
import type { Protocol } from '../../protocol/protocol.ts';
import type { SynthesisProtocol } from '../../protocol/synthesisProtocol.ts';
import { noteLimit } from './screening.ts';
import type { StageRules } from './stageRules.ts';

/** The type of a group that is a whole series. */
export const wholeSeries = 'all';
/** A definition that is none of those pooled. */
export const otherDefinition = 'other';

export const measures = ['volume', 'area', 'diameter', 'grade', 'visual', 'other'] as const;
export const operatedHandling = ['left-out', 'counted', 'none-operated', 'unclear'] as const;
export const followUpStatistics = ['mean', 'median', 'fixed', 'minimum', 'maximum', 'unclear'] as const;

/** One row of a paper: a group of patients or herniations with what became of it. */
export interface ExtractedArm {
  /** The group in the paper's words. */
  label: string;
  /** Id of one of the types that the protocol's synthesis tells apart; `all` for a whole series. */
  type: string;
  events: number | null;
  total: number | null;
  /** Id of one of the synthesis's definitions; `other` for one that is never pooled. */
  definition: string;
  measure: (typeof measures)[number];
  followUpMonths: number | null;
  followUpStatistic: (typeof followUpStatistics)[number];
  operated: (typeof operatedHandling)[number];
  /** Where in the paper the numbers stand: "Table 2, p. 514". */
  place: string;
}

export interface BiasJudgement {
  /** Id of an item of the checklist. */
  item: string;
  judgement: 'yes' | 'no' | 'unclear' | 'not-applicable';
  /** Where in the paper, or why. */
  place: string;
}

/** The numbers of one paper as one reviewer took them out. */
export interface ExtractionAnswer {
  arms: ExtractedArm[];
  checklist: 'jbi-prevalence' | 'syrcle' | null;
  riskOfBias: BiasJudgement[];
  note: string;
}

const count = z.number().int().min(0).max(10_000_000).nullable();
const words = z.string().trim().max(500);

/** What a group can be: a whole series, or one of the types that the synthesis tells apart. */
export function typeIds({ types }: SynthesisProtocol): string[] {
  return [wholeSeries, ...types.map(({ id }) => id)];
}

export function definitionIds({ definitions }: SynthesisProtocol): string[] {
  return [...definitions.map(({ id }) => id), otherDefinition];
}

function oneOf(ids: readonly string[]): z.ZodType<string> {
  const known = new Set(ids);
  return z.string().refine((id) => known.has(id), 'is not in the protocol');
}

function schemaFor(synthesis: SynthesisProtocol): z.ZodType<ExtractionAnswer> {
  return z.strictObject({
    arms: z
      .array(
        z
          .strictObject({
            label: words.min(1),
            type: oneOf(typeIds(synthesis)),
            events: count,
            total: count,
            definition: oneOf(definitionIds(synthesis)),
            measure: z.enum(measures),
            followUpMonths: z.number().min(0).max(1200).nullable(),
            followUpStatistic: z.enum(followUpStatistics),
            operated: z.enum(operatedHandling),
            place: words,
          })
          .refine(({ events, total }) => events === null || total === null || events <= total, {
            path: ['events'],
            message: 'are more than the total',
          }),
      )
      .max(40),
    checklist: z.enum(['jbi-prevalence', 'syrcle']).nullable(),
    riskOfBias: z
      .array(
        z.strictObject({
          item: z.string().min(1).max(60),
          judgement: z.enum(['yes', 'no', 'unclear', 'not-applicable']),
          place: words,
        }),
      )
      .max(20)
      .refine(isEachJudgedOnce, 'judge an item more than once'),
    note: z.string().max(noteLimit),
  });
}

function isEachJudgedOnce(judged: readonly BiasJudgement[]): boolean {
  return new Set(judged.map(({ item }) => item)).size === judged.length;
}

/** Two extractions agree where every number and choice is the same; places in the paper and labels may differ in words. */
export function extractionRules({ synthesis }: Protocol): StageRules<ExtractionAnswer> {
  return {
    schema: schemaFor(synthesis),
    differences(answers) {
      const fields = new Set<string>();
      const [first, ...others] = answers;
      for (const other of first ? others : []) {
        if (first?.arms.length !== other.arms.length) fields.add('arms');
        other.arms.forEach((arm, index) => {
          const mine = first?.arms[index];
          if (!mine) return;
          for (const name of comparedOfArm) if (mine[name] !== arm[name]) fields.add(`arm:${index + 1}:${name}`);
        });
        if (first?.checklist !== other.checklist) fields.add('checklist');
        const judged = new Map(first?.riskOfBias.map(({ item, judgement }) => [item, judgement]));
        for (const { item, judgement } of other.riskOfBias) {
          if (judged.get(item) !== judgement) fields.add(`bias:${item}`);
          judged.delete(item);
        }
        for (const item of judged.keys()) fields.add(`bias:${item}`);
      }
      return [...fields].sort();
    },
    agreed([first]) {
      return { ...(first ?? { arms: [], checklist: null, riskOfBias: [] }), note: '' };
    },
  };
}

const comparedOfArm = [
  'type',
  'events',
  'total',
  'definition',
  'measure',
  'followUpMonths',
  'followUpStatistic',
  'operated',
] as const satisfies readonly (keyof ExtractedArm)[];
