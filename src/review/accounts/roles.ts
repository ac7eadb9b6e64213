import type { Role } from '../../store/accounts.ts';

export type { Role } from '../../store/accounts.ts';

/** Every role, the one that may do least first. Each may do what those before it may, and one thing more. */
export const roles = [
  'reader',
  'reviewer',
  'adjudicator',
  'curator',
  'administrator',
] as const satisfies readonly Role[];

export function isRole(text: unknown): text is Role {
  return roles.some((role) => role === text);
}

/** Screen, tag and extract, blind. */
export const mayScreen = (role: Role): boolean => isAtLeast(role, 'reviewer');

/** See both votes and settle them. */
export const mayAdjudicate = (role: Role): boolean => isAtLeast(role, 'adjudicator');

/** Import, and decide on duplicates. */
export const mayCurate = (role: Role): boolean => isAtLeast(role, 'curator');

/** Invite people, give them roles, and disable accounts. */
export const mayAdminister = (role: Role): boolean => role === 'administrator';

/** The roles from one on, for a route that asks for it. */
export function rolesFrom(least: Role): Role[] {
  return roles.filter((role) => isAtLeast(role, least));
}

function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
