import { keepDrafts } from './drafts.ts';
import { offerEvidence } from './evidence.ts';
import { listenToKeys } from './keys.ts';
import { sendVotes } from './outbox.ts';

/* What scripts add to the reviewers' desk: keys, drafts that keep themselves, votes that wait for the connection. */
const form = document.querySelector<HTMLFormElement>('#judgement');
if (form) {
  const evidence = offerEvidence(form);
  keepDrafts(form);
  sendVotes(form);
  listenToKeys(form, evidence);
}
