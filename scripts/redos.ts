import { createCommand, runCommand } from '../src/cli/command.ts';
import { everyExpression } from './regex/expressions.ts';
import { mostMilliseconds, type Slowness, slownessOf } from './regex/slowness.ts';

const command = createCommand(
  'redos',
  'Looks for texts on which a regular expression of the product or the protocol becomes slow, and measures them.',
);
command.option('--only <text>', 'only expressions in files whose path holds this text', '');
command.option('--json', 'print what was found as JSON');

await runCommand(command, async () => {
  const { only, json } = command.opts<{ only: string; json?: boolean }>();
  const expressions = everyExpression().filter(({ files }) => files.some((file) => file.includes(only)));
  const found: (Slowness & { expression: string; files: string[] })[] = [];
  for (const { source, flags, files } of expressions) {
    const slowness = await slownessOf({ source, flags });
    if (slowness.verdict !== 'linear') found.push({ expression: `/${source}/${flags}`, files, ...slowness });
  }
  const faults = found.filter(isFault);
  if (json) process.stdout.write(`${JSON.stringify({ expressions: expressions.length, found })}\n`);
  else {
    for (const one of found) process.stdout.write(`${lineOf(one)}\n`);
    const slow = found.filter(({ verdict }) => verdict === 'slow on long texts').length;
    const undecided = found.filter(({ verdict }) => verdict === 'not decided').length;
    process.stdout.write(
      `${expressions.length} expressions: ${faults.length} faults, ${slow} slow on long texts, ${undecided} not decided, the others linear.\n`,
    );
  }
  if (faults.length > 0) throw new Error(`${faults.length} expressions can be made to hang.`);
});

function isFault({ verdict, milliseconds }: Slowness): boolean {
  return verdict === 'exponential' || (milliseconds ?? 0) > mostMilliseconds;
}

function lineOf({
  expression,
  files,
  verdict,
  growth,
  milliseconds,
}: Slowness & { expression: string; files: string[] }) {
  const shown = milliseconds === null ? '' : `, ${Math.round(milliseconds)} ms`;
  return `${files.join(', ')}: ${verdict}${growth ? ` (${growth}${shown})` : ''}: ${expression.slice(0, 160)}`;
}
