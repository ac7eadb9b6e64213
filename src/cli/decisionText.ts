import type { DecisionReport } from '../review/imports/importDecisions.ts';

/** What became of a file of decisions: a sentence, then whatever was left out, a line each. */
export function decisionText(report: DecisionReport, isDry: boolean): string {
  const { format, rows, decisions, cast, standing, unmatched, clashes, refused, unknownNames } = report;
  const count = (list: readonly unknown[]): number => list.length;
  const unnamed = unknownNames.reduce((sum, each) => sum + each.decisions, 0);
  const summary = [
    `${format}: ${decisions} decisions in ${rows} rows, ${cast} ${isDry ? 'would be cast' : 'cast'}`,
    `${standing} stood already`,
    `${count(clashes)} clash with a vote that stands`,
    `${count(unmatched)} without a record`,
    `${count(refused)} refused`,
    `${unnamed} by names without an account.`,
  ].join(', ');
  return [
    summary,
    ...clashes.map(
      ({ row, recordId, name, stands, says }) =>
        `row ${row}: ${name} stands by "${stands}" on record ${recordId}, the file says "${says}"; left as it stands`,
    ),
    ...unmatched.map(({ row, title, why }) => `row ${row}: ${why}: ${title || '(no title)'}`),
    ...refused.map(({ row, recordId, name, message }) => `row ${row}: ${name}, record ${recordId}: ${message}`),
    ...unknownNames.map(
      (each) =>
        `"${each.name}" is no account here (${each.decisions} decisions); --map "${each.name}=Account" names one`,
    ),
  ].join('\n');
}
