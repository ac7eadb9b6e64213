import type { EvidenceSpan, TextField } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import { splitSentences } from '../text/sentences.ts';
import { type Alias, findAbbreviations } from './abbreviations.ts';
import type { CueIndex, Hit } from './cueIndex.ts';
import type { SectionId, SectionRules } from './ruleSchema.ts';
import { type Tokens, tokenize } from './tokens.ts';

/** A sentence of a record with every cue that was found in it. */
export interface ReadSentence {
  field: TextField;
  isTitle: boolean;
  /** Offsets into the text of `field`. */
  start: number;
  end: number;
  /** The text of `field`, whole. */
  source: string;
  tokens: Tokens;
  /** Word positions in `tokens`, end exclusive. */
  from: number;
  to: number;
  byList: ReadonlyMap<string, readonly Hit[]>;
  section: SectionId | null;
  /** The section is that of a label, not of the sentence's own words. */
  isLabelled: boolean;
  /** The part of a text it stands in, 0 at its start and 1 at its end; 0 for a title. */
  position: number;
  /** Word positions at which a clause ends, ascending. */
  clauseEnds: readonly number[];
}

/** A record as the rules see it. */
export interface Reading {
  sentences: readonly ReadSentence[];
  /** Lists with a cue anywhere in the record. */
  lists: ReadonlySet<string>;
  /** Lists with a cue in a title. */
  titleLists: ReadonlySet<string>;
}

export interface ReadingRules {
  index: CueIndex;
  /** By list: the lists whose cues take an overlapping one of it back. */
  exceptions: ReadonlyMap<string, readonly string[]>;
  clauseEnds: string;
  sections: SectionRules;
}

/** Reads the texts of a record: sentences, cues, sections, clauses and the abbreviations defined on the way. */
export function readRecord(texts: readonly RecordText[], rules: ReadingRules): Reading {
  const sentences: ReadSentence[] = [];
  const aliases = new Map<string, Alias>();
  for (const text of texts) readText(text, rules, aliases, sentences);
  const lists = new Set<string>();
  const titleLists = new Set<string>();
  for (const sentence of sentences) {
    for (const list of sentence.byList.keys()) {
      lists.add(list);
      if (sentence.isTitle) titleLists.add(list);
    }
  }
  return { sentences, lists, titleLists };
}

function readText(text: RecordText, rules: ReadingRules, aliases: Map<string, Alias>, sentences: ReadSentence[]): void {
  const tokens = tokenize(text.text);
  const isTitle = text.field === 'title' || text.field === 'vernacularTitle';
  let from = 0;
  let section: SectionId | null = null;
  for (const { start, end } of splitSentences(text.text)) {
    while (from < tokens.starts.length && (tokens.starts[from] ?? 0) < start) from++;
    let to = from;
    while (to < tokens.starts.length && (tokens.starts[to] ?? 0) < end) to++;
    const found = rules.index.find(tokens.words, from, to);
    const hits = findAbbreviations(text.text, tokens, from, to, found, aliases);
    const byList = groupHits(hits, rules.exceptions);
    section = labelledSection(text.text, start, end, rules.sections) ?? section;
    sentences.push({
      field: text.field,
      isTitle,
      start,
      end,
      source: text.text,
      tokens,
      from,
      to,
      byList,
      section: section ?? spokenSection(byList, rules.sections),
      isLabelled: section !== null,
      position: isTitle || text.text.length === 0 ? 0 : start / text.text.length,
      clauseEnds: (byList.get(rules.clauseEnds) ?? []).map((hit) => hit.from),
    });
    from = to;
  }
}

/** The hits by list, without those that a cue of an excepted list overlaps. */
function groupHits(found: readonly Hit[], exceptions: ReadonlyMap<string, readonly string[]>): Map<string, Hit[]> {
  const all = new Map<string, Hit[]>();
  for (const hit of found) {
    const sameList = all.get(hit.list);
    if (sameList) sameList.push(hit);
    else all.set(hit.list, [hit]);
  }
  // Exceptions are looked up among all hits, so what they take back is taken out only at the end.
  const left = new Map<string, Hit[]>();
  for (const [list, listed] of all) {
    const excepted = (exceptions.get(list) ?? []).flatMap((name) => all.get(name) ?? []);
    if (excepted.length === 0) continue;
    left.set(
      list,
      listed.filter((hit) => !excepted.some((other) => other.from < hit.to && other.to > hit.from)),
    );
  }
  for (const [list, hits] of left) {
    if (hits.length > 0) all.set(list, hits);
    else all.delete(list);
  }
  return all;
}

/** "RESULTS: ...", "【结果】...": the label of a structured abstract, in force until the next one. */
function labelledSection(text: string, start: number, end: number, { sections }: SectionRules): SectionId | null {
  const opening = text.slice(start, Math.min(end, start + 60)).replace(/^[[【(（]/, '');
  const label = /^([^:：\]】.,，。]{2,40})[:：\]】]/.exec(opening)?.[1]?.trim().toLowerCase();
  if (!label) return null;
  return sections.find((section) => section.labels.some((known) => label.includes(known)))?.id ?? null;
}

/** "The authors conclude ...": in running text a sentence may say itself what part it is. */
function spokenSection(byList: ReadonlyMap<string, readonly Hit[]>, { sections }: SectionRules): SectionId | null {
  return sections.find((section) => byList.has(section.list))?.id ?? null;
}

/** The whole sentence as evidence. */
export function sentenceEvidence(sentence: ReadSentence): EvidenceSpan {
  const { field, start, end, source } = sentence;
  return { field, start, end, text: source.slice(start, end) };
}

/** Words `from` to `to` (exclusive) of a sentence as evidence. */
export function wordsEvidence(sentence: ReadSentence, from: number, to: number): EvidenceSpan {
  const start = sentence.tokens.starts[from] ?? sentence.start;
  const end = sentence.tokens.ends[to - 1] ?? sentence.end;
  return { field: sentence.field, start, end, text: sentence.source.slice(start, end) };
}

/** The words of a hit, as they stand in the text. */
export function quote(sentence: ReadSentence, hit: Hit): string {
  return wordsEvidence(sentence, hit.from, hit.to).text;
}

/** Whether any of the lists has a cue in the sentence. */
export function hasAny(sentence: ReadSentence, lists: readonly string[] | undefined): boolean {
  if (!lists) return false;
  for (const list of lists) if (sentence.byList.has(list)) return true;
  return false;
}

/** Whether a cue of the list stands among the first three words of a sentence. */
export function opensWith(sentence: ReadSentence, list: string): boolean {
  return sentence.byList.get(list)?.some((hit) => hit.from - sentence.from < 3) ?? false;
}

/** Whether a clause ends between two word positions of a sentence. */
export function clauseEndsBetween(sentence: ReadSentence, from: number, to: number): boolean {
  const ends = sentence.clauseEnds;
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low < ends.length && (ends[low] ?? 0) < to;
}
