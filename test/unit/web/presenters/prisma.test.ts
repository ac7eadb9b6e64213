import { expect, test } from '@jest/globals';
import { PrismaSumError } from '../../../../src/prisma/checkSums.ts';
import { presentPrisma } from '../../../../src/web/presenters/prisma/prismaPage.ts';
import { readDay } from '../../../../src/web/routes/day.ts';
import { testSite } from '../../../support/webApp.ts';

const source = { asOf: null, unread: null, days: null, decidedBySource: 0 };

test('a flow that does not add up is not drawn; any other fault is not taken for that', () => {
  const flow = () => {
    throw new PrismaSumError('sought', 3, 4, 'one = other');
  };
  expect(presentPrisma(testSite(), { ...source, flow }).drawn).toBeNull();
  const broken = () => {
    throw new Error('the disk is gone');
  };
  expect(() => presentPrisma(testSite(), { ...source, flow: broken })).toThrow('the disk is gone');
});

test.each([
  [null, { day: null, unread: null }],
  ['', { day: null, unread: null }],
  [' 2024-02-29 ', { day: '2024-02-29', unread: null }],
  ['2026-02-29', { day: null, unread: '2026-02-29' }],
  ['2026-13-01', { day: null, unread: '2026-13-01' }],
  ['2026-3-1', { day: null, unread: '2026-3-1' }],
])('the day in %j', (text, read) => {
  expect(readDay(text)).toEqual(read);
});
