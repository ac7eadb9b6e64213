import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, runCommand, wholeNumber } from '../../src/cli/command.ts';
import { parseTaggedTexts } from '../../src/learning/labelledCsv.ts';
import { crossValidated } from '../../src/learning/tags/crossValidated.ts';
import { parseTagDefinitions } from '../../src/learning/tags/definitions.ts';
import { rootDir } from '../../src/paths.ts';

interface Options {
  folder: string;
  definitions: string;
  folds: number;
  samples: number;
  json?: boolean;
}

const program = createCommand(
  'bench:learn-tags',
  'Cross-validates learned tags on the Hallmarks of Cancer, from no label at all to every one.',
);
program
  .option('--folder <path>', 'with hoc_train.csv and hoc_dev.csv', join(rootDir, '..', 'shared', 'data', 'tagging'))
  .option('--definitions <file>', 'what each tag means', join(rootDir, 'scripts', 'bench', 'hallmarks.json'))
  .option('--folds <n>', 'parts, each measured once by what the others teach', wholeNumber(1), 5)
  .option('--samples <n>', 'random samples of each number of labels, in each fold', wholeNumber(1), 2)
  .option('--json', 'print the result as JSON');

function run(options: Options): void {
  const texts = ['hoc_train.csv', 'hoc_dev.csv'].flatMap((file) =>
    parseTaggedTexts(readFileSync(join(options.folder, file), 'utf8'), file),
  );
  const tags = [...new Set(texts.flatMap((text) => [...text.tags]))].sort();
  const definitions = parseTagDefinitions(readFileSync(options.definitions, 'utf8'), tags);
  const settings = { sizes: [0, 50, 100, 200, 400], samples: options.samples, seed: 1 };
  const { curve, tagF1 } = crossValidated(texts, definitions, options.folds, settings, (fold) =>
    process.stderr.write(`fold ${fold} of ${options.folds}\n`),
  );
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ curve, tagF1 }, null, 2)}\n`);
    return;
  }
  process.stdout.write('labels  micro F1  macro F1  example F1\n');
  for (const point of curve) {
    const figures = [point.microF1, point.macroF1, point.exampleF1].map((figure) => figure.toFixed(3).padStart(8));
    process.stdout.write(`${String(point.labels).padStart(6)}  ${figures.join('  ')}\n`);
  }
  for (const [tag, f1] of Object.entries(tagF1)) process.stdout.write(`${tag.padEnd(36)} ${f1.toFixed(3)}\n`);
}

await runCommand(program, () => run(program.opts<Options>()));
