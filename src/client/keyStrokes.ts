/**
 * The names a stroke may have among a person's keys, the likeliest first: "Shift+i" before "i", the digit of a key
 * before the sign it writes with Shift. None with Ctrl or Meta, which are the browser's.
 */
export function strokesOf(event: KeyboardEvent): string[] {
  if (event.ctrlKey || event.metaKey) return [];
  const base = baseOf(event);
  if (event.altKey) return [`Alt+${base}`];
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  if (digit) return [event.shiftKey ? `Shift+${digit}` : digit, event.key];
  return event.shiftKey ? [`Shift+${base}`, base] : [base];
}

/** The key without its modifiers. Where a layout writes no Latin letters, or Alt makes others of them, its place counts. */
function baseOf({ key, code }: KeyboardEvent): string {
  if (key.length === 1 && /^[!-~]$/.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1];
  return letter && key.length === 1 ? letter.toLowerCase() : key;
}
