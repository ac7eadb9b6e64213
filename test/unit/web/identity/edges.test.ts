import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { localAddress } from '../../../../src/web/identity/localAddress.ts';
import { browserName } from '../../../../src/web/identity/userAgent.ts';
import { testSite } from '../../../support/webApp.ts';

describe('an address to go back to', () => {
  test.each([
    ['/en/records?q=rim&page=2', '/en/records?q=rim&page=2'],
    ['/en/records/1#e2', '/en/records/1#e2'],
    ['/en/../zh/', '/zh/'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['\\\\elsewhere.example', '/'],
    ['/\n/elsewhere.example', '/'],
    ['/.//elsewhere.example', '/'],
    ['https://elsewhere.example/', '/'],
    ['en/', '/'],
    ['', '/'],
    [`/${'a'.repeat(8000)}`, '/'],
    [null, '/'],
    [['/en/'], '/'],
  ])('%j is %s', (text, address) => expect(localAddress(text)).toBe(address));

  test('never leaves the site, whatever is sent', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '\t',
      '\n',
      ' ',
      '%2f',
      '#',
      '?',
      'http',
      'a.example',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const address = localAddress(pieces.join(''));
        return new URL(address, 'https://here.example/en/').origin === 'https://here.example';
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15', 'Safari on macOS'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140 Mobile Safari/604.1', 'Chrome on iOS'],
  ['curl/8.0', 'Unknown browser'],
  ['', 'Unknown browser'],
])('%s is called %s', (userAgent, name) => {
  expect(browserName(testSite('en'), userAgent)).toBe(name);
});
