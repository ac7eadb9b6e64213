/** The tag or reference that begins at a place, as far as a message needs it. */
export function excerptAt(xml: string, at: number): string {
  const start = xml.slice(at, at + 60).replace(/\s+/g, ' ');
  return /^.[^<>;]*[>;]?/.exec(start)?.[0] ?? start;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** @throws {Error} naming the first character that XML forbids. */
export function assertCharacters(xml: string): void {
  const control = forbidden.exec(xml)?.[0];
  if (control === undefined) return;
  const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw new Error(`it holds the control character U+${code}, which XML forbids`);
}
