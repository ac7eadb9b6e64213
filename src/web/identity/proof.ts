import type { Request, Response } from 'express';
import type { Proof } from '../../review/accounts/ownPassword.ts';
import type { Browser } from '../../review/accounts/tries.ts';
import { requestIdOf } from '../operations/requestId.ts';
import { readDeviceToken, readSessionToken } from './tokenCookies.ts';

/** Everything of a request that signing in looks at, with the password that was typed. */
export function proofOf(request: Request, response: Response, password: string): Proof {
  return { ...browserOf(request, response), password };
}

/** The browser that a request comes from, as tries are counted. */
export function browserOf(request: Request, response: Response): Browser {
  return {
    address: request.ip,
    userAgent: request.get('user-agent') ?? '',
    deviceToken: readDeviceToken(request),
    sessionToken: readSessionToken(request),
    requestId: requestIdOf(response),
  };
}
