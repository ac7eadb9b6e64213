import type { Clock, EutilsLog } from './clock.ts';
import { EutilsError } from './eutilsError.ts';
import { judgeAnswer } from './judgeAnswer.ts';
import type { Pacer } from './pacer.ts';
import { type Caller, type EutilsRequest, httpCall } from './requests.ts';
import { type Answer, exchange, type Fetch } from './transport.ts';

/** Tries of one call, the first included. */
const mostTries = 6;
/** A host that never answered at all is more likely misspelt or offline than busy. */
const mostTriesUnseen = 3;
/** The first wait; each further one is twice as long. Milliseconds. */
const firstWait = 1_000;
const longestWait = 60_000;
/** One call with all its waits and repeats ends within this. Milliseconds. */
const deadline = 15 * 60_000;

export interface CallerParts {
  baseUrl: string;
  caller: Caller;
  fetch: Fetch;
  clock: Clock;
  pacer: Pacer;
  log: EutilsLog | undefined;
}

/** Makes calls in their turn and repeats those that failed for a passing reason. */
export class EutilsCaller {
  private readonly parts: CallerParts;
  private readonly secrets: string[];
  private hasAnswered: boolean = false;

  constructor(parts: CallerParts) {
    this.parts = parts;
    this.secrets = [parts.caller.apiKey, parts.caller.email, encodeURIComponent(parts.caller.email)].filter(
      (secret): secret is string => Boolean(secret),
    );
  }

  /** One try: a judged answer, whose body may be cut short (`cut`). */
  async once(request: EutilsRequest): Promise<Answer> {
    const { baseUrl, caller, fetch, clock, pacer } = this.parts;
    const call = httpCall(baseUrl, caller, request);
    await pacer.turn();
    try {
      const answer = await exchange(fetch, clock, call, this.secrets);
      this.hasAnswered = true;
      judgeAnswer(answer, call.shownUrl, request.parameters.WebEnv !== undefined);
      return answer;
    } catch (error) {
      if (error instanceof EutilsError && error.retryAfter !== null) pacer.pause(error.retryAfter);
      throw error;
    }
  }

  /**
   * A call until `read` makes sense of its answer, with exponential waits between the tries.
   * @throws {EutilsError} a permanent one at once, a transient one when tries or time are used up.
   */
  async call<T>(request: EutilsRequest, read: (answer: Answer, url: string) => T): Promise<T> {
    const retries = this.retries();
    for (;;) {
      try {
        const answer = await this.once(request);
        const url = this.urlOf(request);
        if (answer.cut !== null) throw new EutilsError('heavy', url, `the answer broke off (${answer.cut})`);
        return read(answer, url);
      } catch (error) {
        await retries.wait(error);
      }
    }
  }

  /** The address of a request for messages. */
  urlOf(request: EutilsRequest): string {
    return httpCall(this.parts.baseUrl, this.parts.caller, request).shownUrl;
  }

  /** The waits of one piece of work. */
  retries(): Retries {
    return new Retries(this.parts.clock, this.parts.log, () => (this.hasAnswered ? mostTries : mostTriesUnseen));
  }
}

/** Counts the tries of one piece of work and waits between them. */
export class Retries {
  private readonly clock: Clock;
  private readonly log: EutilsLog | undefined;
  private readonly most: () => number;
  private readonly started: number;
  private failures = 0;

  constructor(clock: Clock, log: EutilsLog | undefined, most: () => number) {
    this.clock = clock;
    this.log = log;
    this.most = most;
    this.started = clock.now();
  }

  /** Something came through: what fails now starts counting anew. The deadline stays. */
  succeeded(): void {
    this.failures = 0;
  }

  /** Waits before the next try. @throws the error itself when there is none. */
  async wait(error: unknown): Promise<void> {
    if (!(error instanceof EutilsError) || !error.isTransient) throw error;
    this.failures++;
    const wait = this.waitFor(error);
    const isLate = this.clock.now() - this.started + wait > deadline;
    if (this.failures >= this.most() || isLate) throw gaveUp(error, this.failures);
    this.log?.warn(
      { reason: error.message, tries: this.failures, waitMs: Math.round(wait) },
      'E-utilities call failed, trying again',
    );
    await this.clock.sleep(wait);
  }

  private waitFor(error: EutilsError): number {
    const backOff = Math.min(longestWait, firstWait * 2 ** (this.failures - 1));
    return Math.max(error.retryAfter ?? 0, backOff * (0.75 + 0.5 * this.clock.random()));
  }
}

function gaveUp(error: EutilsError, tries: number): EutilsError {
  if (tries === 1) return error;
  const reason = error.message.slice(error.url.length + 2);
  return new EutilsError(error.trouble, error.url, `${reason}; given up after ${tries} tries`, error.retryAfter);
}
