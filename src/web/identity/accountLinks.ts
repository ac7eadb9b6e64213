/** Addresses of signing in and of accounts, in one language. */
export interface AccountLinks {
  /** The sign-in page, which then leads to `returnTo`. */
  signIn(returnTo: string): string;
  signInPath: string;
  /** The second half of signing in, which then leads to `returnTo`. */
  signInCode(returnTo: string): string;
  signInCodePath: string;
  signOut: string;
  invitation(token: string): string;
  account: string;
  password: string;
  signOutEverywhere: string;
  secondFactor: string;
  secondFactorAct(what: 'begin' | 'confirm' | 'renew' | 'off'): string;
  endSession(sessionId: number): string;
  /** Asks for the password again and then leads to `returnTo`. */
  confirm(returnTo: string): string;
  confirmPath: string;
  users: string;
  invite: string;
  withdraw(invitationId: number): string;
  /** What can be done with an account. */
  user(accountId: number, what: UserAct): string;
}

export type UserAct = 'role' | 'disable' | 'enable' | 'reset' | 'sign-out' | 'reset-second-factor';

/** @param base the language: "/en". */
export function accountLinks(base: string): AccountLinks {
  const account = `${base}/account`;
  const users = `${base}/admin/users`;
  const withReturn = (path: string, returnTo: string) => `${path}?return=${encodeURIComponent(returnTo)}`;
  return {
    signInPath: `${base}/sign-in`,
    signIn: (returnTo) => withReturn(`${base}/sign-in`, returnTo),
    signInCodePath: `${base}/sign-in/code`,
    signInCode: (returnTo) => withReturn(`${base}/sign-in/code`, returnTo),
    signOut: `${base}/sign-out`,
    invitation: (token) => `${base}/invitations/${encodeURIComponent(token)}`,
    account,
    password: `${account}/password`,
    signOutEverywhere: `${account}/sign-out-everywhere`,
    secondFactor: `${account}/second-factor`,
    secondFactorAct: (what) => `${account}/second-factor/${what}`,
    endSession: (sessionId) => `${account}/sessions/${sessionId}/end`,
    confirmPath: `${account}/confirm`,
    confirm: (returnTo) => withReturn(`${account}/confirm`, returnTo),
    users,
    invite: `${users}/invite`,
    withdraw: (invitationId) => `${users}/invitations/${invitationId}/withdraw`,
    user: (accountId, what) => `${users}/${accountId}/${what}`,
  };
}
