import type { EffectAxis } from './axis.ts';
import type { Described } from './svg.ts';

/** A value with its interval, on the axis' scale. */
export interface ForestEstimate {
  value: number;
  lower: number;
  upper: number;
}

export interface ForestRow {
  label: string;
  /** Full text for the tooltip where the label may be cut; the label itself unless told. */
  fullLabel?: string;
  href?: string;
  /** A word to set the study apart: operated, selected, in doubt. */
  mark?: string;
  /** "3 / 41". */
  counts?: string;
  /** Null where it is not estimable: then only `text` is shown. */
  estimate: ForestEstimate | null;
  /** "7.3 % (2.5 to 19.4)", or why there is none. */
  text: string;
  /** Percent of the weight: the area of the square. */
  weight?: number;
  weightText?: string;
}

export interface ForestSummary {
  label: string;
  /** Beside the label: "k = 4, 218 herniations". */
  detail?: string;
  estimate: ForestEstimate | null;
  text: string;
  prediction?: { label: string; lower: number; upper: number; text: string };
  /** A line of words under it: heterogeneity, or a warning. */
  note?: string;
}

/** A value from elsewhere, against which a group is read. */
export interface ForestReference {
  value: number;
  /** Where it comes from, and the value in words. */
  label: string;
  text: string;
}

export interface ForestGroup {
  heading?: string;
  /** Drawn as dashed lines through the group. */
  references?: readonly ForestReference[];
  rows: readonly ForestRow[];
  /** None for a group of one study. */
  summary?: ForestSummary;
}

export interface ForestModel extends Described {
  columns: { study: string; counts?: string; estimate: string; weight?: string };
  axis: EffectAxis;
  groups: readonly ForestGroup[];
  overall?: ForestSummary;
}
