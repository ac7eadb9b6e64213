import type { Site } from '../site.ts';
import { type FaultView, type FieldView, faultsOf, presentField } from './formView.ts';

/** A name and a password, or for a dangerous step the password alone. */
export interface SignInView {
  title: string;
  lead: string;
  action: string;
  returnTo: string;
  /** Of whoever is signed in already, so that a password manager knows whose password is meant; null when signing in. */
  name: string | null;
  faults: FaultView[];
  fields: FieldView[];
  submit: string;
  help: string;
}

export interface SignInForm {
  returnTo: string;
  /** The name that was typed. */
  name?: string;
  /** What came of the try before: why it failed, in the reader's words. */
  fault?: string | null;
}

export function presentSignIn(
  { messages, links }: Site,
  { returnTo, name = '', fault = null }: SignInForm,
): SignInView {
  const { account } = messages;
  const fields = [
    presentField({
      name: 'name',
      label: account.nameLabel,
      type: 'text',
      autocomplete: 'username',
      value: name,
      fault,
    }),
    presentField({ name: 'password', label: account.passwordLabel, autocomplete: 'current-password' }),
  ];
  return {
    title: account.signInTitle,
    lead: account.signInLead,
    action: links.account.signInPath,
    returnTo,
    name: null,
    faults: faultsOf(fields),
    fields,
    submit: account.signIn,
    help: account.forgotten,
  };
}

/** @param form.name whoever is signed in. */
export function presentConfirm({ messages, links }: Site, form: Required<SignInForm>): SignInView {
  const { account } = messages;
  const { fault } = form;
  const fields = [
    presentField({ name: 'password', label: account.passwordLabel, autocomplete: 'current-password', fault }),
  ];
  return {
    title: account.confirmTitle,
    lead: account.confirmLead,
    action: links.account.confirmPath,
    returnTo: form.returnTo,
    name: form.name,
    faults: faultsOf(fields),
    fields,
    submit: account.confirm,
    help: account.forgotten,
  };
}
