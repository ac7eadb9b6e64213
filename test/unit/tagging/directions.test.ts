import { describe, expect, test } from '@jest/globals';
import { hitsOf, readClaims } from '../../../src/tagging/claims.ts';
import type { FactorHit } from '../../../src/tagging/comparisons.ts';
import { type DirectionContext, readDirection } from '../../../src/tagging/directions.ts';
import type { PredictorRules, SectionRules } from '../../../src/tagging/ruleSchema.ts';
import { cues as commonCues, rules as commonRules } from './predictorWords.ts';
import { readText } from './readText.ts';

const cues = {
  ...commonCues,
  'were-not': ['were not', 'was not', 'did not'],
  uncertain: ['uncertain'],
  strong: ['strong predictors'],
  apt: ['apt to persistence'],
  stays: ['not shrink'],
  'good-sign': ['good candidate*'],
  'poor-sign': ['poor candidate*'],
};
const sections: SectionRules['sections'] = (['objective', 'methods', 'results'] as const).map((id) => ({
  id,
  labels: [id],
  list: `no-${id}`,
}));
const rules: PredictorRules = {
  ...commonRules,
  candidates: ['candidate', 'hopeful'],
  reversed: ['reversed', 'left-behind'],
  directions: [
    { direction: 'favours', lists: ['favoured', 'related', 'strong', 'apt', 'good-sign'] },
    { direction: 'against', lists: ['hindered', 'stays', 'poor-sign'] },
    { direction: 'no association', lists: ['unrelated'] },
    { direction: 'discusses', lists: ['uncertain'] },
  ],
};

type Context = Partial<DirectionContext>;

/** What a sentence that is tied to the outcome says of size: direction, reason and, of comparisons, that it is one. */
function saidIn(text: string, context: Context = {}, hasValues = true): string[] {
  const [sentence, ...others] = readText(text, cues, sections);
  if (!sentence || others.length > 0) throw new Error(`One sentence is meant: "${text}"`);
  const of = (list: string, value: 1 | -1, isValue: boolean): FactorHit[] =>
    hitsOf(sentence, [list]).map((hit) => ({ hit, value, isValue }));
  const hits = [...of('size', 1, false), ...of('large', 1, true), ...of('small', -1, true)].sort(
    (one, other) => one.hit.from - other.hit.from,
  );
  const claims = readClaims(
    sentence,
    rules,
    rules.outcome,
    hits.map(({ hit }) => hit),
  );
  const whole: DirectionContext = {
    rules,
    voice: 'observer',
    isTied: true,
    isCandidate: false,
    goesOn: false,
    course: 1,
    again: undefined,
    cases: undefined,
    ...context,
  };
  const { direction, reason, isCompared } = readDirection(sentence, hits, claims, whole, hasValues);
  return [direction, reason, ...(isCompared ? ['compared'] : [])];
}

type Row = [text: string, expected: string[], context?: Context];
const none = 'no association';
const ofReverse: Context = { course: -1 };

function each(rows: Row[]): void {
  test.each(rows)('%s %j %j', (text, expected, context = {}) => {
    expect(saidIn(text, context)).toEqual(expected);
  });
}

describe('what is only discussed', () => {
  each([
    ['Large discs favoured pain.', ['discusses', 'of another outcome'], { isTied: false }],
    ['Large discs favoured shrinkage and pain.', ['favours', '"favoured"']],
    ['Large discs favoured shrinkage of the operated.', ['discusses', 'of groups by another outcome']],
    // Of what is tied to nothing candidates are only named; what else is claimed is read all the same.
    ['Large discs favoured it.', ['discusses', 'named as a candidate'], { isTied: false, isCandidate: true }],
    ['Large discs favoured it.', ['favours', '"favoured"'], { isTied: false }],
    ['Large discs favoured it.', ['favours', '"favoured"'], { isTied: false, isCandidate: true, goesOn: true }],
    ['Large discs favoured it.', ['favours', '"favoured"'], { isCandidate: true }],
    ['Size was unrelated.', [none, 'no difference: unrelated', 'compared'], { isTied: false }],
    ['Whether large discs favoured shrinkage was asked.', ['discusses', 'asked, not answered']],
    ['Is shrinkage favoured by large discs?', ['discusses', 'asked, not answered']],
    ['Is shrinkage favoured by large discs？', ['discusses', 'asked, not answered']],
    ['Shrinkage was uncertain for large discs.', ['discusses', 'left open: uncertain']],
    ['Size and shrinkage were seen.', ['discusses', 'no direction is stated']],
    ['Size was related to shrinkage.', ['discusses', 'no direction is stated']],
  ]);
});

