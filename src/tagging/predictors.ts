import { type Annotation, type Direction, reasonSeparator } from '../domain/codebook.ts';
import { carriedHits, mostCarried } from './carried.ts';
import { hitsOf, readClaims } from './claims.ts';
import type { FactorHit, Reasoned } from './comparisons.ts';
import { readAcross, restOf, type Standing, standingOf } from './contrasts.ts';
import { readDirection } from './directions.ts';
import { type Statement, signsOf } from './factorSigns.ts';
import { factorHits, factorsIn, type Predictor, selectedValue, withoutAdjusted } from './factors.ts';
import type { Gate } from './gate.ts';
import { hasAny, quote, type Reading, type ReadSentence, readPlaces, sentenceEvidence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { type Frame, frameOf, readTie, type Tie } from './tie.ts';
import { type Judge, type Settled, settle } from './verdicts.ts';

/** What predictors are read by. */
export type PredictorReader = Pick<RuleSet, 'predictors' | 'predictorWeights' | 'directionWeights'> & {
  /** Whether a statement says anything of what the factor foretells. */
  predictorJudge: Judge;
  /** Which way the factor points by a statement that does. */
  directionJudge: Judge;
};

/** The factors that a record ties to the outcome, each with the way it points, score, reasons and proof. */
export function readPredictors(
  reading: Reading,
  gate: Gate,
  voice: Voice,
  design: string,
  reader: PredictorReader,
): Annotation[] {
  if (!gate.isOpen) return [];
  const { predictors: rules } = reader;
  const heard = readStatements(reading, frameOf(reading, gate, voice, design, rules)).map((statement): Heard => {
    const signs = signsOf(statement, design);
    return { statement, signs, share: reader.predictorJudge(statement.sentence, signs).share };
  });
  return rules.predictors.flatMap((predictor) => {
    const own = heard.filter(({ statement }) => statement.predictor === predictor);
    const settled = settleFactor(own, reader);
    return settled ? tagBy(predictor.id, settled) : (namedByTitle(reading, predictor, rules) ?? []);
  });
}

/** A statement with how surely it says anything of what the factor foretells. */
interface Heard {
  statement: Statement;
  signs: readonly string[];
  share: number;
}

/** How surely statements say anything, and what they say if they do, are weighed apart. */
function settleFactor(
  heard: readonly Heard[],
  { predictorWeights: { least }, directionWeights: { verdicts }, directionJudge }: PredictorReader,
): Settled<Statement> | undefined {
  // Of most factors nothing is said, and nobody asks which way.
  if (heard.every(({ share }) => share < least)) return undefined;
  const weighed = heard.map(({ statement, signs, share }) => {
    const { shares } = directionJudge(statement.sentence, signs);
    return { statement, share, shares: shares.map((part) => part * share) };
  });
  return settle(weighed, { verdicts, least });
}

/** All that the sentences of a record say of factors, by the words they have for them and for the outcome. */
export function readStatements(reading: Reading, frame: Frame): Statement[] {
  const { rules } = frame;
  const factorsNamed = factorsIn(rules);
  const selected = new Map<Predictor, 1 | -1 | 0>();
  const places = readPlaces(reading);
  const statements: Statement[] = [];
  const standings = new Map<string, Standing & { statement: Statement }>();
  let before: Tie | undefined;
  let namedBefore: readonly Named[] = [];
  for (const sentence of reading.sentences) {
    const tie = readTie(sentence, before, frame);
    before = tie;
    const found = factorsNamed(sentence).flatMap((predictor) => {
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
        isSelected: hits.every(({ value, isValue }) => isValue && value === valueSelected(predictor)),
        isBare: !isCarried && factorHits(sentence, predictor, false, reading.titleLists, rules).length === 0,
        isAdjusted: left.length === 0,
        isCarried,
        place: places.get(sentence),
      };
      if (!isCarried) readContrast(statement, standings);
      statements.push(statement);
    }
  }
  return statements;

  /** The value of a factor that the title says the subjects were selected by, read where it is asked for. */
  function valueSelected(predictor: Predictor): 1 | -1 | 0 {
    const known = selected.get(predictor) ?? selectedValue(reading, predictor, rules);
    selected.set(predictor, known);
    return known;
  }
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

function tagBy(id: string, { verdict, share, proofs }: Settled<Statement>): Annotation {
  const sentences = proofs.map(({ sentence }) => sentence);
  return tagOf(
    id,
    verdict as Direction,
    share,
    proofs.map((proof) => reasonOf(proof, verdict)),
    sentences,
  );
}

/** What was read of the direction is no reason where the weights of all signs say otherwise. */
function reasonOf({ sentence, hits, read }: Statement, verdict: string): string {
  const [first] = hits as [FactorHit];
  return `"${quote(sentence, first.hit)}"; ${read.direction === verdict ? read.reason : 'by the weight of its words'}`;
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
    basis: reasons.join(reasonSeparator),
    evidence: sentences.map(sentenceEvidence),
  };
}
