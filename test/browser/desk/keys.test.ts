import { expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFaults } from '../../support/axe.ts';
import { describeAtDesk } from '../../support/deskSite.ts';

jest.setTimeout(120_000);

describeAtDesk('keys of one’s own', (site) => {
  const chosen = (page: Page) => page.locator('input[name="verdict"]:checked');
  const keysPage = () => `${site().url}/en/review/keys`;

  test('are set without a script, refused where they clash, and put back', async () => {
    const person = site().person('reviewer', 'Reviewer A');
    const page = await site().enter(person, { javaScriptEnabled: false });
    await page.goto(keysPage());
    await page.getByLabel('Include', { exact: true }).fill('u');
    await page.getByRole('button', { name: 'Save my keys' }).click();
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toContain('“Include” and “Unsure” cannot both have the key u');
    expect(await page.getByLabel('Include', { exact: true }).inputValue()).toBe('u');
    expect(await page.locator('[aria-invalid]').count()).toBe(2);
    expect(site().store.deskKeys.get(person.identity.annotatorId)).toBeNull();

    await page.getByLabel('Unsure').fill('');
    await page.getByRole('button', { name: 'Save my keys' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Your keys are saved.');
    expect(site().store.deskKeys.get(person.identity.annotatorId)?.keys).toMatchObject({ include: 'u', unsure: '' });
    await page.goto(site().address(30));
    expect(await page.locator('.verdict-include kbd').textContent()).toBe('U');
    expect(await page.locator('.verdict-unsure kbd').count()).toBe(0);

    await page.goto(keysPage());
    await page.getByRole('button', { name: 'Back to the usual keys' }).click();
    expect(await page.getByLabel('Include', { exact: true }).inputValue()).toBe('i');
    await page.context().close();
  });

  test('work at once, for that person alone, and are what the help shows', async () => {
    const person = site().person('reviewer', 'Reviewer B');
    const page = await site().enter(person);
    await page.goto(keysPage());
    for (const [label, key] of [
      ['Include', 'y'],
      ['Exclude', 'alt x'],
      ['Reason or mechanism 1', 'F2'],
      ['Next sentence', 'PageDown'],
      ['Save and go on', 'g s'],
      ['Go to your work', 'h'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Save my keys' }).click();

    await page.goto(site().address(30));
    await page.keyboard.press('i');
    expect(await chosen(page).count()).toBe(0);
    await page.keyboard.press('Alt+x');
    expect(await chosen(page).getAttribute('value')).toBe('exclude');
    await page.keyboard.press('y');
    expect(await chosen(page).getAttribute('value')).toBe('include');
    await page.keyboard.press('PageDown');
    expect(await page.locator('input[name="sentence"]:checked').count()).toBe(1);
    await page.keyboard.press('F2');
    expect(await page.locator('.mech input[type="checkbox"]:checked').count()).toBe(1);

    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys of the reviewers’ desk' });
    expect(await help.getByRole('row', { name: /Include/ }).textContent()).toContain('Y');
    expect(await axeFaults(page)).toEqual([]);
    // No key of the desk does anything behind it.
    await page.keyboard.press('u');
    await page.keyboard.press('Escape');
    expect(await help.count()).toBe(0);
    expect(await chosen(page).getAttribute('value')).toBe('include');

    await page.keyboard.press('g');
    await Promise.all([page.waitForURL((url) => !url.href.endsWith('/30')), page.keyboard.press('s')]);
    expect(site().store.reviewState.vote(30, 'title-abstract', person.identity.annotatorId)?.answer).toMatchObject({
      verdict: 'include',
    });
    await Promise.all([page.waitForURL(/\/en\/review$/), page.keyboard.press('h')]);

    const other = await site().enter(site().person('reviewer', 'Reviewer C'));
    await other.goto(site().address(31));
    await other.keyboard.press('y');
    expect(await chosen(other).count()).toBe(0);
    await other.keyboard.press('i');
    expect(await chosen(other).getAttribute('value')).toBe('include');
    await Promise.all([page.context().close(), other.context().close()]);
  });

  test('arrows stay with the radio button that has the focus', async () => {
    const page = await site().enter(site().person('reviewer', 'Reviewer D'));
    await page.goto(site().address(32));
    await page.getByLabel('Include').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page).getAttribute('value')).toBe('unsure');
    expect(await page.locator('input[name="sentence"]:checked').count()).toBe(0);
    await page.context().close();
  });

  test('the browser had nothing to complain of', () => {
    expect(site().complaints).toEqual([]);
  });
});