describe('candidates of no outcome that is named', () => {
  const listed: Context = { isTied: false, isCandidate: true };
  const named = ['discusses', 'named as a candidate'];

  each([
    // Good signs are claimed of what they are named for, where results are told.
    // What the figures of its own say of a candidate is said.
    ['Large discs (OR 2.0) were candidates.', ['favours', '"(OR 2.0)"'], listed],
    ['Large discs were good candidates.', ['favours', '"good candidates"'], listed],
    ['Small discs were good candidates.', ['against', '"good candidates"'], listed],
    ['RESULTS: Large discs were good candidates.', ['favours', '"good candidates"'], listed],
    ['METHODS: Large discs were good candidates.', named, listed],
    ['OBJECTIVE: Large discs were good candidates.', named, listed],
    ['Large discs were poor candidates.', named, listed],
    ['Large discs were candidates.', named, listed],
    ['Large discs favoured candidates.', named, listed],
    ['Candidates for pain, large discs favoured pain.', ['discusses', 'of another outcome'], listed],
    ['Of candidates, large discs favoured it.', named, listed],
  ]);

  test('a factor without values is no sign', () => {
    expect(saidIn('Large discs were good candidates.', listed, false)).toEqual(named);
  });
});

describe('what is called open right before a factor', () => {
  const compared = 'shrinkage was more in large than in small discs.';

  each([
    [`Uncertain for large discs, ${compared}`, ['discusses', 'left open: Uncertain']],
    [`Uncertain large discs, ${compared}`, ['discusses', 'left open: Uncertain']],
    [`Uncertain of all the large discs, ${compared}`, ['discusses', 'left open: Uncertain']],
    [`Uncertain of all of the large discs, ${compared}`, ['favours', '"more ... than"', 'compared']],
    [`Uncertain as it was to us, ${compared}`, ['favours', '"more ... than"', 'compared']],
    [`Large discs were uncertain, but ${compared}`, ['favours', '"more ... than"', 'compared']],
    // After it, it is what is claimed, where nothing is compared.
    ['Large discs were uncertain in their shrinkage.', ['discusses', 'left open: uncertain']],
    ['Small discs were uncertain in their shrinkage.', ['discusses', 'left open: uncertain']],
  ]);
});

describe('a denial comes before all else', () => {
  each([
    ['Size was unrelated to shrinkage (OR 2.0).', [none, 'no difference: unrelated', 'compared']],
    ['Age favoured shrinkage, but size (OR 1.2) was not.', [none, '"was not"', 'compared']],
    ['Age favoured shrinkage, but size was not', [none, '"was not"', 'compared']],
    // What is denied of one value right behind its opposite was said of that: a comparison of the two.
    ['Large discs shrank, small ones did not.', ['favours', 'not the other: "did not"', 'compared']],
    ['Small discs shrank, large ones did not.', ['against', 'not the other: "did not"', 'compared']],
    ['Shrinkage, of large as of small ones, did not.', [none, '"did not"', 'compared']],
    ['Age favoured shrinkage, as did size.', ['favours', '"favoured ... as did"']],
    ['Age favoured shrinkage, as did large discs, and others hindered it.', ['favours', '"favoured ... as did"']],
    ['Age favoured shrinkage, as did all of those with the large discs.', ['favours', '"favoured ... as did"']],
    ['Age favoured shrinkage, as did all of those with the very large discs.', ['favours', '"favoured ... as did"']],
  ]);
});

describe('figures in brackets come before comparisons', () => {
  each([
    ['Size (OR 2.0) and shrinkage.', ['favours', '"(OR 2.0)"']],
    // A clause that opens with a pronoun goes on about the factor, if no other clause stands between.
    ['Size was seen, but this was unrelated to shrinkage.', [none, 'no difference: unrelated', 'compared']],
    ['Size was seen, but age was unrelated to shrinkage.', ['discusses', 'no direction is stated']],
    ['Size was seen, but old ones came, but this was unrelated.', ['discusses', 'no direction is stated']],
    ['Size was seen, but so for all of those this was unrelated.', ['discusses', 'no direction is stated']],
    // What a relative clause says is of the last of a list.
    ['Size (OR 2.0), age and sex, which was unrelated to shrinkage.', ['favours', '"(OR 2.0)"']],
    ['Size (OR 2.0), which was unrelated to shrinkage.', [none, 'no difference: unrelated', 'compared']],
    ['Age, size, which was unrelated to shrinkage.', [none, 'no difference: unrelated', 'compared']],
    ['Size (OR 2.0) and persistence.', ['against', '"(OR 2.0)"'], ofReverse],
    ['Size (p = 0.4) and shrinkage.', [none, 'no difference: (p = 0.4)', 'compared']],
    ['Small ones (OR 2.0) and shrinkage.', ['against', '"(OR 2.0)"']],
    ['Small ones (OR 2.0 per year) and shrinkage.', ['favours', '"(OR 2.0 per year)"']],
    ['Large discs (OR 2.0) shrank more than others.', ['favours', '"(OR 2.0)"']],
    // But those of what is only compared with are not its own.
    ['Shrinkage was more than in large discs (OR 2.0).', ['against', '"more ... than"', 'compared']],
    ['Shrinkage was more than large discs (OR 2.0).', ['against', '"more ... than"', 'compared']],
    ['Shrinkage was more than in those with large discs (OR 2.0).', ['against', '"more ... than"', 'compared']],
    ['Shrinkage was more than in all those with large discs (OR 2.0).', ['favours', '"(OR 2.0)"']],
    ['It was more than pain, and less than in large discs (OR 2.0).', ['favours', '"less ... than"', 'compared']],
  ]);
});

