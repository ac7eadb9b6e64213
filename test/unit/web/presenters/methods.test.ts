import { describe, expect, test } from '@jest/globals';
import { presentMethods } from '../../../../src/web/presenters/methods.ts';
import { aMethodsAnswer, aStatus } from '../../../support/factories/answers.ts';
import { testProtocol, testSite } from '../../../support/webApp.ts';

describe('presentMethods', () => {
  test('counts exclusions by the protocol’s reasons, and lists others in their own words', () => {
    const view = presentMethods(testSite(), aMethodsAnswer());
    expect(view.exclude.filter((reason) => reason.records !== null)).toEqual([
      { name: 'Wrong region', definition: 'Cervical or thoracic discs alone.', records: '9 records' },
    ]);
    expect(view.otherReasons).toEqual({
      title: '1 reason given in words of its own',
      reasons: [{ text: 'a reason in words', records: '1 record' }],
    });
    expect(presentMethods(testSite(), aMethodsAnswer({ exclusions: [] })).otherReasons).toBeNull();
  });

  test('gives the search line by line, as the protocol has it', () => {
    const view = presentMethods(testSite('zh'), aMethodsAnswer());
    expect(view.searchLines.map((line) => line.query)).toEqual(
      testProtocol.review.search.pubmed.map((line) => line.query),
    );
    expect(view.question).toBe(testProtocol.review.question.zh);
  });

  test('says what has been run, and what has not', () => {
    const [run] = presentMethods(testSite(), aMethodsAnswer()).runs;
    expect(run).toMatchObject({
      started: '14 Mar 2026',
      source: 'A file: sample.xml.gz',
      failed: true,
      unchanged: '1,400',
    });
    const never = presentMethods(testSite(), aMethodsAnswer({ status: aStatus({ lastSearchAt: null }) }));
    expect(never.numbers.find((number) => number.name === 'Last search')?.value).toBe('none yet');
  });

  test('names every annotator with its version', () => {
    expect(presentMethods(testSite(), aMethodsAnswer()).annotators).toEqual([
      { name: 'rule set cues 1', annotations: '321 tags' },
    ]);
  });
});
