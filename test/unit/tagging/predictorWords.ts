import { type Statement, signsOf } from '../../../src/tagging/factorSigns.ts';
import type { Gate } from '../../../src/tagging/gate.ts';
import { readPredictors, readStatements } from '../../../src/tagging/predictors.ts';
import type {
  PredictorRules,
  SectionRules,
  SignWeights,
  VerdictWeights,
  Voice,
} from '../../../src/tagging/ruleSchema.ts';
import { frameOf } from '../../../src/tagging/tie.ts';
import { createChooser, createJudge } from '../../../src/tagging/verdicts.ts';
import { readRecord, titled } from './readText.ts';

/** A word or two a list, so that what the readers make of a sentence does not rest on the words of the protocol. */
export const cues = {
  outcome: ['shrank', 'shrink', 'shrinkage', 'not shrink', 'resorbers'],
  reversed: ['persisted', 'persistence', 'not shrink', 'persisters'],
  course: ['course'],
  it: ['it', 'these'],
  'comes-back': ['this', 'they'],
  former: ['the former'],
  latter: ['the latter'],
  marker: ['marker'],
  positive: ['positive'],
  candidate: ['candidate*'],
  pain: ['pain'],
  operated: ['operated'],
  chance: ['by chance'],
  favoured: ['favoured', 'likely to shrink'],
  hindered: ['hindered', 'less likely to shrink'],
  unrelated: ['unrelated'],
  related: ['related'],
  adjusted: ['adjusted for'],
  against: ['rather than'],
  unit: ['per year'],
  conjecture: ['perhaps'],
  undecided: ['unclear'],
  question: ['whether'],
  model: ['nomogram'],
  foretells: ['predictors'],
  than: ['than', 'compared with'],
  more: ['more', 'higher', 'reduced further'],
  less: ['less', 'lower', 'reduced'],
  shrinking: ['reduced'],
  lacking: ['without', 'not'],
  'the-rest': ['the rest'],
  of: ['of', 'for'],
  resorbers: ['resorbers'],
  persisters: ['persisters'],
  rest: ['the rest'],
  these: ['these'],
  greater: ['greater', 'thicker'],
  lesser: ['lesser', 'thinner'],
  cases: ['cases'],
  controls: ['controls'],
  respectively: ['respectively'],
  rose: ['rose'],
  fell: ['fell'],
  no: ['no', 'not', 'never'],
  with: ['with', 'in'],
  'were-not': ['were not', 'was not'],
  neither: ['neither did'],
  'as-did': ['as did'],
  p: ['p'],
  ratio: ['or', 'hazard ratio'],
  slope: ['r'],
  size: ['size'],
  large: ['large', 'larger'],
  small: ['small', 'smaller'],
  bulk: ['bulk'],
  chosen: ['large only'],
  age: ['age'],
  old: ['old'],
  young: ['young'],
  drug: ['drug'],
  pill: ['pill'],
  treated: ['treated'],
  untreated: ['untreated'],
  both: ['both groups'],
  level: ['level'],
  'clause-end': ['but', 'whereas', ';'],
};

export const rules = {
  outcome: ['outcome'],
  reversed: ['reversed'],
  outcomeInTitled: ['course'],
  anaphora: 'it',
  carriedBy: { pronouns: 'comes-back', first: 'former', last: 'latter' },
  comparisonsOnly: ['case-report'],
  proxies: ['marker'],
  markersAgain: 'positive',
  candidates: ['candidate'],
  otherOutcomes: ['pain'],
  clinicalGroups: 'operated',
  insignificance: 'chance',
  directions: [
    { direction: 'favours', lists: ['favoured', 'related'] },
    { direction: 'against', lists: ['hindered'] },
    { direction: 'no association', lists: ['unrelated'] },
  ],
  adjusted: 'adjusted',
  setAgainst: 'against',
  perUnit: 'unit',
  conjectures: ['conjecture'],
  undecided: ['undecided'],
  questions: ['question'],
  related: 'related',
  modelled: 'model',
  foretells: 'foretells',
  than: 'than',
  more: 'more',
  less: 'less',
  shrinking: 'shrinking',
  lacking: 'lacking',
  theRest: 'the-rest',
  shareOf: 'of',
  outcomeGroups: {
    withOutcome: 'resorbers',
    withoutOutcome: 'persisters',
    rest: 'rest',
    again: 'these',
    more: 'greater',
    less: 'lesser',
    caseControl: { designs: ['case-control'], cases: 'cases', controls: 'controls' },
  },
  respectively: 'respectively',
  ascending: 'rose',
  descending: 'fell',
  negators: 'no',
  obliques: 'with',
  ellipses: { deniedAfter: 'were-not', deniedBefore: 'neither', same: 'as-did' },
  statistics: { probability: 'p', ratio: 'ratio', coefficient: 'slope' },
  predictors: [
    { id: 'size', factor: ['size'], more: ['large'], less: ['small'], asCandidate: ['bulk'], refused: ['chosen'] },
    { id: 'age', factor: ['age'], more: ['old'], less: ['young'], asCandidate: [], refused: [] },
    {
      id: 'drug',
      factor: ['drug'],
      more: [],
      less: [],
      asCandidate: [],
      refused: [],
      titled: { by: ['drug', 'pill'], more: ['treated'], less: ['untreated'], both: ['both'] },
    },
    { id: 'level', factor: ['level'], more: [], less: [], asCandidate: [], refused: [] },
  ],
} as unknown as PredictorRules;

