import type { RequestHandler } from 'express';
import { identityOf } from '../identity/identify.ts';
import type { WebLog } from '../log.ts';
import { requestIdOf } from './requestId.ts';

/** As long as the tokens of invitations and sessions, which give rights to whoever reads them. */
const secretLooking = /^[A-Za-z0-9_-]{20,}$/;

/**
 * One line a request once it is answered or given up, with the number of the account it came from, so that whoever was
 * refused (401, 403) can be told: never a name, the query, a header, a body or a token.
 */
export function accessLog(log: WebLog): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const { method, path } = request;
    response.once('close', () => {
      const identity = identityOf(response);
      log.info(
        {
          requestId: requestIdOf(response),
          method,
          path: loggedPath(path),
          status: response.statusCode,
          ms: Math.round(performance.now() - start),
          address: request.ip,
          ...(identity && { account: identity.accountId }),
          ...(response.writableFinished ? {} : { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The path of an address with everything taken out that might be a secret. */
export function loggedPath(path: string): string {
  return path
    .split('/')
    .map((segment) => (secretLooking.test(segment) ? '***' : segment))
    .join('/');
}
