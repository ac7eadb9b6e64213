import type { Citation } from '../domain/citation.ts';
import type { ExportSource } from './exported.ts';
import type { ExportObject } from './exportSchema.ts';

/**
 * A record as one object of a JSON Lines export, in the shape of `exportSchema`: every field of the citation
 * under its own name, in the order of the schema, and the sources last. It shares nothing with the citation.
 */
export function toExportObject(citation: Citation, sources: readonly ExportSource[]): ExportObject {
  const { pmid, version, title, titleHtml, vernacularTitle, vernacularTitleHtml, abstract, ...rest } = citation;
  return structuredClone({
    pmid,
    version,
    title,
    ...(titleHtml === undefined ? {} : { titleHtml }),
    vernacularTitle,
    ...(vernacularTitleHtml === undefined ? {} : { vernacularTitleHtml }),
    abstract,
    ...rest,
    sources: [...sources],
  });
}
