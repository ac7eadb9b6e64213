export interface TextLine {
  text: string;
  /** From 1. */
  number: number;
  /** Offsets in the whole text; `end` lies past the line break. */
  start: number;
  end: number;
}

/**
 * The lines of a text, broken at LF, CRLF or a lone CR, without their breaks. Unicode's own line separators are
 * part of a line: they get into titles by copying, and no citation format breaks there.
 */
export function* textLines(text: string): Generator<TextLine> {
  const lineBreak = /\r\n|\n|\r/g;
  let start = 0;
  let number = 1;
  for (const match of text.matchAll(lineBreak)) {
    const end = match.index + match[0].length;
    yield { text: text.slice(start, match.index), number, start, end };
    start = end;
    number++;
  }
  if (start < text.length) yield { text: text.slice(start), number, start, end: text.length };
}
