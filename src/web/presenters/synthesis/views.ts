/** A cell of a table: words, perhaps a link, perhaps a language of its own. */
export interface CellView {
  text: string;
  href: string | null;
  lang: string | null;
  right: boolean;
}

export interface DataTableView {
  id: string;
  caption: string;
  columns: { text: string; right: boolean }[];
  /** The first cell of a row names it. */
  rows: { head: CellView; cells: CellView[]; strong: boolean }[];
}

/** A chart with its caption and the same figures as a table. */
export interface FigureView {
  id: string;
  title: string;
  caption: string;
  /** SVG; the second one for narrow screens where the chart has one. */
  drawings: string[];
  note: string | null;
  table: DataTableView;
}

export function cell(text: string, more: Partial<CellView> = {}): CellView {
  return { text, href: null, lang: null, right: false, ...more };
}

export function figure(text: string): CellView {
  return cell(text, { right: true });
}
