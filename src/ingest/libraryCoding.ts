import { type Citation, emptyCitation } from '../domain/citation.ts';
import type { Annotation, EvidenceSpan, TagKind, TextField } from '../domain/codebook.ts';
import { normaliseDoi, normalisePmc } from '../domain/identifiers.ts';
import type { Summary } from '../domain/recordText.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { LibraryRecord } from './libraryRecord.ts';

/** The bibliographic facts of a library record as a citation. */
export function libraryCitation(record: LibraryRecord): Citation {
  return {
    ...emptyCitation(),
    pmid: record.pmid,
    doi: normaliseDoi(record.doi),
    pmc: normalisePmc(record.pmcid),
    title: record.title,
    vernacularTitle: record.vernacularTitle,
    authors: record.authors.map((author) => ({
      ...author,
      suffix: null,
      collectiveName: null,
      orcid: null,
      affiliations: [],
    })),
    authorsComplete: record.authorsComplete,
    journal: record.journal && {
      ...record.journal,
      issn: null,
      issns: [],
      nlmId: null,
      medlineTa: null,
      country: null,
    },
    published: { year: record.year, month: record.month, day: record.day, season: null, medlineDate: null },
    volume: record.volume,
    issue: record.issue,
    pages: record.pages,
    languages: record.language ? [record.language] : [],
    publicationTypes: record.publicationTypes,
    keywords: record.keywords,
  };
}

export function librarySummaries(record: LibraryRecord): Summary[] {
  return Object.entries(record.summary).map(([language, text]) => ({ language, text }));
}

/**
 * What the library's annotators said of a record, with their evidence as places in its texts.
 *
 * @throws {Error} naming the tag, when its words stand nowhere in the record or the codebook does not know it:
 *   a library whose evidence cannot be shown is not loaded.
 */
export function libraryAnnotations(record: LibraryRecord, codebook: Protocol['codebook']): Annotation[] {
  const { curation } = record;
  const texts: [TextField, string][] = [
    ['title', record.title],
    ...Object.entries(record.summary).map(([language, text]): [TextField, string] => [`summary.${language}`, text]),
  ];
  const known = (kind: string, terms: readonly { id: string }[], id: string): string => {
    if (terms.some((term) => term.id === id)) return id;
    throw new Error(`${kind} "${id}" is not in the codebook`);
  };
  const spans = (words: readonly (string | null | undefined)[], of: string): EvidenceSpan[] =>
    words.flatMap((quote) => {
      if (!quote) return [];
      for (const [field, text] of texts) {
        const start = text.indexOf(quote);
        if (start >= 0) return [{ field, start, end: start + quote.length, text: quote }];
      }
      throw new Error(`the evidence of ${of} stands nowhere in the record: "${quote}"`);
    });
  const plain = (kind: TagKind, value: string): Annotation => ({
    kind,
    value,
    stance: null,
    score: null,
    basis: null,
    evidence: [],
  });
  const list = (kind: TagKind, values: readonly string[]): Annotation[] =>
    [...new Set(values)].map((value) => plain(kind, value));

  return [
    ...curation.mechanisms.map(
      ({ id, stance, evidence, evidenceZh, basis }): Annotation => ({
        kind: 'mechanism',
        value: known('mechanism', codebook.mechanisms, id),
        stance,
        score: null,
        basis,
        evidence: spans([evidence, evidenceZh], id),
      }),
    ),
    ...curation.predictors.map(
      ({ id, direction, evidence, basis }): Annotation => ({
        kind: 'predictor',
        value: known('predictor', codebook.predictors, id),
        stance: direction,
        score: null,
        basis,
        evidence: spans([evidence], id),
      }),
    ),
    ...(curation.design ? [plain('design', known('design', codebook.designs, curation.design))] : []),
    ...(curation.species ? [plain('species', known('species', codebook.species, curation.species))] : []),
    ...list(
      'imaging',
      curation.imaging.map((name) => known('imaging', codebook.imaging, termId(name))),
    ),
    ...list('treatment', curation.treatments),
    ...list('outcome', curation.outcomes),
    ...list('level', curation.levels),
  ];
}

/** "contrast MRI" as the codebook writes it: "contrast-mri". */
function termId(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
