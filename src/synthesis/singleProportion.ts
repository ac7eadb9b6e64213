import { betaQuantile, normalQuantile } from './distributions.ts';
import type { Interval } from './estimable.ts';

/*
 * Intervals of one share, `events` out of `total` (whole numbers, 0 <= events <= total, total >= 1), as shares
 * 0..1. Each throws a RangeError for counts that cannot be.
 */

/** Wilson (1927) score interval: the one shown beside a single study. */
export function wilsonInterval(events: number, total: number, level = 0.95): Interval {
  checkCounts(events, total);
  const z = normalQuantile(1 - (1 - level) / 2);
  const share = events / total;
  const scale = 1 + z ** 2 / total;
  const middle = (share + z ** 2 / (2 * total)) / scale;
  const margin = (z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2))) / scale;
  return { lower: events === 0 ? 0 : middle - margin, upper: events === total ? 1 : middle + margin };
}

/** Clopper and Pearson (1934), "exact": never covers less than its level. */
export function clopperPearsonInterval(events: number, total: number, level = 0.95): Interval {
  checkCounts(events, total);
  const tail = (1 - level) / 2;
  return {
    lower: events === 0 ? 0 : betaQuantile(tail, events, total - events + 1),
    upper: events === total ? 1 : betaQuantile(1 - tail, events + 1, total - events),
  };
}

/** Equal-tailed interval under Jeffreys' prior, 0 and 1 at the ends (Brown, Cai and DasGupta 2001). */
export function jeffreysInterval(events: number, total: number, level = 0.95): Interval {
  checkCounts(events, total);
  const tail = (1 - level) / 2;
  const [a, b] = [events + 0.5, total - events + 0.5];
  return {
    lower: events === 0 ? 0 : betaQuantile(tail, a, b),
    upper: events === total ? 1 : betaQuantile(1 - tail, a, b),
  };
}

/** Agresti and Coull (1998); may leave 0..1. */
export function agrestiCoullInterval(events: number, total: number, level = 0.95): Interval {
  checkCounts(events, total);
  const z = normalQuantile(1 - (1 - level) / 2);
  const size = total + z ** 2;
  const share = (events + z ** 2 / 2) / size;
  const margin = z * Math.sqrt((share * (1 - share)) / size);
  return { lower: share - margin, upper: share + margin };
}

function checkCounts(events: number, total: number): void {
  if (!Number.isInteger(events) || !Number.isInteger(total) || events < 0 || events > total || total < 1) {
    throw new RangeError(`${events} of ${total} is not a share: both must be whole numbers, 0 <= events <= total.`);
  }
}
