import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument } from 'commander';
import { createCommand, exitCodes, runCommand, wholeNumber } from '../src/cli/command.ts';
import { mutate } from './mutation/mutate.ts';
import { leastScore, type MutatedPart, partNames, parts } from './mutation/parts.ts';
import { countMutants, reportOf } from './mutation/report.ts';

const command = createCommand(
  'mutation',
  'Changes the code of a part in many small ways and counts how many of them its unit tests notice.',
);
command.addArgument(new Argument('[parts...]', 'which parts').choices(partNames).default(partNames));
command.option('--only <files...>', 'these files of the part, or line ranges of them (src/query/years.ts:10-40)');
command.option('--at-once <number>', 'test processes at once', wholeNumber(1), 1);
command.option('--every <number>', 'try one change in so many', wholeNumber(1), 1);
command.option('--json', 'one JSON object instead of lines');

await runCommand(command, async () => {
  const { only, atOnce, every, json } = command.opts<{
    only?: string[];
    atOnce: number;
    every: number;
    json?: boolean;
  }>();
  const [names] = command.processedArgs as [(keyof typeof parts)[]];
  const scores: Record<string, ReturnType<typeof countMutants>> = {};
  for (const name of names) {
    const { files, tests, without }: MutatedPart = parts[name];
    const mutants = await mutate({
      files: only ?? files,
      tests,
      ...(without && { without }),
      atOnce,
      every,
      folder: join(tmpdir(), `resorb-mutation-${process.pid}`),
    });
    scores[name] = countMutants(mutants);
    if (!json) process.stdout.write(reportOf(name, mutants));
  }
  if (json) process.stdout.write(`${JSON.stringify(scores)}\n`);
  if (Object.values(scores).some(({ score }) => score < leastScore)) process.exitCode = exitCodes.failed;
});
