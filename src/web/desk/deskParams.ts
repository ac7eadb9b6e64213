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
  { desk }: Pick<DeskParts, 'desk'>,
  request: Request,
  response: Response,
): { stage: Stage; opened: OpenedRecord } {
  const { stage: word, recordId: id } = request.params as Record<string, string>;
  const stage = readStage(word);
  const recordId = readRecordId(id);
  try {
    return { stage, opened: desk.open(recordId, stage, personOf(response).annotatorId) };
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'unknown-record')
      throw new HttpError(404, (words) => words.errorNoRecord(String(recordId)), String(recordId));
    throw cause;
  }
}
