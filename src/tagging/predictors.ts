import type { Annotation, Direction } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import type { Gate } from './gate.ts';
import { readNumbers } from './numbers.ts';
import { clauseEndsBetween, hasAny, quote, type Reading, type ReadSentence, sentenceEvidence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';

type Predictor = PredictorRules['predictors'][number];

interface Finding {
  sentence: ReadSentence;
  direction: Direction;
  weight: number;
  reasons: string[];
}

const sign: Record<Direction, number> = { favours: 1, against: -1, 'no association': 0, discusses: 0 };

/** The factors that a record ties to the outcome, each with the way it points, score, reasons and proof. */
export function readPredictors(reading: Reading, gate: Gate, voice: Voice, ruleSet: RuleSet): Annotation[] {
  if (!gate.isOpen || !ruleSet.predictors.outcome.some((list) => reading.lists.has(list))) return [];
  const annotations: Annotation[] = [];
  for (const predictor of ruleSet.predictors.predictors) {
    const findings = reading.sentences.flatMap((sentence) =>
      readFindings(sentence, predictor, voice, ruleSet.predictors),
    );
    const annotation = settle(predictor.id, findings, ruleSet.threshold);
    if (annotation) annotations.push(annotation);
  }
  return annotations;
}

function factorHits(sentence: ReadSentence, predictor: Predictor): { hit: Hit; value: 1 | -1 }[] {
  const less = predictor.less.flatMap((list) => sentence.byList.get(list) ?? []);
  const more = [...predictor.factor, ...predictor.more].flatMap((list) => sentence.byList.get(list) ?? []);
  const covered = (hit: Hit): boolean => less.some((other) => other.from <= hit.from && other.to >= hit.to);
  return [
    ...less.map((hit) => ({ hit, value: -1 as const })),
    ...more.filter((hit) => !covered(hit)).map((hit) => ({ hit, value: 1 as const })),
  ];
}

function readFindings(sentence: ReadSentence, predictor: Predictor, voice: Voice, rules: PredictorRules): Finding[] {
  const refused = predictor.refused.flatMap((list) => sentence.byList.get(list) ?? []);
  const hits = factorHits(sentence, predictor).filter(
    ({ hit }) => !refused.some((other) => other.from <= hit.from && other.to >= hit.to),
  );
  if (hits.length === 0) return [];
  const isOutcome = hasAny(sentence, rules.outcome);
  const isCandidate = hasAny(sentence, rules.candidates);
  const isProxy = voice === 'own' && hasAny(sentence, rules.proxies);
  if (!isOutcome && !isCandidate && !isProxy) return [];
  const { direction, reason } = readDirection(sentence, hits, voice, rules, isOutcome || isProxy);
  if (direction === 'discusses' && !isCandidate) return [];
  if (sentence.isTitle && direction === 'discusses') return [];
  const first = hits[0];
  return [
    {
      sentence,
      direction,
      weight: (isOutcome ? 0.65 : 0.55) + (isCandidate ? 0.1 : 0) + (direction === 'discusses' ? 0 : 0.1),
      reasons: [...(first ? [`"${quote(sentence, first.hit)}"`] : []), reason],
    },
  ];
}

interface Reasoned {
  direction: Direction;
  reason: string;
}

function readDirection(
  sentence: ReadSentence,
  hits: readonly { hit: Hit; value: 1 | -1 }[],
  voice: Voice,
  rules: PredictorRules,
  isTied: boolean,
): Reasoned {
  const discussed = (reason: string): Reasoned => ({ direction: 'discusses', reason });
  if (!isTied && hasAny(sentence, rules.otherOutcomes)) return discussed('of another outcome');
  const none = cueFor(sentence, hits, rules, 'no association');
  if (none) return { direction: 'no association', reason: `"${quote(sentence, none)}"` };
  if (!isTied) return discussed('named as a candidate');
  if (hasAny(sentence, rules.questions)) return discussed('asked, not answered');
  const compared = readComparison(sentence, hits, rules);
  if (compared) return compared;
  const rated = readRates(sentence, hits);
  if (rated) return rated;
  for (const direction of ['against', 'favours'] as const) {
    const cue = cueFor(sentence, hits, rules, direction);
    const nearest = cue && nearestHit(hits, cue);
    if (cue && nearest) return { direction: turned(direction, nearest.value), reason: `"${quote(sentence, cue)}"` };
  }
  const foretold = sentence.byList.get(rules.foretells)?.[0];
  const [first] = hits;
  if (foretold && first && voice !== 'review')
    return { direction: turned('favours', first.value), reason: `"${quote(sentence, foretold)}"` };
  return discussed('no direction is stated');
}

function turned(direction: Direction, value: 1 | -1): Direction {
  if (value === 1 || sign[direction] === 0) return direction;
  return direction === 'favours' ? 'against' : 'favours';
}

/** A cue of a direction in the clause of one of the hits. */
function cueFor(
  sentence: ReadSentence,
  hits: readonly { hit: Hit }[],
  rules: PredictorRules,
  direction: Direction,
): Hit | undefined {
  for (const entry of rules.directions) {
    if (entry.direction !== direction) continue;
    for (const list of entry.lists) {
      const cue = sentence.byList
        .get(list)
        ?.find((candidate) =>
          hits.some(
            ({ hit }) =>
              !clauseEndsBetween(sentence, Math.min(hit.from, candidate.from), Math.max(hit.from, candidate.from)),
          ),
        );
      if (cue) return cue;
    }
  }
  return undefined;
}

function nearestHit<T extends { hit: Hit }>(hits: readonly T[], cue: Hit): T | undefined {
  let nearest: T | undefined;
  for (const candidate of hits) {
    if (!nearest || Math.abs(candidate.hit.from - cue.from) < Math.abs(nearest.hit.from - cue.from))
      nearest = candidate;
  }
  return nearest;
}

/** "More often in extrusions than in protrusions": what stands before "than" has more of it, what stands after less. */
function readComparison(
  sentence: ReadSentence,
  hits: readonly { hit: Hit; value: 1 | -1 }[],
  rules: PredictorRules,
): Reasoned | undefined {
  for (const than of sentence.byList.get(rules.than) ?? []) {
    const comparatives = (list: string): Hit[] =>
      (sentence.byList.get(list) ?? []).filter(
        (hit) => hit.from < than.from && !clauseEndsBetween(sentence, hit.from, than.from),
      );
    const more = comparatives(rules.more).at(-1);
    const less = comparatives(rules.less).at(-1);
    const cue = more && less ? (more.from > less.from ? more : less) : (more ?? less);
    if (!cue) continue;
    const cueSign = cue === more ? 1 : -1;
    const before = hits.filter(({ hit }) => hit.to <= than.from).at(-1);
    const after = hits.find(({ hit }) => hit.from >= than.to);
    const total = cueSign * (before ? before.value : after ? -after.value : 0);
    if (total !== 0)
      return {
        direction: total > 0 ? 'favours' : 'against',
        reason: `"${quote(sentence, cue)} ... ${quote(sentence, than)}"`,
      };
  }
  return undefined;
}

/** Shares stated for values of the factor: a higher share where there is more of it favours. */
function readRates(sentence: ReadSentence, hits: readonly { hit: Hit; value: 1 | -1 }[]): Reasoned | undefined {
  const shares = readNumbers(sentence).filter((number) => number.isPercent);
  if (shares.length < 2) return undefined;
  const of: Record<'1' | '-1', number[]> = { '1': [], '-1': [] };
  for (const { hit, value } of hits) {
    const share =
      shares.find((number) => number.from >= hit.to && number.from - hit.to <= 10) ??
      shares.filter((number) => number.to <= hit.from && hit.from - number.to <= 4).at(-1);
    if (share) of[`${value}`].push(share.value);
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (of['1'].length === 0 || of['-1'].length === 0) return undefined;
  const difference = mean(of['1']) - mean(of['-1']);
  return difference === 0
    ? undefined
    : { direction: difference > 0 ? 'favours' : 'against', reason: 'shares compared' };
}

function settle(id: string, findings: readonly Finding[], threshold: number): Annotation | undefined {
  if (findings.length === 0) return undefined;
  const rank = (finding: Finding): number => finding.weight + (finding.sentence.section === 'conclusion' ? 0.05 : 0);
  const ranked = [...findings].sort((one, other) => rank(other) - rank(one));
  const [best] = ranked;
  if (!best || best.weight < threshold) return undefined;
  const second = ranked.find((finding) => finding !== best && finding.direction === best.direction);
  const chosen = second ? [best, second] : [best];
  return {
    kind: 'predictor',
    value: id,
    stance: best.direction,
    score: Math.round(1000 * Math.min(1, best.weight + 0.05 * (findings.length - 1))) / 1000,
    basis: chosen.map((finding) => finding.reasons.join('; ')).join(' | '),
    evidence: chosen.map((finding) => sentenceEvidence(finding.sentence)),
  };
}
