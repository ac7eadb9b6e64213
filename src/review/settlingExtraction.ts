import type { FieldChoice } from './settling.ts';
import type { BiasJudgement, ExtractedArm, ExtractionAnswer } from './stages/extraction.ts';

/** The choices that extractions in conflict leave open: for each field, what the votes say. */
export function extractionChoices(answers: readonly ExtractionAnswer[], fields: readonly string[]): FieldChoice[] {
  return fields.map((field) => {
    const options: FieldChoice['options'] = [];
    answers.forEach((answer, vote) => {
      const says = statedIn(answer, field);
      const same = options.find((option) => JSON.stringify(option.says) === JSON.stringify(says));
      if (same) same.votes.push(vote);
      else options.push({ value: `vote:${vote + 1}`, says, votes: [vote] });
    });
    return { field, options };
  });
}

/**
 * The extraction that follows from the adjudicator's choices: the first one, with each differing field as chosen.
 * Where the number of groups differs, all groups come from one vote.
 *
 * @returns null where a field was left open.
 */
export function settledExtraction(
  answers: readonly ExtractionAnswer[],
  fields: readonly string[],
  chosen: ReadonlyMap<string, string>,
): ExtractionAnswer | null {
  const from = (field: string): ExtractionAnswer | undefined => {
    const [, place] = /^vote:(\d+)$/.exec(chosen.get(field) ?? '') ?? [];
    return place === undefined ? undefined : answers[Number(place) - 1];
  };
  const [first] = answers;
  if (!first || fields.some((field) => !from(field))) return null;
  const wholeArms = from('arms');
  let arms = wholeArms?.arms ?? first.arms;
  let bias = first.riskOfBias;
  let { checklist } = first;
  for (const field of fields) {
    const source = from(field);
    const [kind, name = '', part] = field.split(':');
    if (!source) return null;
    if (kind === 'arm' && !wholeArms) arms = withPart(arms, Number(name) - 1, part as keyof ExtractedArm, source);
    if (kind === 'checklist') checklist = source.checklist;
    if (kind === 'bias') bias = withJudgement(bias, name, source);
  }
  return { arms, checklist, riskOfBias: bias, note: '' };
}

function statedIn(answer: ExtractionAnswer, field: string): string | string[] | number | null {
  const [kind, name = '', part] = field.split(':');
  if (kind === 'arms')
    return answer.arms.map(({ label, events, total }) => `${label}: ${events ?? '?'}/${total ?? '?'}`);
  if (kind === 'arm') return answer.arms[Number(name) - 1]?.[part as keyof ExtractedArm] ?? null;
  if (kind === 'checklist') return answer.checklist;
  return answer.riskOfBias.find(({ item }) => item === name)?.judgement ?? null;
}

function withPart(
  arms: readonly ExtractedArm[],
  place: number,
  part: keyof ExtractedArm,
  source: ExtractionAnswer,
): ExtractedArm[] {
  const value = source.arms[place]?.[part];
  return arms.map((arm, index) => (index === place && value !== undefined ? { ...arm, [part]: value } : arm));
}

function withJudgement(bias: readonly BiasJudgement[], item: string, source: ExtractionAnswer): BiasJudgement[] {
  const judged = source.riskOfBias.find((each) => each.item === item);
  const others = bias.filter((each) => each.item !== item);
  return judged ? [...others, judged] : others;
}
