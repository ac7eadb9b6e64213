import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../src/tagging/gate.ts';
import { type Circumstances, directionsIn } from './predictorWords.ts';

type Row = [text: string, expected: Record<string, string>, circumstances?: Circumstances];
const none = 'no association';

function each(rows: Row[]): void {
  test.each(rows)('%s %j', (text, expected, circumstances = {}) => {
    expect(directionsIn(text, circumstances)).toEqual(expected);
  });
}

describe('what a sentence claims', () => {
  each([
    ['Large discs favoured shrinkage.', { size: 'favours' }],
    ['Small discs favoured shrinkage.', { size: 'against' }],
    ['Large discs hindered shrinkage.', { size: 'against' }],
    ['Small discs hindered shrinkage.', { size: 'favours' }],
    ['Size was unrelated to shrinkage.', { size: none }],
    ['Large discs favoured persistence.', { size: 'against' }],
    ['Shrinkage was favoured with large discs.', { size: 'favours' }],
    ['Large discs were likely to shrink.', { size: 'favours' }],
    ['Large discs were less likely to shrink.', { size: 'against' }],
    ['More shrinkage was seen in large discs.', { size: 'favours' }],
    ['Less shrinkage was seen in large discs.', { size: 'against' }],
    ['Less shrinkage was seen in small discs.', { size: 'favours' }],
    ['Small discs and old ones favoured shrinkage, but large hindered it.', { size: 'against', age: 'favours' }],
    // A claim that has its own object says nothing of what stands before it.
    ['Shrinkage of discs with young age and favoured with large size.', { size: 'favours' }],
    // A value of the factor has a sign of its own, the bare factor has none.
    ['Large discs were related to shrinkage.', { size: 'favours' }],
    ['Young patients were related to shrinkage.', { age: 'against' }],
    ['Size was there, and so was shrinkage.', {}],
  ]);

  test('a negation before a claim makes it one of none, one farther off or in another clause does not', () => {
    expect(directionsIn('Large discs never favoured shrinkage.')).toEqual({ size: none });
    expect(directionsIn('Never was it so, and large discs as we saw favoured shrinkage.')).toEqual({ size: 'favours' });
    expect(directionsIn('Never was it so; large discs favoured shrinkage.')).toEqual({ size: 'favours' });
  });

  test('what is by chance, or has a p above 0.05, is none', () => {
    expect(directionsIn('Large discs favoured shrinkage by chance.')).toEqual({ size: none });
    expect(directionsIn('Large discs favoured shrinkage (p = 0.4).')).toEqual({ size: none });
    expect(directionsIn('Large discs favoured shrinkage (p = 0.04).')).toEqual({ size: 'favours' });
    expect(directionsIn('By chance large discs favoured shrinkage.')).toEqual({ size: 'favours' });
  });
});

describe('comparisons', () => {
  each([
    ['Shrinkage was more in large than in small discs.', { size: 'favours' }],
    ['Shrinkage was less in large than in small discs.', { size: 'against' }],
    ['Shrinkage was higher in small than in large discs.', { size: 'against' }],
    ['Persistence was higher in small than in large discs.', { size: 'favours' }],
    ['Shrinkage was no higher in large than in small discs.', { size: none }],
    ['Shrinkage was more than in large discs.', { size: 'against' }],
    ['Compared with small discs, large ones shrank.', { size: 'favours' }],
    ['Compared with large discs, small ones shrank.', { size: 'against' }],
    ['Compared with large discs of those that we saw then and before, small ones shrank.', { size: 'against' }],
    ['Large discs shrank more than small ones (p = 0.4).', { size: none }],
    ['Large discs shrank more than small ones (p = 0.01).', { size: 'favours' }],
    ['Large discs shrank more than small ones by chance.', { size: none }],
    // The comparative nearest before "than" counts, else the first behind it; one that names a value is none.
    ['Shrinkage was less and pain was more in large than in small discs.', { size: 'favours' }],
    ['Large discs than small ones shrank more and hurt less.', { size: 'favours' }],
    ['Shrinkage was more, in large than in small discs.', { size: 'favours' }],
    ['Shrinkage rose from small through large discs.', { size: 'favours' }],
    ['Shrinkage fell from small through large discs.', { size: 'against' }],
    ['Shrinkage fell from large through small discs.', { size: 'favours' }],
    ['Persistence rose from small through large discs.', { size: 'against' }],
  ]);
});

