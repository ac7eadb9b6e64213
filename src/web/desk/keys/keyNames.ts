/** How keys may be written, beside the name that browsers have for them. */
const otherNames: Record<string, string> = {
  enter: 'Enter',
  return: 'Enter',
  '⏎': 'Enter',
  '↵': 'Enter',
  up: 'ArrowUp',
  '↑': 'ArrowUp',
  down: 'ArrowDown',
  '↓': 'ArrowDown',
  left: 'ArrowLeft',
  '←': 'ArrowLeft',
  right: 'ArrowRight',
  '→': 'ArrowRight',
  arrowup: 'ArrowUp',
  arrowdown: 'ArrowDown',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  insert: 'Insert',
  delete: 'Delete',
  backspace: 'Backspace',
};

/** Keys that move through the page, press what has the focus or leave a field: nobody who needs them can do without. */
const browserKeys = new Set(['tab', 'escape', 'esc', 'space', 'spacebar', 'f1', 'f5', 'f6', 'f11', 'f12']);

const modifiers: Record<string, string> = { shift: 'Shift+', '⇧': 'Shift+', alt: 'Alt+', option: 'Alt+', '⌥': 'Alt+' };

const signs: Record<string, string> = {
  Enter: '⏎',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

export type KeyReading = { key: string } | { fault: 'unknown' | 'browser' };

/**
 * Reads a key as a person writes it: "i", "shift 3", "⇧3", "alt+i", "down", or two keys one after the other ("g q").
 * The answer has the names that browsers use; an empty key is none.
 */
export function readKey(written: string): KeyReading {
  const words = written
    .normalize('NFKC')
    .trim()
    .replace(/\b(page|arrow)\s+(?=\w)/gi, '$1')
    .replace(/([⇧⌥]|\b(?:shift|alt|option)\b)\s*(?=[^\s+])/giu, '$1+')
    .replace(/\s*\+\s*(?=\S)/g, '+')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length > 2) return { fault: 'unknown' };
  const strokes = words.map(readStroke);
  const fault = strokes.find((stroke) => 'fault' in stroke);
  return fault ?? { key: strokes.map((stroke) => ('key' in stroke ? stroke.key : '')).join(' ') };
}

function readStroke(word: string): KeyReading {
  const [, modifier = '', name = ''] = /^(?:([^+]+)\+)?(.+)$/u.exec(word) ?? [];
  const prefix = modifier === '' ? '' : modifiers[modifier.toLowerCase()];
  if (prefix === undefined) return { fault: 'unknown' };
  const lower = name.toLowerCase();
  if (browserKeys.has(lower)) return { fault: 'browser' };
  const named = otherNames[lower] ?? (/^f([2-9]|10)$/.test(lower) ? name.toUpperCase() : null);
  if (named) return { key: prefix + named };
  if (!/^[!-~]$/.test(name)) return { fault: 'unknown' };
  // With Shift a sign is another sign, which is the key to name.
  if (prefix === 'Shift+' && !/^[a-z0-9]$/.test(lower)) return { fault: 'unknown' };
  return { key: prefix + lower };
}

/** A key as a person would write it: "i", "shift 3", "down", "g q". */
export function wordsOf(key: string): string {
  const stroke = (name: string): string =>
    name.length === 1
      ? name
      : name
          .replace('Arrow', '')
          .replace('Page', 'page ')
          .replace(/(?<=.)\+/, ' ')
          .toLowerCase();
  return key.split(' ').map(stroke).join(' ');
}

/** A key as it is drawn: "I", "⇧3", "Alt I"; one sign a stroke. */
export function signsOf(key: string): string[] {
  return key
    .split(' ')
    .filter((stroke) => stroke !== '')
    .map((stroke) => {
      const [, modifier = '', name = ''] = /^(Shift\+|Alt\+)?(.+)$/.exec(stroke) ?? [];
      const sign = signs[name] ?? (name.length === 1 ? name.toUpperCase() : name);
      return `${{ 'Shift+': '⇧', 'Alt+': 'Alt ' }[modifier] ?? ''}${sign}`;
    });
}
