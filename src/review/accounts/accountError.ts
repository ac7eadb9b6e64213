/** What stands in the way of a change to accounts. */
export type AccountFault =
  | 'name-short'
  | 'name-long'
  | 'name-characters'
  | 'name-taken'
  | 'password-short'
  | 'password-long'
  | 'password-common'
  | 'password-name'
  | 'password-wrong'
  | 'link-dead'
  | 'no-account'
  | 'own-account'
  | 'last-administrator'
  | 'second-factor-on'
  | 'second-factor-off'
  | 'second-factor-over'
  | 'disabled';

const sentences: Record<AccountFault, string> = {
  'name-short': 'A name has at least 2 characters, one of them a letter.',
  'name-long': 'A name has at most 60 characters.',
  'name-characters': "A name is made of letters, digits, spaces and . , ' ’ - · _ only.",
  'name-taken': 'This name is taken, or decisions stand under it already.',
  'password-short': 'A password has at least 8 characters.',
  'password-long': 'A password has at most 256 characters.',
  'password-common': 'This password is among the first that are guessed.',
  'password-name': 'The password is the name.',
  'password-wrong': 'The password is not right.',
  'link-dead': 'The link has been used, has run out, or was replaced by a newer one.',
  'no-account': 'There is no such account.',
  'own-account': 'Nobody changes the role of their own account, disables it or resets its second factor.',
  'last-administrator': 'The last administrator who can sign in keeps the role.',
  'second-factor-on': 'The account has a second factor already.',
  'second-factor-off': 'The account has no second factor.',
  'second-factor-over': 'Setting up the second factor took too long, or was never begun.',
  disabled: 'The account is disabled.',
};

/** A change that cannot be made. `fault` is for programs and translators; the message is one clear sentence. */
export class AccountError extends Error {
  override name = 'AccountError';
  readonly fault: AccountFault;

  constructor(fault: AccountFault) {
    super(sentences[fault]);
    this.fault = fault;
  }
}
