import type { Annotation, Direction } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import type { Gate } from './gate.ts';
import { readNumbers } from './numbers.ts';
import {
  clauseEndsBetween,
  hasAny,
  opensWith,
  quote,
  type Reading,
  type ReadSentence,
  sentenceEvidence,
} from './reading.ts';
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

/** What a sentence says beside the factors it names: read once for all predictors. */
interface Context {
  rules: PredictorRules;
  voice: Voice;
  /** One case compares nothing: only comparisons with others count. */
  comparisonsOnly: boolean;
  isCandidate: boolean;
  isOutcome: boolean;
  isTied: boolean;
}

/** The factors that a record ties to the outcome, each with the way it points, score, reasons and proof. */
export function readPredictors(
  reading: Reading,
  gate: Gate,
  voice: Voice,
  design: string,
  ruleSet: RuleSet,
): Annotation[] {
  const rules = ruleSet.predictors;
  if (!gate.isOpen || !rules.outcome.some((list) => reading.lists.has(list))) return [];
  const findings = new Map<string, Finding[]>(rules.predictors.map(({ id }) => [id, []]));
  const comparisonsOnly = rules.comparisonsOnly.includes(design);
  for (let index = 0; index < reading.sentences.length; index++) {
    const sentence = reading.sentences[index];
    if (!sentence) continue;
    const context = readContext(sentence, reading.sentences[index - 1], gate, voice, comparisonsOnly, rules);
    if (!context.isTied && !context.isCandidate) continue;
    for (const predictor of rules.predictors) {
      const finding = readFinding(sentence, predictor, context);
      if (finding) findings.get(predictor.id)?.push(finding);
    }
  }
  return rules.predictors.flatMap(({ id }) => settle(id, findings.get(id) ?? [], ruleSet.threshold) ?? []);
}

function readContext(
  sentence: ReadSentence,
  before: ReadSentence | undefined,
  gate: Gate,
  voice: Voice,
  comparisonsOnly: boolean,
  rules: PredictorRules,
): Context {
  const follows =
    before?.field === sentence.field &&
    (hasAny(before, rules.outcome) || (gate.isWhole && hasAny(before, rules.outcomeInTitled)));
  const isOutcome =
    hasAny(sentence, rules.outcome) ||
    (gate.isWhole && hasAny(sentence, rules.outcomeInTitled)) ||
    (follows && opensWith(sentence, rules.anaphora));
  return {
    rules,
    voice,
    comparisonsOnly,
    isCandidate: hasAny(sentence, rules.candidates),
    isOutcome,
    isTied: isOutcome || (voice === 'own' && hasAny(sentence, rules.proxies)),
  };
}

type FactorHit = { hit: Hit; value: 1 | -1 };

/** Where a sentence names the factor or a value of it, in order. */
function factorHits(sentence: ReadSentence, predictor: Predictor, isCandidate: boolean): FactorHit[] {
  const less = hitsOf(sentence, predictor.less);
  const more = hitsOf(sentence, predictor.factor, predictor.more, isCandidate ? predictor.asCandidate : []);
  if (less.length + more.length === 0) return [];
  const refused = hitsOf(sentence, predictor.refused);
  const found: FactorHit[] = [];
  for (const hit of less) if (!isWithin(hit, refused)) found.push({ hit, value: -1 });
  for (const hit of more) if (!isWithin(hit, less) && !isWithin(hit, refused)) found.push({ hit, value: 1 });
  return found.sort((one, other) => one.hit.from - other.hit.from);
}

function hitsOf(sentence: ReadSentence, ...groups: readonly (readonly string[])[]): Hit[] {
  const hits: Hit[] = [];
  for (const lists of groups) {
    for (const list of lists) {
      const found = sentence.byList.get(list);
      if (found) hits.push(...found);
    }
  }
  return hits;
}

function isWithin(hit: Hit, others: readonly Hit[]): boolean {
  return others.some((other) => other.from <= hit.from && other.to >= hit.to);
}

function readFinding(sentence: ReadSentence, predictor: Predictor, context: Context): Finding | undefined {
  const { isCandidate, isOutcome } = context;
  const hits = factorHits(sentence, predictor, isCandidate);
  const [first] = hits;
  if (!first) return undefined;
  const { direction, reason, isCompared } = readDirection(sentence, hits, context);
  if (!isCandidate && !isCompared && context.comparisonsOnly) return undefined;
  // Named beside the outcome without a direction: enough in a study of the outcome, not in a title or a review.
  const isNamedOnly = direction === 'discusses' && !isCandidate;
  if (isNamedOnly && (!isOutcome || context.voice !== 'observer')) return undefined;
  if (direction === 'discusses' && sentence.isTitle) return undefined;
  return {
    sentence,
    direction,
    weight: (isOutcome ? 0.65 : 0.55) + (isCandidate ? 0.1 : 0) + (direction === 'discusses' ? 0 : 0.1),
    reasons: [`"${quote(sentence, first.hit)}"`, reason],
  };
}

interface Reasoned {
  direction: Direction;
  reason: string;
  /** Read from a comparison, not from a word of approval. */
  isCompared: boolean;
}

