import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { readInput, SynthesisInputError } from '../src/synthesis/reference/readInput.ts';
import { synthesizeFile } from '../src/synthesis/reference/synthesizeFile.ts';

interface Options {
  input: string;
  output?: string;
}

new Command('synthesize')
  .description('Pools studies given as JSON and writes every result in the form of the metafor reference files.')
  .requiredOption('--input <file>', 'studies: {kind: "proportion" | "table2x2", studies: [...]} or a bundle of cases')
  .option('--output <file>', 'write the results there instead of to standard output')
  .action(({ input, output }: Options) => {
    try {
      const results = JSON.stringify(synthesizeFile(readInput(readFileSync(input, 'utf8'))), null, 1);
      if (output === undefined) process.stdout.write(`${results}\n`);
      else {
        writeFileSync(output, `${results}\n`);
        process.stderr.write(`Results of ${input} written to ${output}.\n`);
      }
    } catch (error) {
      process.stderr.write(`${explain(error, input)}\n`);
      process.exitCode = error instanceof SynthesisInputError ? 2 : 1;
    }
  })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();

function explain(error: unknown, input: string): string {
  if (error instanceof SynthesisInputError) return `${input}: ${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `${input} does not exist; name a JSON file with --input.`;
  return error instanceof Error ? error.message : String(error);
}
