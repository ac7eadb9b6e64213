import { createCommand, runCommand } from '../src/cli/command.ts';
import { createProgress } from '../src/cli/progress.ts';
import { pubmed } from '../src/cli/pubmed.ts';
import { runCountsSentence } from '../src/cli/runCounts.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { ingestFile } from '../src/ingest/ingestFile.ts';
import type { IngestOptions } from '../src/ingest/ingestPubmedFile.ts';
import { ingestPubmedSearch } from '../src/ingest/ingestPubmedSearch.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { protocolDir, rulesDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../src/protocol/protocol.ts';
import { openStore } from '../src/store/openStore.ts';
import type { RunCounts } from '../src/store/searchRuns.ts';
import { programVersion } from '../src/version.ts';

const command = createCommand(
  'ingest',
  'Brings records into the database, tagged: from files (PubMed XML plain or gzip, NBIB, RIS, BibTeX, EndNote XML, NoteExpress, CSV, TSV, CSL-JSON, JSON Lines), or by a search of PubMed.',
  { database: true },
);
command.option('--file <path...>', 'files to ingest; without it PubMed is searched');
command.option('--query <text>', "the PubMed search to run (default: the protocol's)");
command.option('--json', 'print the summary as JSON');

interface Options {
  db?: string;
  file?: string[];
  query?: string;
  json?: boolean;
}

await runCommand(command, async (config) => {
  const options = command.opts<Options>();
  const protocol = loadProtocol(protocolDir);
  const tagger = createRuleTagger(rulesDir);
  const store = openStore(options.db ?? config.RESORB_DB);
  const progress = createProgress('ingest');
  const shared: IngestOptions = {
    store,
    tagger,
    clock: systemClock,
    programVersion,
    onProgress: (counts, done, total) => progress.update(done, total, runCountsSentence(counts)),
  };
  try {
    for (const file of options.file ?? []) report(file, await ingestFile(file, shared), options);
    if (!options.file) {
      const query = options.query ?? expandedSearch(protocol.review.search.pubmed);
      report('PubMed', await ingestPubmedSearch(query, await pubmed(config), shared), options);
    }
  } finally {
    progress.stop();
    store.close();
  }
});

function report(source: string, counts: RunCounts, options: Options): void {
  const text = options.json ? JSON.stringify({ source, ...counts }) : `${source}: ${runCountsSentence(counts)}`;
  process.stdout.write(`${text}\n`);
}
