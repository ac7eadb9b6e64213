/*
 * Widths without a browser, in em: those of the widest face a reader may fall back to, so that text stays inside its
 * box whichever is there. Chinese takes a full em a character.
 */
const widths: [RegExp, number][] = [
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/, 1.02],
  [/[ \u00a0.,;:'|!ijlI()[\]·/]/, 0.36],
  [/[mwMW@%&—]/, 0.92],
  [/[A-Z0-9–=+]/, 0.65],
];
const otherwise = 0.59;

/** Width of a run of text at a font size, in the same units. */
export function textWidth(text: string, fontSize: number): number {
  const ems = [...text].reduce(
    (total, character) => total + (widths.find(([kind]) => kind.test(character))?.[1] ?? otherwise),
    0,
  );
  return ems * fontSize;
}

/** What stays on a line: a word with its space, a Chinese character with the marks after it, what stands in brackets. */
const pieces =
  /（[^）]*）|[^ \u2e80-\u9fff\uff00-\uffef]+ *|[\u2e80-\u9fff][\u3001\u3002\uff01-\uff07\uff09-\uffef]*|[\uff00-\uffef]+| +/g;

/** The text in lines no wider than `width`; a single word that is wider is parted between characters. */
export function wrap(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of (text.match(pieces) ?? []).flatMap((word) => fitting(word, width, fontSize))) {
    if (line !== '' && textWidth((line + piece).trimEnd(), fontSize) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

function fitting(word: string, width: number, fontSize: number): string[] {
  if (textWidth(word.trimEnd(), fontSize) <= width) return [word];
  const parts = [''];
  for (const character of word) {
    const last = parts.length - 1;
    if (parts[last] !== '' && textWidth(parts[last] + character, fontSize) > width) parts.push(character);
    else parts[last] += character;
  }
  return parts;
}
