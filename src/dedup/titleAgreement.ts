import type { Title, TitleForm } from './title.ts';
import { editDistance, isTypo } from './words.ts';

/**
 * How two titles agree, from the strongest: `same`; `near` (spelling only); `longer` (one says all that the other
 * says, and more: a subtitle); `similar` (most words shared); `differs`; `unknown` (one is empty, or the two are
 * written in different scripts).
 */
export type TitleLevel = 'same' | 'near' | 'longer' | 'similar' | 'differs' | 'unknown';

export interface TitleAgreement {
  level: TitleLevel;
  /** Share of informative words in common (Dice), 0..1. */
  similarity: number;
  /** Both titles carry a number that the other lacks: parts, phases, years of a series. */
  numbersDiffer: boolean;
}

const order: readonly TitleLevel[] = ['same', 'near', 'longer', 'similar', 'differs', 'unknown'];

/** The best agreement between any wording of one title and any of the other. */
export function compareTitles(a: Title, b: Title): TitleAgreement {
  let best: TitleAgreement = { level: 'unknown', similarity: 0, numbersDiffer: false };
  for (const formA of a.forms) {
    for (const formB of b.forms) {
      if (formA.han !== formB.han) continue;
      const found = compareForms(formA, formB);
      if (order.indexOf(found.level) < order.indexOf(best.level)) best = found;
      if (best.level === 'same') return best;
    }
  }
  return best;
}

function compareForms(a: TitleForm, b: TitleForm): TitleAgreement {
  if (a.compact === b.compact) return { level: 'same', similarity: 1, numbersDiffer: false };
  let onlyA = a.words.filter((word) => !b.words.includes(word));
  let onlyB = b.words.filter((word) => !a.words.includes(word));
  const total = a.words.length + b.words.length;
  if (onlyA.length * 2 > a.words.length + 2 && onlyB.length * 2 > b.words.length + 2) {
    return { level: 'differs', similarity: 1 - (onlyA.length + onlyB.length) / total, numbersDiffer: false };
  }
  if (!a.han) [onlyA, onlyB] = withoutMisspellings(onlyA, onlyB);
  const similarity = 1 - (onlyA.length + onlyB.length) / total;
  const numbersDiffer = onlyA.some(isNumber) && onlyB.some(isNumber);
  return { level: levelOf(a, b, onlyA, onlyB, similarity), similarity, numbersDiffer };
}

function levelOf(
  a: TitleForm,
  b: TitleForm,
  onlyA: readonly string[],
  onlyB: readonly string[],
  similarity: number,
): TitleLevel {
  // Every word is shared; the order of words may still say another thing ("A versus B after C").
  if (onlyA.length === 0 && onlyB.length === 0) return a.words.length === b.words.length || !a.han ? 'near' : 'similar';
  const shared = Math.min(a.words.length - onlyA.length, b.words.length - onlyB.length);
  const [shorter, longer] = a.compact.length <= b.compact.length ? [a, b] : [b, a];
  const enough = a.han ? 8 : 3;
  if ((onlyA.length === 0 || onlyB.length === 0) && shared >= enough) {
    if (longer.compact.startsWith(shorter.compact) || shared >= enough + 2) return 'longer';
  }
  if (similarity >= 0.6 && shared >= enough) return 'similar';
  return shared >= enough + 1 && shared >= shorter.words.length * 0.8 ? 'similar' : 'differs';
}

/** Leftover words without those that pair up as misspellings, or that differ only in where words are joined. */
function withoutMisspellings(onlyA: string[], onlyB: string[]): [string[], string[]] {
  if (onlyA.length === 0 || onlyB.length === 0) return [onlyA, onlyB];
  const restB = [...onlyB];
  const restA = onlyA.filter((word) => {
    const twin = restB.findIndex((other) => isTypo(word, other));
    if (twin >= 0) restB.splice(twin, 1);
    return twin < 0;
  });
  const joinedA = restA.join('');
  const joinedB = restB.join('');
  if (!/\d/.test(joinedA + joinedB)) {
    const allowed = Math.min(joinedA.length, joinedB.length) >= 8 ? 1 : 0;
    if (editDistance(joinedA, joinedB, allowed) <= allowed) return [[], []];
  } else if (joinedA === joinedB) return [[], []];
  return [restA, restB];
}

function isNumber(word: string): boolean {
  return /^\d+[a-z]?$/.test(word);
}
