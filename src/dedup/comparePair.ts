import { authorsApart, compareAuthors } from './authors.ts';
import { type Evidence, weigh } from './evidence.ts';
import { comparePages } from './place.ts';
import type { Prepared } from './prepare.ts';
import { type Outcome, rules } from './rules.ts';

export interface Verdict {
  outcome: Outcome;
  /** Name of the rule that decided. */
  rule: string;
  /** In words: what decided, and what agrees. */
  reason: string;
  /** Rests on an identifier or on the place in print, not on words alone. */
  firm: boolean;
  /** How much agrees, 0..1; orders a queue, decides nothing. */
  score: number;
}

/** Compares two records. The order of the two does not matter. */
export function comparePair(a: Prepared, b: Prepared): Verdict {
  if (areStrangers(a, b)) return strangers;
  const evidence = weigh(a, b);
  for (const rule of rules) {
    if (!rule.when(evidence)) continue;
    if (rule.outcome === 'different') {
      return { outcome: rule.outcome, rule: rule.name, reason: rule.because, firm: false, score: 0 };
    }
    const agreed = agreements(evidence);
    const reason = agreed === '' ? rule.because : `${rule.because} (${agreed})`;
    const firm = evidence.place === 'same' || evidence.doi === 'same' || evidence.pmid === 'same';
    return { outcome: rule.outcome, rule: rule.name, reason, firm, score: scoreOf(evidence) };
  }
  throw new Error('The table of rules must end in a rule that always holds.');
}

const strangers: Verdict = {
  outcome: 'different',
  rule: 'strangers',
  reason: 'no author in common',
  firm: false,
  score: 0,
};

/**
 * Nine pairs in ten that share a key share neither authors nor an identifier nor a range of pages. The table would
 * call them different after weighing everything; this says so at a tenth of the cost.
 */
function areStrangers(a: Prepared, b: Prepared): boolean {
  if ((a.doi !== null && a.doi === b.doi) || (a.pmid !== null && a.pmid === b.pmid)) return false;
  return authorsApart(compareAuthors(a.authors, b.authors)) && comparePages(a.place, b.place) !== 'sameRange';
}

const titleWords = {
  same: 'same title',
  near: 'same title but for spelling',
  longer: 'one title continues the other',
  similar: 'similar titles',
  differs: '',
  unknown: '',
};

function agreements(e: Evidence): string {
  const { volume } = e.a.place;
  return [
    e.doi === 'same' ? 'same DOI' : '',
    e.pmid === 'same' ? `PMID ${e.a.pmid}` : '',
    e.isbn === 'same' ? 'same ISBN' : '',
    titleWords[e.title.level],
    e.authors.first === 'same' ? 'same first author' : '',
    e.year === 'same' ? `year ${e.a.year}` : '',
    e.journal === 'same' ? 'same journal' : '',
    e.volume === 'same' ? `volume ${volume}` : '',
    e.pages === 'sameRange' ? 'same pages' : e.pages === 'sameFirst' ? 'same first page' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function scoreOf(e: Evidence): number {
  const authors = e.authors.first === 'unknown' ? 0.5 : e.authors.shared;
  const year = e.year === 'same' ? 1 : e.year === 'differs' ? 0 : 0.5;
  const journal = { same: 1, alike: 0.7, unknown: 0.5, differs: 0 }[e.journal];
  const place = { same: 1, unknown: 0.5, differs: 0 }[e.place];
  const identifier = e.doi === 'same' || e.pmid === 'same' ? 1 : 0;
  const sum = 0.45 * e.title.similarity + 0.2 * authors + 0.1 * year + 0.1 * journal + 0.1 * place + 0.05 * identifier;
  return Math.round(sum * 1000) / 1000;
}
