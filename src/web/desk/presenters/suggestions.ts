import { type Suggestion, suggestionWord } from '../../../review/openRecord.ts';
import type { Explanation } from '../../../review/queue.ts';
import type { Site } from '../../site.ts';
import type { JudgementView } from './judgement.ts';

/** Why a record stands where it does in the queue. */
export interface RankingReasonsView {
  score: string;
  groups: { name: string; words: string[] }[];
}

export function presentSuggestion(site: Site, suggestion: Suggestion): JudgementView['suggestions'][number] {
  const { messages, format } = site;
  const words = messages.desk;
  const { kind, id, position, quotes, spoke, probability } = suggestion;
  const name = site.labels.tag(kind, id);
  const said = [words.suggestedBy(format.list(spoke.map((by) => words.speakers[by])))];
  if (probability !== null) said.push(words.suggestionProbability(format.percent(Math.round(probability * 100))));
  return {
    text: position === null ? name : `${name}: ${messages.stanceNames[position as keyof typeof messages.stanceNames]}`,
    quotes,
    by: said.join(' '),
  };
}

export function presentReasons({ messages, format }: Site, explanation: Explanation): RankingReasonsView {
  const words = messages.desk.reasonsOfRanking;
  const { basis, score } = explanation;
  const shown = format.number(Math.round(score * 100) / 100);
  const saying = (holds: (weight: number) => boolean) =>
    explanation.words.filter(({ weight }) => holds(weight)).map(({ word }) => word);
  return {
    score: words[basis](shown),
    groups: [
      { name: words.speaksFor, words: saying((weight) => weight > 0) },
      { name: words.speaksAgainst, words: saying((weight) => weight < 0) },
    ].filter((group) => group.words.length > 0),
  };
}

/** What stands beside the form besides the record, in the words that the vote keeps. */
export function shownWords(suggestions: readonly Suggestion[], explanation: Explanation | null): string {
  const score = explanation ? [`score:${explanation.basis}:${explanation.score.toFixed(3)}`] : [];
  return [...suggestions.map(suggestionWord), ...score].join(' ');
}
