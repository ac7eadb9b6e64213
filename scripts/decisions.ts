import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createCommand, InvalidArgumentError, runCommand, UsageError } from '../src/cli/command.ts';
import { decisionText } from '../src/cli/decisionText.ts';
import { isScreeningStage, isStage, type ScreeningStage, screeningStages } from '../src/domain/review.ts';
import { decodeText } from '../src/importing/decodeText.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { protocolDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { createDesk, unranked } from '../src/review/createDesk.ts';
import { importDecisions } from '../src/review/imports/importDecisions.ts';
import { openStore } from '../src/store/openStore.ts';

interface Options {
  db?: string;
  file: string;
  by?: string;
  map: Map<string, string>;
  stage: ScreeningStage;
  blind?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

const command = createCommand(
  'decisions',
  'Brings in screening decisions made in ASReview, Rayyan or Covidence (CSV), or in another database of this program, as votes of accounts here.',
  { database: true },
);
command
  .requiredOption('--file <file>', 'the CSV')
  .option('--by <account>', 'whose decisions they are, where the file names nobody')
  .option('--map <name=account>', 'whose decisions a name in the file stands for; may be repeated', pair, new Map())
  .option('--stage <stage>', screeningStages.join(', '), stage, 'title-abstract')
  .option('--blind', 'the people decided without seeing each other’s decisions, so that their agreement counts')
  .option('--dry-run', 'only looks what would be done')
  .option('--json', 'print data instead of text');

await runCommand(command, async (config) => {
  const { db, file, by, map, stage, blind, dryRun, json } = command.opts<Options>();
  const text = decodeText(readFile(file)).text;
  const store = openStore(db ?? config.RESORB_DB);
  try {
    const protocol = loadProtocol(protocolDir);
    const desk = createDesk({ store, protocol, ranking: unranked });
    const report = await importDecisions(
      { store, desk, protocol },
      {
        text,
        file: basename(file),
        stage,
        by: by ?? null,
        names: map,
        isBlind: blind === true,
        isDry: dryRun === true,
        at: systemClock(),
      },
    );
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${decisionText(report, dryRun === true)}\n`);
  } finally {
    store.close();
  }
});

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${(cause as Error).message}`);
  }
}

/** Names of accounts hold no "=", names in files may. */
function pair(text: string, before: Map<string, string>): Map<string, string> {
  const at = text.lastIndexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('"Name in the file=Account" is needed.');
  return new Map([...before, [text.slice(0, at).trim(), text.slice(at + 1).trim()]]);
}

function stage(text: string): ScreeningStage {
  if (isStage(text) && isScreeningStage(text)) return text;
  throw new InvalidArgumentError(`One of ${screeningStages.join(', ')} is needed.`);
}
