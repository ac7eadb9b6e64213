import type { SynthesisProtocol } from '../../protocol/synthesisProtocol.ts';
import { type Test, tests } from '../../synthesis/mixedModel.ts';
import { type ProportionMeasure, proportionMeasures } from '../../synthesis/proportions.ts';
import type { PoolingChoice } from '../../synthesis/results/prepare.ts';
import { type Stratification, stratifications } from '../../synthesis/results/strata.ts';
import { type Tau2Method, tau2Methods } from '../../synthesis/tau2.ts';

/** The statistical side of a synthesis. */
export interface ModelChoice {
  measure: ProportionMeasure;
  method: Tau2Method;
  test: Test;
}

/** All that a reader can set on the synthesis page: the same object behind page, files and API. */
export interface SynthesisSettings extends PoolingChoice, ModelChoice {
  by: Stratification;
}

export const defaultModel: ModelChoice = { measure: 'PLO', method: 'REML', test: 'adhoc' };

export function defaultSynthesisSettings(protocol: SynthesisProtocol): SynthesisSettings {
  return {
    definition: protocol.defaultDefinition,
    type: null,
    followUp: null,
    designs: [],
    includeDoubtful: false,
    includeSelected: true,
    includeOperated: true,
    by: 'none',
    ...defaultModel,
  };
}

/** Reads measure, tau2 method and interval method; what is unknown falls back to the default. */
export function parseModelChoice(parameters: URLSearchParams): ModelChoice {
  return {
    measure: oneOf(parameters.get('measure'), proportionMeasures, defaultModel.measure),
    method: oneOf(parameters.get('tau2'), tau2Methods, defaultModel.method),
    test: oneOf(parameters.get('interval'), tests, defaultModel.test),
  };
}

/**
 * Reads a query string. Unknown names and values fall back to their default, so that an old or hand-written
 * address still answers.
 */
export function parseSynthesisSettings(parameters: URLSearchParams, protocol: SynthesisProtocol): SynthesisSettings {
  const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
  const without = parameters.getAll('without');
  const designs = [...new Set(parameters.getAll('design'))].filter((design) => /^[a-z][a-z0-9-]{0,60}$/.test(design));
  return {
    definition: oneOf(parameters.get('definition'), ids(protocol.definitions), protocol.defaultDefinition),
    type: oneOf(parameters.get('type'), ids(protocol.types), null),
    followUp: oneOf(parameters.get('followup'), ids(protocol.followUp), null),
    designs: designs.slice(0, 20).sort(),
    includeDoubtful: parameters.get('check') === 'on',
    includeSelected: !without.includes('selected'),
    includeOperated: !without.includes('operated'),
    by: oneOf(parameters.get('by'), stratifications, 'none'),
    ...parseModelChoice(parameters),
  };
}

/** The shortest query string that reads back as these settings: defaults are left out, order is fixed. */
export function synthesisQueryString(settings: SynthesisSettings, protocol: SynthesisProtocol): string {
  const usual = defaultSynthesisSettings(protocol);
  const parameters = new URLSearchParams();
  if (settings.by !== usual.by) parameters.set('by', settings.by);
  if (settings.definition !== usual.definition) parameters.set('definition', settings.definition);
  if (settings.type !== null) parameters.set('type', settings.type);
  if (settings.followUp !== null) parameters.set('followup', settings.followUp);
  for (const design of settings.designs) parameters.append('design', design);
  if (settings.includeDoubtful) parameters.set('check', 'on');
  if (!settings.includeSelected) parameters.append('without', 'selected');
  if (!settings.includeOperated) parameters.append('without', 'operated');
  if (settings.measure !== usual.measure) parameters.set('measure', settings.measure);
  if (settings.method !== usual.method) parameters.set('tau2', settings.method);
  if (settings.test !== usual.test) parameters.set('interval', settings.test);
  return parameters.toString();
}

function oneOf<Value extends string, Fallback>(
  text: string | null,
  allowed: readonly Value[],
  fallback: Fallback,
): Value | Fallback {
  return allowed.find((value) => value === text) ?? fallback;
}
