import { z } from 'zod';
import { type Direction, directions, type EvidenceSpan, type Stance, stances } from '../../domain/codebook.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { noteLimit } from './screening.ts';
import type { StageRules } from './stageRules.ts';

/** One mechanism or predictor of a record with the sentences it rests on. */
export interface TaggedTerm<Position extends string> {
  id: string;
  position: Position;
  evidence: EvidenceSpan[];
}

/** A record as one reviewer codes it by the protocol's coding frame. */
export interface TaggingAnswer {
  mechanisms: TaggedTerm<Stance>[];
  predictors: TaggedTerm<Direction>[];
  designs: string[];
  species: string[];
  imaging: string[];
  treatments: string[];
  outcomes: string[];
  levels: string[];
  /** Patients, animals or specimens studied. */
  sampleN: number | null;
  followUpMonths: number | null;
  note: string;
}

/** The lists of an answer that hold bare ids. */
export const termLists = ['designs', 'species', 'imaging', 'treatments', 'outcomes', 'levels'] as const;
export type TermList = (typeof termLists)[number];

const quoteLimit = 2000;
const longestList = 60;

const span = z.strictObject({
  field: z.string().regex(/^(title|vernacularTitle|abstract|abstract\.[\w-]+|summary\.[\w-]+)$/) as z.ZodType<
    EvidenceSpan['field']
  >,
  start: z.number().int().min(0),
  end: z.number().int().positive(),
  text: z.string().min(1).max(quoteLimit),
});

/** An answer that says nothing yet. */
export const emptyTagging: TaggingAnswer = {
  mechanisms: [],
  predictors: [],
  designs: [],
  species: [],
  imaging: [],
  treatments: [],
  outcomes: [],
  levels: [],
  sampleN: null,
  followUpMonths: null,
  note: '',
};

/**
 * Two answers agree where they name the same terms in the same position; which sentence they quote for it may differ,
 * and agreeing answers keep the sentences of both.
 */
export function taggingRules({ codebook }: Protocol): StageRules<TaggingAnswer> {
  const known = (terms: readonly { id: string }[]) => {
    const ids = new Set(terms.map(({ id }) => id));
    return z.string().refine((id) => ids.has(id), 'is not in the codebook');
  };
  const tagged = <Position extends string>(terms: readonly { id: string }[], positions: readonly Position[]) =>
    z
      .array(
        z.strictObject({
          id: known(terms),
          position: z.enum(positions as readonly [Position, ...Position[]]),
          evidence: z.array(span).max(longestList),
        }),
      )
      .refine(
        (list) => new Set(list.map(({ id }) => id)).size === list.length,
        'names a term twice',
      ) as unknown as z.ZodType<TaggedTerm<Position>[]>;
  const list = (id: z.ZodType<string>) => z.array(id).max(longestList).transform(sortedOnce);
  const word = z.string().trim().min(1).max(120);
  const schema: z.ZodType<TaggingAnswer> = z.strictObject({
    mechanisms: tagged(codebook.mechanisms, stances),
    predictors: tagged(codebook.predictors, directions),
    designs: list(known(codebook.designs)),
    species: list(known(codebook.species)),
    imaging: list(known(codebook.imaging)),
    treatments: list(word),
    outcomes: list(word),
    levels: list(word),
    sampleN: z.number().int().min(0).max(100_000_000).nullable(),
    followUpMonths: z.number().min(0).max(1200).nullable(),
    note: z.string().max(noteLimit),
  });

  return {
    schema,
    differences(answers) {
      const fields = new Set<string>();
      const [first, ...others] = answers;
      if (!first) return [];
      for (const other of others) {
        for (const id of differingTerms(first.mechanisms, other.mechanisms)) fields.add(`mechanism:${id}`);
        for (const id of differingTerms(first.predictors, other.predictors)) fields.add(`predictor:${id}`);
        for (const name of termLists) if (first[name].join('\n') !== other[name].join('\n')) fields.add(name);
        if (first.sampleN !== other.sampleN) fields.add('sampleN');
        if (first.followUpMonths !== other.followUpMonths) fields.add('followUpMonths');
      }
      return [...fields].sort();
    },
    agreed(answers) {
      const [first = emptyTagging, ...others] = answers;
      return {
        ...first,
        mechanisms: withAllEvidence(
          first.mechanisms,
          others.map(({ mechanisms }) => mechanisms),
        ),
        predictors: withAllEvidence(
          first.predictors,
          others.map(({ predictors }) => predictors),
        ),
        note: '',
      };
    },
  };
}

function sortedOnce(ids: string[]): string[] {
  return [...new Set(ids)].sort();
}

function differingTerms(a: readonly TaggedTerm<string>[], b: readonly TaggedTerm<string>[]): string[] {
  const positionIn = (terms: readonly TaggedTerm<string>[]) => new Map(terms.map(({ id, position }) => [id, position]));
  const [mine, theirs] = [positionIn(a), positionIn(b)];
  return [...new Set([...mine.keys(), ...theirs.keys()])].filter((id) => mine.get(id) !== theirs.get(id));
}

function withAllEvidence<Position extends string>(
  terms: readonly TaggedTerm<Position>[],
  others: readonly (readonly TaggedTerm<Position>[])[],
): TaggedTerm<Position>[] {
  return terms.map((term) => {
    const spans = new Map<string, EvidenceSpan>();
    for (const { evidence } of [term, ...others.flat().filter(({ id }) => id === term.id)]) {
      for (const each of evidence) spans.set(`${each.field} ${each.start} ${each.end}`, each);
    }
    return { ...term, evidence: [...spans.values()] };
  });
}
