import type { Database } from 'better-sqlite3';
import type { Annotation, EvidenceSpan, TagKind } from '../domain/codebook.ts';

interface Row {
  kind: TagKind;
  value: string;
  stance: Annotation['stance'];
  score: number | null;
  basis: string | null;
  evidence: string;
}

/** What rules said of records, beside what people and libraries decided: read before rules are changed. */
export function createRuleTags(database: Database) {
  const said = database.prepare<{ recordId: number; name: string }, Row>(
    `select annotation.kind, value, stance, score, basis,
       (select json_group_array(json_object('field', field, 'start', start, 'end', end, 'text', text) order by evidence_id)
        from evidence where evidence.annotation_id = annotation.annotation_id) as evidence
     from annotation join annotator using (annotator_id)
     where record_id = :recordId and annotator.kind = 'rules' and annotator.name = :name order by annotation_id`,
  );
  const decided = database
    .prepare<[number], number>(
      `select exists (select 1 from annotation join annotator using (annotator_id)
         where record_id = ? and annotator.kind <> 'rules')`,
    )
    .pluck();
  return {
    /** What the rule set of this name, in whatever version, said of the record itself. */
    saidOf: (recordId: number, name: string): Annotation[] =>
      said
        .all({ recordId, name })
        .map(({ evidence, ...row }) => ({ ...row, evidence: JSON.parse(evidence) as EvidenceSpan[] })),
    /** Whether a person or a library has said anything of the record: what they said stands before any rule. */
    isDecided: (recordId: number): boolean => decided.get(recordId) === 1,
  };
}
