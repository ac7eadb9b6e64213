/** Tags terms with the marked sentence, in the page's own form. */
export interface Evidence {
  /** Ticks a term and gives it the marked sentence; without one it is only ticked. */
  tag(term: HTMLElement): void;
  /** The stance of the mechanism tagged last. */
  setStance(value: string): void;
  /** Marks the next or previous sentence. */
  move(step: 1 | -1): void;
}

/** Words of the record with their place: "abstract:120:233". */
interface Words {
  value: string;
  text: string;
}

export function offerEvidence(form: HTMLFormElement): Evidence {
  const sentences = [...document.querySelectorAll<HTMLInputElement>('input[name="sentence"]')];
  let last: HTMLElement | null = null;

  const marked = (): HTMLInputElement | null => sentences.find(({ checked }) => checked) ?? null;

  /** What is to be evidence: words chosen by dragging over them, else the marked sentence. */
  function chosen(): Words | null {
    const dragged = draggedWords(document.getSelection());
    if (dragged) return dragged;
    const sentence = marked();
    return sentence && { value: sentence.value, text: sentence.parentElement?.textContent?.trim() ?? '' };
  }

  function changed(): void {
    paint();
    form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function addTo(term: HTMLElement, { value, text }: Words): void {
    const list = term.querySelector<HTMLElement>('.chosen');
    const name = list?.dataset.name;
    if (!list || !name || list.querySelector(`input[value="${CSS.escape(value)}"]`)) return;
    const item = document.createElement('li');
    const quote = document.createElement('q');
    quote.textContent = text;
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
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
      const words = chosen();
      if (words) addTo(term, words);
    } else button.closest('li')?.remove();
    changed();
  });
  paint();

  return {
    tag(term) {
      const words = chosen();
      const box = term.querySelector<HTMLInputElement>('input[type="checkbox"]');
      // The same key takes the tag off again where there is no sentence to add.
      const takesOff = box?.checked === true && !words;
      tick(term, !takesOff);
      if (words) addTo(term, words);
      document.getSelection()?.removeAllRanges();
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

/** Words chosen by dragging, where both ends lie in sentences of one text; null for anything else. */
function draggedWords(selection: Selection | null): Words | null {
  const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const from = range && placeIn(range.startContainer, range.startOffset);
  const to = range && placeIn(range.endContainer, range.endOffset);
  const text = selection?.toString().trim() ?? '';
  if (!from || !to || from.field !== to.field || to.at <= from.at || text === '') return null;
  return { value: `${from.field}:${from.at}:${to.at}`, text };
}

/** Where in its text a point of the page lies; null outside of sentences. */
function placeIn(node: Node, offset: number): { field: string; at: number } | null {
  const sentence = node.parentElement?.closest('.sent');
  const place = /^(.+):(\d+):\d+$/.exec(sentence?.querySelector('input')?.value ?? '');
  if (node.nodeType !== Node.TEXT_NODE || !place) return null;
  return { field: place[1] ?? '', at: Number(place[2]) + offset };
}
