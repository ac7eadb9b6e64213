/** Suggested against true tags of the same records, in the same order. */
export interface TagAgreement {
  micro: TagFigures;
  /** Mean F1 over the tags. */
  macroF1: number;
  /** Mean over the records with a true tag of the F1 of its tags. */
  exampleF1: number;
  tags: Record<string, TagFigures>;
}

export interface TagFigures {
  precision: number;
  recall: number;
  f1: number;
  /** Records that truly carry the tag. */
  support: number;
}

/** F1 over all decisions (micro), over tags (macro), over records (example), and by tag. */
export function tagAgreement(
  tags: readonly string[],
  truth: readonly ReadonlySet<string>[],
  suggested: readonly ReadonlySet<string>[],
): TagAgreement {
  const byTag = tags.map((tag) =>
    figures(
      count(truth, (own, at) => own.has(tag) && (suggested[at] as ReadonlySet<string>).has(tag)),
      count(suggested, (own) => own.has(tag)),
      count(truth, (own) => own.has(tag)),
    ),
  );
  const hits = truth.map((own, at) => [...own].filter((tag) => (suggested[at] as ReadonlySet<string>).has(tag)).length);
  const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
  const carrying = truth.flatMap((own, at) =>
    own.size > 0 ? [(2 * (hits[at] as number)) / (own.size + (suggested[at] as ReadonlySet<string>).size)] : [],
  );
  return {
    micro: figures(total(hits), total(suggested.map((own) => own.size)), total(truth.map((own) => own.size))),
    macroF1: total(byTag.map((tag) => tag.f1)) / tags.length,
    exampleF1: carrying.length === 0 ? 0 : total(carrying) / carrying.length,
    tags: Object.fromEntries(tags.map((tag, at) => [tag, byTag[at] as TagFigures])),
  };
}

function figures(hit: number, suggested: number, support: number): TagFigures {
  return {
    precision: suggested === 0 ? 0 : hit / suggested,
    recall: support === 0 ? 0 : hit / support,
    f1: suggested + support === 0 ? 0 : (2 * hit) / (suggested + support),
    support,
  };
}

function count<T>(values: readonly T[], holds: (value: T, at: number) => boolean): number {
  return values.filter(holds).length;
}
