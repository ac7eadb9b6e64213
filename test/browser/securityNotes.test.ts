import { beforeAll, expect, jest, test } from '@jest/globals';
import { emptyTagging } from '../../src/review/stages/tagging.ts';
import { type DeskSite, describeAtDesk } from '../support/deskSite.ts';
import { harmless, lookAt, watchingContext } from '../support/hostilePage.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { protocol } from '../support/libraryStore.ts';

jest.setTimeout(300_000);

const perRecord = 50;
const groups = Array.from({ length: hostileTexts.length / perRecord }, (_, index) =>
  hostileTexts.slice(index * perRecord, (index + 1) * perRecord),
);
const noteLimit = 4000;
const wordLimit = 120;

describeAtDesk('five hundred texts that try to run a script, written at the desk', (site) => {
  let recordIds: number[];
  let people: Record<'a' | 'b' | 'judge', ReturnType<DeskSite['person']>>;
  beforeAll(async () => {
    people = {
      a: site().person('reviewer', 'Reviewer A'),
      b: site().person('reviewer', 'Reviewer B'),
      judge: site().person('adjudicator', 'Adjudicator'),
    };
    recordIds = site()
      .store.reviewQueue.open({ stage: 'extraction', annotatorId: 0, needed: 2, now: site().clock() })
      .slice(0, groups.length);
    for (const [index, group] of groups.entries()) await writeEverywhere(recordIds[index] ?? 0, group);
  });

  /** Two reviewers who differ at every stage, and an adjudicator who settles one of them, in hostile words only. */
  async function writeEverywhere(recordId: number, group: readonly string[]): Promise<void> {
    const note = group.join(' ').slice(0, noteLimit);
    const say = (verdict: string) => ({ verdict, exclusionReason: null, note });
    await vote('a', recordId, 'title-abstract', say('include'));
    await vote('b', recordId, 'title-abstract', say('exclude'));
    const words = group.map((text) => text.slice(0, wordLimit).trim());
    await vote('a', recordId, 'tagging', { ...emptyTagging, treatments: words, outcomes: words.slice(0, 9), note });
    await vote('b', recordId, 'tagging', { ...emptyTagging, levels: words, note });
    await vote('a', recordId, 'extraction', extraction(group, 1));
    await vote('b', recordId, 'extraction', extraction(group, 2));
    await site().desk.settle({
      ...by('judge'),
      recordId,
      stage: 'title-abstract',
      answer: say('include'),
      reason: note,
      conflictEntryId: site().store.reviewState.conflict(recordId, 'title-abstract')?.trailEntryId ?? 0,
    });
    await site().desk.reopen({ ...by('judge'), recordId, stage: 'title-abstract', reason: note });
  }

  const by = (who: keyof typeof people) => ({
    annotatorId: people[who].identity.annotatorId,
    at: site().clock(),
    requestId: null,
    idempotencyKey: null,
  });

  function vote(who: 'a' | 'b', recordId: number, stage: 'title-abstract' | 'tagging' | 'extraction', answer: unknown) {
    return site().desk.vote({
      ...by(who),
      recordId,
      stage,
      answer,
      version: 0,
      shown: { suggestions: [], ranking: null },
    });
  }

  function extraction(group: readonly string[], events: number) {
    const arms = group.slice(0, 25).map((text, index) => ({
      label: text.trim() || 'whole series',
      type: 'all',
      events,
      total: 40,
      definition: protocol.synthesis.definitions[0]?.id,
      measure: 'volume',
      followUpMonths: 12,
      followUpStatistic: 'mean',
      operated: 'unclear',
      place: group[index + 25] ?? '',
    }));
    const riskOfBias = [{ item: 'frame', judgement: 'unclear', place: group[0] ?? '' }];
    return { arms, checklist: 'jbi-prevalence', riskOfBias, note: group.join(' ').slice(0, noteLimit) };
  }

  test.each([
    ['under the policy of the site', false, 2],
    ['with the policy switched off', true, 5],
  ])('none runs, %s', async (_, bypassCSP, every) => {
    expect(hostileTexts).toHaveLength(500);
    expect(recordIds).toHaveLength(groups.length);
    const some = recordIds.filter((_id, index) => index % every === 0);
    const addresses = {
      judge: [
        '/en/review/conflicts',
        '/zh/review/progress',
        ...some.flatMap((id) => [
          `/en/review/history/${id}`,
          ...['title-abstract', 'tagging', 'extraction'].map((stage) => `/en/review/conflicts/${stage}/${id}`),
        ]),
      ],
      a: some.flatMap((id) =>
        ['title-abstract', 'tagging', 'extraction']
          .map((stage) => `/zh/review/${stage}/${id}`)
          .concat(`/en/records/${id}`),
      ),
    };
    for (const who of ['judge', 'a'] as const) {
      const context = await watchingContext(site().browser, { url: site().url, cookie: people[who].cookie, bypassCSP });
      const page = await context.newPage();
      for (const address of addresses[who]) expect(await lookAt(page, site().url, address)).toEqual(harmless(address));
      await context.close();
    }
  });

  test('and they were there to be read', async () => {
    const context = await watchingContext(site().browser, {
      url: site().url,
      cookie: people.judge.cookie,
      bypassCSP: false,
    });
    const page = await context.newPage();
    const [first = 0] = recordIds;
    const written = '<img src=x onerror=alert(1)>';
    for (const address of [
      `/en/review/history/${first}`,
      ...['title-abstract', 'tagging', 'extraction'].map((stage) => `/en/review/conflicts/${stage}/${first}`),
    ]) {
      await lookAt(page, site().url, address);
      expect([address, (await page.textContent('main'))?.includes(written)]).toEqual([address, true]);
    }
    await context.close();
  });
});
