import { z } from 'zod';
import { bilingual, id, text } from './fields.ts';

/** What a result may be left out for on a reader's wish. */
export const markNames = ['selected', 'operated'] as const;
export type MarkName = (typeof markNames)[number];

/** Outcomes of one summary of findings (Cochrane Handbook ch. 14). */
const mostFindings = 7;

const pattern = text.refine(isPattern, 'must be a regular expression');
const patterns = z.array(pattern).min(1);
const mark = z.strictObject({ label: bilingual, note: bilingual, patterns: z.array(pattern) });
const arm = z.strictObject({ label: bilingual, pattern });

/**
 * The synthesis page as data (`synthesis.yaml`): what is pooled, and how the words of a reported result are read.
 * Every id named in it must be defined in it.
 */
export const synthesisSchema = z
  .strictObject({
    outcome: z.strictObject({
      label: bilingual,
      title: bilingual,
      /** What is counted. */
      unit: bilingual,
      /** What the axis shows. */
      share: bilingual,
      means: z.array(bilingual).min(1),
      doesNotMean: z.array(bilingual).min(1),
    }),
    /** Groups that are a whole series, and those in which no type is looked for. */
    whole: patterns,
    ignore: z.array(pattern),
    types: z.array(z.strictObject({ id, label: bilingual, note: bilingual.optional(), patterns })).min(1),
    definitions: z.array(z.strictObject({ id, label: bilingual, note: bilingual })).min(1),
    defaultDefinition: id,
    /** Rows of the summary of findings. */
    findings: z.array(z.strictObject({ id, definition: id, type: id.nullable() })).min(1),
    /** In order: the first that matches decides; `none` is a definition that is never pooled. */
    reading: z.array(z.strictObject({ definition: id, pattern })).min(1),
    /** Bands of months by their upper end, rising; the last is open (null). */
    followUp: z.array(z.strictObject({ id, label: bilingual, upTo: z.number().positive().nullable() })).min(1),
    marks: z.strictObject({ selected: mark, operated: mark }),
    studies: z.array(z.strictObject({ record: text, selected: bilingual.optional(), operated: bilingual.optional() })),
    reviewDesigns: z.array(id),
    publishedPools: z.array(text),
    voteDesigns: z.array(id),
    contrasts: z.array(z.strictObject({ id, predictor: id, label: bilingual, with: arm, without: arm })),
  })
  .superRefine((synthesis, context) => {
    const fault = (path: (string | number)[], message: string) => {
      context.addIssue({ code: 'custom', path, message });
    };
    const known = new Set(synthesis.definitions.map((definition) => definition.id));
    if (known.has('none')) fault(['definitions'], '"none" is the word for a definition that is never pooled');
    if (!known.has(synthesis.defaultDefinition)) fault(['defaultDefinition'], 'is not one of the definitions');
    const types = new Set(synthesis.types.map((type) => type.id));
    synthesis.findings.forEach(({ definition, type }, index) => {
      if (!known.has(definition)) fault(['findings', index, 'definition'], 'is not one of the definitions');
      if (type !== null && !types.has(type)) fault(['findings', index, 'type'], 'is not one of the types');
      const place = synthesis.findings.slice(0, index).filter((other) => other.definition === definition).length;
      if (place === mostFindings) fault(['findings', index], `a table has at most ${mostFindings} rows`);
    });
    synthesis.reading.forEach((rule, index) => {
      if (rule.definition !== 'none' && !known.has(rule.definition)) {
        fault(['reading', index, 'definition'], 'is neither "none" nor one of the definitions');
      }
    });
    for (const list of ['types', 'definitions', 'findings', 'followUp', 'contrasts'] as const) {
      synthesis[list].forEach((entry, index) => {
        const first = synthesis[list].findIndex((other) => other.id === entry.id);
        if (first !== index) fault([list, index, 'id'], 'is used twice');
      });
    }
    synthesis.followUp.forEach(({ upTo }, index) => {
      const isLast = index === synthesis.followUp.length - 1;
      const before = synthesis.followUp[index - 1]?.upTo ?? 0;
      if (isLast !== (upTo === null)) fault(['followUp', index, 'upTo'], 'only the last band is open (null)');
      else if (upTo !== null && upTo <= before) fault(['followUp', index, 'upTo'], 'must lie above the band before');
    });
  });

export type SynthesisProtocol = z.infer<typeof synthesisSchema>;

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}
