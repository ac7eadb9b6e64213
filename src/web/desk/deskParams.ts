import type { Request, Response } from 'express';
import { isStage, type Stage } from '../../domain/review.ts';
import type { OpenedRecord } from '../../review/openRecord.ts';
import { Refusal } from '../../review/refusal.ts';
import { HttpError } from '../httpError.ts';
import { personOf } from '../identity/identify.ts';
import type { DeskParts } from './deskParts.ts';

/** @throws {HttpError} 404 for a word that names no stage. */
export function readStage(word: string | undefined): Stage {
  if (word === undefined || !isStage(word))
    throw new HttpError(404, (words) => words.errorLookedFor(word ?? ''), word ?? '');
  return word;
}

/** @throws {HttpError} 404 for anything but a number. */
export function readRecordId(word: string | undefined): number {
  if (!/^\d{1,15}$/.test(word ?? '')) throw new HttpError(404, (words) => words.errorNoRecord(word ?? ''), word ?? '');
  return Number(word);
}

/** The stage and record that an address names, opened for whoever asks. */
export function readOpened(
  parts: Pick<DeskParts, 'desk'>,
  request: Request,
  response: Response,
): { stage: Stage; opened: OpenedRecord } {
  const { stage: word, recordId: id } = request.params as Record<string, string>;
  const stage = readStage(word);
  return { stage, opened: openRecord(parts, stage, readRecordId(id), response) };
}

/**
 * A record opened for whoever asks.
 *
 * @throws {HttpError} 404 where there is none of that number.
 */
export function openRecord(
  { desk }: Pick<DeskParts, 'desk'>,
  stage: Stage,
  recordId: number,
  response: Response,
): OpenedRecord {
  try {
    return desk.open(recordId, stage, personOf(response).annotatorId);
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'unknown-record')
      throw new HttpError(404, (words) => words.errorNoRecord(String(recordId)), String(recordId));
    throw cause;
  }
}
