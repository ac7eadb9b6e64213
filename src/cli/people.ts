import type { Account } from '../store/accounts.ts';

/** "Reviewer A: adjudicator, last seen 2026-03-02T09:00:00.000Z". */
export function accountLine({ name, role, hasPassword, hasSecondFactor, disabledAt, seenAt }: Account): string {
  const seen = seenAt === null ? 'never seen' : `last seen ${seenAt}`;
  if (disabledAt !== null) return `${name}: ${role}, disabled since ${disabledAt}, ${seen}`;
  return `${name}: ${role}, ${hasPassword ? seen : 'invited'}${hasSecondFactor ? ', second factor' : ''}`;
}

/** A link with what has to be known of it. */
export function issuedLinkText(link: string, expiresAt: string): string {
  return `${link}\nIt works once, until ${expiresAt}. Pass it on in private: whoever has it can use it.`;
}
