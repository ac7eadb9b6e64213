import type { Response } from 'express';
import type { Refusal } from '../../review/accounts/tries.ts';
import type { Site } from '../site.ts';

/** Sets the status of a try that failed, and gives the words for it; `refusal` where password or code was not right. */
export function refuseTry({ messages, format }: Site, response: Response, result: Refusal, refusal: string): string {
  if (result.outcome !== 'wait') {
    response.status(401);
    return refusal;
  }
  response.status(429).set('Retry-After', String(result.seconds));
  return messages.account.tooManyTries(format.instant(result.until));
}
