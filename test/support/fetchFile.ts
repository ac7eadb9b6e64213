import type { Express } from 'express';
import request from 'supertest';

/** Fetches an address and keeps its bytes as they come. */
export function fetchFile(app: Express, address: string) {
  return request(app)
    .get(address)
    .buffer(true)
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => done(null, Buffer.concat(pieces)));
    });
}
