import type { Citation } from '../domain/citation.ts';
import { type RecordText, recordTexts } from '../domain/recordText.ts';
import type { ResorptionRow } from '../store/annotations.ts';
import type { Store } from '../store/openStore.ts';
import type { StoredRecord } from '../store/records.ts';
import { wilsonInterval } from '../synthesis/singleProportion.ts';
import { type HighlightTerm, highlight, piecesOf } from '../text/highlight.ts';
import { snippet } from '../text/snippet.ts';
import type { Language, RecordCard, RecordTag, ResorptionResult, TextPiece } from './answers.ts';
import { evidenceFor, fieldLanguage, recordTags } from './recordTags.ts';

/** Longest snippet on a card, in characters of a Latin script; half as many in Chinese. */
const snippetLength = 320;

export interface CardContext {
  language: Language;
  /** The words of the search, for marks and snippets; null without a search. */
  terms: readonly HighlightTerm[] | null;
  /** Mechanisms and predictors the search filters by: their evidence is quoted first. */
  preferred: ReadonlySet<string>;
}

/** A record as the result list shows it. */
export function recordCard(store: Store, record: StoredRecord, context: CardContext): RecordCard {
  const { citation } = record;
  const tags = recordTags(store.catalogRows, record.recordId);
  const state = store.catalogRows.state(record.recordId);
  const facts = store.catalogRows.facts(record.recordId);
  const texts = recordTexts(citation, record.summaries);
  const original = texts.find((text) => text.field === 'vernacularTitle');
  return {
    recordId: record.recordId,
    key: record.key,
    pmid: citation.pmid,
    doi: citation.doi,
    title: marked(shownTitle(citation), context.terms),
    titleHtml: context.terms ? null : (citation.titleHtml ?? null),
    vernacularTitle: original ? { text: original.text, language: original.language } : null,
    authors: citation.authors,
    authorsComplete: citation.authorsComplete,
    journal: citation.journal?.isoAbbreviation ?? citation.journal?.title ?? citation.book?.title ?? null,
    year: citation.published.year ?? citation.electronicDate?.year ?? null,
    volume: citation.volume,
    issue: citation.issue,
    pages: citation.pages,
    snippet: bestSnippet(texts, tags, context),
    languages: citation.languages,
    retracted: state?.retracted === 1,
    withdrawn: state?.withdrawn === 1,
    excluded: state?.screening === 'excluded',
    hasAbstract: citation.abstract.length > 0,
    abstractSource: store.catalogRows.abstractSource(record.recordId),
    tags,
    sample:
      facts && (facts.sampleN !== null || facts.sampleUnit !== null)
        ? { n: facts.sampleN, unit: facts.sampleUnit }
        : null,
    resorption: store.catalogRows.resorption(record.recordId).map(withInterval),
  };
}

function shownTitle(citation: Citation): string {
  return citation.title || citation.vernacularTitle || citation.book?.title || '';
}

function withInterval(row: ResorptionRow): ResorptionResult {
  const { events, total } = row;
  if (events === null || total === null || total === 0) return { ...row, interval: null };
  const { lower, upper } = wilsonInterval(events, total);
  return { ...row, interval: { low: 100 * lower, high: 100 * upper } };
}

function marked(text: string, terms: readonly HighlightTerm[] | null): TextPiece[] {
  return piecesOf(text, terms ? highlight(text, terms) : []);
}

/**
 * The evidence sentence in the reader's language that meets the search, else the place of a text in that language that
 * meets it best, else either in another language; without words, the first evidence sentence, else the text's beginning.
 */
function bestSnippet(
  texts: readonly RecordText[],
  tags: readonly RecordTag[],
  context: CardContext,
): RecordCard['snippet'] {
  const { terms, language, preferred } = context;
  const quotes = [...tags]
    .filter((tag) => tag.evidence.length > 0)
    .sort((a, b) => Number(preferred.has(b.value)) - Number(preferred.has(a.value)))
    .flatMap((tag) => evidenceFor(language, tag.evidence))
    .filter((quote) => quote.field !== 'title');
  const body = texts.filter(({ field }) => field !== 'title' && field !== 'vernacularTitle');
  const ordered = [...body].sort((a, b) => Number(b.language === language) - Number(a.language === language));
  if (terms) {
    const hits = (text: string): boolean => highlight(text, terms).length > 0;
    const inQuotes = quotes.filter(({ text }) => hits(text));
    const own = inQuotes.find(({ field }) => fieldLanguage(field) === language);
    const text = ordered.find((candidate) => hits(candidate.text));
    const quote = own ?? (text?.language === language ? undefined : inQuotes[0]);
    if (quote) return { pieces: marked(quote.text, terms), field: quote.field, language: fieldLanguage(quote.field) };
    if (text)
      return {
        pieces: snippet(text.text, terms, { maxLength: lengthFor(text.language) }),
        field: text.field,
        language: text.language,
      };
  }
  const [quote] = quotes;
  if (quote)
    return { pieces: [{ text: quote.text, hit: false }], field: quote.field, language: fieldLanguage(quote.field) };
  const [text] = ordered;
  if (!text?.text) return null;
  const pieces = snippet(text.text, [], { maxLength: lengthFor(text.language) });
  return { pieces, field: text.field, language: text.language };
}

function lengthFor(language: string): number {
  return language === 'zh' ? snippetLength / 2 : snippetLength;
}
