import type { TakeBackReport } from '../ingest/takeBack.ts';

/** Numbers of records that a line names. */
const namedAtMost = 50;

/** What taking a run back did, or would do: one line, and one more for each kind of record that stayed. */
export function takeBackText(report: TakeBackReport, isDry: boolean): string {
  const { runId, removed, detached, restored, stayed, unkept, copy } = report;
  const did = isDry ? `Run ${runId} would be taken back` : `Run ${runId} is taken back`;
  const counts = [
    `records removed: ${removed.length}`,
    `lost a source and stay: ${detached.length}`,
    `as they were before: ${restored.length}`,
  ].join(', ');
  return [
    `${did}; ${counts}.${copy === null ? '' : ` The database as it was is kept as ${copy}.`}`,
    ...listed('Left as they are, since people have acted on them', stayed),
    ...listed('Left as they are, since how they were before the run is not kept', unkept),
  ].join('\n');
}

function listed(why: string, ids: readonly number[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length - namedAtMost;
  return [`${why}: records ${ids.slice(0, namedAtMost).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`];
}
