import { describe, expect, test } from '@jest/globals';
import { createEutils } from '../../../src/pubmed/eutils/createEutils.ts';
import {
  fetchRequest,
  historyIdsRequest,
  httpCall,
  searchRequest,
  withinPmids,
} from '../../../src/pubmed/eutils/requests.ts';

const base = 'https://user:word@eutils.example/entrez/eutils/';
const caller = { tool: 'resorb', email: 'a+b@example.org', apiKey: 'k' };
const query = (url: string): Record<string, string> => Object.fromEntries(new URL(url).searchParams);

describe('the calls', () => {
  test('a search asks for everything one search can give and for the history server', () => {
    const dates = { type: 'edat', from: '2024/01/01', to: '2024/01/31' } as const;
    const call = httpCall(base, caller, searchRequest('disc[tiab] AND "a & b"', dates));
    expect(call.method).toBe('GET');
    expect(query(call.url)).toEqual({
      db: 'pubmed',
      retmode: 'xml',
      usehistory: 'y',
      retstart: '0',
      retmax: '9999',
      term: 'disc[tiab] AND "a & b"',
      datetype: 'edat',
      mindate: '2024/01/01',
      maxdate: '2024/01/31',
      tool: 'resorb',
      email: 'a+b@example.org',
      api_key: 'k',
    });
  });

  test('without a key none is sent', () => {
    const call = httpCall(base, { tool: 'resorb', email: 'a@example.org' }, fetchRequest(['1']));
    expect(query(call.url)).toEqual({ db: 'pubmed', retmode: 'xml', id: '1', tool: 'resorb', email: 'a@example.org' });
  });

  test('200 ids go by POST, 199 short ones by GET', () => {
    const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));
    expect(httpCall(base, caller, fetchRequest(ids)).method).toBe('POST');
    expect(httpCall(base, caller, fetchRequest(ids.slice(1))).method).toBe('GET');
  });

  test('a long query goes by POST, whole', () => {
    const call = httpCall(base, caller, searchRequest('x'.repeat(3000)));
    expect(call.method).toBe('POST');
    expect(call.url).not.toContain('?');
    expect(new URLSearchParams(call.body ?? '').get('term')).toHaveLength(3000);
  });

  test('messages show the address without parameters and login', () => {
    const call = httpCall(base, caller, historyIdsRequest('W', '1', 0, 10));
    expect(call.shownUrl).toBe('https://eutils.example/entrez/eutils/efetch.fcgi');
  });

  test('a range of PMIDs is put around the whole query', () => {
    expect(withinPmids('a OR b', 1, 99)).toBe('(a OR b) AND 1:99[UID]');
  });
});

describe('settings NCBI could not take are refused before the first call', () => {
  const settings = { baseUrl: 'https://eutils.example/', tool: 'resorb', email: 'a@example.org' };
  test.each([
    [{ baseUrl: 'eutils.example' }, /not an E-utilities address/],
    [{ baseUrl: 'https://eutils.example' }, /ends with a slash/],
    [{ tool: 'two words' }, /tool name without blanks/],
    [{ email: '' }, /NCBI_EMAIL/],
  ])('%j', (wrong, message) => {
    expect(() => createEutils({ ...settings, ...wrong })).toThrow(message);
  });
});
