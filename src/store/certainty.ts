import type { Database } from 'better-sqlite3';

/** How sure people are of one finding of the synthesis, as it stands. */
export interface StoredCertainty {
  /** A finding of the protocol. */
  findingId: string;
  /** How often this finding was judged or its judgement taken back, this time included. */
  version: number;
  judgement: unknown;
  annotatorId: number;
  judgedAt: string;
  trailEntryId: number;
}

type Row = Omit<StoredCertainty, 'judgement'> & { judgement: string };

const columns = `finding_id as findingId, version, judgement, annotator_id as annotatorId, judged_at as judgedAt,
  trail_entry_id as trailEntryId`;

/** Judgements of certainty. All of it follows from the trail and can be made anew from it. */
export function createCertainty(database: Database) {
  const one = database.prepare<[string], Row>(`select ${columns} from certainty where finding_id = ?`);
  const all = database.prepare<[], Row>(`select ${columns} from certainty order by finding_id`);
  const put = database.prepare<Row>(
    `insert into certainty (finding_id, version, judgement, annotator_id, judged_at, trail_entry_id)
     values (:findingId, :version, :judgement, :annotatorId, :judgedAt, :trailEntryId)
     on conflict do update set version = excluded.version, judgement = excluded.judgement,
       annotator_id = excluded.annotator_id, judged_at = excluded.judged_at, trail_entry_id = excluded.trail_entry_id`,
  );
  const remove = database.prepare<[string]>('delete from certainty where finding_id = ?');
  const clear = database.prepare('delete from certainty');
  return {
    get(findingId: string): StoredCertainty | null {
      const row = one.get(findingId);
      return row ? toCertainty(row) : null;
    },
    /** By the id of the finding. */
    all: (): StoredCertainty[] => all.all().map(toCertainty),
    put(certainty: StoredCertainty): void {
      put.run({ ...certainty, judgement: JSON.stringify(certainty.judgement) });
    },
    remove(findingId: string): void {
      remove.run(findingId);
    },
    /** Forgets all judgements, to make them anew from the trail. */
    clear(): void {
      clear.run();
    },
  };
}

function toCertainty({ judgement, ...row }: Row): StoredCertainty {
  return { ...row, judgement: JSON.parse(judgement) };
}
