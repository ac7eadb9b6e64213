import type { RunCounts } from '../store/searchRuns.ts';

const words: [keyof RunCounts, string][] = [
  ['added', 'added'],
  ['joined', 'joined with known records'],
  ['updated', 'updated'],
  ['held', 'of them held as possible duplicates'],
  ['unchanged', 'unchanged'],
  ['older', 'older than what is stored'],
  ['withdrawn', 'withdrawn'],
  ['rejected', 'rejected'],
  ['omitted', 'not given by PubMed'],
];

/** What a run did, in one line: "12 added, 3 unchanged". */
export function runCountsSentence(counts: RunCounts): string {
  const parts = words.filter(([name]) => counts[name]).map(([name, word]) => `${counts[name]} ${word}`);
  if (parts.length === 0) return 'no records';
  const changed = counts.added + counts.joined + counts.updated + counts.withdrawn;
  return changed === 0 && counts.unchanged > 0 ? `nothing new (${parts.join(', ')})` : parts.join(', ');
}
