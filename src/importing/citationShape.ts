import { type Citation, emptyCitation } from '../domain/citation.ts';

/**
 * What a value of unknown origin must be to stand in a citation. A name that ends in "?" may be null.
 * Lists hold the shape of their elements; objects the shapes of their fields.
 */
type Shape = Scalar | readonly [Shape] | AbsentOr | NullOr | ObjectShape;
type Scalar = 'text' | 'text?' | 'number' | 'number?' | 'flag';
/** A field that is left out, not null or empty, where there is nothing to say. */
type AbsentOr = readonly ['absent or', Shape];
/** An object that is null where there is nothing to say. */
type NullOr = readonly ['null or', ObjectShape];
interface ObjectShape {
  readonly [field: string]: Shape;
}

function absentOr<Given extends Shape>(given: Given): readonly ['absent or', Given] {
  return ['absent or', given];
}

function nullOr<Given extends ObjectShape>(given: Given): readonly ['null or', Given] {
  return ['null or', given];
}

const markup = absentOr('text');
const identifier = { type: 'text', value: 'text' } as const;
const section = { label: 'text?', nlmCategory: 'text?', text: 'text', html: markup } as const;
const calendarDate = { year: 'number', month: 'number?', day: 'number?' } as const;
const author = {
  lastName: 'text?',
  foreName: 'text?',
  initials: 'text?',
  suffix: 'text?',
  collectiveName: 'text?',
  orcid: 'text?',
  affiliations: ['text'],
  affiliationIds: absentOr([{ ...identifier, affiliation: 'number' }]),
  identifiers: absentOr([identifier]),
  equalContribution: absentOr('flag'),
} as const;

/** Lists and objects of a citation; its scalar fields take their shape from `scalars`. */
const shape = {
  pmid: 'text?',
  version: 'number',
  doi: 'text?',
  pmc: 'text?',
  pii: 'text?',
  otherIds: [identifier],
  title: 'text',
  titleHtml: markup,
  vernacularTitle: 'text?',
  vernacularTitleHtml: markup,
  abstract: [section],
  abstractCopyright: 'text?',
  otherAbstracts: [{ language: 'text', type: 'text?', sections: [section], copyright: absentOr('text') }],
  authors: [author],
  authorsComplete: 'flag',
  editors: [author],
  investigators: [author],
  journal: nullOr({
    title: 'text?',
    isoAbbreviation: 'text?',
    issn: 'text?',
    issns: [identifier],
    nlmId: 'text?',
    medlineTa: 'text?',
    country: 'text?',
  }),
  book: nullOr({
    title: 'text?',
    titleHtml: markup,
    collectionTitle: 'text?',
    publisher: 'text?',
    publisherLocation: 'text?',
    edition: 'text?',
    medium: 'text?',
    isbns: ['text'],
    sections: ['text'],
    volumeTitle: absentOr('text'),
    reportNumber: absentOr('text'),
    locationLabel: absentOr('text'),
    itemLists: absentOr([{ type: 'text?', items: ['text'] }]),
  }),
  published: { year: 'number?', month: 'number?', day: 'number?', season: 'text?', medlineDate: 'text?' },
  electronicDate: nullOr(calendarDate),
  volume: 'text?',
  issue: 'text?',
  pages: 'text?',
  languages: ['text'],
  publicationTypes: ['text'],
  publicationStatus: 'text?',
  mesh: [
    {
      descriptor: 'text',
      ui: 'text?',
      type: absentOr('text'),
      majorTopic: 'flag',
      qualifiers: [{ name: 'text', ui: 'text?', majorTopic: 'flag' }],
    },
  ],
  supplementaryMesh: [{ name: 'text', ui: 'text?', type: 'text?' }],
  chemicals: [{ name: 'text', ui: 'text?', registryNumber: 'text?' }],
  keywords: ['text'],
  keywordTerms: absentOr([{ text: 'text', html: markup, majorTopic: 'flag', owner: 'text?' }]),
  geneSymbols: ['text'],
  personalNameSubjects: [author],
  citationSubsets: ['text'],
  grants: [{ id: 'text?', acronym: 'text?', agency: 'text?', country: 'text?' }],
  dataBanks: [{ name: 'text', accessionNumbers: ['text'] }],
  relations: [{ type: 'text', pmid: 'text?', citation: 'text', note: 'text?' }],
  references: [{ citation: 'text', citationHtml: markup, pmid: 'text?', doi: 'text?', pmc: absentOr('text') }],
  history: [{ ...calendarDate, status: 'text', hour: 'number?', minute: 'number?' }],
  dateCompleted: nullOr(calendarDate),
  dateRevised: nullOr(calendarDate),
  coiStatement: 'text?',
  coiStatementHtml: markup,
  generalNotes: ['text'],
  numberOfReferences: 'text?',
  spaceFlightMissions: ['text'],
  medline: absentOr({
    status: 'text?',
    owner: 'text?',
    indexingMethod: 'text?',
    publicationModel: 'text?',
    citedMedium: 'text?',
    versionId: 'text?',
    versionDate: 'text?',
    dateCreated: nullOr(calendarDate),
    grantsComplete: 'flag',
    dataBanksComplete: 'flag',
  }),
} as const satisfies Record<keyof Citation, Shape>;

