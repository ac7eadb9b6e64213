import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { VerdictWeights } from '../../../src/tagging/ruleSchema.ts';
import { createChooser, createJudge, type Judged, settle } from '../../../src/tagging/verdicts.ts';
import { readSentence } from './readText.ts';

const cues = { rose: ['rose'], grew: ['grew'], fell: ['fell'] };
const silent = readSentence('Nothing came of it.', cues);

/** What weights make of a sentence that shows signs; both verdicts weigh nothing before anything is read. */
function judged(signs: VerdictWeights['signs'], shown: string[] = [], text?: string): Judged {
  const judge = createJudge({ verdicts: ['favours', 'against'], least: 0.5, bias: { favours: 0, against: 0 }, signs });
  return judge(text === undefined ? silent : readSentence(text, cues), shown);
}

/** Shares of two verdicts by their odds against saying nothing. */
function sharesBy(favours: number, against: number): number[] {
  return [favours / (favours + against + 1), against / (favours + against + 1)];
}

function expectShares({ shares, share }: Judged, expected: number[]): void {
  expect(shares).toHaveLength(expected.length);
  expected.forEach((wanted, at) => {
    expect(shares[at]).toBeCloseTo(wanted, 10);
  });
  expect(share).toBeCloseTo(
    expected.reduce((sum, wanted) => sum + wanted, 0),
    10,
  );
}

describe('what signs speak for', () => {
  const { log } = Math;

  test('nothing shown leaves the bias, and a verdict without one as much as nothing to say', () => {
    const judge = createJudge({
      verdicts: ['favours', 'against'],
      least: 0,
      bias: { favours: log(2) },
      signs: [{ sign: 'more', weights: { favours: 5 } }],
    });
    expectShares(judge(silent, []), sharesBy(2, 1));
  });

  test('the odds of signs multiply, and a verdict that a sign does not name is left as it was', () => {
    const signs = [
      { sign: 'more', weights: { favours: log(3) } },
      { sign: 'less', weights: { favours: log(2), against: log(5) } },
      { sign: 'unlikely', weights: { favours: log(1 / 6) } },
    ];
    expectShares(judged(signs, ['more']), sharesBy(3, 1));
    expectShares(judged(signs, ['more', 'less']), sharesBy(6, 5));
    expectShares(judged(signs, ['less', 'more', 'unlikely']), sharesBy(1, 5));
  });

  test('a sign that has no weight says nothing', () => {
    expectShares(judged([{ sign: 'more', weights: { favours: 2 } }], ['less', 'rose', 'constructor']), sharesBy(1, 1));
  });

  test('lists weigh once where a cue of one stands, however many do', () => {
    const signs = [
      { lists: ['rose', 'grew'], weights: { favours: log(4) } },
      { lists: ['fell'], weights: { against: log(7) } },
    ];
    expectShares(judged(signs, [], 'It rose.'), sharesBy(4, 1));
    expectShares(judged(signs, [], 'It grew.'), sharesBy(4, 1));
    expectShares(judged(signs, [], 'It rose, and rose, and grew.'), sharesBy(4, 1));
    expectShares(judged(signs, [], 'It rose and fell.'), sharesBy(4, 7));
    // A list is no sign of its own: its name among the signs says nothing.
    expectShares(judged(signs, ['rose', 'fell']), sharesBy(1, 1));
  });

  test('one reading leaves nothing behind for the next', () => {
    const judge = createJudge({
      verdicts: ['favours'],
      least: 0,
      bias: { favours: 0 },
      signs: [{ sign: 'more', weights: { favours: 3 } }],
    });
    const first = judge(silent, []);
    judge(silent, ['more']);
    expect(judge(silent, [])).toEqual(first);
  });

  test.each([
    [1e6, 1, [1, 0]],
    [1e6, 1e6, [0.5, 0.5]],
    [-1e6, -1e6, [0, 0]],
  ])('weights of %d and %d do not overflow', (favours, against, expected) => {
    expectShares(judged([{ sign: 'more', weights: { favours, against } }], ['more']), expected);
  });

  test('shares are between 0 and 1 and come to no more than 1 together, in the order of the verdicts', () => {
    const weight = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(weight, weight, (favours, against) => {
        const { shares, share } = judged([{ sign: 'more', weights: { against, favours } }], ['more']);
        expect(shares.every((part) => part >= 0 && part <= 1)).toBe(true);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        if (favours > against) expect(shares[0]).toBeGreaterThanOrEqual(shares[1] as number);
      }),
    );
  });
});

