import type { ComparedField } from '../ingest/compareRecords.ts';

const columnWidth = 52;

/** Two records side by side in plain text; an asterisk marks what differs. */
export function sideBySide(headings: readonly [string, string], fields: readonly ComparedField[]): string {
  const nameWidth = Math.max(...fields.map(({ field }) => field.length));
  const rows = fields.flatMap(({ field, values: [left, right], differs }) => {
    const [lefts, rights] = [wrapped(left), wrapped(right)];
    return Array.from({ length: Math.max(lefts.length, rights.length, 1) }, (_, line) => {
      const mark = line === 0 && differs ? '*' : ' ';
      const name = (line === 0 ? field : '').padEnd(nameWidth);
      return `${mark} ${name}  ${padded(lefts[line] ?? '')}  ${rights[line] ?? ''}`.trimEnd();
    });
  });
  const top = `  ${''.padEnd(nameWidth)}  ${padded(headings[0])}  ${headings[1]}`;
  return [top, ...rows].join('\n');
}

/** A text in lines no wider than a column; broken at blanks, and inside what has none. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\s)|(?<=\p{Script=Han})/u)) {
    for (const piece of cut(word)) {
      if (line && width(line) + width(piece.trimEnd()) > columnWidth) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += piece;
    }
  }
  return line ? [...lines, line.trimEnd()] : lines;
}

function cut(word: string): string[] {
  return width(word) <= columnWidth ? [word] : (word.match(new RegExp(`.{1,${columnWidth}}`, 'gsu')) ?? []);
}

function padded(text: string): string {
  return text + ' '.repeat(Math.max(0, columnWidth - width(text)));
}

/** Columns of a terminal that a text takes: Chinese signs take two. */
function width(text: string): number {
  let columns = 0;
  for (const sign of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1;
  return columns;
}
