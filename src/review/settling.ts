import { type Direction, directions, type Stance, stances } from '../domain/codebook.ts';
import { emptyTagging, type TaggedTerm, type TaggingAnswer, type TermList, termLists } from './stages/tagging.ts';

/** What an adjudicator can choose for one field in which votes differ. */
export interface FieldChoice {
  /** As `differences` names it: "mechanism:inflammation", "designs", "sampleN". */
  field: string;
  options: {
    /** "vote:2" takes what the second vote says; "position:supports" is a decision of the adjudicator's own. */
    value: string;
    /** Which votes say this, by their place from 0. */
    votes: number[];
    /** The position of a term, the ids of a list, or a number; null for not named. */
    says: string | string[] | number | null;
  }[];
}

/** The choices that tagging votes in conflict leave open, in the order of the fields. */
export function taggingChoices(answers: readonly TaggingAnswer[], fields: readonly string[]): FieldChoice[] {
  return fields.map((field) => {
    const term = termOf(field);
    if (!term) return { field, options: optionsByVote(answers.map((answer) => plainValue(answer, field))) };
    const said = answers.map((answer) => termsOf(answer, term.kind).find(({ id }) => id === term.id)?.position ?? null);
    const positions: (string | null)[] = [...(term.kind === 'mechanism' ? stances : directions), null];
    return {
      field,
      options: positions.map((position) => ({
        value: `position:${position ?? 'none'}`,
        says: position,
        votes: said.flatMap((each, vote) => (each === position ? [vote] : [])),
      })),
    };
  });
}

/**
 * The answer that follows from the adjudicator's choices: what the votes agree in stays, with the sentences of all,
 * each differing field is as chosen.
 *
 * @param chosen by field, the value of an option.
 * @returns null where a field was left open or the choice is none of its options.
 */
export function settledTagging(
  answers: readonly TaggingAnswer[],
  fields: readonly string[],
  chosen: ReadonlyMap<string, string>,
): TaggingAnswer | null {
  let settled: TaggingAnswer = { ...(answers[0] ?? emptyTagging), note: '' };
  for (const choice of taggingChoices(answers, fields)) {
    const option = choice.options.find(({ value }) => value === chosen.get(choice.field));
    if (!option) return null;
    settled = withField(settled, choice.field, option.says);
  }
  return {
    ...settled,
    mechanisms: withEvidenceOfAll(
      settled.mechanisms,
      answers.map(({ mechanisms }) => mechanisms),
    ),
    predictors: withEvidenceOfAll(
      settled.predictors,
      answers.map(({ predictors }) => predictors),
    ),
  };
}

function termOf(field: string): { kind: 'mechanism' | 'predictor'; id: string } | null {
  const [, kind, id] = /^(mechanism|predictor):(.+)$/.exec(field) ?? [];
  return kind && id ? { kind: kind as 'mechanism' | 'predictor', id } : null;
}

function termsOf(answer: TaggingAnswer, kind: 'mechanism' | 'predictor'): readonly TaggedTerm<string>[] {
  return kind === 'mechanism' ? answer.mechanisms : answer.predictors;
}

function plainValue(answer: TaggingAnswer, field: string): string[] | number | null {
  return termLists.some((list) => list === field)
    ? answer[field as TermList]
    : answer[field as 'sampleN' | 'followUpMonths'];
}

/** One option for each different value, named for the first vote that says it. */
function optionsByVote(values: readonly (string[] | number | null)[]): FieldChoice['options'] {
  const options: FieldChoice['options'] = [];
  values.forEach((says, vote) => {
    const same = options.find((option) => JSON.stringify(option.says) === JSON.stringify(says));
    if (same) same.votes.push(vote);
    else options.push({ value: `vote:${vote + 1}`, says, votes: [vote] });
  });
  return options;
}

function withField(answer: TaggingAnswer, field: string, says: FieldChoice['options'][number]['says']): TaggingAnswer {
  const term = termOf(field);
  if (!term) return { ...answer, [field]: says };
  const others = <Position extends string>(terms: readonly TaggedTerm<Position>[]) =>
    terms.filter(({ id }) => id !== term.id);
  if (term.kind === 'mechanism') {
    const added = says === null ? [] : [{ id: term.id, position: says as Stance, evidence: [] }];
    return { ...answer, mechanisms: [...others(answer.mechanisms), ...added] };
  }
  const added = says === null ? [] : [{ id: term.id, position: says as Direction, evidence: [] }];
  return { ...answer, predictors: [...others(answer.predictors), ...added] };
}

function withEvidenceOfAll<Position extends string>(
  terms: readonly TaggedTerm<Position>[],
  votes: readonly (readonly TaggedTerm<Position>[])[],
): TaggedTerm<Position>[] {
  return terms.map((term) => {
    const spans = votes.flat().flatMap(({ id, evidence }) => (id === term.id ? evidence : []));
    const byPlace = new Map(spans.map((span) => [`${span.field} ${span.start} ${span.end}`, span]));
    return { ...term, evidence: [...byPlace.values()] };
  });
}
