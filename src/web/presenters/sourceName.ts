import type { Site } from '../site.ts';

/** A source as a fact stands alone: "PubMed", "A RIS file". A source without a name of its own is shown as it is. */
export function sourceName({ messages }: Site, source: string): string {
  const names: Record<string, string> = messages.sourceNames;
  const name = names[source] ?? source;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
