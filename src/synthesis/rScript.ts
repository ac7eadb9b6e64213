import type { ModelSettings } from './mixedModel.ts';
import type { ProportionMeasure } from './proportions.ts';
import type { TableMeasure } from './tables.ts';

interface ScriptStudy {
  label: string;
  year?: number | null | undefined;
  group?: string | null | undefined;
}

/** The studies of an analysis, shares or 2x2 tables. */
export type ScriptInputs =
  | { kind: 'proportion'; studies: readonly (ScriptStudy & { events: number; total: number })[] }
  | { kind: 'table2x2'; studies: readonly (ScriptStudy & { ai: number; bi: number; ci: number; di: number })[] };

export interface ScriptSettings {
  measure: ProportionMeasure | TableMeasure;
  model: ModelSettings;
  /** Comment lines for the head: where the data come from and when. */
  source?: readonly string[];
}

/**
 * An R script that repeats an analysis with metafor: the data as they are, the model, the prediction interval on
 * k - 2, Q-profile limits, subgroups where there are groups, leave-one-out, and cumulative where there are years.
 * Plain ASCII and `\u` escapes only, so that it runs under any locale.
 */
export function rScript(inputs: ScriptInputs, { measure, model, source = [] }: ScriptSettings): string {
  const hasGroups = new Set(inputs.studies.map(({ group }) => group ?? '')).size > 1;
  const hasYears = inputs.studies.every(({ year }) => typeof year === 'number');
  const k = inputs.studies.length;
  return [
    ...source.map((line) => `# ${line.replace(/[\r\n]+/g, ' ').replace(/[^\x20-\x7e]/g, '?')}`),
    '# Needs R and the package metafor (install.packages("metafor")).',
    'library(metafor)',
    '',
    ...dataFrame(inputs),
    '',
    ...effectLines(inputs, measure),
    '',
    `res <- rma(yi, vi, data = dat, ${modelArguments(model)})`,
    'print(res)',
    ...backTransformed(measure, k > 2 && model.method !== 'EE'),
    ...(k > 1 && model.method !== 'EE' ? ['confint(res)'] : []),
    ...(hasGroups ? subgroupLines(model) : []),
    ...(k > 1 ? ['leave1out(res)'] : []),
    ...(k > 1 && hasYears ? ['cumul(res, order = dat$year)'] : []),
    ...(k > 2 ? ['influence(res)'] : []),
    '',
  ].join('\n');
}

function modelArguments({ method, test, level }: ModelSettings): string {
  // Fisher scoring as tight as ours, so that the figures agree to the last digit shown.
  const control = method === 'REML' || method === 'ML' ? ', control = list(threshold = 1e-12, maxiter = 10000)' : '';
  const coverage = level === undefined ? '' : `, level = ${100 * level}`;
  return `method = "${method}", test = "${test}"${coverage}${control}`;
}

function dataFrame(inputs: ScriptInputs): string[] {
  const columns: [string, string[]][] = [
    ['study', inputs.studies.map(({ label }) => quote(label))],
    ['year', inputs.studies.map(({ year }) => (year === null || year === undefined ? 'NA' : String(year)))],
    ['group', inputs.studies.map(({ group }) => (group === null || group === undefined ? 'NA' : quote(group)))],
    ...(inputs.kind === 'proportion'
      ? (['events', 'total'] as const).map((name): [string, string[]] => [
          name,
          inputs.studies.map((study) => String(study[name])),
        ])
      : (['ai', 'bi', 'ci', 'di'] as const).map((name): [string, string[]] => [
          name,
          inputs.studies.map((study) => String(study[name])),
        ])),
  ];
  const lines = columns.map(([name, values]) => `  ${name} = c(${values.join(', ')})`);
  return ['dat <- data.frame(', lines.join(',\n'), ')'];
}

/** An R string of ASCII only. */
function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[^\x20-\x7e]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

function effectLines(inputs: ScriptInputs, measure: string): string[] {
  const counts = inputs.kind === 'proportion' ? 'xi = events, ni = total' : 'ai = ai, bi = bi, ci = ci, di = di';
  return [
    '# 1/2 is added only to a study with an empty cell.',
    `dat <- escalc(measure = "${measure}", ${counts}, data = dat, slab = study, add = 1/2, to = "only0")`,
  ];
}

function backTransformed(measure: ScriptSettings['measure'], predicts: boolean): string[] {
  const functions: Partial<Record<ScriptSettings['measure'], string>> = {
    PLO: 'transf = transf.ilogit',
    PAS: 'transf = transf.iarcsin',
    PFT: 'transf = transf.ipft.hm, targs = list(ni = dat$total)',
    PLN: 'transf = exp',
    OR: 'transf = exp',
    RR: 'transf = exp',
  };
  const back = functions[measure];
  const prediction = predicts ? ', predtype = "Riley"' : '';
  return [`predict(res${prediction}${back === undefined ? '' : `, ${back}`})`];
}

function subgroupLines(model: ModelSettings): string[] {
  return [
    '',
    '# By group: each with its own tau2, then one model with a shared tau2.',
    `by(dat, dat$group, function(part) rma(yi, vi, data = part, ${modelArguments(model)}))`,
    `rma(yi, vi, mods = ~ factor(group), data = dat, ${modelArguments(model)})`,
    '',
  ];
}