describe('shares', () => {
  each([
    ['Of large discs 80% and of small discs 20% shrank.', { size: 'favours' }],
    ['Large discs shrank in 8 of 20, small ones in 18 of 20.', { size: 'against' }],
    ['Shrinkage was seen in 80% of large and 20% of small discs.', { size: 'favours' }],
    ['Shrinkage was seen in 20% of large and in 80% of small discs.', { size: 'against' }],
    ['Large and small discs shrank in 90% and 10%, respectively.', { size: 'favours' }],
    ['Small and large discs shrank in 90% and 10%, respectively.', { size: 'against' }],
    ['Large discs persisted in 80%, small ones in 20%.', { size: 'against' }],
    ['Of small discs none and of large discs half shrank.', { size: 'favours' }],
    ['Of small discs no patients and of large discs half shrank.', { size: 'favours' }],
    ['Large discs shrank in half, small ones in 80%.', { size: 'against' }],
    ['Large discs shrank in 80%, with small ones as we saw and noted for long (20%).', { size: 'favours' }],
    ['Without large discs 20% and with them 80% shrank.', { size: 'favours' }],
    ['80% shrank with large discs, versus 20% in those without.', { size: 'favours' }],
    // The same share once more is no second one; a bound of a definition is none at all.
    ['Large discs shrank in 80% (8 of 10) and small ones in 20% (2 of 10).', { size: 'favours' }],
    ['Shrinkage, by at least 30%, was seen in 80% of large and in 20% of small discs.', { size: 'favours' }],
    ['Shrinkage, of 30% or more, was seen in 20% of large and in 80% of small discs.', { size: 'against' }],
    // What is not less of the factor is more of it.
    ['Discs shrank in 80%, and small ones in 20%.', { size: 'favours' }],
    ['Shrinkage in 80% with large discs and 20% without.', { size: 'favours' }],
    ['Shrinkage in 20% with large discs and in 80% without.', { size: 'against' }],
    ['Shrinkage in 50% of large and 50% of small discs.', { size: 'no association' }],
    ['Shrinkage in 80% of large discs.', { size: 'favours' }],
  ]);
});

