import type { FacetName } from '../catalog/catalogQuery.ts';
import type { Direction, Stance, TagKind } from '../domain/codebook.ts';
import type { Bilingual, Mechanism, Predictor, Protocol, Term } from '../protocol/protocol.ts';
import type { Format } from './format.ts';
import type { Locale } from './locale.ts';
import type { Messages } from './messages/messages.ts';

/** Names of coded values in one language. A value that the protocol does not know is shown as it is. */
export interface Labels {
  mechanism(id: string): Mechanism | undefined;
  predictor(id: string): Predictor | undefined;
  facet(facet: FacetName, value: string): string;
  tag(kind: TagKind, value: string): string;
  stance(stance: Stance | Direction): string;
  exclusionReason(id: string): string;
  inLanguage(text: Bilingual): string;
}

/** Signs that stand beside the words of a stance or direction, so that colour never speaks alone. */
export const stanceSigns: Record<Stance | Direction, string> = {
  supports: '▲',
  discusses: '●',
  contradicts: '▼',
  favours: '↑',
  against: '↓',
  'no association': '–',
};

export function createLabels(locale: Locale, protocol: Protocol, messages: Messages, format: Format): Labels {
  const { codebook, review } = protocol;
  const mechanisms = new Map(codebook.mechanisms.map((mechanism) => [mechanism.id, mechanism]));
  const predictors = new Map(codebook.predictors.map((predictor) => [predictor.id, predictor]));
  const named = (terms: readonly Pick<Term, 'id' | 'label'>[]): Map<string, string> =>
    new Map(terms.map((term) => [term.id, term.label[locale]]));
  const coded: Partial<Record<FacetName, ReadonlyMap<string, string>>> = {
    mechanism: named(codebook.mechanisms),
    predictor: named(codebook.predictors),
    design: named(codebook.designs),
    species: named(codebook.species),
    imaging: named(codebook.imaging),
    stance: new Map(Object.entries(messages.stanceNames)),
    direction: new Map(Object.entries(messages.stanceNames)),
    tagState: new Map(Object.entries(messages.tagStateNames)),
    screening: new Map(Object.entries(messages.screeningNames)),
    retracted: new Map(Object.entries(messages.retractedNames)),
  };
  const reasons = named(review.eligibility.exclude);
  const facet = (name: FacetName, value: string): string =>
    name === 'language' ? format.language(value) : (coded[name]?.get(value) ?? value);
  return {
    mechanism: (id) => mechanisms.get(id),
    predictor: (id) => predictors.get(id),
    facet,
    tag: (kind, value) => (kind === 'treatment' || kind === 'outcome' ? value : facet(kind, value)),
    stance: (stance) => messages.stanceNames[stance],
    exclusionReason: (id) => reasons.get(id) ?? id,
    inLanguage: (text) => text[locale],
  };
}
