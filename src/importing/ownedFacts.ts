import type { Author, Identifier } from '../domain/citation.ts';
import { normaliseOrcid } from '../domain/identifiers.ts';
import { foldSpace } from './plainText.ts';

/** A name in the form in which two ways of writing it meet: without commas and stops, in lower case. */
export function nameKey(name: string): string {
  return foldSpace(name.replace(/[.,]/g, ' ')).toLowerCase();
}

export function authorKey({ collectiveName, lastName, foreName, suffix }: Author): string {
  return nameKey(collectiveName ?? [lastName, foreName, suffix].filter(Boolean).join(' '));
}

/** Gives authors the ORCID iDs that a file tells beside them, by name as the file writes it. */
export function attachOrcids(authors: readonly Author[], orcids: ReadonlyMap<string, string>): void {
  if (orcids.size === 0) return;
  const byName = new Map([...orcids].map(([name, orcid]) => [nameKey(name), orcid]));
  for (const author of authors) author.orcid ??= byName.get(authorKey(author)) ?? null;
}

/** ORCID iDs with their owners, one each: "Last, First: 0000-0000-0000-000X". */
export function ownedOrcids(values: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const value of values) {
    const match = /^(.+?):?\s+\(?(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\)?$/.exec(value.trim());
    const orcid = normaliseOrcid(match?.[2]);
    if (match?.[1] && orcid) found.set(match[1], orcid);
  }
  return found;
}

/** Identifiers as "kind:value", parted by bars. */
export function otherIdentifiers(text: string): Identifier[] {
  return text
    .split(' | ')
    .map((piece) => /^\s*([\w-]+):(.+)$/s.exec(piece))
    .filter((match) => match !== null)
    .map((match) => ({ type: match[1] ?? '', value: match[2] ?? '' }));
}

/** Terms of one value: parted by semicolons or bars; only where there are none, by commas. */
export function termsIn(text: string): string[] {
  return text.split(/[;；\n|]/.test(text) ? /[;；\n|]/ : /[,，]/);
}
