import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { rootDir, rulesDir } from '../src/paths.ts';
import { loadRuleSet } from '../src/tagging/ruleSet.ts';
import { fitDesigns, type Meanings } from './fitting/designs.ts';
import { weightsText } from './fitting/designWeightsText.ts';
import { readLabelled } from './fitting/labelled.ts';
import { usualFit } from './fitting/multinomial.ts';
import { strength } from './fitting/strength.ts';

const command = createCommand(
  'fit-designs',
  'Tries weights for design-weights.yaml on batches of labelled records they were not fitted to, or writes those fitted to all.',
);
command
  .option('--write', 'write the weights that are fitted to all records')
  .option('--misread', 'list the records that are misread when their batch was not seen')
  .option('--pull <number>', 'how strongly weights are drawn to what the words mean', strength, usualFit.pull)
  .option('--elsewhere <number>', 'and how many times as strongly to nothing elsewhere', strength, usualFit.elsewhere)
  .option('--balance <number>', '0 counts records alike, 1 designs alike', strength, usualFit.balance);

await runCommand(command, () => {
  const { write, misread: listed, ...fit } = command.opts<{ write?: boolean; misread?: boolean } & typeof usualFit>();
  const ruleSet = loadRuleSet(rulesDir);
  const meanings = parse(readFileSync(join(rootDir, 'scripts', 'fitting', 'designMeanings.yaml'), 'utf8')) as Meanings;
  const designs = fitDesigns(ruleSet, meanings, readLabelled(), fit);
  if (write) {
    const file = join(rulesDir, 'design-weights.yaml');
    writeFileSync(file, weightsText(readFileSync(file, 'utf8'), ruleSet.designWeights, designs.fitted()));
    process.stdout.write('design-weights.yaml was written; give the rules another version.\n');
    return;
  }
  const { batches, misread } = designs.tryUnseen();
  for (const { batch, right, of } of batches)
    process.stdout.write(`${batch.padEnd(12)} ${right} of ${of} (${((100 * right) / of).toFixed(1)} %)\n`);
  if (listed)
    for (const { batch, id, design, read } of misread)
      process.stdout.write(`${batch} ${id}: ${design}, read as ${read}\n`);
  const right = batches.reduce((sum, batch) => sum + batch.right, 0);
  const of = batches.reduce((sum, batch) => sum + batch.of, 0);
  process.stdout.write(
    `${right} of ${of} designs (${((100 * right) / of).toFixed(1)} %) are read right by weights that were fitted without their batch.` +
      ' Nothing was written; --write does.\n',
  );
});
