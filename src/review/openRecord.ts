import type { Citation } from '../domain/citation.ts';
import { type RecordText, recordTexts } from '../domain/recordText.ts';
import type { Stage } from '../domain/review.ts';
import type { Speaker } from '../learning/tags/suggestTags.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { StoredDraft } from '../store/drafts.ts';
import type { Store } from '../store/openStore.ts';
import type { StoredConflict, StoredSettlement, StoredVote } from '../store/reviewState.ts';
import type { Blinding } from './blinding.ts';
import { type LearnedTags, nothingLearned } from './learnedTags/createLearnedTags.ts';
import { readTagName, tagName } from './learnedTags/readMaterial.ts';
import { Refusal } from './refusal.ts';

/** A tag that the program proposes. */
export interface Suggestion {
  kind: 'mechanism' | 'predictor';
  id: string;
  /** Null where only what was learned speaks: that tells no stance. */
  position: string | null;
  quotes: string[];
  /** Which part of what is known spoke for it, the loudest first. */
  spoke: readonly Speaker[];
  /** From 0 to 1; null where nothing was learned that tells. */
  probability: number | null;
}

/** One reviewer's own standing at one stage. */
export interface OwnVote {
  /** 0 where the reviewer never voted here. */
  version: number;
  /** Null where there is none, or it was taken back. */
  vote: StoredVote | null;
}

/** A record as one reviewer may see it while deciding about it. */
export interface OpenedRecord {
  recordId: number;
  key: string;
  citation: Citation;
  texts: RecordText[];
  own: OwnVote;
  /** The reviewer's own tags, which may be given together with a decision. */
  ownTags: OwnVote;
  draft: StoredDraft | null;
  /** Null while votes are still to come. */
  complete: { votes: StoredVote[]; settlement: StoredSettlement | null; conflict: StoredConflict | null } | null;
  /** Empty where the protocol hides them until the vote. */
  suggestions: Suggestion[];
}

export function createRecordOpening(
  store: Store,
  protocol: Protocol,
  blinding: Blinding,
  learned: LearnedTags = nothingLearned,
) {
  const { suggestions } = protocol.reviewing.stages.tagging;

  function ownVote(recordId: number, stage: Stage, annotatorId: number): OwnVote {
    return {
      version: store.trail.voteVersion(recordId, stage, annotatorId),
      vote: store.reviewState.vote(recordId, stage, annotatorId),
    };
  }

  /** @throws {Refusal} unknown-record. */
  return function open(recordId: number, stage: Stage, annotatorId: number): OpenedRecord {
    if (store.records.headOf(recordId) !== recordId)
      throw new Refusal('unknown-record', `There is no record ${recordId} to decide about.`);
    const contents = once(() => contentsOf(store, recordId));
    const ownTags = ownVote(recordId, 'tagging', annotatorId);
    const mayBeHinted = suggestions === 'hints' || ownTags.vote !== null;
    return {
      recordId,
      // Who votes is shown nothing of the record: reading it would take as long as all the rest.
      get key() {
        return contents().key;
      },
      get citation() {
        return contents().citation;
      },
      get texts() {
        return contents().texts;
      },
      own: ownVote(recordId, stage, annotatorId),
      ownTags,
      draft: store.drafts.get(annotatorId, stage, recordId),
      complete: blinding.isComplete(recordId, stage)
        ? {
            votes: blinding.visibleVotes(recordId, stage, annotatorId),
            settlement: store.reviewState.settlement(recordId, stage),
            conflict: store.reviewState.conflict(recordId, stage),
          }
        : null,
      suggestions: mayBeHinted ? suggestionsFor(store, learned, recordId) : [],
    };
  };
}

function contentsOf(store: Store, recordId: number): Pick<OpenedRecord, 'key' | 'citation' | 'texts'> {
  const record = store.records.get(recordId);
  if (!record) throw new Error(`Record ${recordId} is gone.`);
  return { key: record.key, citation: record.citation, texts: recordTexts(record.citation, record.summaries) };
}

/** The same answer each time, found out when it is first asked for. */
function once<Value>(find: () => Value): () => Value {
  let found: { value: Value } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/**
 * One list of what the rules say and what settled tags of other records taught. What people or the library said of this
 * record is no suggestion.
 */
function suggestionsFor(store: Store, learned: LearnedTags, recordId: number): Suggestion[] {
  const ruled = store.annotations
    .saidByRules(recordId)
    .flatMap(({ kind, value, stance, quotes }): Suggestion[] =>
      (kind === 'mechanism' || kind === 'predictor') && stance !== null
        ? [{ kind, id: value, position: stance, quotes, spoke: ['rules'], probability: null }]
        : [],
    );
  const left = ruled.filter(({ kind, id }) => !learned.speaksFor(tagName(kind, id)));
  const taught = learned.of(recordId).flatMap(({ tag, spoke, probability }): Suggestion[] => {
    const { kind, id } = readTagName(tag);
    const own = ruled.filter((each) => each.kind === kind && each.id === id);
    const alone = { kind, id, position: null, quotes: [] };
    return (own.length > 0 ? own : [alone]).map((each) => ({ ...each, spoke, probability }));
  });
  return [...left, ...taught];
}

/** Names a suggestion in what is kept with a vote; where more than the rules spoke, also who. */
export function suggestionWord({ kind, id, position, spoke }: Suggestion): string {
  const word = `${kind}:${id}:${position ?? ''}`;
  return spoke.every((by) => by === 'rules') ? word : `${word}:${spoke.join('+')}`;
}
