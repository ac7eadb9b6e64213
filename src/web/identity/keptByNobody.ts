import type { RequestHandler } from 'express';

/** For pages of which neither browser nor proxy may keep anything. */
export const keptByNobody: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