describe('what is known to say something', () => {
  const weights = {
    verdicts: ['favours', 'against'],
    bias: { favours: Math.log(3) },
    signs: [
      { sign: 'less', weights: { against: Math.log(6) } },
      { lists: ['fell'], weights: { against: 1e6 } },
    ],
  };
  const choose = createChooser(weights);

  test('is shared out among the verdicts whole', () => {
    expectShares(choose(silent, []), [3 / 4, 1 / 4]);
    expectShares(choose(silent, ['less']), [3 / 9, 6 / 9]);
    expectShares(choose(readSentence('It fell.', cues), []), [0, 1]);
  });

  test('has the shares that a judge leaves to its verdicts', () => {
    const judge = createJudge({ ...weights, least: 0 });
    for (const shown of [[], ['less']]) {
      const { shares, share } = judge(silent, shown);
      expectShares(
        choose(silent, shown),
        shares.map((part) => part / share),
      );
    }
  });
});

test('several statements of one sentence are weighed alike, whichever sentence came between', () => {
  const signs = [{ lists: ['rose', 'grew'], weights: { favours: 1 } }];
  const judge = createJudge({ verdicts: ['favours'], least: 0, bias: {}, signs });
  const rose = readSentence('It rose and grew.', cues);
  const [first, again, other, last] = [rose, rose, silent, rose].map((sentence) => judge(sentence, []).share);
  expect([again, last]).toEqual([first, first]);
  expect(other).toBeCloseTo(0.5, 10);
});

describe('all statements together', () => {
  const rules = { verdicts: ['favours', 'against'], least: 0.4 };
  const sentences = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map((text) => readSentence(text, cues));
  const title = { ...readSentence('Title.', cues), isTitle: true };
  const of = (sentence: (typeof sentences)[number] | undefined, favours: number, against = 0) => ({
    statement: { sentence: sentence as (typeof sentences)[number] },
    shares: [favours, against],
    share: favours + against,
  });
  const told = (...weighed: ReturnType<typeof of>[]) => {
    const settled = settle(weighed, rules);
    return settled && [settled.verdict, settled.share, ...settled.proofs.map(({ sentence }) => sentence.source)];
  };

  test('say nothing where none does, or none surely enough', () => {
    expect(told()).toBeUndefined();
    expect(told(of(sentences[0], 0.39), of(sentences[1], 0.39))).toBeUndefined();
    expect(told(of(sentences[0], 0.2, 0.2))).toEqual(['favours', 0.4, 'One.']);
  });

  test('the sure ones tell which verdict it is, and those that say it prove it, the surest first', () => {
    expect(told(of(sentences[0], 0.5), of(sentences[1], 0.1, 0.8), of(sentences[2], 0.9))).toEqual([
      'favours',
      0.9,
      'Three.',
      'One.',
    ]);
    expect(told(...sentences.map((sentence) => of(sentence, 0.5)))).toEqual(['favours', 0.5, 'One.', 'Two.', 'Three.']);
  });

  test('may be as many as a long text has', () => {
    const many = Array.from({ length: 200_000 }, () => of(sentences[0], 0.5));
    expect(settle(many, rules)).toMatchObject({ verdict: 'favours', share: 0.5 });
  });

  test('another proof has to be half as sure as is needed', () => {
    expect(told(of(sentences[0], 0.9), of(sentences[1], 0.2))).toEqual(['favours', 0.9, 'One.', 'Two.']);
    expect(told(of(sentences[0], 0.9), of(sentences[1], 0.19))).toEqual(['favours', 0.9, 'One.']);
  });

  test('a title proves what nothing else does', () => {
    expect(told(of(title, 0.9), of(sentences[0], 0.3))).toEqual(['favours', 0.9, 'One.']);
    expect(told(of(title, 0.9), of(sentences[0], 0.1))).toEqual(['favours', 0.9, 'Title.']);
  });
});
