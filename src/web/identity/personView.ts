import type { Site } from '../site.ts';
import type { Identity } from './identify.ts';

/** Who is at work, in the head of every page: a name to leave by, or the way in. */
export interface PersonView {
  /** Null where nobody is signed in. */
  signedIn: { name: string; label: string; href: string; signOutAction: string } | null;
  signInHref: string;
}

/** @param address the page's own, to come back to after signing in. */
export function presentPerson({ links, messages }: Site, identity: Identity | null, address: string): PersonView {
  return {
    signedIn: identity && {
      name: identity.name,
      label: messages.account.signedInAs(identity.name),
      href: links.account.account,
      signOutAction: links.account.signOut,
    },
    signInHref: address.startsWith(links.account.signInPath) ? address : links.account.signIn(address),
  };
}
