/** Milliseconds of rest after a change before the form is kept. */
const rest = 800;
/** Milliseconds before another try where the server cannot be reached. */
const retry = 5_000;

/** Keeps the form on the server as it changes, and says when. */
export function keepDrafts(form: HTMLFormElement): void {
  const place = document.querySelector<HTMLElement>('#saved');
  const { draft: address, failing = '', kept = '' } = form.dataset;
  const version = form.elements.namedItem('draftVersion') as HTMLInputElement | null;
  if (!address || !version || !place) return;
  let timer = 0;
  let isKeeping = false;
  let changedSince: Date | null = null;

  form.addEventListener('change', () => plan(rest));
  form.addEventListener('input', () => plan(rest));
  window.addEventListener('beforeunload', (event) => {
    if (changedSince && !form.dataset.sending) event.preventDefault();
  });

  function plan(wait: number): void {
    changedSince ??= new Date();
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, wait);
  }

  async function keep(): Promise<void> {
    if (form.dataset.sending) return;
    if (isKeeping) {
      plan(rest);
      return;
    }
    isKeeping = true;
    const since = changedSince;
    changedSince = null;
    try {
      const answer = await fetch(address ?? '', {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: fieldsOf(form),
      });
      if (answer.ok) {
        const { version: next } = (await answer.json()) as { version: number };
        if (version) version.value = String(next);
        say(kept.replace('{time}', new Date().toLocaleTimeString()), false);
      } else if (answer.status === 409) {
        const { title } = (await answer.json()) as { title: string };
        say(title, true);
      } else throw new Error(String(answer.status));
    } catch {
      changedSince = since ?? new Date();
      say(failing.replace('{time}', changedSince.toLocaleTimeString()), true);
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, retry);
    } finally {
      isKeeping = false;
    }
  }

  function say(words: string, isFailing: boolean): void {
    if (!place) return;
    place.textContent = words;
    place.classList.toggle('failing', isFailing);
  }
}

/** A form's fields as a browser would send them, without the button that sends. */
export function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
}
