import type { Request } from 'express';
import { type QueueOrder, queueOrders } from '../../domain/review.ts';
import { readCookie } from '../cookies.ts';

export const orderCookie = 'queue-order';

/** The order a reviewer chose for the queue; undefined where the protocol's holds. */
export function readOrder(request: Request): QueueOrder | undefined {
  return queueOrders.find((order) => order === readCookie(request, orderCookie));
}
