import { element, escapeXml } from './svg.ts';

/*
 * Widths without a browser, in em: those of the widest face a reader may fall back to, so that labels never touch
 * whichever is there. Chinese takes a full em a character.
 */

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const narrow = /[ \u00a0.,;:'|!ijlI()[\]·/]/;
const broad = /[mwMW@%&—]/;
const capital = /[A-Z0-9–−=+]/;

function characterWidth(character: string): number {
  if (wide.test(character)) return 1.02;
  if (narrow.test(character)) return 0.36;
  if (broad.test(character)) return 0.92;
  return capital.test(character) ? 0.65 : 0.59;
}

/** Width of a run of text at a font size, in the same units. */
export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((total, character) => total + characterWidth(character), 0) * fontSize;
}

/** The text in lines no wider than `width`, at most `lines` of them; what does not fit ends in an ellipsis. */
export function wrap(text: string, width: number, fontSize: number, lines: number): string[] {
  const result: string[] = [];
  let current = '';
  for (const piece of pieces(text)) {
    if (textWidth((current + piece).trimEnd(), fontSize) <= width || current === '') current += piece;
    else {
      result.push(current.trimEnd());
      current = piece.trimStart();
    }
  }
  result.push(current.trimEnd());
  const kept = result.slice(0, lines);
  const last = kept.length - 1;
  return kept.map((line, index) =>
    index === last && result.length > lines ? shorten(`${line}…`, width, fontSize) : shorten(line, width, fontSize),
  );
}

/** Where a line may break: after a space (not one that binds), and round every Chinese character. */
function pieces(text: string): string[] {
  return text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^ \t\n\u2e80-\u9fff\uff00-\uffef]+[ \t\n]*|[ \t\n]+/g) ?? [text];
}

function shorten(line: string, width: number, fontSize: number): string {
  if (textWidth(line, fontSize) <= width) return line;
  const characters = [...line.replace(/…$/, '')];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

export interface TextOptions {
  x: number;
  y: number;
  className?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** One line of text at its baseline. */
export function textAt(text: string, { x, y, className, anchor }: TextOptions): string {
  return element(
    'text',
    { x, y, class: className, 'text-anchor': anchor === 'start' ? undefined : anchor },
    escapeXml(text),
  );
}