function readDirection(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  { rules, voice, isTied }: Context,
): Reasoned {
  const discussed = (reason: string): Reasoned => ({ direction: 'discusses', reason, isCompared: false });
  if (!isTied && hasAny(sentence, rules.otherOutcomes)) return discussed('of another outcome');
  const none = cueFor(sentence, hits, rules, 'no association');
  if (none) return { direction: 'no association', reason: `"${quote(sentence, none.cue)}"`, isCompared: true };
  if (!isTied) return discussed('named as a candidate');
  if (hasAny(sentence, rules.questions)) return discussed('asked, not answered');
  const compared = readComparison(sentence, hits, rules) ?? readRates(sentence, hits, rules);
  if (compared) return compared;
  for (const direction of ['against', 'favours'] as const) {
    const found = cueFor(sentence, hits, rules, direction);
    if (found) {
      const reason = `"${quote(sentence, found.cue)}"`;
      return { direction: turned(direction, found.value), reason, isCompared: false };
    }
  }
  const foretold = sentence.byList.get(rules.foretells)?.[0];
  const [first] = hits;
  if (foretold && first && voice !== 'review') {
    return { direction: turned('favours', first.value), reason: `"${quote(sentence, foretold)}"`, isCompared: false };
  }
  return discussed('no direction is stated');
}

function turned(direction: Direction, value: 1 | -1): Direction {
  if (value === 1 || sign[direction] === 0) return direction;
  return direction === 'favours' ? 'against' : 'favours';
}

/** The cue of a direction nearest to one of the hits in its clause, with that hit's value. */
function cueFor(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
  direction: Direction,
): { cue: Hit; value: 1 | -1 } | undefined {
  let nearest: { cue: Hit; value: 1 | -1 } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const list of rules.directions
    .filter((entry) => entry.direction === direction)
    .flatMap((entry) => entry.lists)) {
    for (const cue of sentence.byList.get(list) ?? []) {
      for (const { hit, value } of hits) {
        const distance = Math.abs(hit.from - cue.from);
        const [from, to] = hit.from < cue.from ? [hit.from, cue.from] : [cue.to, hit.from];
        if (distance >= least || clauseEndsBetween(sentence, from, to)) continue;
        least = distance;
        nearest = { cue, value };
      }
    }
  }
  return nearest;
}

/** "More often in extrusions than in protrusions": what stands before "than" has more of it, what stands after less. */
function readComparison(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): Reasoned | undefined {
  for (const than of sentence.byList.get(rules.than) ?? []) {
    const comparative = (list: string): Hit | undefined =>
      (sentence.byList.get(list) ?? [])
        .filter((hit) => hit.from <= than.from && !clauseEndsBetween(sentence, hit.from, than.from))
        .at(-1);
    const more = comparative(rules.more);
    const less = comparative(rules.less);
    const cue = more && less ? (more.from >= less.from ? more : less) : (more ?? less);
    if (!cue) continue;
    const before = hits
      .filter(({ hit }) => hit.to <= than.from && !clauseEndsBetween(sentence, hit.to, than.from))
      .at(-1);
    const after = hits.find(({ hit }) => hit.from >= than.to && !clauseEndsBetween(sentence, than.to, hit.from));
    const value = before?.value ?? (after ? -after.value : 0);
    if (value === 0) continue;
    return {
      direction: value === (cue === more ? 1 : -1) ? 'favours' : 'against',
      reason: `"${quote(sentence, cue)} ... ${quote(sentence, than)}"`,
      isCompared: true,
    };
  }
  return undefined;
}

/** Shares stated for values of the factor: a higher share where there is more of it favours. */
function readRates(sentence: ReadSentence, hits: readonly FactorHit[], rules: PredictorRules): Reasoned | undefined {
  const shares = readNumbers(sentence).filter((number) => number.isPercent);
  const [firstShare] = shares;
  const [firstHit] = hits;
  if (shares.length < 2 || !firstShare || !firstHit) return undefined;
  // "87.8% for sequestration, 66.9% for extrusion" or "sequestration 87.8%, extrusion 66.9%": the first pair tells.
  const sharesLead = (sentence.byList.get(rules.shareOf) ?? []).some(
    (joint) => joint.from >= firstShare.to && joint.to <= firstHit.hit.from && firstHit.hit.from - firstShare.to <= 4,
  );
  const of = { more: [] as number[], less: [] as number[] };
  const attached = new Set<number>();
  for (const { hit, value } of hits) {
    const share = sharesLead
      ? shares.filter((number) => number.to <= hit.from && hit.from - number.to <= 4).at(-1)
      : shares.find((number) => number.from >= hit.to && number.from - hit.to <= 10);
    if (!share || attached.has(share.from)) continue;
    attached.add(share.from);
    of[value === 1 ? 'more' : 'less'].push(share.value);
  }
  // "76% of herniations and 26% of bulges": what is not less of the factor is more of it.
  const rest = shares.filter((share) => !attached.has(share.from)).map((share) => share.value);
  const more = of.more.length > 0 ? of.more : rest;
  if (of.less.length === 0 || more.length === 0) return undefined;
  const difference = mean(more) - mean(of.less);
  if (difference === 0) return undefined;
  return { direction: difference > 0 ? 'favours' : 'against', reason: 'shares compared', isCompared: true };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
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
