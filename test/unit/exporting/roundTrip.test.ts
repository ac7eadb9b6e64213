import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Author, Citation } from '../../../src/domain/citation.ts';
import { abstractLine, fullPages } from '../../../src/exporting/citationText.ts';
import { type ExportFormat, exportCitations, exportFormats } from '../../../src/exporting/exportCitations.ts';
import { importCitations } from '../../../src/importing/importCitations.ts';
import { recogniseFormat } from '../../../src/importing/recogniseFormat.ts';
import { citationArbitrary } from './arbitraryCitation.ts';

function bytesOf(format: ExportFormat, citations: Citation[]): Uint8Array {
  const records = citations.map((citation) => ({ citation, sources: [] }));
  return Buffer.from([...exportCitations(format, records)].join(''));
}

function roundTrip(format: ExportFormat, citations: Citation[]): Citation[] {
  const events = [...importCitations(bytesOf(format, citations), { name: 'export', format })];
  return events.map((event) => {
    if (event.kind === 'rejected') throw new Error(`${event.reason}\n${event.raw}`);
    if (event.warnings.length > 0) throw new Error(event.warnings.join('\n'));
    return event.citation;
  });
}

const people = (all: readonly Author[]) =>
  all.map(({ lastName, foreName, initials, suffix, collectiveName, orcid, affiliations }) => ({
    lastName,
    foreName,
    initials,
    suffix,
    collectiveName,
    orcid,
    affiliations,
  }));

/** What RIS, BibTeX, CSL-JSON and CSV all carry, in the form in which the same facts are equal. */
function carried(citation: Citation) {
  const { journal, book } = citation;
  return {
    ids: [citation.pmid, citation.doi, citation.pmc, citation.pii],
    otherIds: citation.otherIds.map(({ type, value }) => `${type}:${value}`).sort((a, b) => a.localeCompare(b)),
    title: citation.title,
    vernacularTitle: citation.vernacularTitle,
    abstract: abstractLine(citation),
    authors: people(citation.authors),
    editors: people(citation.editors),
    container: [journal?.title ?? null, book?.title ?? null, book?.collectionTitle ?? null],
    abbreviation: journal?.isoAbbreviation ?? null,
    issns: journal?.issns.map(({ value }) => value) ?? [],
    isbns: book?.isbns ?? [],
    place: [journal?.country ?? null, book?.publisherLocation ?? null, book?.publisher ?? null, book?.edition ?? null],
    published: citation.published,
    electronicDate: citation.electronicDate,
    volume: citation.volume,
    issue: citation.issue,
    pages: citation.pages && fullPages(citation.pages),
    languages: citation.languages,
    publicationTypes: citation.publicationTypes,
    keywords: citation.keywords,
    notes: citation.generalNotes,
  };
}

describe('what is exported and imported again', () => {
  const exchange = exportFormats.filter((format) => format !== 'jsonl' && format !== 'nbib');
  test.each(exchange)('%s carries every fact it has a place for, and brings nothing new', (format) => {
    fc.assert(
      fc.property(fc.array(citationArbitrary, { minLength: 1, maxLength: 3 }), (citations) => {
        expect(roundTrip(format, citations).map(carried)).toEqual(citations.map(carried));
      }),
      { numRuns: 150 },
    );
  });

  test('NBIB carries these and what MEDLINE knows beside them', () => {
    const medline = fc.record({
      citation: citationArbitrary,
      medline: fc.record({
        mesh: fc.subarray([
          {
            descriptor: 'Brain',
            ui: null,
            majorTopic: false,
            qualifiers: [{ name: 'enzymology', ui: null, majorTopic: true }],
          },
          { descriptor: 'Intervertebral Disc Displacement', ui: null, majorTopic: true, qualifiers: [] },
        ]),
        chemicals: fc.subarray([
          { name: 'Glutathione Transferase', ui: null, registryNumber: 'EC 2.5.1.18' },
          { name: 'Antitubercular Agents', ui: null, registryNumber: '0' },
        ]),
        grants: fc.subarray([
          { id: 'R00 LM009837', acronym: 'LM', agency: 'NLM NIH HHS', country: 'United States' },
          { id: '076053/Z/04/Z', acronym: null, agency: 'Wellcome Trust', country: 'United Kingdom' },
          { id: null, acronym: null, agency: 'NSFC', country: 'China' },
          { id: '81973877', acronym: null, agency: null, country: null },
        ]),
        relations: fc.subarray([
          { type: 'RetractionIn', pmid: '20920943', citation: 'World Neurosurg. 2010 May;73(5):560-4.', note: null },
          { type: 'ErratumIn', pmid: null, citation: 'Spine. 2011;36:1.', note: null },
        ]),
        history: fc.subarray([
          { year: 2018, month: 2, day: 22, status: 'received', hour: 0, minute: 0 },
          { year: 2018, month: 12, day: 6, status: 'pubmed', hour: 6, minute: 0 },
          { year: 2016, month: null, day: null, status: 'ecollection', hour: null, minute: null },
        ]),
        dataBanks: fc.subarray([{ name: 'ClinicalTrials.gov', accessionNumbers: ['NCT01', 'NCT02'] }]),
        coiStatement: fc.constantFrom(
          null,
          'None declared; 100 % sure, for a text that is long enough to be wrapped over lines.',
        ),
        dateCompleted: fc.constantFrom(null, { year: 2019, month: 2, day: 19 }),
        publicationStatus: fc.constantFrom(null, 'ppublish'),
        authorsComplete: fc.boolean(),
        otherAbstracts: fc.subarray([
          { language: 'chi', type: null, sections: [{ label: null, nlmCategory: null, text: '目的 观察重吸收。' }] },
        ]),
      }),
    });
    const known = (citation: Citation) => {
      const { mesh, chemicals, grants, relations, history, dataBanks, coiStatement, dateCompleted } = citation;
      const { publicationStatus, authorsComplete, otherAbstracts } = citation;
      const extra = { mesh, chemicals, grants, relations, history, dataBanks, coiStatement, dateCompleted };
      return {
        ...carried(citation),
        ...extra,
        publicationStatus,
        authorsComplete,
        otherAbstracts,
        pages: citation.pages,
      };
    };
    fc.assert(
      fc.property(fc.array(medline, { minLength: 1, maxLength: 3 }), (drawn) => {
        const citations = drawn.map(({ citation, medline: extra }) => ({
          ...citation,
          ...extra,
          // MEDLINE has a tag for groups among authors only.
          editors: citation.editors.filter(({ collectiveName }) => !collectiveName),
        }));
        expect(roundTrip('nbib', citations).map(known)).toEqual(citations.map(known));
      }),
      { numRuns: 150 },
    );
  });

  test('JSON Lines loses nothing at all', () => {
    fc.assert(
      fc.property(fc.array(citationArbitrary, { minLength: 1, maxLength: 3 }), (citations) => {
        const marked = citations.map((citation) => ({ ...citation, titleHtml: '<i>x</i>' }));
        expect(roundTrip('jsonl', marked)).toEqual(marked);
      }),
      { numRuns: 100 },
    );
  });

  test.each(exportFormats)('%s is recognised from its content', (format) => {
    fc.assert(
      fc.property(fc.array(citationArbitrary, { minLength: 1, maxLength: 2 }), (citations) => {
        const withId = citations.map((citation) => ({ ...citation, pmid: citation.pmid ?? '1' }));
        expect(recogniseFormat(bytesOf(format, withId))).toBe(format);
      }),
      { numRuns: 60 },
    );
  });
});
