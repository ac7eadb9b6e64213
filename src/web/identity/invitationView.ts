import type { InvitationOffer } from '../../review/accounts/invitations.ts';
import type { Site } from '../site.ts';
import { type FaultView, type FieldView, faultsOf, presentField } from './formView.ts';

/** Where a link leads: a name, unless it is known, and a password. */
export interface InvitationView {
  title: string;
  lead: string;
  role: string;
  action: string;
  /** The account's name where it has one already; null where it is one of the fields. */
  name: string | null;
  faults: FaultView[];
  fields: FieldView[];
  submit: string;
}

/** The fields of the form that something can be wrong with. */
export type InvitationField = 'name' | 'password' | 'repeat';

export interface InvitationForm {
  name?: string;
  fault?: { field: InvitationField; text: string } | null;
}

export function presentInvitation(
  { messages, links }: Site,
  token: string,
  { purpose, role, name }: InvitationOffer,
  { name: typed = '', fault = null }: InvitationForm = {},
): InvitationView {
  const { account } = messages;
  const faultAt = (field: InvitationField): string | null => (fault?.field === field ? fault.text : null);
  const nameField = presentField({
    name: 'name',
    label: account.nameLabel,
    type: 'text',
    autocomplete: 'username',
    value: typed,
    hint: account.nameHint,
    fault: faultAt('name'),
  });
  const fields = [
    ...(name === null ? [nameField] : []),
    ...presentNewPassword(messages.account, account.passwordLabel, faultAt('password'), faultAt('repeat')),
  ];
  return {
    title: account.invitationTitles[purpose],
    lead: account.invitationLeads[purpose],
    role: account.invitedAs(account.roles[role], account.roleMeanings[role]),
    action: links.account.invitation(token),
    name,
    faults: faultsOf(fields),
    fields,
    submit: account.accept,
  };
}

/** A new password, twice. */
export function presentNewPassword(
  account: Site['messages']['account'],
  label: string,
  fault: string | null,
  repeatFault: string | null,
): FieldView[] {
  return [
    presentField({ name: 'password', label, autocomplete: 'new-password', hint: account.passwordHint, fault }),
    presentField({ name: 'repeat', label: account.repeatLabel, autocomplete: 'new-password', fault: repeatFault }),
  ];
}
