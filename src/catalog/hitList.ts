/** Sets of records as their positions in the facet index, ascending and without repeats. */
export {
  complement,
  difference,
  intersection,
  placeOf,
  type SortedRows as HitList,
  union,
} from '../store/fullText/sortedRows.ts';

/** Every position. */
export function everything(count: number): Uint32Array {
  const all = new Uint32Array(count);
  for (let position = 0; position < count; position++) all[position] = position;
  return all;
}
