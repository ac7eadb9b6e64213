import { types } from 'node:util';
import type { Clock } from './clock.ts';
import { EutilsError } from './eutilsError.ts';
import type { HttpCall } from './requests.ts';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer with HTTP 200, or with an error status whose body must still be read. */
export interface Answer {
  status: number;
  contentType: string;
  /** Milliseconds, from the Retry-After header. */
  retryAfter: number | null;
  bytes: Buffer;
  /** Why the body did not come to its end; null if it did. */
  cut: string | null;
}

/** An answer that sends nothing for this long is given up. Milliseconds. */
const longestSilence = 60_000;
const mostRedirects = 3;
/** 200 records of the largest kind seen are 80 MB; nothing asked for here is larger. */
const largestAnswer = 256 * 1024 * 1024;

/**
 * One HTTP exchange. Redirects are followed on the same host only, since the body holds the key.
 * @throws {EutilsError} `unreachable` or `heavy` when no answer came.
 */
export async function exchange(
  fetch: Fetch,
  clock: Clock,
  call: HttpCall,
  secrets: readonly string[],
): Promise<Answer> {
  const giveUp = new AbortController();
  const silence = new SilenceTimer(clock, () => giveUp.abort());
  try {
    const response = await follow(fetch, call, giveUp.signal);
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      retryAfter: readRetryAfter(response.headers.get('retry-after')),
      ...(await readBody(response, silence, secrets)),
    };
  } catch (error) {
    if (error instanceof EutilsError) throw error;
    if (giveUp.signal.aborted) {
      throw new EutilsError('heavy', call.shownUrl, `no answer came within ${longestSilence / 1000} s`);
    }
    throw new EutilsError('unreachable', call.shownUrl, `the server cannot be reached (${reasonOf(error, secrets)})`);
  } finally {
    silence.stop();
  }
}

async function follow(fetch: Fetch, call: HttpCall, signal: AbortSignal): Promise<Response> {
  let url = call.url;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await fetch(url, {
      method: call.method,
      body: call.body,
      redirect: 'manual',
      signal,
      ...(call.body === null ? {} : { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    const target = new URL(location, url);
    if (!isSameHost(new URL(url), target)) {
      throw new EutilsError(
        'foreign',
        call.shownUrl,
        `the server redirects to another host (${target.host}), which is not followed`,
      );
    }
    url = target.href;
  }
  throw new EutilsError('foreign', call.shownUrl, 'the server redirects in circles');
}

/** The same host and port, or the step from http to https on the standard ports. */
function isSameHost(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  return (
    from.hostname === to.hostname &&
    from.protocol === 'http:' &&
    to.protocol === 'https:' &&
    from.port === '' &&
    to.port === ''
  );
}

async function readBody(
  response: Response,
  silence: SilenceTimer,
  secrets: readonly string[],
): Promise<Pick<Answer, 'bytes' | 'cut'>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let cut: string | null = null;
  try {
    for await (const chunk of response.body ?? []) {
      silence.restart();
      chunks.push(chunk);
      size += chunk.length;
      if (size > largestAnswer) throw new Error(`it is larger than ${largestAnswer >> 20} MB`);
    }
  } catch (error) {
    cut = reasonOf(error, secrets);
  }
  return { bytes: Buffer.concat(chunks), cut };
}

class SilenceTimer {
  private readonly clock: Clock;
  private readonly onSilence: () => void;
  private cancel: () => void;

  constructor(clock: Clock, onSilence: () => void) {
    this.clock = clock;
    this.onSilence = onSilence;
    this.cancel = clock.after(longestSilence, onSilence);
  }

  restart(): void {
    this.cancel();
    this.cancel = this.clock.after(longestSilence, this.onSilence);
  }

  stop(): void {
    this.cancel();
  }
}

/** Seconds as a number; the date form is not used by NCBI and counts as absent. */
function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : null;
}

/** The innermost reason of a failed fetch, with anything secret struck out. */
function reasonOf(error: unknown, secrets: readonly string[]): string {
  let inner = error;
  while (types.isNativeError(inner) && types.isNativeError(inner.cause)) inner = inner.cause;
  const code = types.isNativeError(inner) ? (inner as NodeJS.ErrnoException).code : undefined;
  const text = types.isNativeError(inner) ? inner.message || code || inner.name : String(inner);
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}
