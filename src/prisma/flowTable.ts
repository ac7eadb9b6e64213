import { type BoxId, type CountKey, type Stage, shownBoxes } from './boxes.ts';
import type { Flow } from './flow.ts';
import { type DiagramLanguage, diagramLabels, lineLabel, partLabel } from './labels.ts';

/** A row of the table that says what the diagram draws. */
export interface FlowRow {
  stage: Stage;
  stageLabel: string;
  box: BoxId;
  /** What stands above the lines of the box; null where nothing does. */
  heading: string | null;
  key: CountKey;
  /** Id of the source or the reason; null in the row of the whole. */
  part: string | null;
  label: string;
  count: number;
}

export interface WordingOptions {
  language: DiagramLanguage;
  /** What a source or a reason is called; its id unless told. */
  nameOf?: (key: CountKey, part: string) => string;
}

/** The flow as rows in reading order, each count followed by its parts. */
export function flowTable({ lines, shown }: Flow, { language, nameOf }: WordingOptions): FlowRow[] {
  const labels = diagramLabels[language];
  return shownBoxes(shown).flatMap(({ id, stage, keys }) =>
    keys.flatMap((key) => {
      const { count, parts } = lines[key];
      const row = { stage, stageLabel: labels.stages[stage], box: id, heading: labels.headings[id] ?? null, key };
      return [
        { ...row, part: null, label: lineLabel(labels, key, shown), count },
        ...parts.map((part) => ({
          ...row,
          part: part.id,
          label: partLabel(labels, key, part.id, nameOf),
          count: part.count,
        })),
      ];
    }),
  );
}
