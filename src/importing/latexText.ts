import { foldSpace } from './plainText.ts';

const combining: Record<string, string> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};

const symbols: Record<string, string> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  th: 'þ',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  omega: 'ω',
  pm: '±',
  times: '×',
  leq: '≤',
  le: '≤',
  geq: '≥',
  ge: '≥',
  sim: '~',
  degree: '°',
  textdegree: '°',
  textbackslash: '\\',
  textbraceleft: '{',
  textbraceright: '}',
  textasciitilde: '~',
  textasciicircum: '^',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textquotesingle: "'",
  textendash: '–',
  textemdash: '—',
  copyright: '©',
  textregistered: '®',
  ldots: '…',
  dots: '…',
};

const token =
  /\\(?:([`'^"~=.])\s*(?:\{\s*(\\?\p{L})?\s*\}|(\\?\p{L}))|([uvHckrdb])(?:\s*\{\s*(\\?\p{L})\s*\}|\s+(\p{L}))|([A-Za-z]+)(?:\{\}|[ \t]+|)|([^A-Za-z]))|(---?)|~|[{}$]/gu;

const markup: Record<string, string> = {
  textit: 'i',
  emph: 'i',
  textsl: 'i',
  textbf: 'b',
  textsuperscript: 'sup',
  textsubscript: 'sub',
  underline: 'u',
};
const markupCommand = /\\(textit|emph|textsl|textbf|textsuperscript|textsubscript|underline)\s*\{([^{}\\]*)\}/g;

/**
 * LaTeX as plain text with inline markup in tags (as `markedText` reads it): accents composed, symbols and
 * escapes put in, braces and the dollar signs of mathematics dropped.
 */
export function latexText(latex: string): string {
  const marked = latex.replace(markupCommand, (_, command: string, inner: string) => {
    const name = markup[command] ?? 'i';
    return `<${name}>${inner}</${name}>`;
  });
  return foldSpace(/[\\{}$~-]/.test(marked) ? marked.replace(token, plainToken) : marked);
}

function plainToken(found: string, ...groups: (string | undefined)[]): string {
  const [accent, braced, bare, letterAccent, bracedLetter, spacedLetter, command, escaped, dashes] = groups;
  const mark = combining[accent ?? letterAccent ?? ''];
  if (mark) {
    const letter = (braced ?? bare ?? bracedLetter ?? spacedLetter ?? '').replace('\\', '');
    return letter ? (letter + mark).normalize('NFC') : (accent ?? '');
  }
  if (command !== undefined) return symbols[command] ?? '';
  if (escaped !== undefined) return /\s|[,;:!>/-]/.test(escaped) ? (/\s/.test(escaped) ? ' ' : '') : escaped;
  if (dashes !== undefined) return dashes === '--' ? '–' : '—';
  return found === '~' ? ' ' : '';
}
