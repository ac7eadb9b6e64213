import { type GlmmEstimate, proportionGlmm, tableGlmm, tableGlmmModels } from '../glmm.ts';
import { proportionFromEffect } from '../proportions.ts';
import { agrestiCoullInterval, clopperPearsonInterval, jeffreysInterval, wilsonInterval } from '../singleProportion.ts';
import { cochranMantelHaenszel, mantelHaenszel, peto } from '../tablePooling.ts';
import { type TableCounts, type TableMeasure, tableMeasures } from '../tables.ts';
import { type CaseData, caseData, type MeasureData, writeEffects } from './caseData.ts';
import { analysis, figureOf, type Json, type JsonObject, pair } from './json.ts';
import type { ProportionCase, SynthesisCase, SynthesisInput, TableCase } from './readInput.ts';
import { writeHeterogeneity, writeModels } from './writeModels.ts';
import { writeCumulative, writeLeaveOneOut, writeSmallStudy, writeSubgroups } from './writeSensitivity.ts';

export const resultFormat = 'meta-analysis-reference/1';

/**
 * Everything the engine can say about an input, under the names of the reference files: unbounded figures as
 * "Infinity", figures that are not defined as null, an analysis that cannot be made as `{error}`.
 */
export function synthesizeFile(input: SynthesisInput): JsonObject {
  if (input.kind !== 'bundle') return { format: resultFormat, ...synthesizeCase(input) };
  return { format: resultFormat, ...names(input), kind: 'bundle', cases: input.cases.map(synthesizeCase) };
}

function names({ id, title }: { id?: string | undefined; title?: string | undefined }): JsonObject {
  return { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) };
}

function synthesizeCase(input: SynthesisCase): JsonObject {
  const data = caseData(input);
  return {
    ...names(input),
    kind: input.kind,
    studies: input.studies.map((study) => ({ ...study })) as Json[],
    ...(input.kind === 'proportion' ? singleShares(input) : {}),
    effects: perMeasure(data.measures, writeEffects),
    models: data.measures.flatMap(writeModels),
    ...(data.labels.length > 1 ? severalStudies(data) : {}),
    ...(input.kind === 'proportion' ? proportionModels(input) : tableModels(input)),
  };
}

function perMeasure(measures: readonly MeasureData[], write: (data: MeasureData) => Json): JsonObject {
  return Object.fromEntries(measures.map((data) => [data.measure, write(data)]));
}

/** What needs more than one study. Asymmetry, subgroups and the two orders are given for the first two measures. */
function severalStudies({ measures, sizes, groups, years }: CaseData): JsonObject {
  const main = measures.slice(0, 2);
  const hasLevels = groups !== null && new Set(groups).size > 1;
  return {
    heterogeneity: perMeasure(measures, writeHeterogeneity),
    small_study: perMeasure(main, (data) => writeSmallStudy(data, sizes)),
    ...(hasLevels ? { subgroups: perMeasure(main, (data) => writeSubgroups(data, groups)) } : {}),
    leave_one_out: perMeasure(main, writeLeaveOneOut),
    ...(years === null ? {} : { cumulative: perMeasure(main, (data) => writeCumulative(data, years)) }),
  };
}

function singleShares({ studies }: ProportionCase): JsonObject {
  const events = studies.reduce((total, study) => total + study.events, 0);
  const total = studies.reduce((sum, study) => sum + study.total, 0);
  return {
    per_study: studies.map((study) => ({
      label: study.label,
      p: study.events / study.total,
      wilson: pair(wilsonInterval(study.events, study.total)),
      clopper_pearson: pair(clopperPearsonInterval(study.events, study.total)),
      jeffreys: pair(jeffreysInterval(study.events, study.total)),
      agresti_coull: pair(agrestiCoullInterval(study.events, study.total)),
    })),
    crude: {
      events,
      total,
      p: events / total,
      wilson: pair(wilsonInterval(events, total)),
      clopper_pearson: pair(clopperPearsonInterval(events, total)),
    },
  };
}

function proportionModels({ studies }: ProportionCase): JsonObject {
  if (studies.length < 2) return {};
  const share = (value: number): number => proportionFromEffect('PLO', value, []);
  return {
    glmm: analysis(proportionGlmm(studies), (found) => ({
      model: 'random-intercept logistic, ML',
      nAGQ: 7,
      ...writeGlmm(found),
      p_back: [share(found.estimate), share(found.interval.lower), share(found.interval.upper)],
      I2: found.iSquared,
      QE_Wld: found.waldQ,
      QE_LRT: found.likelihoodRatioQ,
    })),
  };
}

function writeGlmm({ estimate, standardError, interval, tau2 }: GlmmEstimate): JsonObject {
  return { b: estimate, se: standardError, ci: pair(interval), tau2 };
}

function tableModels({ studies }: TableCase): JsonObject {
  const haenszel = tableMeasures.map((measure): [string, Json] => [measure, writeMantelHaenszel(measure, studies)]);
  const models = tableGlmmModels.map((model): [string, Json] => [
    model,
    analysis(tableGlmm(model, studies), writeGlmm),
  ]);
  return {
    mantel_haenszel: Object.fromEntries(haenszel),
    peto: analysis(peto(studies), (found) => ({
      b: found.estimate,
      se: found.standardError,
      ci: pair(found.interval),
      p: figureOf(found.test, ({ pValue }) => pValue),
      Q: found.q,
      I2: found.iSquared,
    })),
    ...(studies.length > 1 ? { glmm: Object.fromEntries(models) } : {}),
  };
}

/** A ratio that is not defined leaves its figures null, as in R, where the test beside it may still be given. */
function writeMantelHaenszel(measure: TableMeasure, studies: readonly TableCounts[]): JsonObject {
  const result = mantelHaenszel(measure, studies);
  const cmh = measure === 'OR' ? cochranMantelHaenszel(studies) : null;
  return {
    b: figureOf(result, ({ estimate }) => estimate),
    se: figureOf(result, ({ standardError }) => standardError),
    ci: [figureOf(result, ({ interval }) => interval.lower), figureOf(result, ({ interval }) => interval.upper)],
    p: figureOf(result, ({ test }) => (test.estimable ? test.value.pValue : null)),
    Q: figureOf(result, ({ q }) => q),
    Q_p: figureOf(result, ({ qPValue }) => qPValue),
    I2: figureOf(result, ({ iSquared }) => iSquared),
    CMH: cmh === null ? null : figureOf(cmh, ({ statistic }) => statistic),
    CMH_p: cmh === null ? null : figureOf(cmh, ({ pValue }) => pValue),
    ...(result.estimable ? {} : { reason: result.reason }),
  };
}
