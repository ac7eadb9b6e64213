import type { Store } from '../store/openStore.ts';
import type { EvidenceQuery, EvidenceStatement, EvidenceStatements } from './answers.ts';
import { fieldLanguage } from './recordTags.ts';

/** Statements with the sentences they rest on, in the order of their ids, a page at a time. */
export function evidenceList(store: Store, query: EvidenceQuery): EvidenceStatements {
  // One more than asked for tells whether there is a next page.
  const rows = store.evidenceRows.list(query, query.after, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  return {
    statements: shown.map(
      ({ annotationId, annotatorKind, annotatorName, annotatorVersion, evidenceId, ...row }): EvidenceStatement => ({
        id: evidenceId,
        ...row,
        annotator: { kind: annotatorKind, name: annotatorName, version: annotatorVersion },
        sentences: store.evidenceRows.sentences(annotationId).map(({ evidenceId: id, ...sentence }) => ({
          id,
          ...sentence,
          language: fieldLanguage(sentence.field),
        })),
      }),
    ),
    next: rows.length > query.limit ? (shown.at(-1)?.evidenceId ?? null) : null,
  };
}