describe('groups by outcome', () => {
  each([
    ['Size was greater in resorbers.', { size: 'favours' }],
    ['Size was greater in persisters.', { size: 'against' }],
    ['Size was lesser in resorbers.', { size: 'against' }],
    ['Size was greater than in resorbers.', { size: 'against' }],
    ['Size was greater in resorbers than in persisters.', { size: 'favours' }],
    ['Size was greater than in those resorbers.', { size: 'against' }],
    // Named within the name of a group, a factor is no finding; a pronoun counts only where somebody was counted.
    ['Twenty shrank. Of these 58% and of the rest 14% were large.', { size: 'favours' }],
    ['Resorbers (9 of 10) and persisters (2 of 10) were large.', { size: 'favours' }],
    ['Size was of 9 of 10 in resorbers and 2 of 10 in persisters, of 5 and 6.', { size: 'favours' }],
    ['Size (58% vs 14%, p = 0.01) was of resorbers and persisters.', { size: 'favours' }],
    ['Young age was lesser in persisters.', { age: 'against' }],
    ['Size was in resorbers, as we saw in them all, and then in those others, far greater.', {}],
    ['Size was greater than in any one of the later resorbers.', { size: 'favours' }],
    // The word of comparison must be of the same clause, and the nearest counts.
    ['Size was seen; greater was the pain of resorbers.', {}],
    ['Size was greater, and lesser was the pain of resorbers.', { size: 'favours' }],
    ['Large discs were 58% in resorbers and 14% in persisters at 6 months.', { size: 'favours' }],
    ['Size was 9 in resorbers and 5 in persisters.', { size: 'favours' }],
    ['Size was 5 in resorbers and 9 in persisters.', { size: 'against' }],
    ['Size was 9 in persisters and 5 in resorbers.', { size: 'against' }],
    ['Young age was 9 in resorbers and 5 in persisters.', { age: 'against' }],
    ['Large discs (58% vs 14%) were of resorbers and persisters.', { size: 'favours' }],
    ['Of resorbers 58% and of the rest 14% were large.', { size: 'favours' }],
    ['Of persisters 58% and of the rest 14% were large.', { size: 'against' }],
    ['Of 40 resorbers, 33 and of 20 persisters, 2 were large.', { size: 'favours' }],
    // Spreads, chances and times are no amounts; more than two figures tell nothing.
    ['Size was 9 ± 3 in resorbers and 5 ± 2 in persisters, p = 0.01, at 6 months.', { size: 'favours' }],
    ['Size was 9 in resorbers and 5 in persisters, and 7 in all.', {}],
  ]);

  each([
    ['Twenty shrank. These were of greater size.', { size: 'favours' }],
    ['Twenty persisted. These were of greater size.', { size: 'against' }],
    ['Some shrank. These were of greater size.', {}],
    [
      'The discs that shrank were cases. Size was greater in cases than in controls.',
      { size: 'favours' },
      { design: 'case-control' },
    ],
    [
      'The persisters were cases. Size was greater in cases than in controls.',
      { size: 'against' },
      { design: 'case-control' },
    ],
    ['The discs that shrank were cases. Size was greater in cases than in controls.', {}],
  ]);
});

describe('figures', () => {
  each([
    ['Size (OR 2.1, 95% CI 1.2 to 3.0) and shrinkage.', { size: 'favours' }],
    ['Size (OR 2.1, 95% CI 0.7 to 3.0) and shrinkage.', { size: none }],
    ['Size (OR 0.5) and shrinkage.', { size: 'against' }],
    ['Small size (OR 0.5) and shrinkage.', { size: 'favours' }],
    ['Size (OR 0.5) and persistence.', { size: 'favours' }],
    ['Young age (OR 2.0 per year) and shrinkage.', { age: 'favours' }],
    ['Size (p = 0.4) and shrinkage.', { size: none }],
    ['Size (p = 1.4) and shrinkage.', {}],
    ['Size and the many things that we saw then and there, a hazard ratio of 2.3 for shrinkage.', {}],
    ['Size; a hazard ratio of 2.3 for shrinkage.', {}],
    ['Size gave a hazard ratio of 1 for shrinkage.', {}],
    ['Size or 2 for shrinkage.', {}],
    ['Size and shrinkage (r = 0).', {}],
    ['Shrinkage (r = 0.4) and size.', {}],
    ['Size gave a hazard ratio of 2.3 for shrinkage.', { size: 'favours' }],
    ['Size gave a hazard ratio of 0.3 for shrinkage.', { size: 'against' }],
    ['Size and shrinkage (r = 0.4).', { size: 'favours' }],
    ['Size was related to shrinkage (r = -0.4).', { size: 'against' }],
    // The ratio is that of what is compared, not of what it is compared with.
    ['Shrinkage was more in large than in small discs (OR 2.0).', { size: 'favours' }],
  ]);
});

describe('what is left out', () => {
  each([
    ['Large discs favoured shrinkage, but age and drug were not.', { size: 'favours', age: none, drug: none }],
    ['Large discs favoured shrinkage, and neither did age.', { size: 'favours', age: none }],
    ['Large discs favoured shrinkage, as did old age.', { size: 'favours', age: 'favours' }],
    ['Large discs favoured shrinkage, as did young age.', { size: 'favours', age: 'against' }],
    ['Size was unrelated to shrinkage, as did young age.', { size: none, age: none }],
  ]);
});

