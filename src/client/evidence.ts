/** Tags terms with the marked sentence, in the page's own form. */
export interface Evidence {
  /** Ticks a term and gives it the marked sentence; without one it is only ticked. */
  tag(term: HTMLElement): void;
  /** The stance of the mechanism tagged last. */
  setStance(value: string): void;
  /** Marks the next or previous sentence. */
  move(step: 1 | -1): void;
}

export function offerEvidence(form: HTMLFormElement): Evidence {
  const sentences = [...document.querySelectorAll<HTMLInputElement>('input[name="sentence"]')];
  let last: HTMLElement | null = null;

  const marked = (): HTMLInputElement | null => sentences.find(({ checked }) => checked) ?? null;

  function changed(): void {
    paint();
    form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function addTo(term: HTMLElement, sentence: HTMLInputElement): void {
    const list = term.querySelector<HTMLElement>('.chosen');
    const name = list?.dataset.name;
    if (!list || !name || list.querySelector(`input[value="${CSS.escape(sentence.value)}"]`)) return;
    const item = document.createElement('li');
    const quote = document.createElement('q');
    quote.textContent = sentence.parentElement?.textContent?.trim() ?? '';
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value: sentence.value });
    const remove = document.createElement('button');
    Object.assign(remove, { type: 'button', className: 'link', textContent: '×' });
    remove.setAttribute('aria-label', quote.textContent);
    item.append(quote, field, remove);
    list.append(item);
  }

  function tick(term: HTMLElement, on: boolean): void {
    const box = term.querySelector<HTMLInputElement>('input[type="checkbox"]');
    if (box) box.checked = on;
    const select = term.querySelector('select');
    if (select && on && select.value === '') select.selectedIndex = 1;
  }

  /** Sentences that are evidence already are tinted in the colour of their term. */
  function paint(): void {
    for (const sentence of sentences) {
      const field = form.querySelector<HTMLInputElement>(`.chosen input[value="${CSS.escape(sentence.value)}"]`);
      const term = field?.closest<HTMLElement>('[data-term]');
      const label = sentence.parentElement;
      label?.classList.toggle('is-evidence', Boolean(field));
      if (!label) continue;
      if (term?.dataset.m) label.dataset.m = term.dataset.m;
      else delete label.dataset.m;
    }
  }

  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('.chosen button, button[name="add"]');
    const term = button?.closest<HTMLElement>('[data-term]');
    if (!button || !term) return;
    event.preventDefault();
    if (button.name === 'add') {
      const sentence = marked();
      if (sentence) addTo(term, sentence);
    } else button.closest('li')?.remove();
    changed();
  });
  paint();

  return {
    tag(term) {
      const sentence = marked();
      const box = term.querySelector<HTMLInputElement>('input[type="checkbox"]');
      // The same key takes the tag off again where there is no sentence to add.
      const takesOff = box?.checked === true && !sentence;
      tick(term, !takesOff);
      if (sentence) addTo(term, sentence);
      last = takesOff ? null : term;
      changed();
    },
    setStance(value) {
      const radio = last?.querySelector<HTMLInputElement>(`.stances input[value="${value}"]`);
      if (!radio) return;
      radio.checked = true;
      changed();
    },
    move(step) {
      const shown = sentences.filter((sentence) => sentence.parentElement?.offsetParent !== null);
      const current = marked();
      const at = current ? shown.indexOf(current) : step === 1 ? -1 : shown.length;
      const next = shown[at + step];
      if (!next) return;
      next.checked = true;
      next.parentElement?.scrollIntoView({ block: 'nearest' });
    },
  };
}