/**
 * A citation out of a parsed JSON value: fields that are absent stay empty, unknown ones are passed over.
 *
 * @returns the citation, or the path of the first value that is not what a citation holds there.
 */
export function citationFromJson(value: Record<string, unknown>): { citation: Citation } | { fault: string } {
  const citation: Record<string, unknown> = { ...emptyCitation() };
  for (const [field, fieldShape] of Object.entries<Shape>(shape)) {
    const given = value[field];
    if (given === undefined) continue;
    const fault = faultIn(given, fieldShape, field);
    if (fault) return { fault };
    citation[field] = fitted(given, fieldShape);
  }
  // Each field was held against its shape above, and `satisfies` holds the shapes against Citation's fields.
  return { citation: citation as unknown as Citation };
}

function faultIn(value: unknown, wanted: Shape, path: string): string | null {
  if (typeof wanted === 'string') return isScalar(value, wanted) ? null : path;
  if (isWrapped(wanted)) return value === absentOf(wanted) ? null : faultIn(value, wanted[1], path);
  if (isListShape(wanted)) {
    if (!Array.isArray(value)) return path;
    for (const [at, element] of value.entries()) {
      const fault = faultIn(element, wanted[0], `${path}[${at}]`);
      if (fault) return fault;
    }
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path;
  for (const [field, fieldShape] of Object.entries(wanted)) {
    const given = (value as Record<string, unknown>)[field];
    if (given === undefined && isOptional(fieldShape)) continue;
    const fault = faultIn(given, fieldShape, `${path}.${field}`);
    if (fault) return fault;
  }
  return null;
}

/** Optional facts may be left out of an object; lists too. */
function isOptional(wanted: Shape): boolean {
  return Array.isArray(wanted) || (typeof wanted === 'string' && wanted.endsWith('?'));
}

function isScalar(value: unknown, wanted: string): boolean {
  if (value === null) return wanted.endsWith('?');
  if (wanted === 'flag') return typeof value === 'boolean';
  if (wanted.startsWith('number')) return typeof value === 'number' && Number.isFinite(value);
  return typeof value === 'string';
}

/** The value with exactly the fields of its shape. */
function fitted(value: unknown, wanted: Shape): unknown {
  if (typeof wanted === 'string') return value;
  if (isWrapped(wanted)) return value === absentOf(wanted) ? value : fitted(value, wanted[1]);
  if (isListShape(wanted)) return (value as unknown[]).map((element) => fitted(element, wanted[0]));
  const given = value as Record<string, unknown>;
  const fields = Object.entries(wanted).map(([field, one]) => [field, fitted(given[field] ?? absentOf(one), one)]);
  return Object.fromEntries(fields.filter(([, one]) => one !== undefined));
}

/** What stands for a fact that is not there. */
function absentOf(wanted: Shape): null | undefined | [] {
  if (isWrapped(wanted)) return wanted[0] === 'absent or' ? undefined : null;
  return isListShape(wanted) ? [] : null;
}

function isWrapped(wanted: Shape): wanted is AbsentOr | NullOr {
  return Array.isArray(wanted) && wanted.length === 2;
}

function isListShape(wanted: Shape): wanted is readonly [Shape] {
  return Array.isArray(wanted) && wanted.length === 1;
}
