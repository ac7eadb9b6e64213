import { describe, expect, test } from '@jest/globals';
import { coins } from '../../../../src/web/presenters/coins.ts';
import { aCard } from '../../../support/factories/records.ts';

/**
 * Reads a ContextObject the way reference managers do: the format names the kind, the first author stands apart from
 * the others, identifiers are info URIs.
 */
function readContextObject(text: string) {
  const fields = new URLSearchParams(text);
  const ids = fields.getAll('rft_id');
  const info = (space: string) => ids.find((id) => id.startsWith(`info:${space}/`))?.slice(space.length + 6) ?? null;
  return {
    isArticle:
      fields.get('ctx_ver') === 'Z39.88-2004' &&
      fields.get('rft_val_fmt') === 'info:ofi/fmt:kev:mtx:journal' &&
      fields.get('rft.genre') === 'article',
    title: fields.get('rft.atitle'),
    publication: fields.get('rft.jtitle'),
    date: fields.get('rft.date'),
    volume: fields.get('rft.volume'),
    pages: fields.get('rft.pages'),
    authors: [
      [fields.get('rft.aufirst'), fields.get('rft.aulast')].filter(Boolean).join(' ') || fields.get('rft.aucorp'),
      ...fields.getAll('rft.au'),
    ],
    doi: info('doi'),
    pmid: info('pmid'),
  };
}

const author = { foreName: null, initials: null, suffix: null, collectiveName: null, orcid: null, affiliations: [] };

describe('a ContextObject', () => {
  test('tells a reference manager the whole article', () => {
    const card = aCard({
      title: [
        { text: 'Rim & ', hit: false },
        { text: 'regression', hit: true },
      ],
      doi: '10.1000/a<b>(2)',
      pmid: '123',
      year: 2016,
      volume: '41',
      pages: '512-521',
      journal: 'Spine Samples',
      authors: [
        { ...author, lastName: 'Žižek', foreName: 'Ana' },
        { ...author, lastName: '林', initials: 'W' },
        { ...author, lastName: null, collectiveName: 'Disc Group' },
      ],
    });
    expect(readContextObject(coins(card))).toEqual({
      isArticle: true,
      title: 'Rim & regression',
      publication: 'Spine Samples',
      date: '2016',
      volume: '41',
      pages: '512-521',
      authors: ['Ana Žižek', 'W 林', 'Disc Group'],
      doi: '10.1000/a<b>(2)',
      pmid: '123',
    });
  });

  test('leaves out what is not known', () => {
    const bare = coins(
      aCard({ doi: null, pmid: null, year: null, volume: null, issue: null, pages: null, authors: [] }),
    );
    expect(bare).not.toMatch(/rft_id|rft\.date|rft\.au|null/);
  });

  test('a group that signs alone is the author', () => {
    const card = aCard({ authors: [{ ...author, lastName: null, collectiveName: 'Disc Group' }] });
    expect(readContextObject(coins(card)).authors).toEqual(['Disc Group']);
  });
});
