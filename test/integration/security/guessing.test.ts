import { describe, expect, test } from '@jest/globals';
import { createAccounts } from '../../../src/review/accounts/createAccounts.ts';
import { createPasswordHasher } from '../../../src/review/accounts/passwordHasher.ts';
import { timesApart } from '../../support/timesApart.ts';
import { aDesk, anAccount, cookiesOf, type Desk, sendForm } from '../accounts/desk.ts';

/** RESORB_GUESSES=100000 and RESORB_PAIRS=2000, with passwords hashed in earnest, for the figures in docs/reliability.md. */
const guesses = Number(process.env.RESORB_GUESSES ?? 2000);
const pairs = Number(process.env.RESORB_PAIRS ?? 50);
const accountsGuessedAt = 25;
const addresses = 5000;
const quarter = 15 * 60_000;
const words = 'several words of mine';

/** An attempt as anybody makes one, without a browser. */
const anAttempt = (name: string, password: string, address: string) => ({
  name,
  password,
  address,
  userAgent: '',
  deviceToken: undefined,
  sessionToken: undefined,
  requestId: null,
});

test(
  `${guesses} guesses at ${accountsGuessedAt} accounts from ${addresses} addresses within a quarter of an hour`,
  async () => {
    const desk = aDesk();
    const names = Array.from({ length: accountsGuessedAt }, (_, index) => `Reviewer ${index}`);
    for (const name of names) await anAccount(desk, name, words);
    const known = cookiesOf(await sendForm(desk.app, '/en/sign-in', { name: 'Reviewer 0', password: words }));
    const before = desk.hasher.verified();
    let hits = 0;
    for (let guess = 0; guess < guesses; guess += 1) {
      const number = (guess * 7919) % addresses;
      const address = `203.0.${number >> 8}.${number & 255}`;
      const name = names[guess % names.length] ?? '';
      const { outcome } = await desk.accounts.signIn(anAttempt(name, `guess ${guess}`, address));
      if (outcome === 'signed-in') hits += 1;
      desk.clock.pass((quarter - 1000) / guesses);
    }
    expect(hits).toBe(0);
    const compared = desk.hasher.verified() - before;
    expect(compared).toBeLessThanOrEqual(10 * accountsGuessedAt);
    expect(compared).toBeGreaterThan(0);
    // Its owner is not locked out where a browser knows them.
    const again = await sendForm(desk.app, '/en/sign-in', { name: 'Reviewer 0', password: words }, known);
    expect(again.status).toBe(303);
    if (process.env.RESORB_GUESSES)
      process.stdout.write(`${guesses} guesses: ${compared} were compared, ${hits} hits\n`);
  },
  60_000 + guesses * 10,
);

describe('known and unknown names', () => {
  test(
    `do the same work and get the same answer, ${pairs} times each`,
    async () => {
      const desk = aDesk();
      const parts = process.env.RESORB_PAIRS ? inEarnest(desk) : desk;
      await anAccount({ ...desk, ...parts }, 'Reviewer A', words);
      const { accounts, hasher } = parts;
      const times: [known: number, unknown: number][] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        const took: number[] = [];
        const outcomes = new Set<string>();
        // Which comes first changes, so that whatever a second one gains falls to both.
        for (const name of pair % 2 ? ['Reviewer A', 'Reviewer Z'] : ['Reviewer Z', 'Reviewer A']) {
          const compared = hasher.verified();
          const begun = performance.now();
          const { outcome } = await accounts.signIn(anAttempt(name, 'wrong words', `203.0.113.${pair % 250}`));
          took.push(performance.now() - begun);
          outcomes.add(outcome);
          expect(hasher.verified() - compared).toBe(1);
        }
        expect([...outcomes]).toHaveLength(1);
        const [first = 0, second = 0] = took;
        times.push(pair % 2 ? [first, second] : [second, first]);
        desk.clock.pass(2 * quarter);
      }
      if (process.env.RESORB_PAIRS) tell(times);
    },
    60_000 + pairs * 1000,
  );
});

/** The same with passwords that are hashed as those of real people are. */
function inEarnest({ store, clock, hasher: plain }: Desk) {
  const real = createPasswordHasher();
  let verified = 0;
  const hasher: typeof plain = {
    hash: real.hash,
    verify: (hash, password) => {
      verified += 1;
      return real.verify(hash, password);
    },
    verified: () => verified,
  };
  return { hasher, accounts: createAccounts({ store, clock, audit: { record: () => {} }, hasher }) };
}

function tell(times: readonly (readonly [known: number, unknown: number])[]): void {
  const { medians, z } = timesApart(
    times.map(([known]) => known),
    times.map(([, unknown]) => unknown),
  );
  const n = times.length;
  process.stdout.write(
    `${n} known and ${n} unknown names: medians ${medians.toFixed(4)} ms apart, z ${z.toFixed(2)}\n`,
  );
}
