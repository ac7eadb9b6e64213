import { createCommand, runSubcommands, wholeNumber } from '../src/cli/command.ts';
import { sideBySide } from '../src/cli/sideBySide.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { compareRecords } from '../src/ingest/compareRecords.ts';
import { detachCitation } from '../src/ingest/detachCitation.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { rulesDir } from '../src/paths.ts';
import type { Decider, DuplicateVerdict } from '../src/store/duplicates.ts';
import { openStore, type Store } from '../src/store/openStore.ts';

interface Options {
  db?: string;
  json?: boolean;
  decided?: boolean;
  joined?: boolean;
  reason?: string;
  by: string;
  citation?: number;
}

const command = createCommand('duplicates', 'Shows and decides which records are one publication.', { database: true });
command.option('--json', 'print data instead of text');

await runSubcommands(command, (choose) => {
  const within = (options: { readonly: boolean }, work: (store: Store) => void) =>
    choose((config) => {
      const store = openStore(command.opts<Options>().db ?? config.RESORB_DB, options);
      try {
        work(store);
      } finally {
        store.close();
      }
    });
  const deciding = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option('--reason <text>', 'why, kept with the decision')
      .option('--by <name>', 'who decides', 'reviewer');

  command
    .command('list')
    .description('pairs that wait for a decision, side by side; an asterisk marks what differs')
    .option('--decided', 'the decisions taken so far instead')
    .option('--joined', 'the sources that joined a record by themselves instead')
    .action((options: Options) =>
      within({ readonly: true }, (store) => {
        if (options.decided) listDecisions(store);
        else if (options.joined) listJoined(store);
        else listWaiting(store);
      }),
    );

  const verdicts: [name: string, verdict: DuplicateVerdict, description: string][] = [
    ['same', 'same', 'the two records are one publication: the younger is read with the older from now on'],
    ['different', 'different', 'the two records are different publications, and are not held again'],
    ['undo', 'undone', 'takes the last decision about the two records back'],
  ];
  for (const [name, verdict, description] of verdicts) {
    deciding(name, description)
      .argument('<record>', 'number of one record', wholeNumber(1))
      .argument('<other>', 'number of the other', wholeNumber(1))
      .action((record: number, other: number, options: Options) =>
        within({ readonly: false }, (store) => {
          store.transaction(() => store.duplicates.decide(record, other, verdict, decider(options)));
          const head = store.records.headOf(Math.max(record, other));
          const read = verdict === 'same' ? `; both are read as record ${head}` : '';
          print({ record, other, decision: verdict }, `Records ${record} and ${other}: ${verdict}${read}.`);
        }),
      );
  }

  deciding('detach', 'gives a source that joined a record by itself a record of its own')
    .argument('<record>', 'number of the record', wholeNumber(1))
    .option('--citation <number>', 'which of its sources (see list --joined)', wholeNumber(1))
    .action((recordId: number, options: Options) =>
      within({ readonly: false }, (store) => {
        const chosen = { recordId, citationId: options.citation ?? null };
        const moved = detachCitation(store, createRuleTagger(rulesDir), chosen, decider(options));
        print(moved, `The source of record ${moved.from} is now record ${moved.to}, known to be different.`);
      }),
    );
});

function decider({ by, reason }: Options): Decider {
  return { by: { kind: 'person', name: by, version: '' }, reason: reason ?? 'no reason given', at: systemClock() };
}

function print(data: object, text: string): void {
  process.stdout.write(`${command.opts<Options>().json ? JSON.stringify(data) : text}\n`);
}

function listWaiting(store: Store): void {
  const pairs = store.duplicates.waiting().flatMap((pair) => {
    const records = [pair.recordId, pair.otherRecordId].flatMap((id) => {
      const record = store.records.get(store.records.headOf(id) ?? id);
      return record ? { record, sources: store.records.sources(record.recordId) } : [];
    });
    const [one, other] = records;
    return one && other ? [{ ...pair, fields: compareRecords(one, other) }] : [];
  });
  const texts = pairs.map(({ recordId, otherRecordId, reason, runId, fields }, place) => {
    const heading = `${place + 1} of ${pairs.length}: ${reason} (held by run ${runId})`;
    return `${heading}\n${sideBySide([`record ${recordId}`, `record ${otherRecordId}`], fields)}\n`;
  });
  print(pairs, texts.join('\n') || 'No pair waits for a decision.');
}

function listDecisions(store: Store): void {
  const decisions = store.duplicates.decisions();
  const lines = decisions.map(
    ({ recordId, otherRecordId, decision, reason, by, decidedAt }) =>
      `${decidedAt}  records ${recordId} and ${otherRecordId}: ${decision}, by ${by.name}: ${reason}`,
  );
  print(decisions, lines.join('\n') || 'Nothing has been decided yet.');
}

function listJoined(store: Store): void {
  const joined = store.records
    .ids()
    .flatMap((id) => store.records.sources(id))
    .filter((source) => source.joinReason !== null);
  const lines = joined.map(
    ({ recordId, citationId, source, runId, joinReason }) =>
      `record ${recordId}  citation ${citationId} (${source}, run ${runId}): ${joinReason}`,
  );
  print(joined, lines.join('\n') || 'No source has joined a record by itself.');
}
