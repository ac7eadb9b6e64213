import fc from 'fast-check';
import { type Author, type Citation, emptyCitation } from '../../../src/domain/citation.ts';

/** Words that formats trip over, beside plain ones of several scripts. */
const words = [
  'lumbar',
  'disc',
  'Resorption',
  'of',
  'and',
  'naïve',
  'β-catenin',
  '腰椎间盘突出',
  'Ödem',
  'p<0.05',
  'n>3',
  'R&D',
  '&amp;',
  '&#233;',
  '<i>',
  '</i>',
  'm<sup>2</sup>',
  '100%',
  '$5',
  '#1',
  'a_b',
  '~3',
  '2^8',
  'back\\slash',
  '{open',
  'close}',
  'a--b',
  '"quoted"',
  "it's",
  '=1+1',
  '+x',
  '-y',
  '@SUM(A1)',
  '＝１',
  "'=x",
  'TY - JOUR',
  'ER -',
  'PMID- 1',
  '@article{x,',
  'a,b',
  'x:y',
  '%',
  '(1)',
];

/** Text as a citation holds it: spaces folded, ends trimmed, never empty. */
export const textArbitrary = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 })
  .map((all) => all.join(' '));

/** Terms in lists: the separator of lists cannot be part of one. */
const term = fc.constantFrom(
  'Disc herniation',
  'spine, lumbar',
  'R&D',
  'macrophages',
  'TNF-α',
  '腰痛',
  '100% pure',
  'IL-1β',
);

const person: fc.Arbitrary<Author> = fc
  .record({
    lastName: fc.constantFrom('Lai', 'Riegert-Johnson', "O'Neill", 'van der Berg', 'Müller', 'García López', 'Wang'),
    foreName: fc.constantFrom('Zhen', 'Shi-Yuan', 'J A', 'Douglas L', 'María José', 'Q'),
    suffix: fc.constantFrom(null, null, null, 'Jr', '3rd'),
    orcid: fc.constantFrom(null, null, '0000-0002-1825-0097', '0000-0001-5109-370X'),
    affiliations: fc.array(fc.constantFrom('Dept of Spine; R&D, 100 Main St', '上海中医药大学', 'Univ. of X: Y'), {
      maxLength: 2,
    }),
  })
  .map((known) => ({ ...known, initials: initialsOf(known.foreName), collectiveName: null }));

const group: fc.Arbitrary<Author> = fc
  .constantFrom('Spine Study Group', 'Team A, Unit B & Co')
  .map((collectiveName) => ({
    lastName: null,
    foreName: null,
    initials: null,
    suffix: null,
    collectiveName,
    orcid: null,
    affiliations: [],
  }));

const people = fc.uniqueArray(fc.oneof({ weight: 5, arbitrary: person }, { weight: 1, arbitrary: group }), {
  maxLength: 6,
  selector: ({ collectiveName, lastName, foreName }) => collectiveName ?? `${lastName}, ${foreName}`,
});

const published = fc.oneof(
  fc
    .record({ year: fc.integer({ min: 1900, max: 2030 }), month: fc.integer({ min: 1, max: 12 }) })
    .chain((known) =>
      fc.constantFrom(
        { ...known, day: 9, season: null, medlineDate: null },
        { ...known, day: null, season: null, medlineDate: null },
        { year: known.year, month: null, day: null, season: null, medlineDate: null },
        { year: known.year, month: null, day: null, season: 'Winter', medlineDate: null },
      ),
    ),
  fc.constant({ year: 1998, month: 12, day: null, season: null, medlineDate: '1998 Dec-1999 Jan' }),
  fc.constant({ year: 1947, month: null, day: null, season: null, medlineDate: '1947-1948' }),
  fc.constant({ year: null, month: null, day: null, season: null, medlineDate: null }),
);

const labelled = ['OBJECTIVE', 'METHODS', 'RESULTS', 'CONCLUSIONS'];

/** A citation with every fact that the exchange formats carry, of an article or of a book's chapter. */
export const citationArbitrary: fc.Arbitrary<Citation> = fc
  .record({
    pmid: fc.option(fc.integer({ min: 1, max: 40_000_000 }).map(String)),
    doi: fc.option(
      fc.constantFrom(
        '10.1000/abc.1',
        '10.3969/j.issn.1003-0034.2018.11.004',
        '10.1002/(sici)1097_x:3<1::aid-1>3.0.co;2-y',
      ),
    ),
    pmc: fc.option(fc.constantFrom('PMC1', 'PMC8123456')),
    pii: fc.option(fc.constantFrom('S0092-8674(93)90676-H', 'jpts-2015-817')),
    otherIds: fc.subarray([
      { type: 'accession', value: 'WOS:000444108200009' },
      { type: 'mid', value: 'NIHMS728675' },
      { type: 'url', value: 'https://example.org/a?b=1&c=2#d_e' },
    ]),
    title: textArbitrary,
    vernacularTitle: fc.option(textArbitrary),
    sections: fc.array(textArbitrary, { maxLength: 4 }),
    isLabelled: fc.boolean(),
    authors: people,
    editors: people.map((all) => all.map((one) => ({ ...one, orcid: null, affiliations: [] }))),
    isBook: fc.boolean(),
    issn: fc.constantFrom('0362-2436', '1528-115X'),
    hasAbbreviation: fc.boolean(),
    published,
    electronicDate: fc.option(fc.constantFrom({ year: 2016, month: 4, day: 19 }, { year: 2016, month: 4, day: null })),
    volume: fc.option(fc.constantFrom('31', '007', '1e3', 'Suppl 2')),
    issue: fc.option(fc.constantFrom('11', '3 Pt 2', '0x1F')),
    pages: fc.option(fc.constantFrom('998-1004', '966-72', 'E1-E6', '046001', 'e123', 'S12-9', '12-5; discussion 19')),
    languages: fc.subarray(['eng', 'chi']),
    publicationTypes: fc.subarray(['Journal Article', "Research Support, Non-U.S. Gov't", 'Review'], { minLength: 1 }),
    keywords: fc.uniqueArray(term, { maxLength: 4 }),
    generalNotes: fc.uniqueArray(textArbitrary, { maxLength: 2 }),
  })
  .map(({ sections, isLabelled, isBook, issn, hasAbbreviation, authors, ...known }) => {
    const citation: Citation = { ...emptyCitation(), ...known, authors };
    citation.abstract = isLabelled
      ? sections.map((text, at) => ({ label: labelled[at] ?? null, nlmCategory: null, text }))
      : sections.slice(0, 1).map((text) => ({ label: null, nlmCategory: null, text }));
    if (isBook) {
      citation.publicationTypes = ['Book Chapter'];
      citation.book = {
        title: 'Cancer Syndromes & 100% more',
        collectionTitle: 'A Series',
        publisher: 'National Center',
        publisherLocation: 'Bethesda (MD)',
        edition: '2',
        medium: null,
        isbns: ['978-3-86680-192-9'],
        sections: [],
      };
      citation.electronicDate = null;
    } else {
      citation.journal = {
        title: 'Zhongguo gu shang = China journal of orthopaedics & traumatology',
        isoAbbreviation: hasAbbreviation ? 'Zhongguo Gu Shang' : null,
        issn,
        issns: [{ type: 'ISSN', value: issn }],
        nlmId: null,
        medlineTa: null,
        country: 'China',
      };
    }
    return citation;
  });

function initialsOf(foreName: string): string {
  return foreName
    .split(/[\s-]/)
    .map((word) => word[0] ?? '')
    .join('');
}
