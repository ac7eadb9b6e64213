import type { Bilingual } from '../../protocol/protocol.ts';
import type { SynthesisProtocol } from '../../protocol/synthesisProtocol.ts';
import { type PooledSet, poolTables, type TableToPool } from './analysis.ts';
import type { SynthesisResult } from './readResults.ts';
import type { SynthesisSettings } from './synthesisSettings.ts';

export type Contrast = SynthesisProtocol['contrasts'][number];

/** One study's two groups, resorbed and not: with the factor `ai`, `bi`, without it `ci`, `di`. */
export interface ContrastStudy extends TableToPool {
  with: SynthesisResult;
  without: SynthesisResult;
}

/** The odds ratio of two groups, over the studies that report both. */
export interface ContrastAnswer {
  id: string;
  predictor: string;
  label: Bilingual;
  arms: { with: Bilingual; without: Bilingual };
  studies: ContrastStudy[];
  /** Odds ratio, "with" over "without". */
  set: PooledSet;
}

/** Pairs the groups of each study that a contrast names, where both have counts and one definition. */
export function compareGroups(
  contrast: Contrast,
  results: readonly SynthesisResult[],
  settings: SynthesisSettings,
): ContrastAnswer {
  const [withIt, withoutIt] = [new RegExp(contrast.with.pattern, 'iu'), new RegExp(contrast.without.pattern, 'iu')];
  const usable = results.filter(
    (row) =>
      !row.isOutside &&
      !row.isSecondary &&
      row.definition === settings.definition &&
      (row.use === 'candidate' || (row.use === 'check' && settings.includeDoubtful)) &&
      (settings.includeSelected || !row.selected) &&
      (settings.includeOperated || !row.operated),
  );
  const studies = [...new Set(usable.map(({ recordKey }) => recordKey))].flatMap((key): ContrastStudy[] => {
    const own = usable.filter(({ recordKey }) => recordKey === key);
    const first = own.find(({ group }) => withIt.test(group));
    const second = own.find(({ group }) => withoutIt.test(group));
    const [top, bottom] = [first && splitOf(first), second && splitOf(second)];
    if (!first || !second || !top || !bottom) return [];
    return [
      {
        with: first,
        without: second,
        year: first.year,
        ai: top.events,
        bi: top.rest,
        ci: bottom.events,
        di: bottom.rest,
      },
    ];
  });
  return {
    id: contrast.id,
    predictor: contrast.predictor,
    label: contrast.label,
    arms: { with: contrast.with.label, without: contrast.without.label },
    studies,
    set: poolTables(studies, { measure: 'OR', method: settings.method, test: settings.test }),
  };
}

function splitOf({ events, total }: SynthesisResult): { events: number; rest: number } | null {
  if (events === null || total === null || total < 2 || events < 0 || events > total) return null;
  return { events, rest: total - events };
}
