import { type Band, lineThrough, type PlacedAxis } from './axis.ts';
import type { ForestLayout } from './forestLayout.ts';
import type { ForestReference } from './forestModel.ts';
import { textAt, wrap } from './text.ts';

/** A row for each reference, its name among the studies and its figure among theirs. */
export function referenceRows(
  references: readonly ForestReference[],
  top: number,
  layout: ForestLayout,
): { parts: string[]; height: number } {
  const parts = references.flatMap(({ label, text }, index) => {
    const y = top + 14 + index * layout.lineHeight;
    // No counts stand in its row: on a wide plot the name may run into their column.
    const room = layout.stacked ? layout.labelWidth(text) : layout.headingWidth;
    const [name = ''] = wrap(label, room - layout.indent, layout.smallSize, 1);
    return [
      textAt(name, { x: layout.indent, y, className: 'c-mark' }),
      textAt(text, { x: layout.estimateEnd, y, className: 'c-figure', anchor: 'end' }),
    ];
  });
  return { parts, height: references.length === 0 ? 0 : references.length * layout.lineHeight + 4 };
}

/**
 * A dotted line for each, from its own row down; on a phone, where rows have words in the plot's place, only through
 * the stretches below that have none.
 */
export function referenceLines(
  references: readonly ForestReference[],
  { top, bottom, bands }: { top: number; bottom: number; bands: readonly Band[] },
  layout: ForestLayout,
  axis: PlacedAxis,
): string {
  return references
    .map(({ value }, index) => {
      const own: Band[] = [[top + 4 + index * layout.lineHeight, bottom]];
      return lineThrough(layout.stacked ? bands : own, axis.at(value), 'c-published');
    })
    .join('');
}
