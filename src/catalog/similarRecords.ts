import { parseQuery } from '../query/parseQuery.ts';
import { isStopWord } from '../query/stopWords.ts';
import { toFts } from '../query/toFts.ts';
import type { Store } from '../store/openStore.ts';
import type { SimilarRecord } from './answers.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import type { CountedRecord } from './tagCounts.ts';

const shown = 6;
/** Records that the words of the title find, best first, that are looked at. */
const byWords = 40;
/** More words than this say no more about a title and take longer to look up. */
const mostWords = 16;
const evidenced: ReadonlySet<string> = new Set(['mechanism', 'predictor']);

/**
 * The records most like this one: by the mechanisms and predictors both are tagged with, and by the words of its
 * title. Either can bring a record in; both together bring it up. Excluded records are left out.
 */
export function similarRecords(
  store: Store,
  { counted }: CatalogSnapshot,
  record: { recordId: number; title: string },
): SimilarRecord[] {
  const byId = new Map(counted.map((row) => [row.recordId, row]));
  const own = new Set(evidenceOf(byId.get(record.recordId)));
  const scores = new Map<number, { score: number; shared: number }>();
  if (own.size > 0) {
    for (const other of counted) {
      const theirs = evidenceOf(other);
      const shared = theirs.filter((value) => own.has(value)).length;
      if (shared > 0) scores.set(other.recordId, { score: shared / (own.size + theirs.length - shared), shared });
    }
  }
  const found = rankByWords(store, record.title);
  found.forEach((recordId, place) => {
    const known = scores.get(recordId) ?? { score: 0, shared: 0 };
    scores.set(recordId, { ...known, score: known.score + (1 - place / found.length) });
  });
  scores.delete(record.recordId);
  return [...scores]
    .filter(([recordId]) => byId.has(recordId))
    .sort(([a, left], [b, right]) => right.score - left.score || b - a)
    .slice(0, shown)
    .map(([recordId, { shared }]) => ({
      recordId,
      title: store.records.get(recordId)?.citation.title ?? '',
      year: byId.get(recordId)?.year ?? null,
      shared,
    }));
}

/** Mechanisms and predictors; the codebook gives no two of them one id. */
function evidenceOf(record: CountedRecord | undefined): string[] {
  return record?.tags.filter(({ kind }) => evidenced.has(kind)).map(({ value }) => value) ?? [];
}

function rankByWords(store: Store, title: string): number[] {
  const words = (title.match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => word.length > 2 || /\p{Script=Han}/u.test(word),
  );
  const wanted = [...new Set(words.map((word) => word.toLowerCase()))].filter((word) => !isStopWord(word));
  const { ast } = parseQuery(wanted.slice(0, mostWords).join(' '));
  if (!ast) return [];
  const { ranking, relaxed } = toFts(ast);
  const expression = relaxed?.ranking ?? ranking;
  // One more than wanted: the record finds itself.
  return expression === null ? [] : store.searchIndex.rank(expression, byWords + 1, null);
}
