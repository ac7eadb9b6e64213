import type { EvidenceSpan, TextField } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import { splitSentences } from '../text/sentences.ts';
import { type Alias, applyAbbreviations, type Definition, findDefinitions } from './abbreviations.ts';
import type { CueIndex, Hit } from './cueIndex.ts';
import type { NumberWord } from './numbers.ts';
import type { SectionId, SectionRules } from './ruleSchema.ts';
import { type Tokens, tokenize } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  /** Word positions at which a clause ends, ascending. */
  clauseEnds: readonly number[];
  /** What readers work out of the sentence and need again. */
  memo: { numbers?: readonly NumberWord[]; distances?: Float64Array };
}

/** A record as the rules see it. */
export interface Reading {
  sentences: readonly ReadSentence[];
  /** Lists with a cue anywhere in the record. */
  lists: ReadonlySet<string>;
  /** Lists with a cue in a title. */
  titleLists: ReadonlySet<string>;
}

/** Lists of cues that are looked for together. */
export interface CueLayer {
  index: CueIndex;
  /** By list: the lists whose cues take an overlapping one of it back. */
  exceptions: ReadonlyMap<string, readonly string[]>;
}

export interface ReadingRules {
  vocabulary: Vocabulary;
  /** What is looked for in every record, and what only in one that may be about the subject. */
  survey: CueLayer;
  rest: CueLayer;
  clauseEnds: string;
  sections: SectionRules;
}

/** A reading that can still be added to. */
interface OpenReading {
  sentences: OpenSentence[];
  lists: Set<string>;
  titleLists: Set<string>;
}

interface OpenSentence extends ReadSentence {
  byList: Map<string, readonly Hit[]>;
  classes: Uint16Array;
  definitions: readonly Definition[];
}

/**
 * A record that is read as far as there is need: its sentences with the cues of the survey at once, the other cues,
 * the sections and the clauses only when it is read closely.
 */
export class RecordReader {
  private readonly rules: ReadingRules;
  private readonly open: OpenReading = { sentences: [], lists: new Set(), titleLists: new Set() };

  constructor(texts: readonly RecordText[], rules: ReadingRules) {
    this.rules = rules;
    for (const text of texts) addSentences(text, rules, this.open.sentences);
    addCues(this.open, rules.survey);
  }

  /** What has been read so far. */
  get reading(): Reading {
    return this.open;
  }

  /** Reads all that the survey left out. */
  readClosely(): void {
    addCues(this.open, this.rules.rest);
    addSections(this.open.sentences, this.rules);
  }
}

function addSentences(text: RecordText, { vocabulary }: ReadingRules, sentences: OpenSentence[]): void {
  const tokens = tokenize(text.text);
  const classes = vocabulary.classesOf(tokens.words);
  const isTitle = text.field === 'title' || text.field === 'vernacularTitle';
  let from = 0;
  for (const { start, end } of splitSentences(text.text)) {
    while (from < tokens.starts.length && (tokens.starts[from] ?? 0) < start) from++;
    let to = from;
    while (to < tokens.starts.length && (tokens.starts[to] ?? 0) < end) to++;
    sentences.push({
      field: text.field,
      isTitle,
      start,
      end,
      source: text.text,
      tokens,
      classes,
      from,
      to,
      byList: new Map(),
      definitions: findDefinitions(text.text, tokens, from, to),
      section: null,
      isLabelled: false,
      clauseEnds: [],
      memo: {},
    });
    from = to;
  }
}

/** Looks for the cues of a layer in every sentence, and for the abbreviations that stand for them. */
function addCues({ sentences, lists, titleLists }: OpenReading, { index, exceptions }: CueLayer): void {
  const aliases = new Map<string, Alias>();
  for (const sentence of sentences) {
    const { tokens, classes, from, to, definitions, isTitle, byList } = sentence;
    const found = index.find(classes, from, to);
    applyAbbreviations(tokens, from, to, definitions, found, aliases);
    takeBack(found, exceptions);
    if (byList.size === 0) sentence.byList = found;
    else for (const [list, hits] of found) byList.set(list, hits);
    for (const list of found.keys()) {
      lists.add(list);
      if (isTitle) titleLists.add(list);
    }
  }
}

