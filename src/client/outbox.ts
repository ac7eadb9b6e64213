import { fieldsOf } from './drafts.ts';

const storagePrefix = 'resorb-outbox-';
/** Milliseconds before votes that could not be sent are tried again. */
const retry = 5_000;

interface WaitingVote {
  address: string;
  /** The fields as the form had them; they carry the name of the act, so that it is done once. */
  body: string;
}

/**
 * Sends votes in the order in which they were given. One that does not reach the server stays in this browser and goes
 * first when the connection is back.
 */
export function sendVotes(form: HTMLFormElement): void {
  // Votes wait under the name of whoever gave them: the next person at this machine must not send them.
  const person = form.dataset.person ?? '';
  const outbox = outboxOf(person);
  const place = document.querySelector<HTMLElement>('#saved');
  let isSending = false;
  let own: WaitingVote | null = null;
  void flush();
  window.addEventListener('online', () => void flush());

  form.addEventListener('submit', (event) => {
    const button = event.submitter as HTMLButtonElement | null;
    // Buttons with an address of their own (draft, skip, withdraw) are ordinary forms.
    if (button?.hasAttribute('formaction')) {
      form.dataset.sending = 'yes';
      return;
    }
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    event.preventDefault();
    form.dataset.sending = 'yes';
    own = { address: form.getAttribute('action') ?? '', body: fieldsOf(form).toString() };
    outbox.add(own);
    void flush();
  });

  async function flush(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      await alone(sendAll);
    } catch {
      say((form.dataset.waiting ?? '').replace('{count}', String(outbox.read().length)));
      window.setTimeout(() => void flush(), retry);
    } finally {
      isSending = false;
    }
  }

  /** @throws {Error} where the server cannot be reached or has too much to do. */
  async function sendAll(): Promise<void> {
    for (let [first] = outbox.read(); first; [first] = outbox.read()) {
      const answer = await fetch(first.address, {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: first.body,
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      if (answer.status === 401) {
        // The session has ended: signing in leads back here, and what waits is sent then.
        location.reload();
        return;
      }
      const isMine = first.address === form.getAttribute('action');
      outbox.remove(first);
      if (!answer.ok) {
        // Refused, not lost: the page itself shows why, with what was filled in.
        form.dataset.sending = 'yes';
        resubmit(first);
        return;
      }
      const { next } = (await answer.json()) as { next: string };
      if (isMine) {
        form.dataset.sending = 'yes';
        location.assign(next);
        return;
      }
    }
    // Another tab has sent it: on to the record that comes next.
    if (own) location.assign(own.address.replace(/\/\d+$/, ''));
  }

  /** One tab at a time sends, so that votes given in several go in order; without such a lock their names keep them single. */
  function alone(work: () => Promise<void>): Promise<void> {
    return 'locks' in navigator ? navigator.locks.request(`${storagePrefix}${person}`, work) : work();
  }

  function say(words: string): void {
    if (!place) return;
    place.textContent = words;
    place.classList.add('failing');
  }
}

/** Sends a refused vote again as an ordinary form, whose answer is a page. */
function resubmit({ address, body }: WaitingVote): void {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: address, hidden: true });
  for (const [name, value] of new URLSearchParams(body)) {
    const field = document.createElement('textarea');
    Object.assign(field, { name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function outboxOf(person: string) {
  const name = `${storagePrefix}${person}`;
  return {
    read(): WaitingVote[] {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
        return Array.isArray(kept) ? (kept as WaitingVote[]) : [];
      } catch {
        return [];
      }
    },
    add(vote: WaitingVote): void {
      write([...this.read(), vote]);
    },
    /** Takes out this vote and no other: another tab may have changed what waits. */
    remove({ body }: WaitingVote): void {
      write(this.read().filter((vote) => vote.body !== body));
    },
  };

  function write(votes: readonly WaitingVote[]): void {
    localStorage.setItem(name, JSON.stringify(votes));
  }
}
