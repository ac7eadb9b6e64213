import { beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TaggingAnswer } from '../../../src/review/stages/tagging.ts';
import { describeAtDesk } from '../../support/deskSite.ts';
import type { SignedInPerson } from '../../support/identity.ts';

jest.setTimeout(120_000);

describeAtDesk('people at work at the desk', (site) => {
  let a: SignedInPerson;
  let b: SignedInPerson;
  beforeAll(async () => {
    a = site().person('reviewer', 'Reviewer A');
    b = site().person('reviewer', 'Reviewer B');
  });

  const voteOf = (person: SignedInPerson, recordId: number, stage: 'title-abstract' | 'tagging' = 'title-abstract') =>
    site().store.reviewState.vote(recordId, stage, person.identity.annotatorId);
  const versionOf = (person: SignedInPerson, recordId: number) =>
    site().store.trail.voteVersion(recordId, 'title-abstract', person.identity.annotatorId);
  const recordOf = (page: Page): number => Number(/\/(\d+)(?:[?#].*)?$/.exec(page.url())?.[1]);
  /** A key as a browser tells of it that no driver can press: composing, or held down. */
  const keydown = (init: Record<string, unknown>): string =>
    `document.dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ bubbles: true, ...init })}))`;
  /** Presses a key that leads to another record, and waits for it. */
  async function pressAndGo(page: Page, key: string): Promise<void> {
    const from = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== from), page.keyboard.press(key)]);
    await page.locator('#judgement').waitFor();
  }

  test('three at once: two vote blind, differ, and a third settles it', async () => {
    const judge = site().person('adjudicator', 'Adjudicator');
    const pages = await Promise.all([a, b, judge].map((person) => site().enter(person)));
    const [ofA, ofB, ofJudge] = pages as [Page, Page, Page];
    await Promise.all([ofA.goto(site().address(40)), ofB.goto(site().address(40))]);
    await ofA.keyboard.press('i');
    await pressAndGo(ofA, 'Enter');
    await ofB.reload();
    expect(await ofB.locator('.all-votes').count()).toBe(0);
    expect(await ofB.getByText('Other votes hidden').isVisible()).toBe(true);
    await ofB.getByLabel('Exclude').check();
    await ofB.locator('input[name="reason"]').first().check();
    await Promise.all([ofB.waitForURL((url) => !url.href.endsWith('/40')), ofB.keyboard.press('Enter')]);
    expect(site().store.screening.standing(40)).toBe('included');

    await ofJudge.goto(`${site().url}/en/review/conflicts`);
    await ofJudge.locator('a[href$="/review/conflicts/title-abstract/40"]').first().click();
    expect(await ofJudge.locator('.side-by-side .vote').count()).toBe(2);
    await ofJudge.getByRole('radio', { name: 'Exclude' }).check();
    await ofJudge.locator('#why').fill('Nothing in it is about resorption.');
    await ofJudge.getByRole('button', { name: 'Settle' }).click();
    await ofJudge.waitForURL(`${site().url}/en/review/conflicts`);
    expect(site().store.screening.standing(40)).toBe('excluded');
    await ofA.goto(site().address(40));
    expect(await ofA.locator('.all-votes .vote').count()).toBe(2);
    await Promise.all(pages.map((page) => page.context().close()));
  });

  test('twenty records are screened and tagged from the keyboard alone', async () => {
    const page = await site().enter(a);
    await page.goto(`${site().url}/en/review/title-abstract`);
    const done: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const recordId = recordOf(page);
      done.push(recordId);
      if (turn % 4 === 3) {
        await page.keyboard.press('e');
        await page.keyboard.press('1');
      } else {
        await page.keyboard.press(turn % 4 === 2 ? 'u' : 'i');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('1');
        await page.keyboard.press('d');
        await page.keyboard.press('Shift+Digit2');
      }
      await pressAndGo(page, 'Enter');
    }
    expect(new Set(done).size).toBe(20);
    for (const [turn, recordId] of done.entries()) {
      const verdict = ['include', 'include', 'unsure', 'exclude'][turn % 4];
      expect({ recordId, answer: voteOf(a, recordId)?.answer }).toMatchObject({ recordId, answer: { verdict } });
      const tags = voteOf(a, recordId, 'tagging')?.answer as TaggingAnswer | undefined;
      if (verdict === 'exclude') expect(tags).toBeUndefined();
      else {
        expect(tags?.mechanisms).toMatchObject([{ position: 'discusses' }]);
        expect(tags?.mechanisms[0]?.evidence.length).toBeLessThanOrEqual(1);
        expect(tags?.predictors).toHaveLength(1);
      }
    }
    // Z takes the last one back.
    await page.keyboard.press('z');
    await page.waitForURL(/saved=withdrawn/);
    expect(voteOf(a, done[19] ?? 0)).toBeNull();
    await page.context().close();
  });

  test('keys rest in fields, while an input method composes, with modifiers, when held down and when switched off', async () => {
    const page = await site().enter(a);
    await page.goto(site().address(60));
    const verdicts = page.locator('input[name="verdict"]:checked');
    await page.locator('#note').focus();
    await page.keyboard.type('include it u e i 1 2');
    expect(await verdicts.count()).toBe(0);
    expect(await page.locator('#note').inputValue()).toBe('include it u e i 1 2');
    await page.keyboard.press('Escape');
    for (const rest of ['isComposing', 'repeat', 'ctrlKey', 'altKey', 'metaKey'])
      await page.evaluate(keydown({ key: 'i', code: 'KeyI', [rest]: true }));
    expect(await verdicts.count()).toBe(0);
    await page.getByRole('button', { name: 'Turn keys off' }).click();
    await page.locator('h1').click();
    await page.keyboard.press('i');
    await page.keyboard.press('Enter');
    expect(await verdicts.count()).toBe(0);
    await page.reload();
    await page.keyboard.press('i');
    expect(await verdicts.count()).toBe(0);
    await page.getByRole('button', { name: 'Turn keys on' }).click();
    await page.locator('h1').click();
    await page.keyboard.press('i');
    expect(await verdicts.getAttribute('value')).toBe('include');
    // Enter held down is one vote.
    const held = [false, true, true, true].map((repeat) => keydown({ key: 'Enter', repeat }));
    await page.evaluate(held.join(';'));
    await page.waitForURL((url) => !url.href.endsWith('/60'));
    expect(versionOf(a, 60)).toBe(1);
    await page.context().close();
  });

  test('what is filled in survives a reload, and the end of the session with the vote itself', async () => {
    const c = site().person('reviewer', 'Reviewer C');
    const page = await site().enter(c);
    await page.goto(site().address(61));
    await page.locator('#note').fill('half a thought');
    await page.locator('#saved').filter({ hasText: /\d/ }).waitFor();
    await page.reload();
    expect(await page.locator('#note').inputValue()).toBe('half a thought');

    const [cookie] = await page.context().cookies();
    await page.context().clearCookies();
    await page.keyboard.press('i');
    await page.keyboard.press('Enter');
    await page.waitForURL(/sign-in/);
    expect(voteOf(c, 61)).toBeNull();
    await page.context().addCookies(cookie ? [cookie] : []);
    await page.goto(site().address(61));
    await page.waitForURL((url) => !url.href.endsWith('/61'));
    expect(voteOf(c, 61)?.answer).toMatchObject({ verdict: 'include', note: 'half a thought' });
    await page.context().close();
  });

  test('votes given without a connection wait, and are sent once and in order when it is back', async () => {
    const d = site().person('reviewer', 'Reviewer D');
    const first = await site().enter(d);
    const second = await first.context().newPage();
    await first.goto(site().address(62));
    await second.goto(site().address(63));
    await first.context().setOffline(true);
    for (const page of [first, second]) {
      await page.bringToFront();
      await page.keyboard.press('i');
      await page.keyboard.press('Enter');
      await page.locator('#saved.failing').waitFor();
    }
    expect([versionOf(d, 62), versionOf(d, 63)]).toEqual([0, 0]);
    await first.context().setOffline(false);
    for (const [page, recordId] of [
      [first, 62],
      [second, 63],
    ] as const)
      await page.waitForURL((url) => !url.href.endsWith(`/${recordId}`));
    expect([versionOf(d, 62), versionOf(d, 63)]).toEqual([1, 1]);
    const entries = site().store.trail.entries({ annotatorId: d.identity.annotatorId, kind: 'vote' });
    expect(entries.map(({ recordId }) => recordId)).toEqual([62, 63]);
    await first.context().close();
  });

  test('a form that is behind shows both versions, and the reviewer chooses', async () => {
    const e = site().person('reviewer', 'Reviewer E');
    const page = await site().enter(e);
    const other = await page.context().newPage();
    await page.goto(site().address(64));
    await other.goto(site().address(64));
    await other.keyboard.press('i');
    await pressAndGo(other, 'Enter');
    await page.bringToFront();
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    await page.locator('.clash').waitFor();
    expect(await page.locator('.clash h3').allInnerTexts()).toHaveLength(2);
    expect(voteOf(e, 64)?.answer).toMatchObject({ verdict: 'include' });
    await page.locator('.clash button').click();
    await page.waitForURL((url) => !url.href.endsWith('/64'));
    expect(voteOf(e, 64)).toMatchObject({ version: 2, answer: { verdict: 'exclude' } });
    await page.context().close();
  });

  test('the browser had nothing to complain of', () => {
    expect(site().complaints).toEqual([]);
  });
});

