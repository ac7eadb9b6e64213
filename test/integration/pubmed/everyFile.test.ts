import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Citation } from '../../../src/domain/citation.ts';
import type { PubmedEvent } from '../../../src/pubmed/pubmedEvent.ts';
import { openPubmedXml } from '../../../src/pubmed/readPubmedXml.ts';
import { parseXml } from '../../../src/pubmed/xml/parseXml.ts';
import { describeWithShared, hasSharedData, sharedData } from '../../support/sharedData.ts';
import { fastTree, plainTree } from '../../unit/pubmed/fastXmlTree.ts';
import { type PlainRecord, plainRecords, withoutComments } from './plainReading.ts';

const files = hasSharedData('pubmed', 'xml')
  ? readdirSync(sharedData('pubmed', 'xml')).filter((file) => !file.startsWith('baseline'))
  : [];

/** Records that are none, on purpose: what must be said of them. */
const faulty: Readonly<Record<string, string>> = {
  'jabref_MalformedEntry.xml': 'the set ends before </PubmedArticle>',
  'jabref_MinimalEntry.xml': 'it has no PMID',
};

function textOf(file: string): string {
  const bytes = readFileSync(sharedData('pubmed', 'xml', file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

async function eventsOf(file: string): Promise<PubmedEvent[]> {
  const events: PubmedEvent[] = [];
  for await (const event of openPubmedXml(sharedData('pubmed', 'xml', file))) events.push(event);
  return events;
}

/** The same facts as the plain reading, from the parser's citation. */
function factsOf(citation: Citation): PlainRecord {
  return {
    pmid: citation.pmid ?? '',
    title: citation.title,
    abstract: citation.abstract
      .map((section) => section.text)
      .filter(Boolean)
      .join(' '),
    otherAbstracts: citation.otherAbstracts.length,
    authors: citation.authors.length + citation.editors.length,
    doi: citation.doi,
    pmc: citation.pmc,
    mesh: citation.mesh.map((heading) => heading.descriptor),
    majorTopics: citation.mesh.filter((heading) => heading.majorTopic).length,
    chemicals: citation.chemicals.length,
    keywords: citation.keywords.length,
    languages: citation.languages,
    publicationTypes: citation.publicationTypes,
    relations: citation.relations.map((relation) => relation.type),
    references: citation.references.length,
    referencePmids: citation.references.filter((reference) => reference.pmid !== null).length,
    volume: citation.volume,
    issue: citation.issue,
    pages: citation.pages,
    journal: citation.journal?.title ?? null,
    year: citation.published.year,
    history: citation.history.length,
    grants: citation.grants.length,
    medline: (['status', 'owner', 'indexingMethod', 'publicationModel', 'citedMedium'] as const).map(
      (name) => citation.medline?.[name] ?? null,
    ),
    created: citation.medline?.dateCreated?.year ?? null,
    keywordOwners: citation.keywordTerms?.map((term) => term.owner ?? '') ?? [],
    majorKeywords: citation.keywordTerms?.filter((term) => term.majorTopic).length ?? 0,
    equalContributors: citation.authors.filter((author) => author.equalContribution).length,
    identifiers: [...citation.authors, ...citation.editors]
      .map(({ identifiers = [], affiliationIds = [] }) => identifiers.length + affiliationIds.length)
      .reduce((sum, one) => sum + one, 0),
    copyrights: citation.otherAbstracts.filter((other) => other.copyright !== undefined).length,
    referencePmcs: citation.references.filter((reference) => reference.pmc !== undefined).length,
    places: citation.mesh.filter((heading) => heading.type === 'Geographic').length,
    hasMath: false,
  };
}

/** MathML is reduced to readable text, which no plain reading can foretell: its letters are compared. */
function comparable(record: PlainRecord): PlainRecord {
  const letters = (text: string): string => text.replace(/[\s/()√]/g, '');
  return { ...record, title: letters(record.title), abstract: letters(record.abstract), hasMath: false };
}

describeWithShared('every PubMed file', ['pubmed/xml'], () => {
  test.each(files)('%s: every article, with the same facts as a plain reading', async (file) => {
    const events = await eventsOf(file);
    const rejected = events.flatMap((event) => (event.kind === 'rejected' ? [event.reason] : []));
    expect(rejected).toEqual(faulty[file] === undefined ? [] : [faulty[file]]);
    const citations = events.flatMap((event) => (event.kind === 'citation' ? [event.citation] : []));
    const articles = citations.filter((citation) => citation.book === null);
    const expected = faulty[file] === undefined ? plainRecords(textOf(file)) : [];
    expect(articles).toHaveLength(expected.length);
    articles.forEach((citation, index) => {
      const plainly = expected[index] as PlainRecord;
      const facts = { ...factsOf(citation), pmc: plainly.pmc === null ? null : citation.pmc };
      const pages = plainly.pages === null ? null : citation.pages;
      if (plainly.hasMath) expect(comparable({ ...facts, pages })).toEqual(comparable(plainly));
      else expect({ ...facts, pages }).toEqual(plainly);
    });
  });

  test.each(files)('%s: every record as the same tree that fast-xml-parser reads', async (file) => {
    for (const event of await eventsOf(file)) {
      if (event.kind !== 'citation') continue;
      const [own, fast] = [plainTree(parseXml(event.xml)), fastTree(event.xml)];
      // Only a difference is worth the slower comparison, which shows it.
      if (!isDeepStrictEqual(own, fast)) expect(own).toEqual(fast);
    }
  });

  test.each(files)('%s: every book, every deletion, every record verbatim', async (file) => {
    const events = await eventsOf(file);
    const text = textOf(file);
    const bare = withoutComments(text);
    const books = events.filter((event) => event.kind === 'citation' && event.citation.book !== null);
    expect(books).toHaveLength(bare.match(/<PubmedBookArticle[ >]/g)?.length ?? 0);
    const deleted = events.flatMap((event) => (event.kind === 'deleted' ? event.pmids : []));
    const listed = /<DeleteCitation>([\s\S]*?)<\/DeleteCitation>/.exec(bare)?.[1] ?? '';
    expect(deleted).toEqual([...listed.matchAll(/<PMID[^>]*>(\d+)</g)].map((match) => match[1]));
    let end = 0;
    for (const event of events) {
      if (event.kind === 'deleted') continue;
      const start = text.indexOf(event.xml, end);
      expect(start).toBeGreaterThanOrEqual(end);
      end = start + event.xml.length;
    }
  });
});

describe('the plain reading itself', () => {
  test('drops tags, decodes references once and folds white space', () => {
    const [record] = plainRecords(
      '<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>a &amp;lt;\n <i>b</i></ArticleTitle></Article></MedlineCitation></PubmedArticle>',
    );
    expect(record).toMatchObject({ pmid: '7', title: 'a &lt; b' });
  });
});
