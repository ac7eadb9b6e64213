import { tagKinds } from '../domain/codebook.ts';
import type { Retagging, TagChange } from './retag.ts';

const named: Record<TagChange['change'], string> = {
  added: 'added',
  dropped: 'dropped',
  restanced: 'other stance',
  reproved: 'other proof',
};

/** A long quotation says no more of a change than its beginning. */
const longestQuote = 160;

/**
 * The difference in words: for each kind and tag how many records gain, lose or change it, with some examples of
 * each change of substance. Other words of proof for the same tag are only counted.
 */
export function retagText({ changes }: Retagging, examples: number): string[] {
  const lines: string[] = [];
  for (const kind of tagKinds) {
    const ofKind = changes.filter((change) => change.kind === kind);
    if (ofKind.length === 0) continue;
    lines.push(`${kind}: ${counts(ofKind)}`);
    for (const value of [...new Set(ofKind.map((change) => change.value))].sort()) {
      const ofTag = ofKind.filter((change) => change.value === value);
      lines.push(`  ${value}: ${counts(ofTag)}`);
      const shown = ofTag.filter(({ change }) => change !== 'reproved').slice(0, examples);
      lines.push(...shown.map((change) => `    ${example(change)}`));
    }
  }
  return lines;
}

function counts(changes: readonly TagChange[]): string {
  const kinds = Object.keys(named) as TagChange['change'][];
  return kinds
    .map((kind) => [named[kind], changes.filter(({ change }) => change === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function example({ change, record, before, after, quote }: TagChange): string {
  const stance = change === 'restanced' ? ` ${before} -> ${after}` : (after ?? before) ? ` ${after ?? before}` : '';
  const words = quote && (quote.length > longestQuote ? `${quote.slice(0, longestQuote)} ...` : quote);
  return `${named[change]}${stance}, ${record}${words ? `: "${words}"` : ''}`;
}
