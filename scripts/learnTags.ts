import { readFileSync } from 'node:fs';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { parseTaggedTexts } from '../src/learning/labelledCsv.ts';
import { parseTagDefinitions } from '../src/learning/tags/definitions.ts';
import { learningCurve, prepareTags, type TagEvaluation } from '../src/learning/tags/learningCurve.ts';

interface Options {
  train: string;
  test: string;
  definitions?: string;
  json?: boolean;
}

const program = createCommand(
  'learn-tags',
  'Learns tags from tagged texts and measures them on others, from no label at all to every one.',
);
program
  .requiredOption('--train <file>', 'CSV with the columns pmid, text, labels (joined by "|")')
  .requiredOption('--test <file>', 'CSV of the same columns; its labels are only used to measure')
  .option('--definitions <file>', 'what each tag means: JSON or YAML, by tag; without it the tags speak for themselves')
  .option('--json', 'print the result as JSON');

function evaluate(options: Options): TagEvaluation {
  const train = parseTaggedTexts(readFileSync(options.train, 'utf8'), options.train);
  const test = parseTaggedTexts(readFileSync(options.test, 'utf8'), options.test);
  const tags = [...new Set(train.flatMap((text) => [...text.tags]))].sort();
  const definitions = parseTagDefinitions(options.definitions ? readFileSync(options.definitions, 'utf8') : '{}', tags);
  const places = Uint32Array.from([...train, ...test].keys());
  return learningCurve(
    prepareTags([...train, ...test], definitions),
    places.slice(0, train.length),
    places.slice(train.length),
    { sizes: [0, 50, 100, 200, 400], samples: 5, seed: 1 },
  );
}

await runCommand(program, () => {
  const options = program.opts<Options>();
  const { curve, full } = evaluate(options);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ microF1: full.micro.f1, macroF1: full.macroF1, exampleF1: full.exampleF1, curve, tags: full.tags }, null, 2)}\n`,
    );
  } else {
    process.stdout.write('labels  micro F1  macro F1  example F1\n');
    for (const point of curve) {
      const figures = [point.microF1, point.macroF1, point.exampleF1].map((figure) => figure.toFixed(3).padStart(8));
      process.stdout.write(`${String(point.labels).padStart(6)}  ${figures.join('  ')}\n`);
    }
  }
});
