import type { Evidence } from './evidence.ts';

const storageName = 'resorb-keys';
const stanceKeys: Record<string, string> = { s: 'supports', d: 'discusses', c: 'contradicts' };
const verdictKeys: Record<string, string> = { i: 'include', u: 'unsure', e: 'exclude' };
/** After "g", for so long a second key is waited for, in milliseconds. */
const chordWait = 1200;

/**
 * The keys of the desk. They rest in fields, with Ctrl, Alt or Meta, while an input method composes, when a key is
 * held down, after the form was sent, and when they are switched off; every one presses something on the page.
 */
export function listenToKeys(form: HTMLFormElement, evidence: Evidence): void {
  let on = localStorage.getItem(storageName) !== 'off';
  let chordUntil = 0;
  offerSwitch((value) => {
    on = value;
  }, on);

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && isTyping(event.target)) {
      (event.target as HTMLElement).blur();
      return;
    }
    if (!on || isTyping(event.target) || form.dataset.sending) return;
    if (press(event)) event.preventDefault();
  });

  function press(event: KeyboardEvent): boolean {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (Date.now() < chordUntil) {
      chordUntil = 0;
      if (key === 'q') return click(document.querySelector('.prog > a'));
    }
    if (key === 'g') {
      chordUntil = Date.now() + chordWait;
      return true;
    }
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (digit) return number(Number(digit), event.shiftKey);
    const verdict = verdictKeys[key];
    if (verdict) return decide(verdict);
    const stance = stanceKeys[key];
    if (stance) {
      evidence.setStance(stance);
      return true;
    }
    switch (key) {
      case 'ArrowDown':
        evidence.move(1);
        return true;
      case 'ArrowUp':
        evidence.move(-1);
        return true;
      case 'n':
        return focus(document.querySelector<HTMLElement>('#note'));
      case 'l':
        return nextText();
      case 'Enter':
        // A button or link that has the focus is what Enter is for.
        if (event.target instanceof Element && event.target.closest('a, button, summary')) return false;
        return click(document.querySelector('[data-key="Enter"]'));
      default:
        return click(document.querySelector(`[data-key="${CSS.escape(key)}"]`));
    }
  }

  function decide(verdict: string): boolean {
    const radio = form.querySelector<HTMLInputElement>(`input[name="verdict"][value="${verdict}"]`);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }

  /** A reason right after E, else a mechanism; with Shift a predictor. */
  function number(place: number, shift: boolean): boolean {
    const excludes = form.querySelector<HTMLInputElement>('input[name="verdict"][value="exclude"]')?.checked;
    if (excludes && !shift) {
      const reason = form.querySelectorAll<HTMLInputElement>('input[name="reason"]')[place - 1];
      if (!reason) return false;
      reason.checked = true;
      reason.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    }
    const kind = shift ? 'predictor' : 'mechanism';
    const term = form.querySelectorAll<HTMLElement>(`[data-term^="${kind}."]`)[place - 1];
    if (!term) return false;
    evidence.tag(term);
    return true;
  }

  function nextText(): boolean {
    const texts = [...document.querySelectorAll<HTMLElement>('[data-text]')];
    const at = texts.findIndex((text) => text.getBoundingClientRect().top > 60);
    texts[at === -1 ? 0 : at]?.scrollIntoView({ block: 'start' });
    return texts.length > 1;
  }
}

function offerSwitch(turn: (on: boolean) => void, initially: boolean): void {
  const button = document.querySelector<HTMLButtonElement>('#keys-switch');
  if (!button) return;
  let on = initially;
  const show = (): void => {
    button.textContent = (on ? button.dataset.off : button.dataset.on) ?? '';
    button.setAttribute('aria-pressed', String(on));
  };
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    on = !on;
    localStorage.setItem(storageName, on ? 'on' : 'off');
    turn(on);
    show();
  });
}

/** Whether keys now belong to a field: radios and ticks take no letters. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'submit', 'button'].includes(target.type);
}

function click(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}
