import type { Annotation, Annotator, TagKind } from '../domain/codebook.ts';
import type { Store } from '../store/openStore.ts';
import { diffTags } from '../tagging/diffTags.ts';
import type { RuleTagger } from './ruleTagger.ts';
import { suggestions, tagRecord } from './tagRecord.ts';

/** One change that other rules make to a record's suggested tags. */
export interface TagChange {
  /** `restanced`: another stance or direction; `reproved`: the same tag on other words or with another score. */
  change: 'added' | 'dropped' | 'restanced' | 'reproved';
  kind: TagKind;
  value: string;
  /** The record's key. */
  record: string;
  before: string | null;
  after: string | null;
  /** The first words the tag rests on, after the change where there is one. */
  quote: string | null;
}

/** What retagging would do, or did, to a database. */
export interface Retagging {
  rules: Annotator;
  records: number;
  changedRecords: number;
  /** Of these, records of which a person or a library has spoken: there the rules stay silent, whatever they say. */
  decidedRecords: number;
  changes: TagChange[];
}

export interface RetagOptions {
  /** Writes what is found; without it nothing is touched. */
  accept: boolean;
  /** ISO instant under which accepted tags are kept. */
  at: string;
}

/** So many records are compared and written in one transaction. */
const batch = 200;

/**
 * Tags every record anew by the rules and tells the difference to what these rules, in whatever version, said of it
 * before. What people and libraries said is neither read nor written.
 */
export function retag(store: Store, tagger: RuleTagger, { accept, at }: RetagOptions): Retagging {
  const report: Retagging = {
    rules: tagger.annotator,
    records: 0,
    changedRecords: 0,
    decidedRecords: 0,
    changes: [],
  };
  const ids = store.records.allIds();
  for (let from = 0; from < ids.length; from += batch) {
    const work = (): void => {
      for (const recordId of ids.slice(from, from + batch)) {
        compareRecord(store, tagger, recordId, report);
        if (accept) tagRecord(store, tagger, recordId, at);
      }
    };
    if (accept) store.transaction(work);
    else work();
  }
  return report;
}

function compareRecord(store: Store, tagger: RuleTagger, recordId: number, report: Retagging): void {
  const record = store.records.own(recordId);
  if (!record) return;
  report.records++;
  const after = suggestions(tagger, record.citation, record.summaries).annotations;
  const before = store.ruleTags.saidOf(recordId, tagger.annotator.name);
  const changes = changesBetween(before, after, record.key);
  if (changes.length === 0) return;
  report.changedRecords++;
  if (store.ruleTags.isDecided(recordId)) report.decidedRecords++;
  report.changes.push(...changes);
}

function changesBetween(before: readonly Annotation[], after: readonly Annotation[], record: string): TagChange[] {
  const { added, dropped, changed } = diffTags(before, after);
  const of = (change: TagChange['change'], old: Annotation | null, now: Annotation | null): TagChange => {
    const { kind, value, evidence } = (now ?? old) as Annotation;
    return {
      change,
      kind,
      value,
      record,
      before: old?.stance ?? null,
      after: now?.stance ?? null,
      quote: evidence[0]?.text ?? null,
    };
  };
  return [
    ...added.map((now) => of('added', null, now)),
    ...dropped.map((old) => of('dropped', old, null)),
    ...changed.map(({ before: old, after: now }) => of(old.stance === now.stance ? 'reproved' : 'restanced', old, now)),
  ];
}
