import { hash as argonHash, verify as argonVerify } from '@node-rs/argon2';

/** The work of keeping passwords. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Whether a password is the one that was hashed. Null, for an account that is not there, takes the same work. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** The two functions of Argon2 that are used; tests pass their own to count the work. */
export interface Argon {
  hash: typeof argonHash;
  verify: typeof argonVerify;
}

/** OWASP's and ASVS 5.0's first choice for Argon2id: 46 MiB, one pass, one lane. */
const cost = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

/** A hash at this cost of a password that nobody knows: compared with where there is no account. */
const nobodysHash = '$argon2id$v=19$m=47104,t=1,p=1$W9lIJDMMs4cMQJEOSflGPQ$2fOwUfkWHidnya9w/K9xsdweahX6x1CBp5q0D3RSVQE';

/** How many passwords are worked on at once: each takes 46 MiB. */
const atOnce = 2;

/** Argon2id on the thread pool, so that requests go on being answered meanwhile. */
export function createPasswordHasher(argon: Argon = { hash: argonHash, verify: argonVerify }): PasswordHasher {
  const inTurn = createTurns(atOnce);
  return {
    hash: (password) => inTurn(() => argon.hash(normalise(password), cost)),
    async verify(hash, password) {
      const matches = await inTurn(() => argon.verify(hash ?? nobodysHash, normalise(password)));
      return matches && hash !== null;
    },
  };
}

/** One password, however the keyboard composes its characters (NIST SP 800-63B, 3.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

/** Lets `most` pieces of work run at once; the others wait in the order they came. */
function createTurns(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
