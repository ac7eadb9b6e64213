import { escapeHtml, type TextRun, wrapped } from '../html.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';
import type { EvidenceMark, EvidenceMarkItem } from './evidenceMarks.ts';

/** Stretch of one paragraph in which the same marks hold. */
interface Segment {
  start: number;
  end: number;
  run: TextRun;
}

/**
 * A paragraph with its evidence drawn in: every marked stretch stands in one `<span class="ev">` a mechanism, and
 * after its last letter come numbered links to the notes beside the text.
 *
 * Marks may overlap and nest as they like, so the paragraph is cut at every border and each piece wrapped anew.
 *
 * @param runs the paragraph's text with its inline elements.
 * @param offset where the paragraph begins in the text that the marks count in.
 */
export function evidenceHtml(
  site: Site,
  runs: readonly TextRun[],
  offset: number,
  marks: readonly EvidenceMark[],
): string {
  const length = runs.reduce((sum, run) => sum + run.text.length, 0);
  const here = marks
    .map((mark) => ({ mark, start: Math.max(0, mark.start - offset), end: Math.min(length, mark.end - offset) }))
    .filter(({ start, end }) => start < end);
  const borders = here.flatMap(({ start, end }) => [start, end]);
  return cut(runs, borders)
    .map((segment) => {
      const holding = here.filter(({ start, end }) => start <= segment.start && end >= segment.end);
      const ending = here.filter(({ mark, end }) => end === segment.end && mark.end - offset === end);
      const text = wrapped(escapeHtml(segment.run.text), segment.run.elements);
      const badges = ending.map(({ mark }) => badgesHtml(site, mark)).join('');
      return (
        wrapInMarks(
          text,
          holding.map(({ mark }) => mark),
        ) + badges
      );
    })
    .join('');
}

/** Marks whose last letter stands in the paragraph: their notes belong beside it. */
export function marksEndingIn(marks: readonly EvidenceMark[], offset: number, length: number): EvidenceMark[] {
  return marks.filter((mark) => mark.end > offset && mark.end <= offset + length);
}

function cut(runs: readonly TextRun[], borders: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const run of runs) {
    const end = at + run.text.length;
    const inside = [...new Set(borders)].filter((border) => border > at && border < end).sort((a, b) => a - b);
    let from = at;
    for (const to of [...inside, end]) {
      segments.push({ start: from, end: to, run: { ...run, text: run.text.slice(from - at, to - at) } });
      from = to;
    }
    at = end;
  }
  return segments;
}

/** How many underlines are drawn below one another before they share the lowest place. */
const deepestUnderline = 3;

function wrapInMarks(html: string, marks: readonly EvidenceMark[]): string {
  const items = marks.flatMap((mark) => mark.items);
  const mechanisms = [...new Set(items.filter((item) => item.tag.kind === 'mechanism').map((item) => item.tag.value))];
  const hasPredictor = items.some((item) => item.tag.kind === 'predictor');
  const inner = hasPredictor ? `<span class="ev ev-predictor">${html}</span>` : html;
  return mechanisms.reduce((content, mechanism, index) => {
    const depth = Math.min(index + 1 + (hasPredictor ? 1 : 0), deepestUnderline);
    return `<span class="ev ev-${depth}" data-m="${escapeHtml(mechanism)}">${content}</span>`;
  }, inner);
}

function badgesHtml(site: Site, mark: EvidenceMark): string {
  const mechanisms = mark.items.filter((item) => item.tag.kind === 'mechanism');
  const predictors = mark.items.filter((item) => item.tag.kind === 'predictor');
  const badges = mechanisms.map((item) => badgeHtml(site, mark, item, [item]));
  const [firstPredictor] = predictors;
  if (firstPredictor) badges.push(badgeHtml(site, mark, firstPredictor, predictors));
  const [first = '', ...rest] = badges;
  return [first.replace('<a ', `<a id="s${mark.number}" `), ...rest].join('');
}

/** One link to a note; predictors of the same words share one, for they have no colour of their own. */
function badgeHtml(
  site: Site,
  mark: EvidenceMark,
  item: EvidenceMarkItem,
  sharing: readonly EvidenceMarkItem[],
): string {
  const names = site.format.list(sharing.map(({ tag }) => site.labels.tag(tag.kind, tag.value)));
  const words = `<span class="vh">${escapeHtml(site.messages.evidenceNumber(mark.number, names))}</span>`;
  const attributes =
    item.tag.kind === 'mechanism' ? `class="evn" data-m="${escapeHtml(item.tag.value)}"` : 'class="evn evn-predictor"';
  return `<a ${attributes} href="#e${item.evidence.id}">${escapeHtml(badgeText(site, item, mark.number))}${words}</a>`;
}

/** A mechanism's code or a predictor's direction, and the number: "Mφ 3", "↑ 4". */
export function badgeText(site: Site, { tag }: EvidenceMarkItem, number: number): string {
  const code = site.labels.mechanism(tag.value)?.code;
  const sign = tag.kind === 'mechanism' && code ? code : tag.stance ? stanceSigns[tag.stance] : '•';
  return `${sign} ${number}`;
}
