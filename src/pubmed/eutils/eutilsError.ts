/** What kind of trouble it was. Only the transient ones are tried again. */
export type EutilsTrouble =
  /** No connection, or it broke before an answer came. */
  | 'unreachable'
  /** Too many requests (HTTP 429), or NCBI is busy or broken for the moment. */
  | 'busy'
  /** The answer did not come whole or not in time; a smaller batch may help. */
  | 'heavy'
  /** NCBI says that the request is wrong: asking again would not help. */
  | 'refused'
  /** The history server no longer knows the search. */
  | 'expired'
  /** An answer that is not what E-utilities give. */
  | 'foreign';

const transient: ReadonlySet<EutilsTrouble> = new Set(['unreachable', 'busy', 'heavy']);

/** A call to E-utilities that failed. The message is one sentence and never holds the key or the e-mail address. */
export class EutilsError extends Error {
  override readonly name = 'EutilsError';
  readonly trouble: EutilsTrouble;
  /** The address without tool, email and api_key. */
  readonly url: string;
  /** How long NCBI asked to wait, in milliseconds. */
  readonly retryAfter: number | null;

  constructor(trouble: EutilsTrouble, url: string, reason: string, retryAfter: number | null = null) {
    super(`${url}: ${reason}`);
    this.trouble = trouble;
    this.url = url;
    this.retryAfter = retryAfter;
  }

  get isTransient(): boolean {
    return transient.has(this.trouble);
  }
}
