import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Option } from 'commander';
import { createCommand, runCommand, UsageError } from '../src/cli/command.ts';
import { columnCorrection, ingestFiles } from '../src/cli/ingestFiles.ts';
import { createProgress } from '../src/cli/progress.ts';
import { pubmed } from '../src/cli/pubmed.ts';
import { runCountsSentence } from '../src/cli/runCounts.ts';
import { normalisePmid } from '../src/domain/identifiers.ts';
import type { ColumnCorrections } from '../src/importing/columns.ts';
import { importFormats } from '../src/importing/importEvent.ts';
import { systemClock } from '../src/ingest/clock.ts';
import type { FileReading } from '../src/ingest/ingestFile.ts';
import type { IngestOptions } from '../src/ingest/ingestPubmedFile.ts';
import { ingestPubmedSearch, type PubmedSearch, sinceLastRun } from '../src/ingest/ingestPubmedSearch.ts';
import { createRuleTagger } from '../src/ingest/ruleTagger.ts';
import { protocolDir, rulesDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../src/protocol/protocol.ts';
import { openStore, type Store } from '../src/store/openStore.ts';
import { sha256 } from '../src/store/rawText.ts';
import type { RunCounts } from '../src/store/searchRuns.ts';
import { programVersion } from '../src/version.ts';

const command = createCommand(
  'ingest',
  'Brings records into the database, tagged: from files (PubMed XML plain or gzip, NBIB, RIS, BibTeX, EndNote XML, NoteExpress, CSV, TSV, CSL-JSON, JSON Lines), or by a search of PubMed.',
  { database: true },
);
command.option('--file <path...>', 'files to ingest; without it PubMed is searched');
command.addOption(
  new Option('--format <name>', 'read the files as this, whatever they look like').choices([
    'pubmed-xml',
    ...importFormats,
  ]),
);
command.option(
  '--columns <header=field...>',
  'what columns of a table hold, where the guess is wrong; "header=" passes one over',
  columnCorrection,
);
command.option('--query <text>', "the PubMed search to run (default: the protocol's)");
command.option('--pmids <file>', 'fetch the PMIDs in this file, one a line, instead of searching');
command.addOption(
  new Option(
    '--since <day>',
    'only what PubMed added or changed since: "last" (the last complete run) or YYYY-MM-DD',
  ).argParser((text) => {
    if (text === 'last' || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
    throw new UsageError('--since takes "last" or a day as YYYY-MM-DD.');
  }),
);
command.option('--dry-run', 'work on a copy of the database and only say what would be done');
command.option('--json', 'print the summary as JSON');

interface Options {
  db?: string;
  file?: string[];
  format?: FileReading['format'];
  columns?: ColumnCorrections;
  query?: string;
  pmids?: string;
  since?: string;
  dryRun?: boolean;
  json?: boolean;
}

await runCommand(command, async (config) => {
  const options = command.opts<Options>();
  const protocol = loadProtocol(protocolDir);
  const tagger = createRuleTagger(rulesDir);
  const opened = openStore(options.db ?? config.RESORB_DB);
  const copy = options.dryRun ? copied(opened) : null;
  const store = copy?.store ?? opened;
  const progress = createProgress('ingest');
  const shared: IngestOptions = {
    store,
    tagger,
    clock: systemClock,
    programVersion,
    onProgress: (counts, done, total) => progress.update(done, total, runCountsSentence(counts)),
  };
  try {
    if (options.file) {
      const failures = await ingestFiles(options.file, shared, readingOf(options), {
        result: (file, counts) => report(file, counts, options),
        remark: (text) => process.stderr.write(`${text}\n`),
      });
      if (failures.length > 0) throw new Error(failures.join('\n'));
    } else {
      const search = pubmedSearch(options, expandedSearch(protocol.review.search.pubmed), store);
      report('PubMed', await ingestPubmedSearch(search, await pubmed(config, opened.settings), shared), options);
    }
  } finally {
    progress.stop();
    opened.close();
    copy?.remove();
  }
});

function readingOf({ format, columns }: Options): FileReading {
  return { ...(format ? { format } : {}), ...(columns ? { columns } : {}) };
}

function pubmedSearch(options: Options, protocolQuery: string, store: Store): PubmedSearch {
  if (options.pmids) return listedPmids(options.pmids);
  const query = options.query ?? protocolQuery;
  const since = options.since === 'last' ? sinceLastRun(store.runs.lastComplete(query)) : (options.since ?? null);
  return { query, since };
}

function listedPmids(file: string): PubmedSearch {
  const text = readFileSync(file, 'utf8');
  const pmids = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const pmid = normalisePmid(line);
    if (pmid === null) throw new Error(`${file}:${index + 1}: "${line.trim().slice(0, 40)}" is not a PMID.`);
    return [pmid];
  });
  return { query: `PMIDs of ${basename(file)} (${sha256(text).slice(0, 12)})`, since: null, pmids };
}

/** The same database in a file of its own, gone when it is no longer needed. */
function copied(store: Store): { store: Store; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-dry-run-'));
  const file = join(folder, 'copy.sqlite');
  store.copyTo(file);
  const copy = openStore(file);
  return {
    store: copy,
    remove() {
      copy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function report(source: string, counts: RunCounts, options: Options): void {
  const said = `${source}: ${options.dryRun ? 'would be ' : ''}${runCountsSentence(counts)}`;
  const text = options.json ? JSON.stringify({ source, dryRun: options.dryRun ?? false, ...counts }) : said;
  process.stdout.write(`${text}\n`);
}
