import type { EvidenceSpan } from '../domain/codebook.ts';

/** One label of one record, by people or by rules. */
export interface Label {
  id: string;
  /** Stance or direction; empty where the label has none. */
  stance: string;
  evidence: readonly EvidenceSpan[];
}

/** The labels of one record by people and by the tagger. */
export interface Comparison {
  gold: readonly Label[];
  found: readonly Label[];
}

export interface Scores {
  /** Labels that both have, only the tagger has, only people have. */
  both: number;
  added: number;
  missed: number;
  precision: number;
  recall: number;
  f1: number;
}

export interface Evaluation {
  perLabel: Map<string, Scores>;
  micro: Scores;
  /** Mean F1 over labels that occur. */
  macroF1: number;
  /** A label counts only with the same stance. */
  microWithStance: Scores;
  /** Cohen's kappa over all pairs of record and label: present or not. */
  kappa: number;
  /** The same with absence and each stance as categories. */
  kappaWithStance: number;
  /** Of labels that both have, the share whose evidence overlaps; null where no gold span was given. */
  evidenceOverlap: number | null;
}

/** Compares a tagger with people over records, for the labels named. */
export function evaluate(comparisons: readonly Comparison[], labels: readonly string[]): Evaluation {
  const perLabel = new Map<string, Scores>();
  const presence: [string, string][] = [];
  const stances: [string, string][] = [];
  let overlapping = 0;
  let spanned = 0;
  const withStance = { both: 0, added: 0, missed: 0 };
  for (const label of labels) {
    const counts = { both: 0, added: 0, missed: 0 };
    for (const { gold, found } of comparisons) {
      const wanted = gold.find((candidate) => candidate.id === label);
      const got = found.find((candidate) => candidate.id === label);
      presence.push([wanted ? 'present' : 'absent', got ? 'present' : 'absent']);
      stances.push([wanted ? wanted.stance : 'absent', got ? got.stance : 'absent']);
      if (wanted && got) counts.both++;
      else if (wanted) counts.missed++;
      else if (got) counts.added++;
      if (wanted && got && wanted.stance === got.stance) withStance.both++;
      else {
        if (wanted) withStance.missed++;
        if (got) withStance.added++;
      }
      if (wanted && got && wanted.evidence.length > 0) {
        spanned++;
        if (got.evidence.some((span) => wanted.evidence.some((other) => overlaps(span, other)))) overlapping++;
      }
    }
    perLabel.set(label, scores(counts));
  }
  const all = [...perLabel.values()];
  const occurring = all.filter((entry) => entry.both + entry.missed > 0);
  return {
    perLabel,
    micro: scores({ both: sum(all, 'both'), added: sum(all, 'added'), missed: sum(all, 'missed') }),
    macroF1: occurring.length > 0 ? occurring.reduce((total, entry) => total + entry.f1, 0) / occurring.length : 1,
    microWithStance: scores(withStance),
    kappa: cohensKappa(presence),
    kappaWithStance: cohensKappa(stances),
    evidenceOverlap: spanned > 0 ? overlapping / spanned : null,
  };
}

function overlaps(one: EvidenceSpan, other: EvidenceSpan): boolean {
  return one.field === other.field && one.start < other.end && one.end > other.start;
}

function sum(all: readonly Scores[], key: 'both' | 'added' | 'missed'): number {
  return all.reduce((total, entry) => total + entry[key], 0);
}

function scores({ both, added, missed }: { both: number; added: number; missed: number }): Scores {
  const precision = both + added > 0 ? both / (both + added) : 1;
  const recall = both + missed > 0 ? both / (both + missed) : 1;
  const f1 = both > 0 ? (2 * both) / (2 * both + added + missed) : added + missed > 0 ? 0 : 1;
  return { both, added, missed, precision, recall, f1 };
}

/** Cohen's kappa of two annotators over the same items; 1 where both always say the same one thing. */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): number {
  const first = new Map<string, number>();
  const second = new Map<string, number>();
  let agreed = 0;
  for (const [one, other] of pairs) {
    first.set(one, (first.get(one) ?? 0) + 1);
    second.set(other, (second.get(other) ?? 0) + 1);
    if (one === other) agreed++;
  }
  const total = pairs.length;
  if (total === 0) return 1;
  let expected = 0;
  for (const [category, count] of first) expected += (count / total) * ((second.get(category) ?? 0) / total);
  return expected === 1 ? 1 : (agreed / total - expected) / (1 - expected);
}
