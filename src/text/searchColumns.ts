import type { Author, Citation } from '../domain/citation.ts';
import { abstractText, type Summary } from '../domain/recordText.ts';
import { headingToken } from './headingToken.ts';
import { indexText } from './tokens.ts';

/**
 * The form of what the functions here and `indexText` give. Whoever changes it so that the same text gives other tokens
 * counts it up: databases are then indexed anew when they are opened.
 */
export const searchIndexForm = '2';

/** What of a record is searched, a column a kind of text, each as `indexText` prepares it. */
export interface SearchColumns {
  title: string;
  abstract: string;
  keywords: string;
  authors: string;
  mesh: string;
  journal: string;
}

/** What is searched only as it stands, never by stems. */
export interface ExactColumns {
  firstAuthor: string;
  /** Each MeSH heading and supplementary concept as one token, a heading again with each of its qualifiers. */
  heading: string;
  /** Those of them that are a major topic. */
  majorHeading: string;
}

/** The searched columns of a record. */
export function searchColumns(citation: Citation, summaries: readonly Summary[]): SearchColumns {
  const { journal, book } = citation;
  return {
    title: column([citation.title, citation.vernacularTitle, book?.title]),
    abstract: column([
      abstractText(citation.abstract),
      ...citation.otherAbstracts.map((other) => abstractText(other.sections)),
      ...summaries.map((summary) => summary.text),
    ]),
    keywords: column([
      ...citation.keywords,
      ...citation.chemicals.map((chemical) => chemical.name),
      ...citation.geneSymbols,
    ]),
    authors: column([...citation.authors, ...citation.editors].flatMap(authorForms)),
    mesh: column([
      ...citation.mesh.flatMap((heading) => [heading.descriptor, ...heading.qualifiers.map(({ name }) => name)]),
      ...citation.supplementaryMesh.map(({ name }) => name),
    ]),
    journal: column([journal?.title, journal?.isoAbbreviation, journal?.medlineTa]),
  };
}

/** The columns that only the exact index has. */
export function exactColumns({ authors, mesh, supplementaryMesh }: Citation): ExactColumns {
  const [first] = authors;
  const heading = supplementaryMesh.map(({ name }) => headingToken(name));
  const majorHeading: string[] = [];
  for (const { descriptor, majorTopic, qualifiers } of mesh) {
    heading.push(headingToken(descriptor));
    // PubMed counts a heading as major when any of its qualifiers is.
    if (majorTopic || qualifiers.some((qualifier) => qualifier.majorTopic)) majorHeading.push(headingToken(descriptor));
    for (const qualifier of qualifiers) {
      heading.push(headingToken(descriptor, qualifier.name));
      if (qualifier.majorTopic) majorHeading.push(headingToken(descriptor, qualifier.name));
    }
  }
  return {
    firstAuthor: first ? column(authorForms(first)) : '',
    heading: heading.join(' '),
    majorHeading: majorHeading.join(' '),
  };
}

/** "Zhang Xiaolong" and "Zhang XL": readers write either. */
function authorForms({ collectiveName, lastName, foreName, initials }: Author): string[] {
  if (collectiveName) return [collectiveName];
  const forms = [foreName, initials].filter(Boolean).map((given) => `${lastName ?? ''} ${given}`);
  return forms.length > 0 ? [...new Set(forms)] : [lastName ?? ''];
}

function column(texts: readonly (string | null | undefined)[]): string {
  return texts.map((text) => (text ? indexText(text) : '')).join('\n');
}