const sections: SectionRules['sections'] = [
  { id: 'background', labels: ['background'], list: 'no-background' },
  { id: 'objective', labels: ['objective'], list: 'no-objective' },
  { id: 'results', labels: ['results'], list: 'no-results' },
  { id: 'methods', labels: ['methods'], list: 'no-methods' },
  { id: 'conclusion', labels: ['conclusion'], list: 'no-conclusion' },
];

/** What is read of a factor is believed; what is only discussed has to be a candidate, asked or left open. */
export const predictorWeights: VerdictWeights = {
  verdicts: ['favours', 'against', 'no association', 'discusses'],
  least: 0.5,
  bias: { favours: -5, against: -5, 'no association': -5, discusses: -5 },
  signs: [
    { sign: 'read favours', weights: { favours: 9 } },
    { sign: 'read against', weights: { against: 9 } },
    { sign: 'read no association', weights: { 'no association': 9 } },
    { sign: 'untied favours', weights: { favours: 3 } },
    { sign: 'read discusses', weights: { discusses: 3 } },
    { sign: 'candidates', weights: { discusses: 4 } },
    { lists: ['question', 'undecided'], weights: { discusses: 4 } },
  ],
};

/** What a text is read with; what is not said is that of a clinical study with the outcome in its title. */
export interface Circumstances {
  title?: string;
  voice?: Voice;
  design?: string;
  gate?: Gate;
  weights?: VerdictWeights;
  /** What tells which way a factor points; otherwise `weights` do. */
  ways?: SignWeights;
}

const usualGate: Gate = { isOpen: true, isWhole: false, isTitled: true };

function readingOf(text: string, { title = '' }: Circumstances) {
  return readRecord(titled(title, text), cues, sections);
}

/** The tags of an abstract. */
export function predictorsIn(text: string, circumstances: Circumstances = {}) {
  const { voice = 'observer', design = 'cohort', gate = usualGate, weights = predictorWeights } = circumstances;
  const { ways = weights } = circumstances;
  return readPredictors(readingOf(text, circumstances), gate, voice, design, {
    predictors: rules,
    predictorWeights: weights,
    directionWeights: ways,
    predictorJudge: createJudge(weights),
    directionJudge: createChooser(ways),
  });
}

/** Which way each factor points. */
export function directionsIn(text: string, circumstances: Circumstances = {}): Record<string, string | null> {
  return Object.fromEntries(predictorsIn(text, circumstances).map(({ value, stance }) => [value, stance]));
}

/** All that the sentences of an abstract and its title say of factors. */
export function statementsIn(text: string, circumstances: Circumstances = {}): Statement[] {
  const { voice = 'observer', design = 'cohort', gate = usualGate } = circumstances;
  const reading = readingOf(text, circumstances);
  return readStatements(reading, frameOf(reading, gate, voice, design, rules));
}

/** The signs of the last statement of a factor. */
export function signsIn(text: string, factor: string, circumstances: Circumstances = {}): string[] {
  const statement = statementsIn(text, circumstances).findLast(({ predictor }) => predictor.id === factor);
  if (!statement) throw new Error(`Nothing is said of ${factor}: "${text}"`);
  return signsOf(statement, circumstances.design ?? 'cohort');
}
