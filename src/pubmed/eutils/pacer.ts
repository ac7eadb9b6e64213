import type { Clock } from './clock.ts';

/** NCBI allows 3 calls a second, 10 with a key; the gaps keep a little below that. Milliseconds. */
const gapWithoutKey = 340;
const gapWithKey = 105;
/** A share of the gap added by chance, so that several programs behind one address do not march in step. */
const jitter = 0.1;

/** Lets calls start one after another with the gap NCBI asks for, over all kinds of calls and their repeats. */
export class Pacer {
  private readonly clock: Clock;
  private readonly gap: number;
  private nextStart = Number.NEGATIVE_INFINITY;
  private line: Promise<void> = Promise.resolve();

  constructor(clock: Clock, hasKey: boolean) {
    this.clock = clock;
    this.gap = hasKey ? gapWithKey : gapWithoutKey;
  }

  /** Resolves when the next call may start. */
  turn(): Promise<void> {
    const turn = this.line.then(() => this.waitForStart());
    this.line = turn;
    return turn;
  }

  /** Nobody starts before this many milliseconds have passed (NCBI answered 429). */
  pause(milliseconds: number): void {
    this.nextStart = Math.max(this.nextStart, this.clock.now() + milliseconds);
  }

  private async waitForStart(): Promise<void> {
    for (let wait = this.nextStart - this.clock.now(); wait > 0; wait = this.nextStart - this.clock.now()) {
      await this.clock.sleep(wait);
    }
    this.nextStart = this.clock.now() + this.gap * (1 + jitter * this.clock.random());
  }
}
