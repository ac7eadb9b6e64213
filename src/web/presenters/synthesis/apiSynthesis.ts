import type { PooledSet, Sensitivity } from '../../../catalog/synthesis/analysis.ts';
import type { SynthesisResult } from '../../../catalog/synthesis/readResults.ts';
import { synthesisQueryString } from '../../../catalog/synthesis/synthesisSettings.ts';
import type { SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import type { SynthesisProtocol } from '../../../protocol/synthesisProtocol.ts';
import { type Estimable, mapEstimable, valueOrNull } from '../../../synthesis/estimable.ts';
import type { ApiAnswer } from '../../api/schemas.ts';
import { apiSynthesisPath } from '../../links.ts';

/** The synthesis as the API gives it: shares 0 to 1, null where there is no figure, with the reason beside it. */
export function apiSynthesis(answer: SynthesisAnswer, protocol: SynthesisProtocol): ApiAnswer<'Synthesis'> {
  const { contrasts, excluded, overall, publishedPools, sensitivity, settings, strata, votes } = answer;
  const query = synthesisQueryString(settings, protocol);
  return {
    links: { self: query === '' ? apiSynthesisPath : `${apiSynthesisPath}?${query}` },
    settings: { ...settings, designs: [...settings.designs] },
    strata: strata.map(({ key, studies, set }) => ({
      key,
      ...apiSet(set),
      studies: studies.map((study, index) => {
        const own = set.studies[index];
        return {
          ...apiResult(study.rows[0]),
          group: study.rows.map(({ group }) => group).join(' + '),
          events: study.events,
          total: study.total,
          share: own?.value ?? null,
          interval: own?.interval ?? null,
          weightPercent: own?.weightPercent ?? null,
        };
      }),
    })),
    overall: overall && apiSet(overall),
    between: valueOrNull(answer.between),
    sensitivity: sensitivity && apiSensitivity(sensitivity),
    excluded: excluded.map(({ row, reason }) => ({ ...apiResult(row), reason })),
    contrasts: contrasts.map(({ id, predictor, studies, set }) => ({
      id,
      predictor,
      ...apiSet(set),
      studies: studies.map(({ ai, bi, ci, di, with: row }, index) => ({
        study: row.label,
        recordId: row.recordId,
        key: row.recordKey,
        ...{ ai, bi, ci, di },
        oddsRatio: set.studies[index]?.value ?? null,
        interval: set.studies[index]?.interval ?? null,
      })),
    })),
    votes: votes.map(({ favouring, ...count }) => ({
      ...count,
      signTestP: favouring.estimable ? favouring.value.signTestP : null,
    })),
    publishedPools,
  };
}

function apiSet({ k, limits, model, pooled, prediction }: PooledSet) {
  const found = valueOrNull(model);
  return {
    k,
    pooled: reasoned(pooled),
    predictionInterval: reasoned(prediction),
    tau2: found?.tau2 ?? null,
    iSquared: found?.iSquared ?? null,
    hSquared: found?.hSquared ?? null,
    q: found?.q ?? null,
    limits: valueOrNull(limits),
  };
}

function apiSensitivity({ asymmetry, cumulative, effects, glmm, influence, leaveOneOut }: Sensitivity) {
  return {
    effects,
    leaveOneOut: leaveOneOut.map(valueOrNull),
    cumulative: cumulative.map(({ study, pooled }) => ({ study, pooled: valueOrNull(pooled) })),
    influence: valueOrNull(mapEstimable(influence, (all) => all.map(valueOrNull))),
    glmm: glmm && valueOrNull(glmm),
    asymmetry,
  };
}

/** The value with `reason` null, or the reason why there is none. */
function reasoned<Value extends object>(result: Estimable<Value>) {
  return result.estimable ? { ...result.value, reason: null } : { reason: result.reason };
}

function apiResult({ label, recordKey, markReasons, isOutside, isSecondary, ...row }: SynthesisResult) {
  return { study: label, key: recordKey, ...row, designs: [...row.designs], markReasons, isOutside, isSecondary };
}
