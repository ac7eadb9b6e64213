import { describe, expect, test } from '@jest/globals';
import { influence } from '../../../src/synthesis/influence.ts';
import { metaRegression } from '../../../src/synthesis/regression.ts';

// The reference files hold no deletion diagnostics, and regression on groups and standard errors only: worked out on paper.

const close = (value: number) => expect.closeTo(value, 12);

describe('influence of three effects 0, 0, 3 with variances of 1', () => {
  const of = (study: number, method: 'EE' | 'DL') => {
    const found = influence([0, 0, 3], [1, 1, 1], { method, test: 'z' });
    const one = found.estimable ? found.value[study] : undefined;
    return one?.estimable ? one.value : null;
  };

  test('equal effects: the mean is 1, without the third 0, without a first 3/2', () => {
    expect(of(2, 'EE')).toEqual({
      deletedResidual: close(Math.sqrt(6)),
      dffits: close(Math.sqrt(3)),
      cooksDistance: close(3),
      covarianceRatio: close(3 / 2),
      tau2WithoutIt: 0,
      qWithoutIt: close(0),
      hat: close(1 / 3),
      weightPercent: close(100 / 3),
      baujat: { heterogeneity: close(4), influence: close(2) },
    });
    expect(of(0, 'EE')).toMatchObject({
      deletedResidual: close(-Math.sqrt(3 / 2)),
      dffits: close(-Math.sqrt(3) / 2),
      cooksDistance: close(3 / 4),
      qWithoutIt: close(9 / 2),
      baujat: { heterogeneity: close(1), influence: close(1 / 2) },
    });
  });

  test('DerSimonian-Laird: tau2 is 2, without a first 7/2', () => {
    expect(of(0, 'DL')).toMatchObject({
      deletedResidual: close(-1 / Math.sqrt(3)),
      dffits: close(-1 / Math.sqrt(6)),
      cooksDistance: close(1 / 4),
      covarianceRatio: close(9 / 4),
      tau2WithoutIt: close(7 / 2),
    });
  });
});

test('meta-regression of 1, 2, 4 on 0, 1, 2 with variances of 1: intercept 5/6, slope 3/2', () => {
  const moderator = { name: 'x', values: [0, 1, 2] };
  const found = metaRegression([1, 2, 4], [1, 1, 1], [moderator], { method: 'EE', test: 'z' });
  if (!found.estimable) throw new Error(found.reason);
  const { model, moderatorTest } = found.value;
  expect(model.coefficients.map(({ estimate }) => estimate)).toEqual([close(5 / 6), close(3 / 2)]);
  expect(model.covariance).toEqual([
    [close(5 / 6), close(-1 / 2)],
    [close(-1 / 2), close(1 / 2)],
  ]);
  expect(model.residualQ).toMatchObject({ q: close(1 / 6), degreesOfFreedom: 1 });
  expect(moderatorTest).toMatchObject({ estimable: true, value: { statistic: close(9 / 2) } });
});
