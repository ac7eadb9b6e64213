import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyQuery } from '../src/catalog/catalogQuery.ts';
import { createSnapshots } from '../src/catalog/catalogSnapshot.ts';
import { findHits, type SearchContext } from '../src/catalog/findHits.ts';
import { loadSynonyms } from '../src/catalog/loadSynonyms.ts';
import { rankRecords } from '../src/catalog/orderHits.ts';
import { createCommand, runCommand, UsageError } from '../src/cli/command.ts';
import { emptyCitation } from '../src/domain/citation.ts';
import { protocolDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { openStore, type Store } from '../src/store/openStore.ts';

const command = createCommand(
  'evaluate-search',
  "Measures the catalog's search on a judged collection: a folder with corpus.jsonl ({id, title, abstract}), queries.tsv (id, text) and qrels.tsv (query, 0, id, grade).",
);
command.requiredOption('--dir <folder>', 'the folder of the collection');
command.option('--json', 'print the figures as JSON');

const depth = 100;

await runCommand(command, () => {
  const { dir, json } = command.opts<{ dir: string; json?: boolean }>();
  const store = openStore(':memory:');
  const ids = storeCorpus(store, lines(dir, 'corpus.jsonl'));
  const { codebook } = loadProtocol(protocolDir);
  const context: SearchContext = {
    store,
    snapshot: createSnapshots(store, codebook)(),
    synonyms: loadSynonyms(protocolDir),
    codes: { mechanism: codebook.mechanisms, predictor: codebook.predictors, design: codebook.designs },
    facetOrder: {},
  };
  const grades = readGrades(lines(dir, 'qrels.tsv'));
  const figures = lines(dir, 'queries.tsv').flatMap((line) => {
    const [queryId = '', text = ''] = line.split('\t');
    const judged = grades.get(queryId);
    if (!judged) return [];
    const started = performance.now();
    const ranked = rankRecords(context, findHits(context, { ...emptyQuery, q: text }), depth);
    const milliseconds = performance.now() - started;
    const gains = ranked.map((recordId) => judged.get(ids.get(recordId) ?? '') ?? 0);
    return [{ ndcg: ndcg(gains, [...judged.values()], 10), recall: recall(gains, judged), milliseconds }];
  });
  store.close();
  if (figures.length === 0) throw new UsageError(`${dir}: no query has a judgement.`);
  const mean = (of: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((sum, figure) => sum + of(figure), 0) / figures.length;
  const times = figures.map((figure) => figure.milliseconds).sort((a, b) => a - b);
  const result = {
    queries: figures.length,
    documents: ids.size,
    ndcgAt10: mean((figure) => figure.ndcg),
    recallAt100: mean((figure) => figure.recall),
    medianMilliseconds: times[Math.floor(times.length / 2)] ?? 0,
    p99Milliseconds: times[Math.ceil(times.length * 0.99) - 1] ?? 0,
  };
  process.stdout.write(
    json
      ? `${JSON.stringify(result)}\n`
      : `${result.queries} queries over ${result.documents} records: nDCG@10 ${result.ndcgAt10.toFixed(4)}, recall@100 ${result.recallAt100.toFixed(4)}, ${result.medianMilliseconds.toFixed(1)} ms a query (p99 ${result.p99Milliseconds.toFixed(1)})\n`,
  );
});

function lines(folder: string, name: string): string[] {
  return readFileSync(join(folder, name), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

function storeCorpus(store: Store, documents: readonly string[]): Map<number, string> {
  const ids = new Map<number, string>();
  store.transaction(() => {
    const runId = store.runs.start({
      source: 'file',
      fileName: 'corpus.jsonl',
      programVersion: 'evaluation',
      startedAt: '',
    });
    for (const line of documents) {
      const { id, title, abstract } = JSON.parse(line) as { id: string; title?: string; abstract?: string };
      const section = { label: null, nlmCategory: null, text: abstract ?? '' };
      const citation = { ...emptyCitation(), title: title ?? '', abstract: abstract ? [section] : [] };
      const incoming = { source: 'evaluation', sourceId: id, citation, raw: line, runId, retrievedAt: '' };
      ids.set(store.records.save(incoming).recordId, id);
    }
  });
  return ids;
}

function readGrades(judgements: readonly string[]): Map<string, Map<string, number>> {
  const grades = new Map<string, Map<string, number>>();
  for (const line of judgements) {
    const [queryId = '', , documentId = '', grade = ''] = line.split(/\s+/);
    const judged = grades.get(queryId) ?? new Map<string, number>();
    if (Number(grade) > 0) judged.set(documentId, Number(grade));
    grades.set(queryId, judged);
  }
  return grades;
}

/** Normalised discounted cumulative gain, gain = grade (Järvelin and Kekäläinen 2002). */
function ndcg(gains: readonly number[], judged: readonly number[], cut: number): number {
  const discounted = (list: readonly number[]) =>
    list.slice(0, cut).reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
  const ideal = discounted([...judged].sort((a, b) => b - a));
  return ideal === 0 ? 0 : discounted(gains) / ideal;
}

function recall(gains: readonly number[], judged: ReadonlyMap<string, number>): number {
  return judged.size === 0 ? 0 : gains.filter((gain) => gain > 0).length / judged.size;
}
