/** A DOI in one form: without resolver or `doi:` before it, lower case, no stray end. Null if it is none. */
export function normaliseDoi(text: string | null | undefined): string | null {
  if (!text) return null;
  const match = /10\.\d{4,9}\/\S*[^\s.,;]/.exec(safeDecode(text.trim()));
  return match ? match[0].toLowerCase() : null;
}

/** A PMID: digits without leading zeros, of at most eight places. Null if it is none. */
export function normalisePmid(text: string | null | undefined): string | null {
  const match = /^\s*(?:pmid:?\s*)?0*([1-9]\d{0,8})\s*$/i.exec(text ?? '');
  return match?.[1] ?? null;
}

/** A PubMed Central id with its prefix, "PMC123". Null if it is none. */
export function normalisePmc(text: string | null | undefined): string | null {
  const match = /^\s*(?:pmcid:?\s*)?(?:pmc)?\s*([1-9]\d*)(?:\.\d+)?\s*$/i.exec(text ?? '');
  return match ? `PMC${match[1]}` : null;
}

/** An ORCID iD as 0000-0000-0000-000X from any of the three forms PubMed carries. Null if it is none. */
export function normaliseOrcid(text: string | null | undefined): string | null {
  const match = /(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\s*$/.exec(text ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}-${match[4]?.toUpperCase()}` : null;
}

function safeDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
