import { createCommand, runSubcommands, wholeNumber } from '../src/cli/command.ts';
import { runCitation, runLine, runText } from '../src/cli/runReport.ts';
import { openStore, type Store } from '../src/store/openStore.ts';

const command = createCommand('runs', 'Shows what was searched and imported, as a review has to report it.', {
  database: true,
});
command.option('--json', 'print data instead of text');

await runSubcommands(command, (choose) => {
  const reading = (work: (store: Store) => void) =>
    choose((config) => {
      const store = openStore(command.opts<{ db?: string }>().db ?? config.RESORB_DB, { readonly: true });
      try {
        work(store);
      } finally {
        store.close();
      }
    });

  command
    .command('list')
    .description('every run in a line, newest first')
    .action(() =>
      reading((store) => {
        const runs = store.runs.list();
        print(runs, runs.map(runLine).join('\n') || 'Nothing has been searched or imported yet.');
      }),
    );

  command
    .command('show')
    .description('one run with its warnings, rejected records and a sentence to cite it')
    .argument('<run>', 'number of the run', wholeNumber(1))
    .action((runId: number) =>
      reading((store) => {
        const run = store.runs.get(runId);
        if (!run) throw new Error(`There is no run ${runId}; "npm run runs -- list" shows those there are.`);
        const notes = store.runs.notes(runId);
        print({ run, notes, citation: runCitation(run) }, runText(run, notes));
      }),
    );
});

function print(data: object, text: string): void {
  process.stdout.write(`${command.opts<{ json?: boolean }>().json ? JSON.stringify(data) : text}\n`);
}
