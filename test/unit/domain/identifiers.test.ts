import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normaliseDoi, normaliseOrcid, normalisePmc, normalisePmid } from '../../../src/domain/identifiers.ts';

describe('identifiers in one form', () => {
  test.each([
    ['10.1186/S13018-025-05959-X', '10.1186/s13018-025-05959-x'],
    ['https://doi.org/10.1000/a%28b%29', '10.1000/a(b)'],
    ['doi: 10.1000/abc.', '10.1000/abc'],
    [
      '10.1002/(SICI)1097-0142(19970801)80:3<1::AID>3.0.CO;2-J',
      '10.1002/(sici)1097-0142(19970801)80:3<1::aid>3.0.co;2-j',
    ],
    ['https://doi.org/10.1000/100%', '10.1000/100%'],
    ['11.1000/abc', null],
    ['', null],
    [null, null],
  ])('DOI %s', (given, wanted) => expect(normaliseDoi(given)).toBe(wanted));

  test.each([
    ['31031557', '31031557'],
    ['PMID: 0031031557', '31031557'],
    ['0', null],
    ['31031557abc', null],
    ['-1', null],
  ])('PMID %s', (given, wanted) => expect(normalisePmid(given)).toBe(wanted));

  test.each([
    ['PMC6235196', 'PMC6235196'],
    ['6235196.1', 'PMC6235196'],
    ['pmcid: PMC12', 'PMC12'],
    ['none', null],
  ])('PMC %s', (given, wanted) => expect(normalisePmc(given)).toBe(wanted));

  test.each([
    ['0000-0002-1825-009x', '0000-0002-1825-009X'],
    ['http://orcid.org/0000-0002-1825-0097', '0000-0002-1825-0097'],
    ['0000000218250097', '0000-0002-1825-0097'],
    ['0000-0002', null],
  ])('ORCID %s', (given, wanted) => expect(normaliseOrcid(given)).toBe(wanted));

  test('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        for (const normalise of [normaliseDoi, normalisePmid, normalisePmc, normaliseOrcid]) {
          const once = normalise(`10.1234/${tail}`) ?? normalise(tail);
          if (once !== null) expect(normalise(once)).toBe(once);
        }
      }),
    );
  });
});
