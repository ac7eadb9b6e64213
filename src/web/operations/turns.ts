/**
 * The process has one thread, and a file of thousands of records is minutes of it where fifty readers ask at once. Such
 * work is done in pieces, and takes turns: between two of them everything else is answered.
 */
const waiting: (() => void)[] = [];

/**
 * Microseconds of work after which others are let in: of the processor's time, since by the clock whoever is kept from
 * working by other programs would have to wait for every piece as well.
 */
const longest = 5_000;

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

/** The same text in fewer and larger pieces, each made within a turn. */
export async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
  let made = '';
  let begun = worked();
  for (const piece of pieces) {
    made += piece;
    if (worked() - begun < longest) continue;
    yield made;
    made = '';
    await turn();
    begun = worked();
  }
  if (made !== '') yield made;
}

function worked(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
