import type { RatedField } from '../../agreement/agreementOver.ts';
import { directions, stances } from '../../domain/codebook.ts';
import { type Stage, verdicts } from '../../domain/review.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { ExtractionAnswer } from '../stages/extraction.ts';
import type { ScreeningAnswer } from '../stages/screening.ts';
import type { TaggingAnswer } from '../stages/tagging.ts';

export const fieldKinds = [
  'verdict',
  'goes-on',
  'reason',
  'mechanism',
  'predictor',
  'design',
  'species',
  'imaging',
  'checklist',
  'bias',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** A field whose agreement is told. `field` is its kind, with the id of the term where it is about one. */
export interface StageField extends RatedField {
  kind: FieldKind;
  /** Id of the mechanism, design, item of a checklist, ...; null where the kind says it all. */
  term: string | null;
}

/** Nothing was named. */
export const notNamed = 'not-named';
export const named = 'named';

/**
 * What reviewers decide at a stage, as scales. Numbers are no scale and are left out. `goes-on` is what the settlement
 * by title and abstract rests on: include and unsure are one there.
 */
export function stageFields(stage: Stage, { codebook, review, reviewing }: Protocol): StageField[] {
  const verdict = { ...plain('verdict', [...verdicts]), ordered: true };
  const reason = plain('reason', ['none-given', ...review.eligibility.exclude.map(({ id }) => id)]);
  switch (stage) {
    case 'title-abstract':
      return [plain('goes-on', ['goes-on', 'exclude']), verdict, reason];
    case 'full-text':
      return [verdict, reason];
    case 'tagging':
      return [
        ...terms('mechanism', codebook.mechanisms, [notNamed, ...stances]),
        ...terms('predictor', codebook.predictors, [notNamed, ...directions]),
        ...terms('design', codebook.designs, [notNamed, named]),
        ...terms('species', codebook.species, [notNamed, named]),
        ...terms('imaging', codebook.imaging, [notNamed, named]),
      ];
    case 'extraction': {
      const lists = Object.entries(reviewing.riskOfBias);
      return [
        plain('checklist', [notNamed, ...lists.map(([id]) => id)]),
        ...lists.flatMap(([id, { items }]) =>
          terms(
            'bias',
            items.map((item) => ({ id: `${id}/${item.id}` })),
            ['yes', 'unclear', 'no', 'not-applicable'],
          ),
        ),
      ];
    }
  }
}

/** What an answer says in each field of its stage; a field it does not speak of is absent. */
export function fieldValues(stage: Stage, fields: readonly StageField[], answer: unknown): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = valueIn(stage, field, answer);
    if (value !== null && field.categories.includes(value)) values[field.field] = value;
  }
  return values;
}

function valueIn(stage: Stage, { kind, term }: StageField, answer: unknown): string | null {
  switch (stage) {
    case 'title-abstract':
    case 'full-text':
      return screeningValue(kind, answer as ScreeningAnswer);
    case 'tagging':
      return taggingValue(kind, term ?? '', answer as TaggingAnswer);
    case 'extraction':
      return extractionValue(kind, term ?? '', answer as ExtractionAnswer);
  }
}

function screeningValue(kind: FieldKind, { verdict, exclusionReason }: ScreeningAnswer): string | null {
  if (kind === 'verdict') return verdict;
  if (kind === 'goes-on') return verdict === 'exclude' ? 'exclude' : 'goes-on';
  return verdict === 'exclude' ? (exclusionReason ?? 'none-given') : null;
}

function taggingValue(kind: FieldKind, term: string, answer: TaggingAnswer): string {
  const position = (list: readonly { id: string; position: string }[]) =>
    list.find(({ id }) => id === term)?.position ?? notNamed;
  const isIn = (list: readonly string[]) => (list.includes(term) ? named : notNamed);
  if (kind === 'mechanism') return position(answer.mechanisms);
  if (kind === 'predictor') return position(answer.predictors);
  if (kind === 'design') return isIn(answer.designs);
  return isIn(kind === 'species' ? answer.species : answer.imaging);
}

function extractionValue(kind: FieldKind, term: string, { checklist, riskOfBias }: ExtractionAnswer): string | null {
  if (kind === 'checklist') return checklist ?? notNamed;
  const [list, item] = term.split('/');
  if (list !== checklist) return null;
  return riskOfBias.find((judged) => judged.item === item)?.judgement ?? null;
}

function plain(kind: FieldKind, categories: readonly string[]): StageField {
  return { field: kind, kind, term: null, categories };
}

function terms(kind: FieldKind, list: readonly { id: string }[], categories: readonly string[]): StageField[] {
  return list.map(({ id }) => ({ field: `${kind}:${id}`, kind, term: id, categories }));
}
