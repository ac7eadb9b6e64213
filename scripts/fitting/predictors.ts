import { knownSigns, type Statement, signsOf } from '../../src/tagging/factorSigns.ts';
import { createTagger, type RuleSet } from '../../src/tagging/index.ts';
import { createRecordOpener } from '../../src/tagging/openRecord.ts';
import { readStatements } from '../../src/tagging/predictors.ts';
import type { SignWeights, VerdictWeights } from '../../src/tagging/ruleSchema.ts';
import { frameOf } from '../../src/tagging/tie.ts';
import { foldsOf } from './folds.ts';
import type { LabelledRecord } from './labelled.ts';
import type { FitOptions } from './multinomial.ts';
import { allSigns, fitChoice, fitVerdicts, type SeenStatement, saidBy, telling, timesOf } from './statements.ts';
import { type Compared, tryFolds, type UnseenFigures } from './unseen.ts';

/** How strongly a weight is drawn to 0: chosen on batches left out in turn, between 1.5 and 10 it matters little. */
export const usualPredictorPull: FitOptions = { pull: 4, elsewhere: 1, balance: 0 };

/** What predictors are weighed by. */
export type PredictorWeights = Pick<RuleSet, 'predictorWeights' | 'directionWeights'>;

/** Weights that can be fitted to all labelled records, or tried on batches they were not fitted to. */
export interface PredictorFit {
  weights(): PredictorWeights;
  tryUnseen(): UnseenFigures;
}

/**
 * Fits what the signs of a statement weigh to the labels of predictors: whether it says anything, by the signs that the
 * rule set names, and which way if it does, by every sign and list there is.
 *
 * @param labels the predictors that figures are of.
 */
export function fitPredictors(
  ruleSet: RuleSet,
  records: readonly LabelledRecord[],
  labels: readonly string[],
  options: FitOptions,
): PredictorFit {
  const labelled = records.flatMap((record): Compared[] =>
    record.predictors ? [{ ...record, labels: record.predictors }] : [],
  );
  const folds = foldsOf(labelled);
  const see = createSight(ruleSet);
  const seen = labelled.flatMap((record, at) => see(record, folds[at] as string));
  const ids = ruleSet.predictors.predictors.map(({ id }) => id);
  const designs = ruleSet.terms.designs.map(({ id }) => id);
  const weightsBy = (isSeen: (fold: string) => boolean): PredictorWeights => {
    const used = seen.filter(({ fold }) => isSeen(fold));
    const { predictorWeights, directionWeights } = ruleSet;
    const whether = fitVerdicts({ ...predictorWeights, seen: used, options });
    const which = telling(
      fitChoice({
        signs: allSigns(knownSigns(ids, designs), ruleSet.lists, used),
        verdicts: directionWeights.verdicts,
        seen: used,
        options,
      }),
    );
    return {
      predictorWeights: { ...predictorWeights, ...whether } satisfies VerdictWeights,
      directionWeights: { ...directionWeights, ...which } satisfies SignWeights,
    };
  };
  return {
    weights: () => weightsBy(() => true),
    tryUnseen: () =>
      tryFolds('predictor', labelled, folds, labels, (fold) =>
        createTagger({ ...ruleSet, ...weightsBy((other) => other !== fold) }),
      ),
  };
}

/** The statements of a record as the fit sees them; those of which nobody knows what they say are left out. */
function createSight(ruleSet: RuleSet): (record: Compared, fold: string) => SeenStatement[] {
  const open = createRecordOpener(ruleSet);
  return ({ batch, texts, labels, of }, fold) => {
    const { reading, gate, voice, design } = open(texts, {});
    if (!gate.isOpen) return [];
    const statements = readStatements(reading, frameOf(reading, gate, voice, design.value, ruleSet.predictors));
    return statements.flatMap((statement: Statement) => {
      const { sentence, predictor } = statement;
      if (of && !of.includes(predictor.id)) return [];
      const same = statements.filter((other) => other.predictor === predictor);
      const label = labels.find(({ id }) => id === predictor.id);
      const says = saidBy(statement, same, label);
      if (says === undefined) return [];
      return [{ sentence, shown: new Set(signsOf(statement, design.value)), says, times: timesOf(batch), fold }];
    });
  };
}
