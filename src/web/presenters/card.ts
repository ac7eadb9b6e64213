import type { RecordCard, ResorptionResult, TextPiece } from '../../catalog/answers.ts';
import type { Author } from '../../domain/citation.ts';
import { escapeHtml, runsHtml, textRuns } from '../html.ts';
import type { Site } from '../site.ts';
import { type ChipView, presentChips, tagNames } from './chips.ts';
import { countSentences } from './evidenceMarks.ts';
import { presentShare, type ShareView } from './interval.ts';
import { textKind } from './textKind.ts';

/** A record as the result list shows it. */
export interface CardView {
  href: string;
  /** The box that ticks the record for export; null where nothing can be ticked. */
  select: { id: string } | null;
  /** A ContextObject for reference managers; null where the list is not one to be taken away. */
  coins: string | null;
  title: TitleView;
  otherTitle: TitleView | null;
  authors: string;
  journal: string | null;
  issue: string;
  notices: NoticeBadge[];
  snippet: { html: string; lang: string; kind: string } | null;
  design: string | null;
  facts: string[];
  chips: ChipView[];
  resorption: (ShareView & { definition: string | null }) | null;
  evidence: string | null;
}

export interface TitleView {
  html: string;
  lang: string;
}

export interface NoticeBadge {
  text: string;
  tone: 'bad' | 'quiet';
}

export function presentCard(site: Site, card: RecordCard): CardView {
  const { format, links, messages } = site;
  const [title, otherTitle] = presentTitles(site, card);
  const shown = card.resorption.find((result) => result.interval !== null) ?? card.resorption[0];
  const share = shown ? presentShare(site, shown) : null;
  const places = new Map(
    card.tags
      .filter((tag) => tag.kind === 'mechanism' || tag.kind === 'predictor')
      .flatMap(({ evidence }) => evidence.map((item) => [`${item.field} ${item.start} ${item.end}`, item.field])),
  );
  const sentences = countSentences([...places.values()]);
  return {
    href: links.record(card.recordId),
    select: null,
    coins: null,
    title,
    otherTitle,
    authors: authorLine(site, card.authors, card.authorsComplete),
    journal: card.journal,
    issue: issueLine(site, card),
    notices: noticeBadges(site, card),
    snippet: card.snippet && {
      html: piecesHtml(card.snippet.pieces),
      lang: card.snippet.language,
      kind: textKind(site, card.snippet.field, card.abstractSource).name,
    },
    design: tagNames(site, card.tags, 'design')[0] ?? null,
    facts: [
      ...(card.sample?.n ? [messages.sampleSize(format.number(card.sample.n))] : []),
      ...tagNames(site, card.tags, 'species'),
      ...tagNames(site, card.tags, 'imaging'),
    ],
    chips: presentChips(site, card.tags),
    resorption: share && { ...share, definition: definitionOf(shown) },
    evidence: sentences > 0 ? messages.evidenceCount(sentences) : null,
  };
}

/** The title in the reader's language first, the other one under it. */
export function presentTitles(site: Site, card: RecordCard): [TitleView, TitleView | null] {
  const marked = piecesHtml(card.title) || escapeHtml(site.messages.untitled);
  const plain = card.title.map((piece) => piece.text).join('');
  const hasHits = card.title.some((piece) => piece.hit);
  const english: TitleView = {
    html: card.titleHtml && !hasHits ? runsHtml(textRuns(plain, card.titleHtml)) : marked,
    lang: 'en',
  };
  if (!card.vernacularTitle) return [english, null];
  const own: TitleView = { html: escapeHtml(card.vernacularTitle.text), lang: card.vernacularTitle.language };
  return own.lang === site.locale ? [own, english] : [english, own];
}

/** Text with its hits marked. */
export function piecesHtml(pieces: readonly TextPiece[]): string {
  return pieces
    .map((piece) => (piece.hit ? `<mark>${escapeHtml(piece.text)}</mark>` : escapeHtml(piece.text)))
    .join('');
}

const authorsShown = 3;

/** The first authors as "Family I", and "et al." where there are more. */
export function authorLine(site: Site, authors: readonly Author[], complete: boolean, shown = authorsShown): string {
  if (authors.length === 0) return site.messages.authorsUnknown;
  const names = authors.slice(0, shown).map(authorName);
  return authors.length > shown || !complete ? `${names.join(', ')} ${site.messages.etAl}` : names.join(', ');
}

export function authorName(author: Author): string {
  if (author.collectiveName) return author.collectiveName;
  return [author.lastName, author.initials ?? author.foreName, author.suffix].filter(Boolean).join(' ');
}

/** Year, volume, issue and pages as "2016;41(7):512–521". */
export function issueLine(site: Site, card: Pick<RecordCard, 'year' | 'volume' | 'issue' | 'pages'>): string {
  const year = card.year === null ? site.messages.yearUnknown : String(card.year);
  const volume = `${card.volume ?? ''}${card.issue ? `(${card.issue})` : ''}`;
  const pages = card.pages ? `:${card.pages.replace('-', '–')}` : '';
  return volume || pages ? `${year};${volume}${pages}` : year;
}

function noticeBadges(site: Site, card: RecordCard): NoticeBadge[] {
  const { messages } = site;
  const badges: NoticeBadge[] = [];
  if (card.retracted) badges.push({ text: messages.retracted, tone: 'bad' });
  if (card.withdrawn) badges.push({ text: messages.withdrawn, tone: 'bad' });
  if (card.excluded) badges.push({ text: messages.excluded, tone: 'quiet' });
  return badges;
}

function definitionOf(result: ResorptionResult | undefined): string | null {
  return result?.definition ?? null;
}
