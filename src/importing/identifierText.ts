import { normaliseDoi, normalisePmc, normalisePmid } from '../domain/identifiers.ts';

/** The DOI that a link leads to, or that a note names after "doi:". Not every "10.x/y" inside a URL is one. */
export function doiIn(text: string): string | null {
  const named = /(?:doi\.org\/|\bdoi[:\s]+|\/doi\/(?:abs\/|full\/|pdf\/)?)(10\.\d{4,9}\/\S+)/i.exec(text);
  if (named) return normaliseDoi(withoutQuery(named[1] ?? ''));
  return /^\s*10\.\d{4,9}\/\S+\s*$/.test(text) ? normaliseDoi(text) : null;
}

/** The PMID that a text names: "26957754[pmid]", "PMID: 26957754", or a link to its PubMed page. */
export function pmidIn(text: string): string | null {
  const match =
    /(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed|europepmc\.org\/(?:article|abstract)\/MED)\/(\d+)/i.exec(
      text,
    ) ??
    /\b(\d{1,9})\s*\[pmid\]/i.exec(text) ??
    /\bpmid:?\s*(\d{1,9})\b/i.exec(text);
  return normalisePmid(match?.[1]);
}

/** The PubMed Central id that a text names, in a link or as "PMC123". */
export function pmcIn(text: string): string | null {
  const match = /\bPMC\s?(\d+)\b/i.exec(text);
  return normalisePmc(match?.[1]);
}

/** Every ISSN in a text, as NNNN-NNNX. */
export function issnsIn(text: string): string[] {
  const found = text.match(/(?<![\dXx-])\d{4}-?\d{3}[\dXx](?![\dXx-])/g) ?? [];
  return [...new Set(found.map((issn) => `${issn.slice(0, 4)}-${issn.slice(-4).toUpperCase()}`))];
}

/** Every ISBN in a text, of ten or thirteen places, as written. */
export function isbnsIn(text: string): string[] {
  const found = text.match(/(?<![\dXx-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dXx-])/g) ?? [];
  return [...new Set(found)];
}

function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/, '');
}
