import type { Author, Citation } from '../domain/citation.ts';
import { abstractText, type Summary } from '../domain/recordText.ts';
import { indexText } from './tokens.ts';

/** What of a record is searched, a column a kind of text, each as `indexText` prepares it. */
export interface SearchColumns {
  title: string;
  abstract: string;
  keywords: string;
  authors: string;
  mesh: string;
  journal: string;
}

/** The searched columns of a record: a pure function, so that a hit can be checked against the very text indexed. */
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

/** The first author as the authors column has it, for searches by first author. */
export function firstAuthorColumn(citation: Citation): string {
  const [first] = citation.authors;
  return first ? column(authorForms(first)) : '';
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
