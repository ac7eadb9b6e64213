import type { Request, Response } from 'express';
import type { Refusal, RefusalCode } from '../../review/refusal.ts';
import type { Site } from '../site.ts';

export const refusalStatus: Record<RefusalCode, number> = {
  'unknown-record': 404,
  'not-ready': 409,
  invalid: 422,
  stale: 409,
  closed: 409,
  nothing: 409,
  'own-conflict': 403,
  evidence: 422,
};

/** Whether the page's script asks, which wants data back and no page. */
export function wantsData(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json';
}

/** Tells a script why nothing was done, as RFC 9457 has it, with what stands now where it is the asker's to see. */
export function sendRefusal(response: Response, { messages }: Site, refusal: Refusal): void {
  const status = refusalStatus[refusal.code];
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: messages.desk.refusals[refusal.code],
        status,
        code: refusal.code,
        detail: refusal.message,
        faults: refusal.details.faults ?? [],
        current: refusal.details.current ?? null,
      }),
    );
}
