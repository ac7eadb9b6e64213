import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, signedIn } from '../../support/identity.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';
import { timesApart } from '../../support/timesApart.ts';

/**
 * Whether the time of a page tells B of A's vote: records that are alike but for that, asked for in a random order.
 * RESORB_PAGES=2000 for the figures in docs/reliability.md; a build looks that both kinds are asked for and alike.
 */
const pages = Number(process.env.RESORB_PAGES ?? 20);
const records = 400;

let copies: StoreCopies;
let desk: ReturnType<typeof deskApp>;
let b: SignedInPerson;
let server: Server;
let url: string;
/** Records that A has voted on, and those that nobody has. */
const voted: number[] = [];
const open: number[] = [];
beforeAll(async () => {
  copies = await recordCopies(records);
  desk = deskApp({ store: copies.store() });
  const a = signedIn(desk.store, 'reviewer', { name: 'Reviewer A' });
  b = signedIn(desk.store, 'reviewer', { name: 'Reviewer B' });
  const act = { stage: 'title-abstract' as const, at: desk.clock(), requestId: null, idempotencyKey: null };
  const { annotatorId } = a.identity;
  for (let recordId = 1; recordId <= records; recordId += 1) {
    const chance = Math.random();
    if (chance < 0.5) {
      open.push(recordId);
      continue;
    }
    voted.push(recordId);
    const answer =
      chance < 0.75
        ? { verdict: 'include', exclusionReason: null, note: 'a note of A' }
        : { verdict: 'exclude', exclusionReason: 'wrong-topic', note: '' };
    const shown = { suggestions: [], ranking: null };
    await desk.desk.vote({ ...act, annotatorId, recordId, answer, version: 0, shown });
  }
  server = desk.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  copies.remove();
});

/** Milliseconds from the question to the last byte. */
async function timeOf(path: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url + path, { headers: { Cookie: b.cookie }, redirect: 'manual' });
  await response.arrayBuffer();
  expect(response.status).toBe(200);
  return performance.now() - begun;
}

const oneOf = (those: readonly number[]) => those[Math.floor(Math.random() * those.length)] ?? 0;

describe('the time of a page before B has voted', () => {
  test.each<[string, (recordId: number) => string]>([
    ['the form of a record', (recordId) => `/en/review/title-abstract/${recordId}`],
    ['what happened to a record', (recordId) => `/en/review/history/${recordId}`],
    ['a record’s public page', (recordId) => `/en/records/${recordId}`],
  ])(
    '%s',
    async (name, pathOf) => {
      const [withVote, without]: [number[], number[]] = [[], []];
      // A first round of both, which warms up what only a first one needs.
      for (const recordId of [...voted, ...open].slice(0, pages)) await timeOf(pathOf(recordId));
      for (let page = 0; page < 2 * pages; page += 1) {
        const isVoted = page % 2 === 0 ? Math.random() < 0.5 : withVote.length < without.length;
        (isVoted ? withVote : without).push(await timeOf(pathOf(oneOf(isVoted ? voted : open))));
      }
      expect(withVote).toHaveLength(without.length);
      if (process.env.RESORB_PAGES) {
        const { medians, z } = timesApart(withVote, without);
        process.stdout.write(
          `${name}: ${pages} with A’s vote and ${pages} without: medians ${medians.toFixed(4)} ms apart, z ${z.toFixed(2)}\n`,
        );
      }
    },
    60_000 + pages * 1000,
  );
});
