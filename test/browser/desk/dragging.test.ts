import { expect, test } from '@jest/globals';
import type { TaggingAnswer } from '../../../src/review/stages/tagging.ts';
import { describeAtDesk } from '../../support/deskSite.ts';

describeAtDesk('evidence chosen by dragging', (site) => {
  test('the words dragged over are what is kept, letter by letter', async () => {
    const person = site().person('reviewer', 'Reviewer A');
    const page = await site().enter(person);
    await page.goto(site().address(1));
    const sentence = await page.locator('.abs .sent').first().boundingBox();
    if (!sentence) throw new Error('There is no sentence.');
    await page.mouse.move(sentence.x + 4, sentence.y + 10);
    await page.mouse.down();
    await page.mouse.move(sentence.x + 180, sentence.y + 10, { steps: 4 });
    await page.mouse.up();
    const words = await page.evaluate<string>('String(getSelection())');
    expect(words.length).toBeGreaterThan(5);
    await page.keyboard.press('1');
    await page.keyboard.press('i');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('/1'));
    const vote = site().store.reviewState.vote(1, 'tagging', person.identity.annotatorId);
    const answer = vote?.answer as TaggingAnswer | undefined;
    expect(answer?.mechanisms[0]?.evidence.map(({ text }) => text.trim())).toEqual([words.trim()]);
    expect(site().complaints).toEqual([]);
  });
});
