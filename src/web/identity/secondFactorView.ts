import { codeSecretAddress } from '../../review/accounts/oneTimeCodes.ts';
import { inFours } from '../../review/accounts/recoveryCodes.ts';
import type { SecondFactorState } from '../../review/accounts/secondFactor.ts';
import type { Site } from '../site.ts';
import { type FaultView, type FieldView, faultsOf, presentField } from './formView.ts';
import { type QrPath, qrPath } from './qrPath.ts';

/** Setting up and looking after one's own second factor; of the three states one is there. */
export interface SecondFactorView {
  title: string;
  accountHref: string;
  /** That it has to be set up first; null where it need not. */
  owed: string | null;
  faults: FaultView[];
  off: { beginAction: string } | null;
  begun: { qr: QrPath; key: string; field: FieldView; confirmAction: string; beginAction: string } | null;
  on: { facts: string; codesLeft: string; forms: CodeForm[] } | null;
}

/** Something that is done by giving a code. */
export interface CodeForm {
  id: string;
  title: string;
  lead: string;
  action: string;
  field: FieldView;
  submit: string;
}

export type CodeFormName = 'confirm' | 'renew' | 'off';

export interface SecondFactorPage {
  state: SecondFactorState;
  /** Whose it is. */
  name: string;
  owes: boolean;
  /** What stood in the way: at a form, or in general. */
  fault?: { form: CodeFormName | null; text: string } | null;
}

export function presentSecondFactor(
  site: Site,
  { state, name, owes, fault = null }: SecondFactorPage,
): SecondFactorView {
  const { messages, links, format } = site;
  const words = messages.secondFactor;
  const faultIn = (form: CodeFormName): string | null => (fault?.form === form ? fault.text : null);
  const begun = state.state === 'begun' ? presentBegun(site, state.secret, name, faultIn('confirm')) : null;
  const codeForm = (form: 'renew' | 'off', title: string, lead: string, submit: string): CodeForm => ({
    id: form,
    title,
    lead,
    action: links.account.secondFactorAct(form),
    field: presentField({
      name: 'code',
      id: `code-${form}`,
      label: words.eitherLabel,
      type: 'text',
      autocomplete: 'one-time-code',
      fault: faultIn(form),
    }),
    submit,
  });
  const on = state.state === 'on' && {
    facts: words.facts.on(format.date(state.since)),
    codesLeft: words.codesLeft(state.recoveryCodesLeft),
    forms: [
      codeForm('renew', words.renewTitle, words.renewLead, words.renew),
      codeForm('off', words.offTitle, words.offLead, words.turnOff),
    ],
  };
  const fields = [...(begun ? [begun.field] : []), ...(on ? on.forms.map(({ field }) => field) : [])];
  return {
    title: words.title,
    accountHref: links.account.account,
    owed: owes ? words.owed : null,
    faults: fault?.form === null ? [{ text: fault.text, href: '#main' }] : faultsOf(fields),
    off: state.state === 'off' ? { beginAction: links.account.secondFactorAct('begin') } : null,
    begun,
    on: on || null,
  };
}

function presentBegun(site: Site, secret: string, name: string, fault: string | null) {
  const { messages, links } = site;
  const words = messages.secondFactor;
  return {
    qr: qrPath(codeSecretAddress(secret, siteTitle(site), name)),
    key: inFours(secret, ' '),
    field: presentCodeField(words, fault),
    confirmAction: links.account.secondFactorAct('confirm'),
    beginAction: links.account.secondFactorAct('begin'),
  };
}

function siteTitle({ protocol, locale }: Site): string {
  return protocol.review.title[locale];
}

/** Recovery codes, this once. */
export interface RecoveryCodesView {
  title: string;
  done: string;
  /** For which account and site they are, on paper. */
  whose: string;
  codes: string[];
  onHref: string;
}

export function presentRecoveryCodes(
  site: Site,
  page: { codes: string[]; name: string; after: 'confirm' | 'renew'; onHref: string },
): RecoveryCodesView {
  const words = site.messages.secondFactor;
  return {
    title: words.codesTitle,
    done: words.codesDone[page.after],
    whose: words.codesOf(page.name, siteTitle(site)),
    codes: page.codes,
    onHref: page.onHref,
  };
}

/** The second half of signing in. */
export interface SignInCodeView {
  title: string;
  action: string;
  returnTo: string;
  faults: FaultView[];
  code: FieldView;
  recovery: FieldView;
}

export function presentSignInCode(
  { messages, links }: Site,
  { returnTo, fault = null }: { returnTo: string; fault?: string | null },
): SignInCodeView {
  const words = messages.secondFactor;
  const code = presentCodeField(words, fault);
  const recovery = presentField({
    name: 'code',
    id: 'recovery',
    label: words.recoveryLabel,
    type: 'text',
    autocomplete: 'off',
  });
  return {
    title: words.signInTitle,
    action: links.account.signInCodePath,
    returnTo,
    faults: faultsOf([code]),
    code,
    recovery,
  };
}

/** The field for a code of the app. */
function presentCodeField(words: Site['messages']['secondFactor'], fault: string | null): FieldView {
  return presentField({
    name: 'code',
    label: words.codeLabel,
    type: 'text',
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    hint: words.codeHint,
    fault,
  });
}
