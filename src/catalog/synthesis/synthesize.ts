import type { Bilingual } from '../../protocol/protocol.ts';
import type { SynthesisProtocol } from '../../protocol/synthesisProtocol.ts';
import { type Estimable, notEstimable } from '../../synthesis/estimable.ts';
import { proportionEffect } from '../../synthesis/proportions.ts';
import type { Excluded, PoolableStudy } from '../../synthesis/results/prepare.ts';
import { type StratumOrder, stratifyResults } from '../../synthesis/results/strata.ts';
import { type BetweenSubgroups, separateSubgroups } from '../../synthesis/subgroups.ts';
import { type PooledSet, poolShares, type Sensitivity, testShares } from './analysis.ts';
import { type ContrastAnswer, compareGroups } from './contrasts.ts';
import { isSameKey, type SynthesisResult } from './readResults.ts';
import type { SynthesisSettings } from './synthesisSettings.ts';
import type { PredictorVotes } from './votes.ts';

export type SynthesisStudy = PoolableStudy<SynthesisResult>;

/** Studies that are pooled together, with what they come to. */
export interface SynthesisStratum {
  /** A type, a definition or a band of follow-up; null for all together, and for a follow-up that is not stated. */
  key: string | null;
  studies: SynthesisStudy[];
  set: PooledSet;
}

/** What published reviews have pooled, for comparison. */
export interface PublishedPool {
  recordId: number;
  label: string;
  title: string;
  shares: {
    scope: 'whole' | 'type';
    type: string | null;
    definition: string | null;
    percent: number;
    note: string | null;
  }[];
}

/** One answer of the synthesis page: numbers and reasons, no words of the interface. */
export interface SynthesisAnswer {
  settings: SynthesisSettings;
  strata: SynthesisStratum[];
  /** All strata together; null where there is one stratum, and across definitions, which are never pooled. */
  overall: PooledSet | null;
  /** Whether the strata differ, each with its own tau2. */
  between: Estimable<BetweenSubgroups>;
  /** Of all studies pooled, in the order of the strata; null across definitions. */
  sensitivity: Sensitivity | null;
  excluded: Excluded<SynthesisResult>[];
  publishedPools: PublishedPool[];
  contrasts: ContrastAnswer[];
  votes: PredictorVotes[];
  /** Designs that results come with, for the choice of them. */
  designs: string[];
}

/** Pools reported results as the settings say. Pure: the same results and settings give the same answer. */
export function synthesize(
  results: readonly SynthesisResult[],
  votes: readonly PredictorVotes[],
  settings: SynthesisSettings,
  protocol: SynthesisProtocol,
): SynthesisAnswer {
  const { strata: laidOut, hasOverall, excluded } = stratifyResults(results, settings, settings.by, orderOf(protocol));
  const strata = laidOut.map(({ key, studies }) => ({ key, studies, set: poolShares(studies, settings) }));
  const studies = strata.flatMap((stratum) => stratum.studies);
  const isOneSet = settings.by !== 'definition';
  return {
    settings,
    strata,
    overall: hasOverall && strata.length > 1 ? poolShares(studies, settings) : null,
    between: hasOverall ? differenceOf(strata, settings) : notEstimable('one study'),
    sensitivity: isOneSet
      ? testShares(
          studies.map(({ events, total, rows: [row] }) => ({ events, total, year: row.year })),
          settings,
        )
      : null,
    excluded,
    publishedPools: publishedPools(results, protocol),
    contrasts: protocol.contrasts.map((contrast) => compareGroups(contrast, results, settings)),
    votes: [...votes],
    designs: [...new Set(results.filter((row) => !row.isOutside && !row.isSecondary).flatMap((row) => row.designs))],
  };
}

export function orderOf(protocol: SynthesisProtocol): StratumOrder {
  const ids = (list: readonly { id: string; label: Bilingual }[]): string[] => list.map(({ id }) => id);
  return { types: ids(protocol.types), definitions: ids(protocol.definitions), followUp: ids(protocol.followUp) };
}

function differenceOf(
  strata: readonly SynthesisStratum[],
  { measure, method, test }: SynthesisSettings,
): Estimable<BetweenSubgroups> {
  const effects = strata.flatMap(({ key, studies }) =>
    studies.map((study) => ({ key: key ?? '', ...proportionEffect(measure, study) })),
  );
  return separateSubgroups(
    effects.map(({ value }) => value),
    effects.map(({ variance }) => variance),
    effects.map(({ key }) => key),
    { method, test },
  ).between;
}

function publishedPools(results: readonly SynthesisResult[], protocol: SynthesisProtocol): PublishedPool[] {
  return protocol.publishedPools.flatMap((key) => {
    const own = results.filter((row) => isSameKey(row.recordKey, key) && !row.isOutside);
    const [first] = own;
    if (first === undefined) return [];
    const shares = own.flatMap(({ scope, type, definition, percent, note }) =>
      percent === null || (scope !== 'whole' && scope !== 'type') ? [] : [{ scope, type, definition, percent, note }],
    );
    return [{ recordId: first.recordId, label: first.label, title: first.title, shares }];
  });
}
