import type { Site } from '../../site.ts';

export interface KeyTableView {
  rows: { signs: string[]; name: string }[];
}

/** Every key of the desk with what it does. */
export function presentKeyTable({ messages }: Site): KeyTableView {
  const { keyTable } = messages.desk;
  return {
    rows: Object.entries(keyTable.rows).map(([signs, name]) => ({ signs: signs.split(' '), name })),
  };
}
