import { mayScreen, type Role } from './roles.ts';

/** Whether a second factor may be had, or must be. */
export type SecondFactorRule = 'optional' | 'required';

/** Whether somebody of a role works at the desk only with a second factor. */
export function mustHaveSecondFactor(rule: SecondFactorRule, role: Role): boolean {
  return rule === 'required' && mayScreen(role);
}
