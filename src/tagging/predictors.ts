import type { Annotation, Direction } from '../domain/codebook.ts';
import { type FactorHit, type Reasoned, readComparison, readContrast, readRates } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import type { Gate } from './gate.ts';
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
  if (!gate.isOpen || !isOfOutcome(reading, gate, voice, rules)) return [];
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

/** Whether the record speaks of the outcome; a clinical study of prediction may call it otherwise. */
function isOfOutcome(reading: Reading, gate: Gate, voice: Voice, rules: PredictorRules): boolean {
  if ([...rules.outcome, ...rules.reversed].some((list) => reading.lists.has(list))) return true;
  return voice !== 'own' && (gate.isWhole || rules.candidates.some((list) => reading.titleLists.has(list)));
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
  const goesOn =
    opensWith(sentence, rules.anaphora) ||
    (isDenialOnly(sentence, rules) && before !== undefined && !hasAny(before, rules.otherOutcomes));
  const isOutcome =
    hasAny(sentence, rules.outcome) ||
    hasAny(sentence, rules.reversed) ||
    (gate.isWhole && hasAny(sentence, rules.outcomeInTitled)) ||
    (follows && goesOn);
  return {
    rules,
    voice,
    comparisonsOnly,
    isCandidate: hasAny(sentence, rules.candidates),
    isOutcome,
    isTied: isOutcome || (voice === 'own' && hasAny(sentence, rules.proxies)),
  };
}

/** "Smoking made no difference": says of what has no relation, and leaves it to the sentence before to say to what. */
function isDenialOnly(sentence: ReadSentence, rules: PredictorRules): boolean {
  const none = rules.directions.filter(({ direction }) => direction === 'no association');
  return none.some(({ lists }) => hasAny(sentence, lists)) && !hasAny(sentence, rules.otherOutcomes);
}

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
  if (isNamedOnly) return undefined;
  if (direction === 'discusses' && sentence.isTitle) return undefined;
  return {
    sentence,
    direction,
    weight: (isOutcome ? 0.65 : 0.55) + (isCandidate ? 0.1 : 0) + (direction === 'discusses' ? 0 : 0.15),
    reasons: [`"${quote(sentence, first.hit)}"`, reason],
  };
}

function readDirection(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  { rules, voice, isTied }: Context,
): Reasoned {
  const discussed = (reason: string): Reasoned => ({ direction: 'discusses', reason, isCompared: false });
  if (!isTied && hasAny(sentence, rules.otherOutcomes)) return discussed('of another outcome');
  const none = cueFor(sentence, hits, rules, 'no association');
  const pointing = isTied ? pointingCue(sentence, hits, rules) : undefined;
  if (none && !(pointing && pointing.distance < none.distance))
    return { direction: 'no association', reason: `"${quote(sentence, none.cue)}"`, isCompared: true };
  if (!isTied) return discussed('named as a candidate');
  if (hasAny(sentence, rules.questions) || isQuestion(sentence)) return discussed('asked, not answered');
  const compared =
    readComparison(sentence, hits, rules) ?? readRates(sentence, hits, rules) ?? readContrast(sentence, hits, rules);
  if (compared) return compared;
  const course = hasAny(sentence, rules.reversed) && !hasAny(sentence, rules.outcome) ? -1 : 1;
  if (pointing) {
    const reason = `"${quote(sentence, pointing.cue)}"`;
    return { direction: turned(pointing.direction, pointing.value * course), reason, isCompared: false };
  }
  const foretold = sentence.byList.get(rules.foretells)?.[0];
  const [first] = hits;
  if (foretold && first && voice !== 'review') {
    return { direction: turned('favours', first.value), reason: `"${quote(sentence, foretold)}"`, isCompared: false };
  }
  return discussed('no direction is stated');
}

function isQuestion({ source, end }: ReadSentence): boolean {
  return '?？'.includes(source.charAt(end - 1));
}

/** Less of the factor turns the way it points, and so does an outcome that is the reverse of the one asked for. */
function turned(direction: Direction, value: number): Direction {
  if (value === 1 || sign[direction] === 0) return direction;
  return direction === 'favours' ? 'against' : 'favours';
}

interface NearCue {
  cue: Hit;
  value: 1 | -1;
  /** In words, from the factor. */
  distance: number;
}

/** The cue that says which way the factor points; a word against it goes before one in its favour. */
function pointingCue(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): (NearCue & { direction: Direction }) | undefined {
  for (const direction of ['against', 'favours'] as const) {
    const found = cueFor(sentence, hits, rules, direction);
    if (found) return { ...found, direction };
  }
  return undefined;
}

/** The cue of a direction nearest to one of the hits in its clause, with that hit's value. */
function cueFor(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
  direction: Direction,
): NearCue | undefined {
  let nearest: NearCue | undefined;
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
        nearest = { cue, value, distance };
      }
    }
  }
  return nearest;
}

function settle(id: string, findings: readonly Finding[], threshold: number): Annotation | undefined {
  if (findings.length === 0) return undefined;
  const rank = (finding: Finding): number =>
    finding.weight + (finding.sentence.section === 'conclusion' ? 0.05 : 0) - (finding.sentence.isTitle ? 0.1 : 0);
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
