const second = 1_000;
const minute = 60 * second;

/** How long a failed try counts against an account and an address. */
export const throttleWindow = 15 * minute;

export interface Limit {
  /** For how many milliseconds a failed try counts. */
  window: number;
  /** Failed tries within the window after which none is taken. */
  most: number;
  /** Failed tries after which each further one has to wait, twice as long every time; none where it is `most`. */
  free: number;
}

/** For one account, and for one browser that has signed in to it before. */
export const accountLimit: Limit = { window: throttleWindow, most: 10, free: 4 };

/** For the codes of one account besides: whoever guesses them has the password already, and could go on for months. */
export const codeLimit: Limit = { window: 24 * 60 * minute, most: 30, free: 30 };

/** For one address, behind which a whole institution may sit. */
export const addressLimit: Limit = { window: throttleWindow, most: 60, free: 60 };

const firstWait = 2 * second;

/**
 * Until when the next try has to wait, in milliseconds since the epoch; 0 where it need not.
 *
 * @param failures when tries failed within the window, in milliseconds, oldest first.
 */
export function waitUntil(failures: readonly number[], { window, most, free }: Limit): number {
  const leavesNext = failures.at(-most);
  if (leavesNext !== undefined) return leavesNext + window;
  const last = failures.at(-1);
  return last !== undefined && failures.length > free ? last + firstWait * 2 ** (failures.length - free - 1) : 0;
}

/** An address as tries are counted: of IPv6 the first 64 bits, which one customer has to himself. */
export function addressKey(address: string | undefined): string {
  if (!address) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
