import type { Citation } from '../../domain/citation.ts';

/** All of an abstract in a line, its headings before their sections. */
export function abstractOf({ abstract }: Citation): string {
  return abstract.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join(' ');
}

/** "Last, First" of every author. */
export function authorsOf({ authors }: Citation, joint: string): string {
  return authors
    .map(
      ({ lastName, foreName, initials, collectiveName }) =>
        collectiveName ?? [lastName, foreName ?? initials].filter(Boolean).join(', '),
    )
    .join(joint);
}
