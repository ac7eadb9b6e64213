import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { Citation } from '../../../src/domain/citation.ts';
import { importCitations } from '../../../src/importing/importCitations.ts';
import { openPubmedXml } from '../../../src/pubmed/readPubmedXml.ts';
import { fold } from '../../../src/text/fold.ts';
import { describeWithShared, sharedData } from '../../support/sharedData.ts';

const xml = ['pubmed', 'xml', 'p1m_pubmed_result_200.xml.gz'];
const nbib = ['pubmed', 'nbib', 'p1m_citations_200.nbib'];

/** PubMed writes NBIB in ASCII: accents are dropped, and signs that have none are spelt out. */
const spelt: Record<string, string> = {
  '®': '(r)',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  đ: 'd',
  þ: 'th',
  ð: 'd',
};
const inAscii = (text: string | null) =>
  fold(text ?? '')
    .replaceAll(/[^\p{ASCII}]/gu, (sign) => spelt[sign] ?? sign)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');

/** What PubMed writes in both of its formats, in the form in which the same facts are equal. */
const facts: Record<string, (citation: Citation) => unknown> = {
  title: ({ title }) => inAscii(title),
  'vernacular title': ({ vernacularTitle }) => inAscii(vernacularTitle),
  authors: ({ authors }) =>
    authors.map(({ lastName, foreName, collectiveName, suffix }) =>
      inAscii(collectiveName ? collectiveName : [lastName, foreName, suffix].filter(Boolean).join(', ')),
    ),
  DOI: ({ doi }) => doi,
  'PubMed Central id': ({ pmc }) => pmc,
  journal: ({ journal }) => [journal?.title, journal?.medlineTa, journal?.nlmId],
  pages: ({ pages }) => pages,
  volume: ({ volume, issue }) => [volume, issue],
  year: ({ published }) => published.year,
  'MeSH descriptors': ({ mesh }) =>
    mesh.map(({ descriptor, majorTopic }) => `${descriptor}${majorTopic ? '*' : ''}`).sort(),
  languages: ({ languages }) => languages,
};

describeWithShared(
  'the same 200 records as PubMed writes them in XML and in NBIB',
  [join(...xml), join(...nbib)],
  () => {
    const pairs: [Citation, Citation][] = [];
    beforeAll(async () => {
      const fromNbib = new Map<string, Citation>();
      const file = importCitations(readFileSync(sharedData(...nbib)), { name: 'citations.nbib' });
      for (const event of file) {
        if (event.kind === 'citation') fromNbib.set(event.citation.pmid ?? '', event.citation);
      }
      for await (const event of openPubmedXml(sharedData(...xml))) {
        if (event.kind !== 'citation') continue;
        const other = fromNbib.get(event.citation.pmid ?? '');
        if (other) pairs.push([event.citation, other]);
      }
    });

    test('are all in both', () => expect(pairs).toHaveLength(200));

    test.each(Object.keys(facts))('agree in %s', (name) => {
      const read = facts[name] as (citation: Citation) => unknown;
      const apart = pairs
        .map(([one, other]) => ({ pmid: one.pmid, xml: read(one), nbib: read(other) }))
        .filter((pair) => JSON.stringify(pair.xml) !== JSON.stringify(pair.nbib));
      expect(apart).toEqual([]);
    });
  },
);
