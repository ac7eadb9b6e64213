import { type BoundedMemory, createBoundedMemory } from './boundedMemory.ts';
import type { Near, Words } from './expression.ts';
import type { FullTextTable } from './fullText.ts';
import type { IndexState } from './indexState.ts';
import { joinedHead } from './joinedHead.ts';
import { findNear, type NearWord, nearBytes } from './near.ts';
import { endsInManyWords, OpenPhraseFinder } from './openPhrases.ts';
import { headBytes, noHead, PhraseFinder, type PhraseHead, phraseHead } from './phrases.ts';
import { type Counting, countingOf, noPosting, type Posting, withoutRows, wordPosting } from './postings.ts';
import { RowSums } from './rowSums.ts';
import type { KnownSegment } from './segmentList.ts';
import type { SegmentReader } from './segmentReader.ts';
import { intersection, type SortedRows } from './sortedRows.ts';
import { docsBytes, joinedDocs, type TermDocs } from './termDocs.ts';

/** Bits of a mark. */
const markedTogether = 32;
/**
 * Bytes of what one search asks for again, and of each in a large catalog so many more as it has rows: of lists with positions,
 * as many phrases begin with the same words; of all words before the last of a phrase; of words at a distance.
 */
const room = {
  positions: { least: 16_000_000, perRow: 48 },
  heads: { least: 8_000_000, perRow: 16 },
  nears: { least: 8_000_000, perRow: 8 },
} as const;

/**
 * Gives the postings of words and phrases in the state of the index that was read last. They stay in memory while they are
 * asked for; a word's also segment by segment, so that what is written later leaves what the older segments hold.
 */
