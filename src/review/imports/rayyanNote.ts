import type { Verdict } from '../../domain/review.ts';

/** What Rayyan writes into the notes of a record. */
export interface RayyanNote {
  inclusion: { name: string; verdict: Verdict }[];
  /** As they stand, separated by commas; null where there are none. */
  reasons: string | null;
}

const verdictOf: Record<string, Verdict> = { Included: 'include', Maybe: 'unsure', Excluded: 'exclude' };

/**
 * Reads `RAYYAN-INCLUSION: {"Name"=>"Included", ...} | RAYYAN-EXCLUSION-REASONS: a,b`. Names may hold quotes after a
 * backslash; words that are no verdict are passed over.
 */
export function rayyanNote(note: string): RayyanNote {
  const [, pairs = ''] = /RAYYAN-INCLUSION:\s*\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\}/.exec(note) ?? [];
  const inclusion = [...pairs.matchAll(/"((?:[^"\\]|\\.)*)"\s*=>\s*"(\w+)"/g)].flatMap(([, name = '', word = '']) => {
    const verdict = verdictOf[word];
    return verdict ? [{ name: name.replaceAll(/\\(.)/g, '$1'), verdict }] : [];
  });
  const [, reasons = ''] = /RAYYAN-EXCLUSION-REASONS:\s*([^|]*)/.exec(note) ?? [];
  return { inclusion, reasons: reasons.trim() || null };
}
