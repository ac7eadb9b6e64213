import type { Database } from 'better-sqlite3';

/** That one record lists another among its references. */
export interface ReferenceRow {
  citing: number;
  cited: number;
}

/** Reference lists, as far as they lead to other records of the catalog. */
export function createReferences(database: Database) {
  const rows = database.prepare<[], ReferenceRow>(
    `with listed as materialized (
       select coalesce(record.duplicate_of, record.record_id) as citing, reference.value ->> 'pmid' as pmid,
         lower(reference.value ->> 'doi') as doi
       from citation join record using (record_id), json_each(document, '$.references') as reference
       where document not like '%"references":[]%')
     select citing, coalesce(duplicate_of, record_id) as cited from listed join record using (pmid)
     union
     select citing, coalesce(duplicate_of, record_id) from listed join record using (doi)
     order by citing, cited`,
  );
  const edition = database
    .prepare<[], string>(
      `select (select coalesce(sum(added + updated + joined), 0) from search_run) || ' ' ||
         (select coalesce(max(citation_id), 0) from citation) || ' ' ||
         (select coalesce(max(duplicate_decision_id), 0) from duplicate_decision) || ' ' ||
         (select count(*) from taken_back)`,
    )
    .pluck();
  return {
    /** Every reference from one record to another, once, by rising ids. It reads every citation. */
    list: (): ReferenceRow[] => rows.all().filter(({ citing, cited }) => citing !== cited),
    /** Changes when `list` may have. */
    edition: (): string => edition.get() ?? '',
  };
}

export type References = ReturnType<typeof createReferences>;
