import { expect, test } from '@jest/globals';
import { emailFor } from '../../../src/cli/pubmed.ts';
import { ncbiEutilsUrl } from '../../../src/pubmed/eutils/createEutils.ts';
import { openStore } from '../../../src/store/openStore.ts';

const ncbi = { NCBI_EMAIL: undefined, RESORB_EUTILS_URL: ncbiEutilsUrl };

test('the address for NCBI is asked for once and remembered with the review', async () => {
  const { settings } = openStore(':memory:');
  let asked = 0;
  const ask = async () => {
    asked++;
    return 'reviewer@example.org';
  };
  expect(await emailFor(ncbi, settings, ask)).toBe('reviewer@example.org');
  expect(await emailFor(ncbi, settings, ask)).toBe('reviewer@example.org');
  expect(asked).toBe(1);
  expect(await emailFor({ ...ncbi, NCBI_EMAIL: 'other@example.org' }, settings, ask)).toBe('other@example.org');
  expect(settings.get('ncbi_email')).toBe('reviewer@example.org');
});

test('a server of one’s own is not told any', async () => {
  const { settings } = openStore(':memory:');
  const config = { ...ncbi, RESORB_EUTILS_URL: 'http://127.0.0.1:9/' };
  const address = await emailFor(config, settings, () => Promise.reject(new Error('Nobody is to be asked.')));
  expect(address).toContain('localhost');
  expect(settings.get('ncbi_email')).toBeNull();
});
