import { comparePair } from '../../../src/dedup/comparePair.ts';
import type { DedupRecord } from '../../../src/dedup/index.ts';
import { prepare } from '../../../src/dedup/prepare.ts';

/** An article with every field filled; tests change the ones they are about. */
export function sample(changes: Partial<DedupRecord> = {}): DedupRecord {
  return {
    id: 'a',
    title: 'Spontaneous regression of lumbar herniated discs: a prospective cohort study with repeated imaging',
    authors: 'Smith, John A.; Doe, Jane; Roe, Richard',
    year: 2015,
    journal: 'European Spine Journal',
    volume: '24',
    issue: '3',
    pages: '482-491',
    doi: null,
    ...changes,
  };
}

/** The verdict on two variants of the sample article, in both orders. */
export function compare(a: Partial<DedupRecord>, b: Partial<DedupRecord>): { outcome: string; rule: string } {
  const [left, right] = [prepare(sample({ id: 'a', ...a })), prepare(sample({ id: 'b', ...b }))];
  const { outcome, rule } = comparePair(left, right);
  const { outcome: reversed } = comparePair(right, left);
  return { outcome: outcome === reversed ? outcome : `${outcome}, but ${reversed} the other way round`, rule };
}
