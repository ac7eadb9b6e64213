import { element, escapeXml, round } from './svg.ts';
import { textAt, textWidth } from './text.ts';

export interface BubblePart {
  /** Names the look of the part in the style sheet. */
  tone: string;
  /** Any amounts; each part takes its share of the ring. */
  amount: number;
}

export interface Bubble {
  /** What the circle's area stands for, and the value that the largest circle has. */
  value: number;
  most: number;
  /** The value in words, printed inside where it fits, else below. */
  text: string;
  /** From the top, clockwise; parts of nothing are left out. */
  parts: readonly BubblePart[];
}

const width = 64;
const height = 76;
const middle = { x: width / 2, y: 31 };
const largestRadius = 29;
/** A circle smaller than this is hard to see; values below it are all drawn alike. */
const smallestRadius = 3.5;
const fontSize = 14;

/** Radius of a circle whose area goes by its value. */
export function bubbleRadius(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(smallestRadius, largestRadius * Math.sqrt(Math.min(1, value / most)));
}

/**
 * A circle whose area is the value and whose ring shows what it is made of. It is decoration: the link round it
 * says the same in words.
 */
export function bubble({ value, most, text, parts }: Bubble): string {
  const radius = bubbleRadius(value, most);
  const stroke = Math.min(5, radius * 0.5);
  const fits = textWidth(text, fontSize) <= 2 * (radius - stroke) && radius - stroke > fontSize * 0.55;
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, class: 'bubble', 'aria-hidden': 'true' },
    element('circle', { class: 'b-disc', cx: middle.x, cy: middle.y, r: radius }),
    ...ringParts(parts, radius - stroke / 2, stroke),
    textAt(text, { x: middle.x, y: fits ? middle.y + 5 : middle.y + radius + fontSize, anchor: 'middle' }),
  );
}

/** A place where nothing is known: as large as the others are on average, empty, and named. */
export function bubbleGap(text: string): string {
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, class: 'bubble bubble-gap', 'aria-hidden': 'true' },
    element('circle', { cx: middle.x, cy: middle.y, r: largestRadius * 0.6 }),
    element('text', { x: middle.x, y: middle.y + 4, 'text-anchor': 'middle' }, escapeXml(text)),
  );
}

function ringParts(parts: readonly BubblePart[], radius: number, stroke: number): string[] {
  const present = parts.filter(({ amount }) => amount > 0);
  const total = present.reduce((sum, { amount }) => sum + amount, 0);
  let start = 0;
  return present.map(({ tone, amount }) => {
    const end = start + amount / total;
    const shape =
      present.length === 1
        ? element('circle', {
            class: 'b-part',
            'data-tone': tone,
            cx: middle.x,
            cy: middle.y,
            r: radius,
            'stroke-width': stroke,
          })
        : element('path', { class: 'b-part', 'data-tone': tone, d: arc(radius, start, end), 'stroke-width': stroke });
    start = end;
    return shape;
  });
}

/** From one share of the turn to another, clockwise from the top. */
function arc(radius: number, start: number, end: number): string {
  const at = (share: number): string => {
    const angle = 2 * Math.PI * share;
    return `${round(middle.x + radius * Math.sin(angle))} ${round(middle.y - radius * Math.cos(angle))}`;
  };
  return `M${at(start)}A${round(radius)} ${round(radius)} 0 ${end - start > 0.5 ? 1 : 0} 1 ${at(end)}`;
}
