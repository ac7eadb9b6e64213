import { type Comparison, evaluate, type Scores } from '../../src/tagging/evaluation.ts';
import { type Statement, signsOf } from '../../src/tagging/factorSigns.ts';
import { createTagger, type RuleSet, type Tagger } from '../../src/tagging/index.ts';
import { createRecordOpener } from '../../src/tagging/openRecord.ts';
import { readStatements } from '../../src/tagging/predictors.ts';
import { hasAny } from '../../src/tagging/reading.ts';
import type { VerdictWeights } from '../../src/tagging/ruleSchema.ts';
import { frameOf } from '../../src/tagging/tie.ts';
import { foldsOf } from './folds.ts';
import type { Given, LabelledRecord } from './labelled.ts';
import { type FitOptions, fitWeights, type SeenCase, weightOf } from './multinomial.ts';

/** What a batch gave to weights that were fitted without it. */
export interface UnseenBatch {
  batch: string;
  presence: Scores;
  withDirection: Scores;
}

/** Weights that can be fitted to all labelled records, or tried on batches they were not fitted to. */
export interface PredictorFit {
  weights(): VerdictWeights;
  /** How the tagger does on each batch by weights that were fitted without it, and over all of them. */
  tryUnseen(): { batches: UnseenBatch[]; whole: Omit<UnseenBatch, 'batch'> };
}

/**
 * How often a record counts. The library is what tagged records are like; a sentence made to try one thing stands for
 * the many that say it so; a bank says in many ways what is seldom said, and would make it seem common.
 */
function timesOf(batch: string): number {
  if (batch === 'library') return 2;
  if (batch === 'challenge') return 3;
  return batch.startsWith('bank-') ? 0.3 : 1;
}

/** How strongly a weight is drawn to 0: chosen on batches left out in turn, between 1.5 and 10 it matters little. */
export const usualPull: FitOptions = { pull: 4, elsewhere: 1, balance: 0 };

/**
 * Fits what the signs of a statement weigh to the labels of predictors. The signs themselves are those of the rule set.
 *
 * @param labels the predictors that figures are of.
 */
export function fitPredictors(
  ruleSet: RuleSet,
  records: readonly LabelledRecord[],
  labels: readonly string[],
  options: FitOptions,
): PredictorFit {
  const labelled = records.flatMap((record) =>
    record.predictors ? [{ ...record, predictors: record.predictors }] : [],
  );
  const cases = labelled.map(createSight(ruleSet));
  const folds = foldsOf(labelled);
  const weightsBy = (isSeen: (at: number) => boolean): VerdictWeights =>
    weightsOf(
      ruleSet.predictorWeights,
      cases.flatMap((of, at) => (isSeen(at) ? of : [])),
      options,
    );
  return {
    weights: () => weightsBy(() => true),
    tryUnseen() {
      const compared = [...new Set(folds)].flatMap((fold) => {
        const tagger = createTagger({ ...ruleSet, predictorWeights: weightsBy((at) => folds[at] !== fold) });
        return labelled.flatMap((record, at) => (folds[at] === fold ? [compare(record, tagger)] : []));
      });
      const batches = [...new Set(compared.map(({ batch }) => batch))];
      return {
        batches: batches.map((batch) => ({
          batch,
          ...scoresOf(
            compared.filter((of) => of.batch === batch),
            labels,
          ),
        })),
        whole: scoresOf(compared, labels),
      };
    },
  };
}

type Labelled = LabelledRecord & { predictors: Given[] };

function compare({ batch, predictors, texts, of }: Labelled, tagger: Tagger): Comparison & { batch: string } {
  const found = tagger
    .tag(texts)
    .annotations.filter(({ kind, value }) => kind === 'predictor' && (of?.includes(value) ?? true));
  return {
    batch,
    gold: predictors.map(({ id, stance }) => ({ id, stance, evidence: [] })),
    found: found.map(({ value, stance }) => ({ id: value, stance: stance ?? '', evidence: [] })),
  };
}

function scoresOf(compared: readonly Comparison[], labels: readonly string[]): Omit<UnseenBatch, 'batch'> {
  const { micro, microWithStance } = evaluate(compared, labels);
  return { presence: micro, withDirection: microWithStance };
}

/** The statements of a record as the fit sees them: kind 0 says nothing. */
function createSight(ruleSet: RuleSet): (record: Labelled) => SeenCase[] {
  const { predictors: rules, predictorWeights } = ruleSet;
  const { verdicts, signs } = predictorWeights;
  const open = createRecordOpener(ruleSet);
  return ({ batch, texts, predictors, of }) => {
    const { reading, gate, voice, design } = open(texts, {});
    if (!gate.isOpen) return [];
    const statements = readStatements(reading, frameOf(reading, gate, voice, design.value, rules));
    return statements.flatMap((statement) => {
      if (of && !of.includes(statement.predictor.id)) return [];
      const kind = kindOf(statement, statements, predictors, verdicts);
      if (kind === undefined) return [];
      const shown = new Set(signsOf(statement, design.value));
      const places = signs.flatMap(({ sign, lists }, at) =>
        (sign === undefined ? hasAny(statement.sentence, lists) : shown.has(sign)) ? [at] : [],
      );
      return [{ signs: places, kind, times: timesOf(batch) }];
    });
  };
}

/**
 * What a statement says by the label: that of the evidence it stands in. Of a factor whose evidence no statement holds
 * only a single statement can be meant; elsewhere, of a factor that is tagged, nobody said what it says.
 */
function kindOf(
  statement: Statement,
  statements: readonly Statement[],
  given: readonly Given[],
  verdicts: readonly string[],
): number | undefined {
  const label = given.find(({ id }) => id === statement.predictor.id);
  if (!label) return 0;
  const same = statements.filter(({ predictor }) => predictor === statement.predictor);
  const isMeant = holds(statement, label) || (same.length === 1 && !same.some((other) => holds(other, label)));
  return isMeant ? verdicts.indexOf(label.stance) + 1 : undefined;
}

function holds({ sentence }: Statement, { evidence }: Given): boolean {
  const at = evidence === '' ? -1 : sentence.source.indexOf(evidence);
  return at >= 0 && at < sentence.end && at + evidence.length > sentence.start;
}

/** Weights against saying nothing, which weighs 0. */
function weightsOf(
  { verdicts, least, signs }: VerdictWeights,
  cases: readonly SeenCase[],
  options: FitOptions,
): VerdictWeights {
  const nothing = signs.map(() => new Map<number, number>());
  const fitted = fitWeights(cases, nothing, verdicts.length + 1, options);
  const rowOf = (sign: number): Record<string, number> =>
    Object.fromEntries(
      verdicts.map((verdict, at) => [verdict, weightOf(fitted, sign, at + 1) - weightOf(fitted, sign, 0)]),
    );
  return {
    verdicts,
    least,
    bias: rowOf(signs.length),
    signs: signs.map((sign, at) => ({ ...sign, weights: rowOf(at) })),
  };
}
