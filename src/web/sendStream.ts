import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { inTurns } from './operations/turns.ts';

/** Sends pieces as they are made, in turns with other readers; one who goes away meanwhile is no fault of ours. */
export async function sendStream(response: Response, pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(inTurns(pieces)), response);
  } catch (error) {
    if (!response.destroyed || !isAbort(error)) throw error;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === 'ERR_STREAM_PREMATURE_CLOSE';
}
