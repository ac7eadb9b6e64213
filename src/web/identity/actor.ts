import type { Response } from 'express';
import type { Actor } from '../../review/accounts/audit.ts';
import { requestIdOf } from '../operations/requestId.ts';
import { personOf } from './identify.ts';

/** Who does what this request asks for, as the trail names them. Belongs behind `requireRole`. */
export function actorOf(response: Response): Actor {
  const { accountId, annotatorId } = personOf(response);
  return { accountId, annotatorId, requestId: requestIdOf(response) };
}
