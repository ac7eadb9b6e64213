import type { Database } from 'better-sqlite3';

/** A word as it stands in texts, folded and not stemmed. */
export interface SearchWordRow {
  word: string;
  records: number;
}

/** The words that records are found by. */
export function createSearchWords(database: Database) {
  database.exec("create virtual table if not exists temp.search_word using fts5vocab ('main', 'record_exact', 'col')");
  const rows = database.prepare<[], SearchWordRow>(
    `select term as word, max(doc) as records from temp.search_word
     where col in ('title', 'abstract', 'keywords', 'mesh') and term glob '[a-z]*' and length(term) between 4 and 30
     group by term having max(doc) > 1`,
  );
  return {
    /** Words of Latin letters in more than one record's title, abstract or keywords, each with its most records. */
    list: (): SearchWordRow[] => rows.all(),
  };
}

export type SearchWords = ReturnType<typeof createSearchWords>;
