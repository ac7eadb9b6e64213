import type { Annotation, Direction } from '../domain/codebook.ts';
import { isObject } from './alignment.ts';
import { type Claim, hitsOf, readClaims } from './claims.ts';
import type { FactorHit, Reasoned } from './comparisons.ts';
import { readAcross, restOf, type Standing, standingOf } from './contrasts.ts';
import { readDirection } from './directions.ts';
import { factorHits, type Predictor, selectedValue, withoutAdjusted } from './factors.ts';
import type { Gate } from './gate.ts';
import { hasAny, quote, type Reading, type ReadSentence, sentenceEvidence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { frameOf, isOfOutcome, readTie, type Tie } from './tie.ts';

interface Finding {
  sentence: ReadSentence;
  direction: Direction;
  weight: number;
  /** Read from a comparison, not from a word of approval. */
  isCompared: boolean;
  reasons: string[];
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
  const frame = frameOf(reading, gate, voice, design, rules);
  const selected = new Map(rules.predictors.map((entry) => [entry.id, selectedValue(reading, entry, rules)]));
  let before: Tie | undefined;
  const standings = new Map<string, Standing>();
  for (const sentence of reading.sentences) {
    const context = readTie(sentence, before, frame);
    before = context;
    if (!context.isTied && !context.isCandidate && !context.goesOn) continue;
    const namesBare = context.isCandidate || (context.isTied && deniesAll(sentence, rules));
    const named = rules.predictors.flatMap((predictor) => {
      const hits = factorHits(sentence, predictor, namesBare, reading.titleLists, rules);
      return hits.length > 0 ? [{ predictor, hits }] : [];
    });
    if (named.length === 0) {
      for (const [id, finding] of readRest(context, standings)) findings.get(id)?.push(finding);
      continue;
    }
    const taken = named.flatMap(({ hits }) => hits.map(({ hit }) => hit));
    const claims = readClaims(sentence, rules, frame.measures, taken);
    const claimedFrom = Math.min(...claims.map(({ cue }) => cue.from));
    for (const { predictor, hits: all } of named) {
      const hits = withoutAdjusted(sentence, all, claimedFrom, rules);
      const finding =
        readContrast(predictor, hits, context, standings) ?? readFinding(sentence, predictor, hits, claims, context);
      const isSelected = hits.every(({ value, isValue }) => isValue && value === selected.get(predictor.id));
      if (finding && !(isSelected && isOnlyNamed(finding, hits, claims, rules)))
        findings.get(predictor.id)?.push(finding);
    }
  }
  return rules.predictors.flatMap((predictor) => {
    const found = findings.get(predictor.id) ?? [];
    const named = found.length > 0 ? undefined : namedByTitle(reading, predictor, rules);
    return settle(predictor.id, named ? [named] : found, ruleSet.threshold) ?? [];
  });
}

/** What a sentence says together with the one before it. */
function readContrast(
  { id }: Predictor,
  hits: readonly FactorHit[],
  { sentence, before, course, isOutcome, goesOn }: Tie,
  standings: Map<string, Standing>,
): Finding | undefined {
  const now = isOutcome || goesOn ? standingOf(sentence, hits) : undefined;
  const last = standings.get(id);
  standings.delete(id);
  if (now) standings.set(id, now);
  const told = now && last && last.sentence === before ? readAcross(last, now, course) : undefined;
  return last && told && findingOf(last, told);
}

/** What a sentence that names no factor says of those without what the one before it named. */
function readRest(context: Tie, standings: Map<string, Standing>): [string, Finding][] {
  if (standings.size === 0) return [];
  const { sentence, before, course, isOutcome, goesOn, rules } = context;
  if (!isOutcome && !goesOn) return [];
  const found: [string, Finding][] = [];
  for (const [id, last] of standings) {
    const rest = last.sentence === before ? restOf(last, sentence, rules) : undefined;
    const told = rest && readAcross(last, rest, course);
    if (told) found.push([id, findingOf(last, told)]);
  }
  return found;
}

function findingOf({ sentence }: Standing, { direction, isCompared, reason }: Reasoned): Finding {
  return { sentence, direction, isCompared, weight: 0.85, reasons: [reason] };
}

/** "Increased shrinkage of the extruded disc": what is claimed before the factor is not claimed of it. */
function isOnlyNamed(
  { sentence, direction, isCompared }: Finding,
  hits: readonly FactorHit[],
  claims: readonly Claim[],
  rules: PredictorRules,
): boolean {
  if (direction === 'discusses') return true;
  if (isCompared && direction !== 'no association') return false;
  const outcomes = hitsOf(sentence, rules.outcome);
  return hits.every(
    ({ hit }) =>
      claims.every(({ cue }) => cue.from < hit.from) ||
      // "Resorption of extruded discs was fastest at first."
      (sentence.tokens.words[hit.from - 1] === 'of' && outcomes.some((outcome) => outcome.to === hit.from - 1)),
  );
}

/** A sentence of what made no difference names factors as barely as one of candidates. */
function deniesAll(sentence: ReadSentence, { directions }: PredictorRules): boolean {
  return directions.some(({ direction, lists }) => direction === 'no association' && hasAny(sentence, lists));
}

/** A record that is about the factor by its title and reports the outcome discusses it, even without a comparison. */
function namedByTitle(reading: Reading, { titled }: Predictor, rules: PredictorRules): Finding | undefined {
  if (!titled?.by.some((list) => reading.titleLists.has(list))) return undefined;
  const outcomes = reading.sentences.filter((candidate) => !candidate.isTitle && hasAny(candidate, rules.outcome));
  const sentence =
    outcomes.findLast((candidate) => hasAny(candidate, rules.undecided)) ??
    outcomes.findLast((candidate) => !hasAny(candidate, rules.questions));
  return (
    sentence && { sentence, direction: 'discusses', weight: 0.55, isCompared: false, reasons: ['the title names it'] }
  );
}

/** "The rim that enhanced may mark the cells that removed it": a mechanism is conjectured from the factor. */
function conjectures(sentence: ReadSentence, { isOutcome, voice, rules }: Tie): boolean {
  return isOutcome && voice !== 'review' && hasAny(sentence, rules.conjectures) && hasAny(sentence, rules.proxies);
}

/**
 * Whether a sentence that names a factor beside the outcome says more of them than that they were there: what is
 * claimed, compared, tested, asked or conjectured is discussed, even if it cannot be told which way it points.
 */
function saysMore({ sentence, namesIt, rules }: Tie, hits: readonly FactorHit[]): boolean {
  if (sentence.isTitle || sentence.section === 'methods') return false;
  if (hasAny(sentence, [...rules.conjectures, ...rules.undecided, ...rules.questions])) return true;
  // "The volume fell to 40%": the factor without a value is what was measured.
  if (hits.every(({ isValue }) => !isValue)) return false;
  const { probability, ratio, coefficient } = rules.statistics;
  return (
    hasAny(sentence, [rules.than, rules.more, rules.less]) ||
    rules.directions.some(({ lists }) => hasAny(sentence, lists)) ||
    (namesIt && hasAny(sentence, [probability, ratio, coefficient]))
  );
}

/** "Both groups" have no value of their own: nothing but their likeness can be said of them. */
function namesBothOnly(sentence: ReadSentence, hits: readonly FactorHit[], { titled }: Predictor): boolean {
  const both = hitsOf(sentence, titled?.both ?? []);
  return hits.every(({ hit }) => both.includes(hit));
}

function readFinding(
  sentence: ReadSentence,
  predictor: Predictor,
  hits: readonly FactorHit[],
  claims: readonly Claim[],
  context: Tie,
): Finding | undefined {
  const { isCandidate, isOutcome } = context;
  const [first] = hits;
  if (!first) return undefined;
  // "Level" and "sex" have no value that may be more; of arms of a treatment the whole record must tell.
  const hasValues = predictor.more.length + predictor.less.length > 0 && !predictor.titled;
  const { direction, reason, isCompared, isImplied } = readDirection(sentence, hits, claims, context, hasValues);
  if (direction !== 'no association' && namesBothOnly(sentence, hits, predictor)) return undefined;
  const isConjectured = conjectures(sentence, context);
  if (!isCandidate && !isCompared && !isConjectured && context.comparisonsOnly && !predictor.titled) return undefined;
  // Named beside the outcome without a direction: enough in a study of the outcome, not in a title or a review.
  const isNamedOnly = direction === 'discusses' && !isCandidate && !isConjectured;
  if (isNamedOnly && (predictor.titled || !context.isTied || !saysMore(context, hits))) return undefined;
  // "Promotes the resorption of sequestered tissue": it says what resorbs.
  if (isNamedOnly && hits.every(({ hit }) => isObject(sentence, hit, sentence.from, context.rules))) return undefined;
  // A title may state a finding; one that announces factors, or a review of a treatment, does not.
  const isAnnouncement = isCandidate || (context.voice === 'review' && predictor.titled !== undefined);
  if (sentence.isTitle && (direction === 'discusses' || isAnnouncement)) return undefined;
  return {
    sentence,
    direction,
    isCompared,
    weight:
      (isOutcome ? 0.65 : 0.55) +
      (isCandidate ? 0.1 : 0) -
      (isNamedOnly ? 0.05 : 0) +
      (direction === 'discusses' ? 0 : isImplied ? 0.05 : 0.15),
    reasons: [`"${quote(sentence, first.hit)}"`, reason],
  };
}

function settle(id: string, findings: readonly Finding[], threshold: number): Annotation | undefined {
  if (findings.length === 0) return undefined;
  const rank = (finding: Finding): number =>
    finding.weight +
    (finding.direction === 'discusses' ? 0 : 0.1) +
    (finding.sentence.section === 'conclusion' ? 0.05 : 0) -
    (finding.sentence.isTitle ? 0.1 : 0);
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
