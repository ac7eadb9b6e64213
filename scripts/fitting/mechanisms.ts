import { createTagger, type RuleSet } from '../../src/tagging/index.ts';
import { knownMechanismSigns, mechanismSignsOf } from '../../src/tagging/mechanismSigns.ts';
import { readMechanismStatements } from '../../src/tagging/mechanismStatements.ts';
import { createRecordOpener } from '../../src/tagging/openRecord.ts';
import type { VerdictWeights } from '../../src/tagging/ruleSchema.ts';
import { foldsOf } from './folds.ts';
import type { LabelledRecord } from './labelled.ts';
import type { FitOptions } from './multinomial.ts';
import { allSigns, fitVerdicts, type SeenStatement, saidBy, telling, timesOf } from './statements.ts';
import { type Compared, tryFolds, type UnseenFigures } from './unseen.ts';

/** How strongly a weight is drawn to its prior: chosen on batches left out in turn, between 2 and 8 it matters little. */
export const usualMechanismPull: FitOptions = { pull: 2, elsewhere: 1, balance: 0 };

/** Weights that can be fitted to all labelled records, or tried on batches they were not fitted to. */
export interface MechanismFit {
  weights(): VerdictWeights;
  tryUnseen(): UnseenFigures;
}

/** Fits what every sign and list of a statement weighs to the labels of mechanisms. */
export function fitMechanisms(ruleSet: RuleSet, records: readonly LabelledRecord[], options: FitOptions): MechanismFit {
  const labelled = records.flatMap((record): Compared[] =>
    record.mechanisms ? [{ ...record, labels: record.mechanisms }] : [],
  );
  const folds = foldsOf(labelled);
  const see = createSight(ruleSet);
  const seen = labelled.flatMap((record, at) => see(record, folds[at] as string));
  const ids = ruleSet.mechanisms.mechanisms.map(({ id }) => id);
  const meant = meantBy(ruleSet);
  const weightsBy = (isSeen: (fold: string) => boolean): VerdictWeights => {
    const used = seen.filter(({ fold }) => isSeen(fold));
    const { mechanismWeights } = ruleSet;
    const { verdicts } = mechanismWeights;
    const signs = allSigns(knownMechanismSigns(ruleSet), ruleSet.lists, used);
    return { ...mechanismWeights, ...telling(fitVerdicts({ signs, verdicts, seen: used, options, meant })) };
  };
  return {
    weights: () => weightsBy(() => true),
    tryUnseen: () =>
      tryFolds('mechanism', labelled, folds, ids, (fold) =>
        createTagger({ ...ruleSet, mechanismWeights: weightsBy((other) => other !== fold) }),
      ),
  };
}

/** The statements of a record as the fit sees them; those of which nobody knows what they say are left out. */
function createSight(ruleSet: RuleSet): (record: Compared, fold: string) => SeenStatement[] {
  const open = createRecordOpener(ruleSet);
  return ({ batch, texts, labels }, fold) => {
    const { reading, gate, voice } = open(texts, {});
    if (!gate.isOpen) return [];
    const statements = readMechanismStatements(reading, gate, voice, ruleSet);
    return statements.flatMap((statement) => {
      const same = statements.filter(({ mechanism }) => mechanism === statement.mechanism);
      const label = labels.find(({ id }) => id === statement.mechanism);
      const says = saidBy(statement, same, label);
      if (says === undefined) return [];
      const { sentence } = statement;
      return [{ sentence, shown: new Set(mechanismSignsOf(statement)), says, times: timesOf(batch), fold }];
    });
  };
}

/** What the rules say that modifiers speak for. */
function meantBy({ modifiers }: RuleSet): Map<string, string> {
  const verdicts = { deny: 'contradicts', temper: 'discusses', weigh: 'supports' } as const;
  return new Map(
    modifiers.flatMap(({ id, effect }) => (effect === 'refuse' ? [] : [[`modifier ${id}`, verdicts[effect]]])),
  );
}