describe('what only looks like a finding', () => {
  each([
    ['Whether large discs favoured shrinkage was asked.', { size: 'discusses' }],
    ['Size was a candidate for shrinkage.', { size: 'discusses' }],
    ['Bulk was a candidate for shrinkage.', { size: 'discusses' }],
    ['Large only was what favoured shrinkage.', {}],
    ['Large discs favoured pain.', {}],
    ['Size and marker and shrinkage.', {}],
    ['Large rather than small discs favoured shrinkage.', { size: 'favours' }],
  ]);

  test('predictors point to more of the outcome, in reviews too', () => {
    expect(directionsIn('Large discs were predictors of shrinkage.')).toEqual({ size: 'favours' });
    expect(directionsIn('Small discs were predictors of shrinkage.')).toEqual({ size: 'against' });
    expect(directionsIn('Large discs were predictors of shrinkage.', { voice: 'review' })).toEqual({ size: 'favours' });
  });
});

describe('from sentence to sentence', () => {
  each([
    ['Discs shrank. It was favoured by large discs.', { size: 'favours' }],
    ['Discs shrank. All favoured large discs.', {}],
    ['Discs persisted. It was favoured by large discs.', { size: 'against' }],
    ['Discs shrank. Size was unrelated.', { size: none }],
    ['Discs shrank. Pain rose. Size was unrelated.', {}],
    ['Discs shrank. The marker and age were not.', { age: none }],
    ['Discs shrank. Age were not of those that we saw.', {}],
    ['Discs shrank. They were operated. Size was unrelated.', {}],
    ['Pain rose. Size was unrelated.', {}],
    ['Discs that persisted shrank. It was favoured by large discs.', { size: 'favours' }],
    ['Discs did not shrink. It was favoured by large discs.', { size: 'against' }],
    ['Discs had pain. It was favoured by large discs.', {}],
  ]);

  test('a marker stands for the outcome in a record of its own tissue that ties the two', () => {
    const text = 'The marker and shrinkage. The marker was favoured by large discs.';
    expect(directionsIn(text, { voice: 'own' })).toEqual({ size: 'favours' });
    expect(directionsIn(text)).toEqual({});
    expect(
      directionsIn('The marker was there. Shrinkage too. The marker was favoured by large discs.', { voice: 'own' }),
    ).toEqual({});
  });

  test('where all of the record is about the outcome its course stands for it', () => {
    const whole: Gate = { isOpen: true, isWhole: true, isTitled: true };
    expect(directionsIn('The course was favoured by large discs.', { gate: whole })).toEqual({ size: 'favours' });
    expect(directionsIn('The course was favoured by large discs.')).toEqual({});
    expect(directionsIn('Discs shrank. The course was favoured by large discs.')).toEqual({ size: 'favours' });
    expect(directionsIn('Size was a candidate.', { gate: whole })).toEqual({ size: 'discusses' });
    expect(directionsIn('Large discs favoured shrinkage.', { gate: { ...whole, isOpen: false } })).toEqual({});
  });
});

describe('titles', () => {
  test('may state a finding', () => {
    expect(directionsIn('Discs shrank.', { title: 'Large discs favoured shrinkage' })).toEqual({ size: 'favours' });
    expect(directionsIn('Discs shrank.', { title: 'Large discs and shrinkage' })).toEqual({});
  });

  test('of a treatment make it one to speak of', () => {
    const title = 'A drug';
    expect(directionsIn('Shrinkage was more in treated than in untreated discs.', { title })).toEqual({
      drug: 'favours',
    });
    expect(directionsIn('Shrinkage was more in treated than in untreated discs.')).toEqual({});
    expect(directionsIn('Shrinkage was seen.', { title })).toEqual({ drug: 'discusses' });
    expect(directionsIn('Shrinkage was unrelated in both groups.', { title })).toEqual({ drug: none });
  });
});
