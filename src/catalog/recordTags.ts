import { languageTag } from '../domain/recordText.ts';
import type { CatalogRows } from '../store/catalogRows.ts';
import type { RecordTag, TagEvidence } from './answers.ts';

/** The tags of a record with who said them and the words they rest on. */
export function recordTags(rows: CatalogRows, recordId: number): RecordTag[] {
  const evidence = new Map<number, TagEvidence[]>();
  for (const { annotationId, evidenceId, stale, ...span } of rows.evidenceOf(recordId)) {
    const list = evidence.get(annotationId) ?? [];
    list.push({ ...span, id: evidenceId, stale: stale === 1 });
    evidence.set(annotationId, list);
  }
  return rows.tagsOf(recordId).map((row) => ({
    kind: row.kind,
    value: row.value,
    stance: row.stance,
    state: row.state,
    score: row.score,
    annotator: { kind: row.annotatorKind, name: row.annotatorName, version: row.annotatorVersion },
    basis: row.basis,
    evidence: evidence.get(row.annotationId) ?? [],
  }));
}

/** The language a field's text is in, for the `lang` of what is quoted from it. */
export function fieldLanguage(field: string): string {
  const [, language] = field.split('.');
  return language ? languageTag(language) : 'en';
}

/** Evidence in the reader's language where there is some, else whatever there is; stale words are never quoted. */
export function evidenceFor(language: string, evidence: readonly TagEvidence[]): TagEvidence[] {
  const current = evidence.filter((item) => !item.stale);
  const own = current.filter((item) => fieldLanguage(item.field) === language);
  return own.length > 0 ? own : current;
}
