import type { Annotation, Direction } from '../domain/codebook.ts';
import { type Claim, hitsOf, readClaims } from './claims.ts';
import type { FactorHit } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { readDirection } from './directions.ts';
import type { Gate } from './gate.ts';
import { hasAny, quote, type Reading, type ReadSentence, sentenceEvidence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { frameOf, isOfOutcome, readTie, type Tie } from './tie.ts';

type Predictor = PredictorRules['predictors'][number];

interface Finding {
  sentence: ReadSentence;
  direction: Direction;
  weight: number;
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
  const frame = frameOf(reading, gate, voice, rules.comparisonsOnly.includes(design), rules);
  for (let index = 0; index < reading.sentences.length; index++) {
    const sentence = reading.sentences[index];
    if (!sentence) continue;
    const context = readTie(sentence, reading.sentences[index - 1], frame);
    if (!context.isTied && !context.isCandidate) continue;
    const namesBare = context.isCandidate || (context.isTied && deniesAll(sentence, rules));
    const named = rules.predictors.flatMap((predictor) => {
      const hits = factorHits(sentence, predictor, namesBare, reading.titleLists);
      return hits.length > 0 ? [{ predictor, hits }] : [];
    });
    if (named.length === 0) continue;
    const taken = named.flatMap(({ hits }) => hits.map(({ hit }) => hit));
    const claims = readClaims(sentence, rules, frame.measures, taken);
    for (const { predictor, hits } of named) {
      const finding = readFinding(sentence, predictor, hits, claims, context);
      if (finding) findings.get(predictor.id)?.push(finding);
    }
  }
  return rules.predictors.flatMap((predictor) => {
    const found = findings.get(predictor.id) ?? [];
    const named = found.length > 0 ? undefined : namedByTitle(reading, predictor, rules);
    return settle(predictor.id, named ? [named] : found, ruleSet.threshold) ?? [];
  });
}

/** A sentence of what made no difference names factors as barely as one of candidates. */
function deniesAll(sentence: ReadSentence, { directions }: PredictorRules): boolean {
  return directions.some(({ direction, lists }) => direction === 'no association' && hasAny(sentence, lists));
}

/** A record that is about the factor by its title and reports the outcome discusses it, even without a comparison. */
function namedByTitle(reading: Reading, { titled }: Predictor, rules: PredictorRules): Finding | undefined {
  if (!titled?.by.some((list) => reading.titleLists.has(list))) return undefined;
  const sentence = reading.sentences.findLast(
    (candidate) => !candidate.isTitle && hasAny(candidate, rules.outcome) && !hasAny(candidate, rules.questions),
  );
  return sentence && { sentence, direction: 'discusses', weight: 0.55, reasons: ['the title names it'] };
}

/** Where a sentence names the factor or a value of it, in order. */
function factorHits(
  sentence: ReadSentence,
  predictor: Predictor,
  isCandidate: boolean,
  titleLists: ReadonlySet<string>,
): FactorHit[] {
  const { titled } = predictor;
  if (!names(sentence, predictor)) return [];
  const isTitled = titled?.by.some((list) => titleLists.has(list)) ?? false;
  const less = hitsOf(sentence, [...predictor.less, ...(isTitled ? (titled?.less ?? []) : [])]);
  const more = hitsOf(sentence, [
    ...predictor.factor,
    ...predictor.more,
    ...(isCandidate ? predictor.asCandidate : []),
    ...(isTitled ? [...(titled?.more ?? []), ...(titled?.both ?? [])] : []),
  ]);
  if (less.length + more.length === 0) return [];
  const refused = hitsOf(sentence, predictor.refused);
  const found: FactorHit[] = [];
  for (const hit of less) if (!isWithin(hit, refused)) found.push({ hit, value: -1, isValue: true });
  const values = new Set(hitsOf(sentence, predictor.more));
  for (const hit of more) {
    if (overlapsAny(hit, less) || isWithin(hit, refused)) continue;
    found.push({ hit, value: 1, isValue: predictor.more.length === 0 || values.has(hit) });
  }
  return found.sort((one, other) => one.hit.from - other.hit.from);
}

/** "Both groups" have no value of their own: nothing but their likeness can be said of them. */
function namesBothOnly(sentence: ReadSentence, hits: readonly FactorHit[], { titled }: Predictor): boolean {
  const both = hitsOf(sentence, titled?.both ?? []);
  return hits.every(({ hit }) => both.includes(hit));
}

function names(sentence: ReadSentence, { factor, more, less, asCandidate, titled }: Predictor): boolean {
  return (
    hasAny(sentence, factor) ||
    hasAny(sentence, more) ||
    hasAny(sentence, less) ||
    hasAny(sentence, asCandidate) ||
    hasAny(sentence, titled?.more) ||
    hasAny(sentence, titled?.less) ||
    hasAny(sentence, titled?.both)
  );
}

function overlapsAny(hit: Hit, others: readonly Hit[]): boolean {
  return others.some((other) => other.from < hit.to && other.to > hit.from);
}

function isWithin(hit: Hit, others: readonly Hit[]): boolean {
  return others.some((other) => other.from <= hit.from && other.to >= hit.to);
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
  const { direction, reason, isCompared } = readDirection(sentence, hits, claims, context);
  if (direction !== 'no association' && namesBothOnly(sentence, hits, predictor)) return undefined;
  if (!isCandidate && !isCompared && context.comparisonsOnly && !predictor.titled) return undefined;
  // Named beside the outcome without a direction: enough in a study of the outcome, not in a title or a review.
  const isNamedOnly = direction === 'discusses' && !isCandidate;
  if (isNamedOnly) return undefined;
  // A title may state a finding; one that announces factors, or a review of a treatment, does not.
  const isAnnouncement = isCandidate || (context.voice === 'review' && predictor.titled !== undefined);
  if (sentence.isTitle && (direction === 'discusses' || isAnnouncement)) return undefined;
  return {
    sentence,
    direction,
    weight: (isOutcome ? 0.65 : 0.55) + (isCandidate ? 0.1 : 0) + (direction === 'discusses' ? 0 : 0.15),
    reasons: [`"${quote(sentence, first.hit)}"`, reason],
  };
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
