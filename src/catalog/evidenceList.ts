import type { EvidenceListRow } from '../store/evidenceRows.ts';
import type { Store } from '../store/openStore.ts';
import type { EvidenceQuery, EvidenceStatement, EvidenceStatements } from './answers.ts';
import { evidenceKey } from './evidenceKey.ts';
import { fieldLanguage } from './recordTags.ts';

/** Statements with the sentences they rest on, in the order of their ids, a page at a time. */
export function evidenceList(store: Store, query: EvidenceQuery): EvidenceStatements {
  // One more than asked for tells whether there is a next page.
  const rows = store.evidenceRows.list(query, query.after, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  return {
    statements: shown.map((row) => statementOf(store, row)),
    next: rows.length > query.limit ? (shown.at(-1)?.evidenceId ?? null) : null,
  };
}

/** Every statement there is, in the order of their ids. */
export function* allEvidence(store: Store): Generator<EvidenceStatement> {
  for (let after: number | null = 0; after !== null; ) {
    const page: EvidenceStatements = evidenceList(store, {
      values: null,
      stances: null,
      recordId: null,
      after,
      limit: 200,
    });
    yield* page.statements;
    after = page.next;
  }
}

/** Rows read at once to learn the names of all statements. */
const batch = 5_000;

/** Looks statements up by the names that last. All names are read once a state of the database. */
export function createStatementLookup(store: Store): (key: string) => EvidenceStatement | null {
  let revision: number | null = null;
  let places = new Map<string, number>();

  function readPlaces(): Map<string, number> {
    const found = new Map<string, number>();
    let after = 0;
    for (;;) {
      const rows = store.evidenceRows.list({ values: null, stances: null, recordId: null }, after, batch);
      for (const row of rows) found.set(keyOf(row), row.evidenceId);
      if (rows.length < batch) return found;
      after = rows.at(-1)?.evidenceId ?? after;
    }
  }

  return (key) => {
    const now = store.revision();
    if (now !== revision) {
      places = readPlaces();
      revision = now;
    }
    const place = places.get(key);
    if (place === undefined) return null;
    const [row] = store.evidenceRows.list({ values: null, stances: null, recordId: null }, place - 1, 1);
    return row ? statementOf(store, row) : null;
  };
}

function statementOf(store: Store, row: EvidenceListRow): EvidenceStatement {
  const { annotationId, annotatorKind, annotatorName, annotatorVersion, evidenceId, text: _first, ...said } = row;
  return {
    id: evidenceId,
    key: keyOf(row),
    ...said,
    annotator: { kind: annotatorKind, name: annotatorName, version: annotatorVersion },
    sentences: store.evidenceRows.sentences(annotationId).map(({ evidenceId: id, ...sentence }) => ({
      id,
      ...sentence,
      language: fieldLanguage(sentence.field),
    })),
  };
}

function keyOf({ recordKey, kind, value, annotatorKind, annotatorName, text }: EvidenceListRow): string {
  return evidenceKey({ recordKey, kind, value, annotator: { kind: annotatorKind, name: annotatorName }, text });
}