export function createPostingSource(
  { name, columns: named, tokenOf, aloneNext }: FullTextTable,
  { reader, state, memory }: { reader: SegmentReader; state: IndexState; memory: BoundedMemory<Posting> },
) {
  const roomFor = (what: keyof typeof room) => () => Math.max(room[what].least, room[what].perRow * state.highestRow());
  const weights = named.map(({ weight }) => 2 * weight);
  const countings = new Map<number, Counting>();
  const positions = createBoundedMemory<TermDocs>(roomFor('positions'), docsBytes);
  const heads = createBoundedMemory<PhraseHead>(roomFor('heads'), headBytes);
  const joinedHeads = createBoundedMemory<PhraseHead>(roomFor('heads'), headBytes);
  const nears = createBoundedMemory<readonly NearWord[]>(roomFor('nears'), nearBytes);
  /** The state of the index that all that is kept is of. */
  let remembered = state.generation();
  /** As many as there are countings at once. */
  const sums = [new RowSums(), new RowSums()] as const;

  /** How keys begin of what one segment holds: its number, not all that tells it from others, for there are thousands of keys. */
  const ofSegment = ({ serial }: KnownSegment): string => `${name} segment ${serial} `;
  /** How keys begin of what all segments hold together. */
  const ofState = (): string => `${name} state ${state.generation()} `;
  const ownKeys = `${name} `;

  /** What was found in segments and states that are no more is never asked for again, and would only be in the way. */
  function forgetPast(): void {
    if (remembered === state.generation()) return;
    remembered = state.generation();
    const lasting = new Set([...state.segments().map(ofSegment), ofState()]);
    const beginning = (key: string): string => key.slice(0, key.indexOf(' ', key.indexOf(' ', ownKeys.length) + 1) + 1);
    memory.forget((key) => key.startsWith(ownKeys) && !lasting.has(beginning(key)));
    for (const each of [positions, heads, joinedHeads, nears]) each.forget(() => true);
  }

  function countingFor(columns: number): Counting {
    const known = countings.get(columns) ?? countingOf(columns, weights);
    countings.set(columns, known);
    return known;
  }

  /** Finds for some columns, and at once for those of them that are asked for next. */
  function kept<Found>(
    place: BoundedMemory<Found>,
    { of, columns }: { of: string; columns: number },
    find: (countings: readonly Counting[]) => readonly Found[],
  ): Found {
    return place.get(`${of} ${columns}`, () => {
      const next = columns & aloneNext;
      const asked = next === 0 || next === columns ? [columns] : [columns, next];
      const [found, aside] = find(asked.map(countingFor));
      if (aside !== undefined) place.offer(`${of} ${next}`, aside);
      return found as Found;
    });
  }

  function word(token: string, open: boolean, columns: number): Posting {
    for (const each of sums) each.reserve(state.highestRow());
    const find = open ? beginningIn : wordIn;
    const parts = state.segments().map((segment) => {
      const of = `${ofSegment(segment)}${open} ${token}`;
      return withoutRows(
        kept(memory, { of, columns }, (counted) => find(segment, token, counted)),
        state.deleted(segment),
      );
    });
    return sums[0].joined(parts);
  }

  function wordIn(segment: KnownSegment, token: string, countings: readonly Counting[]): readonly Posting[] {
    let postings = countings.map(() => noPosting);
    reader.read(segment, token, false, (docs) => {
      postings = countings.map((counting) => wordPosting(docs, counting));
    });
    return postings;
  }

  /** All words that begin so, as one. There may be thousands: each is added up as it is read. */
  function beginningIn(segment: KnownSegment, token: string, countings: readonly Counting[]): readonly Posting[] {
    const [first, second] = sums;
    const [counting, aside] = countings;
    reader.read(segment, token, true, (docs) => {
      if (counting) first.addDocs(docs, counting);
      if (aside) second.addDocs(docs, aside);
    });
    return aside ? [first.take(), second.take()] : [first.take()];
  }

  /** While segments are being merged, the words of one row may stand in several: phrases are looked for in all at once. */
  function phrase(tokens: readonly string[], open: boolean, countings: readonly Counting[]): readonly Posting[] {
    const finder = new PhraseFinder(headBefore(tokens.slice(0, -1)), countings);
    for (const segment of finder.hasCandidates ? state.segments() : []) {
      const deleted = state.deleted(segment);
      reader.read(segment, tokens.at(-1) ?? '', open, (docs) => finder.add(docs, deleted));
    }
    return finder.postings();
  }

  /** Phrases that end in the same letters: the words that begin so are read once for all of them. */
  function findOpenPhrases(end: string, finders: readonly OpenPhraseFinder[]): void {
    const sought = finders.filter((finder) => finder.rows.length > 0);
    for (let from = 0; from < sought.length; from += markedTogether) {
      const phrases = sought.slice(from, from + markedTogether);
      /** By row, a bit for each phrase whose last word may stand there: most words are rare and stand in none of them. */
      const marks = new Uint32Array(state.highestRow() + 1);
      phrases.forEach((phrase, place) => {
        phrase.mark(marks, 1 << place);
      });
      for (const segment of state.segments()) {
        const deleted = state.deleted(segment);
        reader.read(segment, end, true, (docs) => addToMarked(phrases, docs, marks, deleted));
      }
    }
  }

  function openPhrase(tokens: readonly string[], countings: readonly Counting[]): readonly Posting[] {
    const finder = new OpenPhraseFinder(headBefore(tokens.slice(0, -1)), countings);
    findOpenPhrases(tokens.at(-1) ?? '', [finder]);
    return finder.postings();
  }

  /** Looks for the phrases that end in very many words and are not known yet, those with the same end together. */
  function readAhead(leaves: readonly Words[]): void {
    const byEnd = new Map<string, Map<string, OpenPhraseFinder>>();
    for (const leaf of leaves) {
      const key = keyOf(leaf);
      if (!endsInManyWords(leaf) || leaf.columns === 0 || memory.has(key)) continue;
      const own = leaf.tokens.map(tokenOf);
      const end = own.at(-1) ?? '';
      const finders = byEnd.get(end) ?? new Map<string, OpenPhraseFinder>();
      if (!finders.has(key)) {
        finders.set(key, new OpenPhraseFinder(headBefore(own.slice(0, -1)), [countingFor(leaf.columns)]));
      }
      byEnd.set(end, finders);
    }
    for (const [end, finders] of byEnd) {
      findOpenPhrases(end, [...finders.values()]);
      for (const [key, finder] of finders) memory.offer(key, finder.postings()[0] ?? noPosting);
    }
  }

  function keyOf({ tokens, open, columns }: Words): string {
    return `${ofState()}${open} ${columns} ${tokens.join(' ')}`;
  }

  /** The words before a phrase's last: many phrases of one search begin with the same ones. */
  function headBefore(tokens: readonly string[]): PhraseHead {
    const key = tokens.join(' ');
    // One phrase is found sooner where its last word stands; the next one with this beginning pays for joining it.
    return heads.has(key) ? joinedHeads.get(key, () => joinedHead(headOf(tokens))) : headOf(tokens);
  }

  /** Some words, wherever they stand. */
  function headOf(tokens: readonly string[]): PhraseHead {
    return heads.get(tokens.join(' '), () => {
      const lists: TermDocs[] = [];
      let rows: SortedRows | null = null;
      for (const token of tokens) {
        const docs = positions.get(token, () => docsOf(token));
        rows = rows === null ? docs.rows : intersection(rows, docs.rows);
        // Of a whole passage the first words show that no record has it.
        if (rows.length === 0) return noHead;
        lists.push(docs);
      }
      return phraseHead(lists, rows ?? new Uint32Array(0));
    });
  }

  /** A word's rows with their positions, of all segments. */
  function docsOf(token: string): TermDocs {
    const parts: { docs: TermDocs; deleted: ReadonlySet<number> }[] = [];
    for (const segment of state.segments()) {
      reader.read(segment, token, false, (docs) => {
        parts.push({ docs: docs.copy(), deleted: state.deleted(segment) });
      });
    }
    return joinedDocs(parts);
  }

  return {
    forgetPast,
    /** Reads what is dearer word by word than for all words of an expression together, before they are asked for. */
    readAhead,
    of(words: Words): Posting {
      const { tokens, open, columns } = words;
      // The abstract within the title: nothing need be read.
      if (columns === 0) return noPosting;
      const key = keyOf(words);
      return memory.get(key, () => {
        const own = tokens.map(tokenOf);
        const [only = ''] = own;
        if (own.length === 1) return word(only, open, columns);
        const of = `${ofState()}phrase ${open} ${own.join(' ')}`;
        return kept(memory, { of, columns }, (counted) =>
          endsInManyWords(words) ? openPhrase(own, counted) : phrase(own, open, counted),
        );
      });
    },
    /** Words at a distance, in their order; none where they are nowhere near each other. */
    near({ phrases, distance, columns }: Near): readonly NearWord[] {
      if (columns === 0) return [];
      const own = phrases.map(({ tokens: [token = ''] }) => tokenOf(token));
      const of = `${distance} ${own.join(' ')}`;
      return kept(nears, { of, columns }, (counted) => findNear(headOf(own), distance, counted));
    },
  };
}

/** Shows a word to the phrases that may end in it. */
function addToMarked(
  phrases: readonly OpenPhraseFinder[],
  docs: TermDocs,
  marks: Uint32Array,
  deleted: ReadonlySet<number>,
): void {
  let marked = 0;
  for (let at = 0; at < docs.count; at++) marked |= marks[docs.rows[at] as number] as number;
  for (let place = 0; marked !== 0 && place < phrases.length; place++) {
    if ((marked & (1 << place)) !== 0) phrases[place]?.add(docs, marks, 1 << place, deleted);
  }
}
