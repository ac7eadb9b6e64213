/** Herniation types a share can be pooled by; `all` is a whole series, `mixed` more than one named type. */
export const herniationTypes = ['bulge', 'protrusion', 'extrusion', 'sequestration', 'mixed', 'all'] as const;
export type HerniationType = (typeof herniationTypes)[number];

/** What counted as resorption: any decrease, a marked one (above a stated threshold), or nothing left. */
export const definitionClasses = ['any', 'marked', 'complete'] as const;
export type DefinitionClass = (typeof definitionClasses)[number];

/** Months to the imaging that decided, in bands. */
export const followUpBands = [
  'up to 6 months',
  'over 6 to 12',
  'over 12 to 24',
  'over 24 months',
  'not stated',
] as const;
export type FollowUpBand = (typeof followUpBands)[number];

const typeWords: readonly [Exclude<HerniationType, 'mixed' | 'all'>, RegExp][] = [
  ['bulge', /\bbulg/i],
  ['protrusion', /\bprotru/i],
  ['extrusion', /\bextru/i],
  ['sequestration', /\bsequest|free fragment/i],
];

/**
 * The herniation type a group's words name; null where they name something else (a sign, a treatment arm), which
 * says nothing by type.
 */
export function herniationType(group: string): HerniationType | null {
  const named = /\(excluding/i.test(group) ? [] : typeWords.filter(([, words]) => words.test(group));
  const [first] = named;
  if (named.length > 1) return 'mixed';
  if (first !== undefined) return first[0];
  return /^all\b/i.test(group.trim()) ? 'all' : null;
}

/**
 * The class of a definition from its words and the group's ("sequestration, complete"): null where they state
 * none, `band` for a slice between two thresholds, which is neither.
 */
export function definitionClass(group: string, definition: string | null): DefinitionClass | 'band' | null {
  const words = `${group}; ${definition ?? ''}`;
  if (/\d+\s*%?\s*(-|–|to|<=|≤|<)\s*(reduction\s*)?(<|<=|≤)?\s*\d+\s*%/i.test(words)) return 'band';
  if (/partial(ly)?\b.*\b(or|and)\b|\bor complete/i.test(words)) return 'any';
  if (/\bcomplete|disappear|no longer visible|vanish|\b100\s*%/i.test(words)) return 'complete';
  if (/\d\s*%|\bmarked|\bdramatic|\bsubstantial/i.test(words)) return 'marked';
  if (/\bany\b|decreas|reduc|regress|resor|shr[aiu]nk|resol|smaller|improve/i.test(definition ?? '')) return 'any';
  return null;
}

export function followUpBand(months: number | null): FollowUpBand {
  if (months === null) return 'not stated';
  if (months <= 6) return 'up to 6 months';
  if (months <= 12) return 'over 6 to 12';
  return months <= 24 ? 'over 12 to 24' : 'over 24 months';
}
