import type { Box, CountKey } from './boxes.ts';
import type { Flow, FlowLine } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import { type DiagramLabels, diagramLabels, lineLabel, partLabel } from './labels.ts';
import { textWidth, wrap } from './measuredText.ts';

/** A number of the diagram as something to link: of a box, and in it of a source or reason where `part` is not null. */
export interface FlowTarget {
  box: Box['id'];
  key: CountKey;
  part: string | null;
}

/** Some lines of text that belong together, and lead to the same records. */
export interface TextBlock {
  target: FlowTarget | null;
  className: 'p-heading' | 'p-line' | 'p-part';
  indent: number;
  lines: readonly string[];
}

export const fontSize = 14;
export const lineHeight = 18;
export const padding = 10;
export const blockGap = 3;
/** Bold letters are wider than measured. */
export const boldSize = fontSize * 1.08;

/** Lines that are left out while their count is 0. */
const onlyAboveZero: readonly CountKey[] = ['excluded_automatic', 'excluded_other'];

/** What a box says, in lines that fit its width. */
export function boxText(box: Box, flow: Flow, width: number, { language, nameOf }: WordingOptions): TextBlock[] {
  const labels = diagramLabels[language];
  const heading = labels.headings[box.id];
  const block = (text: string, part: Omit<TextBlock, 'lines'>): TextBlock => ({
    ...part,
    lines: wrap(text, width - 2 * padding - part.indent, part.target === null ? boldSize : fontSize),
  });
  const blocks = box.keys
    .filter((key) => flow.lines[key].count > 0 || !onlyAboveZero.includes(key))
    .flatMap((key) => {
      const { parts } = flow.lines[key];
      const target = { box: box.id, key, part: null };
      return [
        block(counted(labels, lineLabel(labels, key, flow.shown), flow.lines[key]), {
          target,
          className: 'p-line',
          indent: 0,
        }),
        ...parts.map((part) =>
          block(counted(labels, partLabel(labels, key, part.id, nameOf), part), {
            target: { ...target, part: part.id },
            className: 'p-part',
            indent: 14,
          }),
        ),
      ];
    });
  return heading === undefined
    ? blocks
    : [block(heading, { target: null, className: 'p-heading', indent: 0 }), ...blocks];
}

export function blocksHeight(blocks: readonly TextBlock[]): number {
  const lines = blocks.reduce((total, block) => total + block.lines.length, 0);
  return 2 * padding + lines * lineHeight + (blocks.length - 1) * blockGap;
}

/** How tall the strip of a stage must be for its name. */
export function bandHeight(name: string): number {
  return textWidth(name, boldSize) + padding;
}

/** The count stays on one line. */
function counted(labels: DiagramLabels, label: string, { count }: Pick<FlowLine, 'count'>): string {
  const number = labels.count(count).replaceAll(' ', '\u00a0');
  // A full-width bracket brings its own space.
  return number.startsWith('（') ? label + number : `${label} ${number}`;
}