/** Takes out the hits that a cue of an excepted list overlaps. */
function takeBack(found: Map<string, Hit[]>, exceptions: ReadonlyMap<string, readonly string[]>): void {
  // Exceptions are looked up among all hits, so what they take back is taken out only at the end.
  const left: [string, Hit[]][] = [];
  for (const [list, hits] of found) {
    for (const name of exceptions.get(list) ?? nothing) {
      if (!found.has(name)) continue;
      left.push([list, hits.filter((hit) => !isTakenBack(hit, exceptions.get(list) ?? nothing, found))]);
      break;
    }
  }
  for (const [list, hits] of left) {
    if (hits.length > 0) found.set(list, hits);
    else found.delete(list);
  }
}

const nothing: readonly string[] = [];

function isTakenBack(hit: Hit, by: readonly string[], found: ReadonlyMap<string, readonly Hit[]>): boolean {
  return by.some((name) => found.get(name)?.some((other) => other.from < hit.to && other.to > hit.from));
}

/** Where each sentence stands in its text, and where its clauses end. */
function addSections(sentences: readonly OpenSentence[], { clauseEnds, sections }: ReadingRules): void {
  let section: SectionId | null = null;
  let source: OpenSentence['tokens'] | undefined;
  for (const sentence of sentences) {
    if (sentence.tokens !== source) section = null;
    source = sentence.tokens;
    section = labelledSection(sentence.source, sentence.start, sentence.end, sections) ?? section;
    sentence.section = section ?? spokenSection(sentence.byList, sections);
    sentence.isLabelled = section !== null;
    sentence.clauseEnds = clauseEndsOf(sentence, sentence.byList.get(clauseEnds) ?? nothingFound);
  }
}

/** Where the clauses of a sentence end; a mark in brackets ends none. */
function clauseEndsOf({ tokens, from }: OpenSentence, ends: readonly Hit[]): number[] {
  const kept: number[] = [];
  let depth = 0;
  let at = from;
  for (const end of ends) {
    for (; at < end.from; at++) {
      const word = tokens.words[at];
      if (word === '(') depth++;
      else if (word === ')' && depth > 0) depth--;
    }
    if (depth === 0) kept.push(end.from);
  }
  return kept;
}

const nothingFound: readonly Hit[] = [];

/** "RESULTS: ...", "【结果】...": the label of a structured abstract, in force until the next one. */
function labelledSection(text: string, start: number, end: number, { sections }: SectionRules): SectionId | null {
  const from = labelOpeners.includes(text.charAt(start)) ? start + 1 : start;
  const last = Math.min(end, start + 60, from + 41);
  let to = from;
  while (to < last && !labelBreakers.includes(text.charAt(to))) to++;
  if (to === last || to - from < 2 || !labelClosers.includes(text.charAt(to))) return null;
  const label = text.slice(from, to).trim().toLowerCase();
  return sections.find((section) => section.labels.some((known) => label.includes(known)))?.id ?? null;
}

const labelOpeners = '[【(（';
const labelClosers = ':：]】';
/** A label ends where a statement would. */
const labelBreakers = `${labelClosers}.,，。`;

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

/** The sentences that open and close their text; one that does both opens it. Titles do neither. */
export function readPlaces({ sentences }: Reading): ReadonlyMap<ReadSentence, 'first' | 'last'> {
  const places = new Map<ReadSentence, 'first' | 'last'>();
  sentences.forEach((sentence, at) => {
    if (sentence.isTitle) return;
    if (sentences[at - 1]?.field !== sentence.field) places.set(sentence, 'first');
    else if (sentences[at + 1]?.field !== sentence.field) places.set(sentence, 'last');
  });
  return places;
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