describe('comparisons come before claims', () => {
  each([
    ['Size was greater in resorbers.', ['favours', 'by outcome: greater', 'compared']],
    ['Size was greater in resorbers, p = 0.4.', [none, 'no difference: by outcome: greater', 'compared']],
    ['Size was greater in resorbers, p = 0.4, p = 0.01.', ['favours', 'by outcome: greater', 'compared']],
    ['Size was greater in resorbers, which is uncertain.', ['favours', 'by outcome: greater', 'compared']],
    ['Shrinkage rose from small to large discs.', ['favours', '"rose"', 'compared']],
    ['Large discs shrank in 80%, small ones in 20%.', ['favours', 'shares compared', 'compared']],
    ['Size: 80% with it and 20% without.', ['favours', 'shares with and without compared', 'compared']],
  ]);
});

describe('claims', () => {
  each([
    ['Large discs favoured shrinkage.', ['favours', '"favoured"']],
    ['Small discs favoured shrinkage.', ['against', '"favoured"']],
    ['Large discs hindered shrinkage.', ['against', '"hindered"']],
    // A relation without a sign is one of a value, not of the bare factor.
    ['Large size was related to shrinkage.', ['favours', '"related"']],
    // What is said of the reverse of the outcome is turned, and turned once.
    ['Large discs favoured persistence.', ['against', '"favoured"'], ofReverse],
    ['Persistence was less in large discs.', ['favours', '"less"'], ofReverse],
    ['Persistence was hindered by large discs.', ['favours', '"hindered"'], ofReverse],
    ['Large discs hindered persistence.', ['favours', '"hindered"'], ofReverse],
    ['Large discs did not shrink.', ['against', '"not shrink"'], ofReverse],
    ['For their persistence large discs did not shrink.', ['against', '"not shrink"'], ofReverse],
    ['Large discs were apt to persistence.', ['against', '"apt to persistence"'], ofReverse],
  ]);
});

describe('models and what they foretell', () => {
  each([
    ['Large discs were predictors of shrinkage.', ['favours', '"predictors"']],
    ['Small discs were predictors of shrinkage.', ['against', '"predictors"']],
    ['Large discs were predictors of shrinkage, p = 0.4.', ['favours', '"predictors"']],
    ['Size was of the predictors of shrinkage.', ['favours', '"predictors"']],
    ['Size was of the predictors of shrinkage.', ['discusses', 'no direction is stated'], { voice: 'review' }],
    ['Large discs were predictors of shrinkage.', ['favours', '"predictors"'], { voice: 'review' }],
    ['Large discs were strong predictors of shrinkage.', ['favours', '"strong predictors"']],
    // What is put into a model to foretell is only named by it, unless something else is claimed.
    ['Size entered the nomogram of shrinkage.', ['discusses', 'put into a model']],
    ['In a nomogram large discs were strong predictors of shrinkage.', ['discusses', 'put into a model']],
    ['In a nomogram of predictors large discs were strong predictors.', ['discusses', 'put into a model']],
    ['In a nomogram large discs favoured shrinkage.', ['favours', '"favoured"']],
    ['In a nomogram large discs favoured predictors.', ['favours', '"favoured"']],
    ['In a nomogram of predictors favoured by large discs.', ['favours', '"favoured"']],
    ['In a nomogram of predictors large discs favoured shrinkage.', ['favours', '"favoured"']],
    ['In a nomogram large discs favoured shrinkage by predictors.', ['favours', '"favoured"']],
  ]);
});

describe('figures elsewhere in the sentence come last', () => {
  each([
    ['Size was related to shrinkage with r = 0.4.', ['favours', '"r = 0.4"']],
    ['Size was related to shrinkage with r = -0.4.', ['against', '"r = -0.4"']],
    ['Size was related to persistence with r = 0.4.', ['against', '"r = 0.4"'], ofReverse],
    ['Size was there, and shrinkage, p = 0.4.', [none, 'no difference: p', 'compared']],
    ['Size was there, and shrinkage, p = 0.01.', ['discusses', 'no direction is stated']],
    ['Size was there, and shrinkage, p = 0.4, p = 0.01.', ['discusses', 'no direction is stated']],
  ]);
});