describeAtDesk('the desk without a script', (site) => {
  test('a record is tagged with evidence, which is taken away again, screened, and the vote taken back', async () => {
    const person = site().person('reviewer', 'Reviewer A');
    const page = await site().enter(person, { javaScriptEnabled: false });
    await page.goto(site().address(20));
    const term = page.locator('[data-term^="mechanism."]').first();
    await page.locator('.abs label.sent').first().click();
    await page.getByLabel('Include').check();
    await term.locator('input[type="checkbox"]').check();
    await term.locator('button[name="add"]').click();
    expect(await page.getByLabel('Include').isChecked()).toBe(true);
    expect(await term.locator('input[type="checkbox"]').isChecked()).toBe(true);
    expect(await term.locator('.chosen li').count()).toBe(1);
    await page.locator('.abs label.sent').nth(1).click();
    await term.locator('button[name="add"]').click();
    expect(await term.locator('.chosen li').count()).toBe(2);
    await term.locator('button[name="remove"]').first().click();
    expect(await term.locator('.chosen li').count()).toBe(1);
    const quote = await term.locator('.chosen q').innerText();
    await page.getByRole('button', { name: 'Save and next' }).click();
    await page.waitForURL((url) => !/\/20$/.test(url.pathname));
    const { annotatorId } = person.identity;
    const tags = site().store.reviewState.vote(20, 'tagging', annotatorId)?.answer as TaggingAnswer;
    expect(tags.mechanisms).toMatchObject([{ position: 'supports', evidence: [{ text: quote }] }]);
    await page.goto(site().address(20));
    await page.getByRole('button', { name: 'Take my vote back' }).click();
    await page.waitForURL(/saved=withdrawn/);
    expect(site().store.reviewState.vote(20, 'title-abstract', annotatorId)).toBeNull();
    expect(site().complaints).toEqual([]);
  });
});
