import type { Evidence } from './evidence.ts';
import { strokesOf } from './keyStrokes.ts';
import { offerSwitch } from './keySwitch.ts';

const verdicts = new Set(['include', 'unsure', 'exclude']);
const stances = new Set(['supports', 'discusses', 'contradicts']);
/** After the first of two keys, for so long the second is waited for, in milliseconds. */
const pairWait = 1200;

/**
 * The keys of the desk, as the person has set them. They rest in fields, with Ctrl or Meta, while an input method
 * composes, when a key is held down, after the form was sent, while all keys are shown, and when they are switched
 * off; every one presses something on the page.
 */
export function listenToKeys(form: HTMLFormElement, evidence: Evidence): void {
  const actions = readActions(form.dataset.keys);
  const firsts = new Set([...actions.keys()].filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]));
  const place = document.querySelector<HTMLElement>('[data-keys-on]');
  const help = document.querySelector<HTMLDialogElement>('#key-help');
  let on = place?.dataset.keysOn !== 'no';
  let pending = { first: '', until: 0 };
  offerSwitch(place, (value) => {
    on = value;
  });

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.repeat || help?.open) return;
    if (event.key === 'Escape' && isTyping(event.target)) {
      (event.target as HTMLElement).blur();
      return;
    }
    if (!on || isTyping(event.target) || isOfFocus(event) || form.dataset.sending) return;
    if (press(strokesOf(event))) event.preventDefault();
  });

  function press(strokes: readonly string[]): boolean {
    const before = Date.now() < pending.until ? pending.first : '';
    pending = { first: '', until: 0 };
    const pairs = before === '' ? [] : strokes.map((stroke) => `${before} ${stroke}`);
    const key = [...pairs, ...strokes].find((name) => actions.has(name));
    if (key !== undefined) return act(actions.get(key) ?? '');
    const first = strokes.find((stroke) => firsts.has(stroke));
    if (first === undefined) return false;
    pending = { first, until: Date.now() + pairWait };
    return true;
  }

  function act(action: string): boolean {
    const [, kind, number] = /^(choice|predictor)(\d)$/.exec(action) ?? [];
    if (kind) return kind === 'choice' ? choose(Number(number)) : tag('predictor', Number(number));
    if (verdicts.has(action)) return check(`input[name="verdict"][value="${action}"]`);
    if (stances.has(action)) {
      evidence.setStance(action);
      return true;
    }
    if (action === 'nextSentence' || action === 'previousSentence') {
      evidence.move(action === 'nextSentence' ? 1 : -1);
      return true;
    }
    if (action === 'note') return focus(document.querySelector<HTMLElement>('#note'));
    if (action === 'text') return nextText();
    if (action === 'help' && help) {
      help.showModal();
      return true;
    }
    return click(document.querySelector(`[data-act="${CSS.escape(action)}"]`));
  }

  /** A reason once the record is to be excluded, else a mechanism. */
  function choose(number: number): boolean {
    const excludes = form.querySelector<HTMLInputElement>('input[name="verdict"][value="exclude"]')?.checked;
    if (!excludes) return tag('mechanism', number);
    return checkThis(form.querySelectorAll<HTMLInputElement>('input[name="reason"]')[number - 1] ?? null);
  }

  function tag(kind: 'mechanism' | 'predictor', number: number): boolean {
    const term = form.querySelectorAll<HTMLElement>(`[data-term^="${kind}."]`)[number - 1];
    if (!term) return false;
    evidence.tag(term);
    return true;
  }

  function check(selector: string): boolean {
    return checkThis(form.querySelector<HTMLInputElement>(selector));
  }

  function nextText(): boolean {
    const texts = [...document.querySelectorAll<HTMLElement>('[data-text]')];
    const at = texts.findIndex((text) => text.getBoundingClientRect().top > 60);
    texts[at === -1 ? 0 : at]?.scrollIntoView({ block: 'start' });
    return texts.length > 1;
  }
}

function readActions(words: string | undefined): Map<string, string> {
  return new Map(Object.entries(JSON.parse(words ?? '{}') as Record<string, string>));
}

/** Whether keys now belong to a field: radios and ticks take no letters. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'submit', 'button'].includes(target.type);
}

/** Whether what has the focus is worked by this key: Enter on a button or link, arrows among radios of the form. */
function isOfFocus({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (key === 'Enter') return target.closest('a, button, summary') !== null;
  return key.startsWith('Arrow') && target instanceof HTMLInputElement && target.matches('.form input[type="radio"]');
}

function checkThis(radio: HTMLInputElement | null): boolean {
  if (!radio) return false;
  radio.checked = true;
  radio.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
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
