import type { Stage } from '../../../../domain/review.ts';

/** A cell of the table of two people: who said which of the categories. */
export interface CellTarget {
  stage: Stage;
  field: string;
  /** Numbers of the two people. */
  first: string;
  second: string;
  row: string;
  column: string;
}

/** Addresses of the pages about agreement, below the first of them. */
export function agreementLinks(home: string) {
  const address = (path: string, parameters: Record<string, string>): string =>
    `${path}?${new URLSearchParams(parameters)}`;
  return {
    stage: (stage: Stage): string => address(home, { stage }),
    field: (stage: Stage, field: string): string => address(home, { stage, field }),
    cell: (target: CellTarget): string => address(`${home}/records`, { ...target }),
    csv: `${home}.csv`,
  };
}

export type AgreementLinks = ReturnType<typeof agreementLinks>;
