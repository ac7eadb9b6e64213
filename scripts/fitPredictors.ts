import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, runCommand, UsageError } from '../src/cli/command.ts';
import { rulesDir } from '../src/paths.ts';
import { loadRuleSet } from '../src/tagging/ruleSet.ts';
import { readLabelled } from './fitting/labelled.ts';
import { fitPredictors, usualPull } from './fitting/predictors.ts';
import { strength } from './fitting/strength.ts';
import { verdictWeightsText } from './fitting/verdictWeightsText.ts';

const command = createCommand(
  'fit-predictors',
  'Tries weights for predictor-weights.yaml on batches of labelled records they were not fitted to, or writes those fitted to all.',
);
command
  .option('--write', 'write the weights that are fitted to all records')
  .option('--of <ids...>', 'the predictors that the figures are of; otherwise all')
  .option('--pull <number>', 'how strongly weights are drawn to nothing', strength, usualPull.pull);

await runCommand(command, () => {
  const { write, of, pull } = command.opts<{ write?: boolean; of?: string[]; pull: number }>();
  const ruleSet = loadRuleSet(rulesDir);
  const ids = ruleSet.predictors.predictors.map(({ id }) => id);
  const unknown = of?.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new UsageError(`There is no predictor "${unknown}"; there are ${ids.join(', ')}.`);
  const fit = fitPredictors(ruleSet, readLabelled(), of ?? ids, { ...usualPull, pull });
  if (write) {
    const file = join(rulesDir, 'predictor-weights.yaml');
    writeFileSync(file, verdictWeightsText(readFileSync(file, 'utf8'), fit.weights()));
    process.stdout.write('predictor-weights.yaml was written; give the rules another version.\n');
    return;
  }
  const { batches, whole } = fit.tryUnseen();
  const figures = ({ presence: { f1, precision, recall }, withDirection }: typeof whole): string =>
    `F1 ${f1.toFixed(3)} (P ${precision.toFixed(3)}, R ${recall.toFixed(3)}), with direction ${withDirection.f1.toFixed(3)}`;
  for (const batch of batches) process.stdout.write(`${batch.batch.padEnd(12)} ${figures(batch)}\n`);
  process.stdout.write(
    `${figures(whole)} by weights that were fitted without the batch. Nothing was written; --write does.\n`,
  );
});
