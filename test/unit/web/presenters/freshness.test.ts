import { describe, expect, test } from '@jest/globals';
import { presentFreshness } from '../../../../src/web/presenters/freshness.ts';
import { presentRecord } from '../../../../src/web/presenters/record.ts';
import { presentMechanism } from '../../../../src/web/presenters/tagPage.ts';
import { aStatus, aTagPage } from '../../../support/factories/answers.ts';
import { aDetail } from '../../../support/factories/records.ts';
import { testSite } from '../../../support/webApp.ts';

const library = { by: 'library' as const, at: '2026-03-14T09:12:00.000Z', records: 31 };
const people = { by: 'person' as const, at: '2026-05-02T10:00:00.000Z', records: 2 };
const searched = { ...aStatus(), lastSearchAt: '2026-04-01T00:00:00.000Z' };

describe('how fresh a claim is', () => {
  test('people come before the library, with their day and how many records they looked at', () => {
    expect(presentFreshness(testSite(), [library, people], searched)).toMatchObject({
      reviewed: 'Last reviewed 2 May 2026, by the reviewers of this catalog (2 records).',
      searched: 'PubMed last searched 1 Apr 2026.',
      facts: { reviewed: '2 May 2026, by the reviewers of this catalog', searched: 'PubMed, 1 Apr 2026' },
    });
  });

  test('what people have not looked at says so, and who said it', () => {
    const { reviewed } = presentFreshness(testSite(), [library], null);
    expect(reviewed).toBe('Not yet reviewed by people here: tagged by the shipped library, 14 Mar 2026.');
    const nothing = presentFreshness(testSite('zh'), [], null);
    expect(nothing).toMatchObject({ reviewed: '尚未由本目录的评审者评审。', searched: null, facts: { searched: '' } });
  });

  test('a library that nothing was added to by a search says that', () => {
    const status = { ...aStatus(), lastSearchAt: null, libraryLoadedAt: '2026-02-03T00:00:00.000Z' };
    expect(presentFreshness(testSite(), [], status).searched).toBe(
      'PubMed has not been searched from here yet; the library is of 3 Feb 2026.',
    );
  });

  test('stands at a mechanism, and in the rail of a record', () => {
    const page = presentMechanism(testSite(), aTagPage({ said: [people] }), null, searched);
    expect(page?.freshness.reviewed).toContain('Last reviewed 2 May 2026');
    const { trust } = presentRecord(testSite(), aDetail({ detail: { said: [people] } }), null, searched).rail;
    expect(trust.map(({ name }) => name)).toEqual(expect.arrayContaining(['Reviewed', 'Searched for']));
  });
});
