import { expect, jest, test } from '@jest/globals';
import { axeFaults } from '../../support/axe.ts';
import { describeAtDesk } from '../../support/deskSite.ts';

jest.setTimeout(120_000);

describeAtDesk('a file that is brought in', (site) => {
  test('is looked at, its columns corrected, and imported, without a script', async () => {
    const curator = site().person('curator', 'Curator');
    const page = await site().enter(curator, { javaScriptEnabled: false });
    const before = site().store.records.count();
    const table = [
      'Title,Writers,Year,Where',
      '"A made-up table of herniations, with a comma","Ahn, S; Kim, B",2001,"Journal of Samples"',
      '另一条虚构的记录,"李, 明",2002,示例期刊',
    ];
    await page.goto(`${site().url}/en/admin/imports`);
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(table.join('\n')) });
    await page.getByRole('button', { name: 'Look at it first' }).click();
    const writers = page.getByLabel('What “Writers” holds');
    expect(await writers.inputValue()).toBe('');
    await writers.selectOption({ label: 'Authors' });
    await page.getByLabel('What “Where” holds').selectOption({ label: 'Journal' });
    await page.getByRole('button', { name: 'Look again' }).click();
    expect(await page.getByLabel('What “Writers” holds').inputValue()).toBe('authors');
    expect(await page.locator('.read-records').textContent()).toContain('Ahn, Kim · Journal of Samples · 2001');
    expect(site().store.records.count()).toBe(before);

    await page.getByRole('button', { name: 'Import', exact: true }).click();
    expect(await page.getByRole('status').textContent()).toContain('Imported: 2 new');
    expect(site().store.records.count()).toBe(before + 2);
    await page.context().close();
  });

  test('has no accessibility faults and no sideways scroll while it waits', async () => {
    const page = await site().enter(site().person('curator', 'Curator B'));
    await page.goto(`${site().url}/en/admin/imports`);
    const wide = `Title,${'averylongnamewithoutspaces'.repeat(3)}\nOne record,${'x'.repeat(300)}\n`;
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'wide.csv', mimeType: 'text/csv', buffer: Buffer.from(wide) });
    await page.getByRole('button', { name: 'Look at it first' }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect({ colorScheme, faults: await axeFaults(page) }).toEqual({ colorScheme, faults: [] });
    }
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(site().complaints).toEqual([]);
    await page.context().close();
  });
});
