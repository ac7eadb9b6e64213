import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, runCommand, UsageError } from '../src/cli/command.ts';
import { rulesDir } from '../src/paths.ts';
import { loadRuleSet } from '../src/tagging/ruleSet.ts';
import { readLabelled } from './fitting/labelled.ts';
import { fitPredictors, usualPredictorPull } from './fitting/predictors.ts';
import { strength } from './fitting/strength.ts';
import { unseenText } from './fitting/unseen.ts';
import { verdictWeightsText } from './fitting/verdictWeightsText.ts';

const command = createCommand(
  'fit-predictors',
  'Tries weights for predictor-weights.yaml and direction-weights.yaml on batches of labelled records they were not fitted to, or writes those fitted to all.',
);
command
  .option('--write', 'write the weights that are fitted to all records')
  .option('--of <ids...>', 'the predictors that the figures are of; otherwise all')
  .option('--pull <number>', 'how strongly weights are drawn to nothing', strength, usualPredictorPull.pull);

await runCommand(command, () => {
  const { write, of, pull } = command.opts<{ write?: boolean; of?: string[]; pull: number }>();
  const ruleSet = loadRuleSet(rulesDir);
  const ids = ruleSet.predictors.predictors.map(({ id }) => id);
  const unknown = of?.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new UsageError(`There is no predictor "${unknown}"; there are ${ids.join(', ')}.`);
  const fit = fitPredictors(ruleSet, readLabelled(), of ?? ids, { ...usualPredictorPull, pull });
  if (write) {
    const { predictorWeights, directionWeights } = fit.weights();
    const files = { 'predictor-weights.yaml': predictorWeights, 'direction-weights.yaml': directionWeights };
    for (const [name, weights] of Object.entries(files)) {
      const file = join(rulesDir, name);
      writeFileSync(file, verdictWeightsText(readFileSync(file, 'utf8'), weights));
    }
    process.stdout.write(`${Object.keys(files).join(' and ')} were written; give the rules another version.\n`);
    return;
  }
  process.stdout.write(unseenText(fit.tryUnseen()));
});
