import type { MechanismRules, Modifier } from '../../../src/tagging/ruleSchema.ts';

/** Cues that tests of mechanisms share: a word each for what is named, for where, and for what is done to it. */
export const mechanismWords = {
  cell: ['cell*'],
  vessel: ['vessel*'],
  disc: ['disc'],
  rim: ['rim'],
  no: ['no'],
  perhaps: ['may'],
  never: ['imaginary'],
  measured: ['measured'],
  it: ['it'],
  'clause-end': ['but'],
};

/** A gate that is about discs, and closes nothing. */
export const discGate: MechanismRules['gate'] = {
  subject: 'disc',
  setting: ['disc'],
  anchors: ['rim'],
  closedBy: [],
  disclaimers: [],
  denials: [],
  ownVoice: [],
  pronouns: ['it'],
  measured: ['measured'],
  pointers: [],
  findings: [],
  whole: [],
};

/** A modifier that reaches four words of its clause. */
export function modifierBy(
  id: string,
  effect: Modifier['effect'],
  list: string,
  scope: Modifier['scope'] = 'before',
): Modifier {
  return { id, effect, scope, reach: 4, cues: [list], acrossClauses: false, acrossCommas: true, why: 'the test' };
}
