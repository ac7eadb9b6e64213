import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { describeRatings } from '../src/agreement/reference/describeRatings.ts';
import { RatingsInputError, readRatings } from '../src/agreement/reference/readRatings.ts';

interface Options {
  input: string;
  output?: string;
}

new Command('agreement')
  .description('Says how far raters agree, in the form of the reference files made with irr, irrCAC and psych.')
  .requiredOption(
    '--input <file>',
    'ratings: {categories: [...], ordered?: boolean, ratings: [[...], ...]}, null = not rated',
  )
  .option('--output <file>', 'write the figures there instead of to standard output')
  .action(({ input, output }: Options) => {
    try {
      const figures = JSON.stringify(describeRatings(readRatings(readFileSync(input, 'utf8'))), null, 1);
      if (output === undefined) process.stdout.write(`${figures}\n`);
      else {
        writeFileSync(output, `${figures}\n`);
        process.stderr.write(`Figures of ${input} written to ${output}.\n`);
      }
    } catch (error) {
      process.stderr.write(`${explain(error, input)}\n`);
      process.exitCode = error instanceof RatingsInputError ? 2 : 1;
    }
  })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();

function explain(error: unknown, input: string): string {
  if (error instanceof RatingsInputError) return `${input}: ${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `${input} does not exist; name a JSON file with --input.`;
  return error instanceof Error ? error.message : String(error);
}
