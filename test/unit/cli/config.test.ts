import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config.ts';

describe('settings', () => {
  test('have defaults that need nothing set', () => {
    const config = readConfig({});
    expect(config.RESORB_DB).toMatch(/db[\\/]resorb\.sqlite$/);
    expect(config.RESORB_PORT).toBe(3000);
    expect(config.RESORB_EUTILS_URL).toBe('https://eutils.ncbi.nlm.nih.gov/entrez/eutils/');
    expect(config.NCBI_API_KEY).toBeUndefined();
  });

  test('set to nothing are not set', () => {
    expect(readConfig({ RESORB_PORT: '', NCBI_API_KEY: '' })).toMatchObject({ RESORB_PORT: 3000 });
  });

  test('an address of E-utilities always ends in a slash', () => {
    expect(readConfig({ RESORB_EUTILS_URL: 'http://127.0.0.1:9/e' }).RESORB_EUTILS_URL).toBe('http://127.0.0.1:9/e/');
  });

  test('that cannot be used are named, all at once, secrets without their value', () => {
    const read = () =>
      readConfig({
        RESORB_PORT: '99999',
        RESORB_EUTILS_URL: 'file:///etc/passwd',
        NCBI_EMAIL: 'nobody',
        RESORB_SECRET: 'too short',
      });
    expect(read).toThrow(/RESORB_PORT cannot be used: .*\(found "99999"\)/);
    expect(read).toThrow(/RESORB_EUTILS_URL cannot be used/);
    expect(read).toThrow(/NCBI_EMAIL cannot be used/);
    expect(read).toThrow(/RESORB_SECRET cannot be used: [^"]*$/m);
    expect(read).not.toThrow(/too short/);
  });
});
