import type { Store } from '../store/openStore.ts';
import type { Blinding } from './blinding.ts';
import { asreviewTable } from './exports/asreview.ts';
import { codedTable } from './exports/coded.ts';
import { covidenceTable } from './exports/covidence.ts';
import { decisionsTable } from './exports/decisions.ts';
import { metaforTable } from './exports/metafor.ts';
import { rayyanTable } from './exports/rayyan.ts';
import type { Table } from './exports/source.ts';

export type { Table } from './exports/source.ts';

/** What can be taken away from the desk. */
export const decisionFiles = ['decisions', 'coded', 'metafor', 'asreview', 'rayyan', 'covidence'] as const;
export type DecisionFile = (typeof decisionFiles)[number];

/**
 * Decisions as tables. Only votes of records whose votes are all in are there, and those of whoever asks: a file must
 * not tell what a page hides.
 */
export function createDecisionTables(store: Store, blinding: Blinding) {
  const source = { store, blinding };
  const tables: Record<DecisionFile, (annotatorId: number | null) => Table> = {
    decisions: (annotatorId) => decisionsTable(source, annotatorId),
    coded: () => codedTable(source),
    metafor: () => metaforTable(source),
    asreview: () => asreviewTable(source),
    rayyan: () => rayyanTable(source),
    covidence: () => covidenceTable(source),
  };
  return {
    /** @param annotatorId who asks; their own votes are among the decisions even where others' are hidden. */
    table: (file: DecisionFile, annotatorId: number | null): Table => tables[file](annotatorId),
  };
}

export type DecisionTables = ReturnType<typeof createDecisionTables>;
