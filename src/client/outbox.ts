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
  const { read, write } = outboxOf(form.dataset.person ?? '');
  const place = document.querySelector<HTMLElement>('#saved');
  let isSending = false;
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
    write([...read(), { address: form.getAttribute('action') ?? '', body: fieldsOf(form).toString() }]);
    void flush();
  });

  async function flush(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      for (let [first] = read(); first; [first] = read()) {
        const answer = await fetch(first.address, {
          method: 'POST',
          headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
          body: first.body,
        });
        if (answer.status >= 500) throw new Error(String(answer.status));
        if (answer.status === 401) {
          // The session has ended: signing in leads back here, and what waits is sent then.
          location.reload();
          return;
        }
        const isMine = first.address === form.getAttribute('action');
        if (answer.ok) {
          write(read().slice(1));
          const { next } = (await answer.json()) as { next: string };
          if (isMine && form.dataset.sending) {
            location.assign(next);
            return;
          }
        } else {
          // Refused, not lost: the page itself shows why, with what was filled in.
          write(read().slice(1));
          resubmit(first);
          return;
        }
      }
      say('');
    } catch {
      say((form.dataset.waiting ?? '').replace('{count}', String(read().length)));
      window.setTimeout(() => void flush(), retry);
    } finally {
      isSending = false;
    }
  }

  function say(words: string): void {
    if (!place || words === '') return;
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
    write(votes: readonly WaitingVote[]): void {
      localStorage.setItem(name, JSON.stringify(votes));
    },
  };
}
