import type { Annotation, Direction } from '../domain/codebook.ts';
import { carriedHits, mostCarried } from './carried.ts';
import { hitsOf, readClaims } from './claims.ts';
import type { FactorHit, Reasoned } from './comparisons.ts';
import { readAcross, restOf, type Standing, standingOf } from './contrasts.ts';
import { readDirection } from './directions.ts';
import { type Statement, signsOf } from './factorSigns.ts';
import { factorHits, type Predictor, selectedValue, withoutAdjusted } from './factors.ts';
import type { Gate } from './gate.ts';
import { hasAny, quote, type Reading, type ReadSentence, sentenceEvidence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { type Frame, frameOf, readTie, type Tie } from './tie.ts';
import type { Judge, Judged } from './verdicts.ts';

/** What predictors are read by. */
export type PredictorReader = Pick<RuleSet, 'predictors' | 'predictorWeights'> & { judge: Judge };

/** A statement with what its signs speak for. */
interface Weighed {
  statement: Statement;
  /** By direction, in the order of the weights. */
  shares: readonly number[];
  share: number;
}

/** The factors that a record ties to the outcome, each with the way it points, score, reasons and proof. */
export function readPredictors(
  reading: Reading,
  gate: Gate,
  voice: Voice,
  design: string,
  { predictors: rules, predictorWeights, judge }: PredictorReader,
): Annotation[] {
  if (!gate.isOpen) return [];
  const statements = readStatements(reading, frameOf(reading, gate, voice, design, rules));
  return rules.predictors.flatMap((predictor) => {
    const weighed = statements
      .filter((statement) => statement.predictor === predictor)
      .map((statement) => weigh(statement, judge(statement.sentence, signsOf(statement, design)), predictorWeights));
    return settle(predictor.id, weighed, predictorWeights) ?? namedByTitle(reading, predictor, rules) ?? [];
  });
}

/** What a comparison says of a factor it says: its signs tell only how sure it is that it counts. */
function weigh(statement: Statement, { shares, share }: Judged, { verdicts }: RuleSet['predictorWeights']): Weighed {
  const { read, tie } = statement;
  const isSaid = read.isCompared && (tie.isTied || tie.goesOn);
  return { statement, share, shares: isSaid ? verdicts.map((way) => (way === read.direction ? share : 0)) : shares };
}

/** All that the sentences of a record say of factors, by the words they have for them and for the outcome. */
export function readStatements(reading: Reading, frame: Frame): Statement[] {
  const { rules } = frame;
  const selected = new Map(rules.predictors.map((entry) => [entry.id, selectedValue(reading, entry, rules)]));
  const told = reading.sentences.filter((sentence) => !sentence.isTitle);
  const statements: Statement[] = [];
  const standings = new Map<string, Standing & { statement: Statement }>();
  let before: Tie | undefined;
  let namedBefore: readonly Named[] = [];
  for (const sentence of reading.sentences) {
    const tie = readTie(sentence, before, frame);
    before = tie;
    const found = rules.predictors.flatMap((predictor) => {
      const hits = factorHits(sentence, predictor, true, reading.titleLists, rules);
      return hits.length > 0 ? [{ predictor, hits }] : [];
    });
    const isCarried = found.length === 0 && !sentence.isTitle;
    const named = isCarried ? carriedInto(tie, namedBefore) : found;
    namedBefore = sentence.isTitle ? [] : found;
    if (!mayTell(tie)) continue;
    if (found.length === 0) readRest(tie, standings);
    if (named.length === 0) continue;
    const claims = readClaims(
      sentence,
      rules,
      frame.measures,
      named.flatMap(({ hits }) => hits.map(({ hit }) => hit)),
    );
    const claimedFrom = Math.min(...claims.map(({ cue }) => cue.from));
    for (const { predictor, hits: all } of named) {
      const left = withoutAdjusted(sentence, all, claimedFrom, rules);
      const hits = left.length > 0 ? left : all;
      // "Level" and "sex" have no value that may be more; of arms of a treatment the whole record must tell.
      const hasValues = predictor.more.length + predictor.less.length > 0 && !predictor.titled;
      const read = readDirection(sentence, hits, claims, tie, hasValues);
      if (read.isNothing || (isPointing(read) && namesBothOnly(sentence, hits, predictor))) continue;
      const statement: Statement = {
        predictor,
        sentence,
        hits,
        tie,
        read,
        named: named.length,
        isSelected: hits.every(({ value, isValue }) => isValue && value === selected.get(predictor.id)),
        isBare: !isCarried && factorHits(sentence, predictor, false, reading.titleLists, rules).length === 0,
        isAdjusted: left.length === 0,
        isCarried,
        place: sentence === told[0] ? 'first' : sentence === told.at(-1) ? 'last' : undefined,
      };
      if (!isCarried) readContrast(statement, standings);
      statements.push(statement);
    }
  }
  return statements;
}

/** A factor with where a sentence names it. */
interface Named {
  predictor: Predictor;
  hits: readonly FactorHit[];
}

/** The factors of the sentence before that a sentence about the outcome comes back to by a pronoun. */
function carriedInto({ sentence, isTied, goesOn, before, rules }: Tie, named: readonly Named[]): Named[] {
  if (named.length === 0 || named.length > mostCarried || !(isTied || goesOn) || before?.field !== sentence.field)
    return [];
  return named.flatMap(({ predictor, hits: all }) => {
    const hits = carriedHits(sentence, all, rules);
    return hits.length > 0 ? [{ predictor, hits }] : [];
  });
}

/** "Both groups" have no value of their own: nothing but their likeness can be said of them. */
function namesBothOnly(sentence: ReadSentence, hits: readonly FactorHit[], { titled }: Predictor): boolean {
  const both = hitsOf(sentence, titled?.both ?? []);
  return hits.every(({ hit }) => both.includes(hit));
}

function isPointing({ direction }: Reasoned): boolean {
  return direction === 'favours' || direction === 'against';
}

/** A title tells only what it ties to the outcome, and so does what was done. */
function mayTell({ sentence, isTied, isCandidate, goesOn }: Tie): boolean {
  return isTied || isCandidate || goesOn || !(sentence.isTitle || sentence.section === 'methods');
}

/** What a sentence says together with the one before it. */
function readContrast(statement: Statement, standings: Map<string, Standing & { statement: Statement }>): void {
  const { predictor, sentence, hits, tie } = statement;
  const now = tie.isOutcome || tie.goesOn ? standingOf(sentence, hits) : undefined;
  const last = standings.get(predictor.id);
  standings.delete(predictor.id);
  if (now) standings.set(predictor.id, { ...now, statement });
  const told = now && last && last.sentence === tie.before ? readAcross(last, now, tie.course) : undefined;
  if (told && last) last.statement.read = told;
}

/** What a sentence that names no factor says of those without what the one before it named. */
function readRest(tie: Tie, standings: Map<string, Standing & { statement: Statement }>): void {
  if (standings.size === 0 || !(tie.isOutcome || tie.goesOn)) return;
  for (const last of standings.values()) {
    const rest = last.sentence === tie.before ? restOf(last, tie.sentence, tie.rules) : undefined;
    const told = rest && readAcross(last, rest, tie.course);
    if (told) last.statement.read = told;
  }
}

/** A record that is about the factor by its title and reports the outcome discusses it, even without a comparison. */
function namedByTitle(reading: Reading, { id, titled }: Predictor, rules: PredictorRules): Annotation | undefined {
  if (!titled?.by.some((list) => reading.titleLists.has(list))) return undefined;
  const outcomes = reading.sentences.filter((candidate) => !candidate.isTitle && hasAny(candidate, rules.outcome));
  const sentence =
    outcomes.findLast((candidate) => hasAny(candidate, rules.undecided)) ??
    outcomes.findLast((candidate) => !hasAny(candidate, rules.questions));
  return sentence && tagOf(id, 'discusses', titleScore, ['the title names it'], [sentence]);
}

/** What is only named by the title is as good as even. */
const titleScore = 0.55;

/** One tag from all statements: the surest proves it, and all together tell which way it points. */
function settle(
  id: string,
  weighed: readonly Weighed[],
  { verdicts, least }: RuleSet['predictorWeights'],
): Annotation | undefined {
  const ranked = [...weighed].sort((one, other) => other.share - one.share);
  const [best] = ranked;
  if (!best || best.share < least) return undefined;
  const sums = verdicts.map((_, at) => weighed.reduce((sum, { shares, share }) => sum + (shares[at] ?? 0) * share, 0));
  const place = sums.indexOf(Math.max(...sums));
  const direction = verdicts[place] as Direction;
  const speaking = ranked.filter(({ shares }) => shares.indexOf(Math.max(...shares)) === place);
  // A second one proves it only if it says enough by itself; what none says alone the surest has to prove.
  const proofs = speaking.slice(0, 2).filter(({ share }, rank) => rank === 0 || share >= least);
  const chosen = proofs.length > 0 ? proofs : [best];
  return tagOf(
    id,
    direction,
    best.share,
    chosen.map(({ statement }) => reasonOf(statement)),
    chosen.map(({ statement }) => statement.sentence),
  );
}

function reasonOf({ sentence, hits, read }: Statement): string {
  const [first] = hits as [FactorHit];
  return `"${quote(sentence, first.hit)}"; ${read.reason}`;
}

function tagOf(
  value: string,
  stance: Direction,
  score: number,
  reasons: readonly string[],
  sentences: readonly ReadSentence[],
): Annotation {
  return {
    kind: 'predictor',
    value,
    stance,
    score: Math.round(1000 * score) / 1000,
    basis: reasons.join(' | '),
    evidence: sentences.map(sentenceEvidence),
  };
}
