import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { rulesDir } from '../src/paths.ts';
import { loadRuleSet } from '../src/tagging/ruleSet.ts';
import { readLabelled } from './fitting/labelled.ts';
import { fitMechanisms, usualMechanismPull } from './fitting/mechanisms.ts';
import { strength } from './fitting/strength.ts';
import { unseenText } from './fitting/unseen.ts';
import { verdictWeightsText } from './fitting/verdictWeightsText.ts';

const command = createCommand(
  'fit-mechanisms',
  'Tries weights for mechanism-weights.yaml on batches of labelled records they were not fitted to, or writes those fitted to all.',
);
command
  .option('--write', 'write the weights that are fitted to all records')
  .option(
    '--pull <number>',
    'how strongly weights are drawn to nothing, those of modifiers to what the rules say',
    strength,
    usualMechanismPull.pull,
  );

await runCommand(command, () => {
  const { write, pull } = command.opts<{ write?: boolean; pull: number }>();
  const fit = fitMechanisms(loadRuleSet(rulesDir), readLabelled(), { ...usualMechanismPull, pull });
  if (write) {
    const file = join(rulesDir, 'mechanism-weights.yaml');
    writeFileSync(file, verdictWeightsText(readFileSync(file, 'utf8'), fit.weights()));
    process.stdout.write('mechanism-weights.yaml was written; give the rules another version.\n');
    return;
  }
  process.stdout.write(unseenText(fit.tryUnseen()));
});
