/**
 * The process has one thread, and a file of thousands of records is minutes of it where fifty readers ask at once. Such
 * work is done in pieces, and takes turns: between two of them everything else is answered.
 */
const waiting: (() => void)[] = [];

/** Milliseconds of work after which others are let in. */
const longest = 8;

function callNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(callNext);
}

/** Resolves when it is the caller's turn: one a round of the event loop, in the order in which they came. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(callNext);
  });
}

/** The same text in fewer and larger pieces, each made within a turn of a few milliseconds. */
export async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
  let made = '';
  let begun = performance.now();
  for (const piece of pieces) {
    made += piece;
    if (performance.now() - begun < longest) continue;
    yield made;
    made = '';
    await turn();
    begun = performance.now();
  }
  if (made !== '') yield made;
}
