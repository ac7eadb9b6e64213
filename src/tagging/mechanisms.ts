import { type Annotation, reasonSeparator, type Stance } from '../domain/codebook.ts';
import type { Gate } from './gate.ts';
import { mechanismSignsOf } from './mechanismSigns.ts';
import { type MechanismStatement, readMechanismStatements } from './mechanismStatements.ts';
import { quote, type Reading, sentenceEvidence } from './reading.ts';
import type { Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { type Judge, settle } from './verdicts.ts';

/** What mechanisms are read by. */
export type MechanismReader = Pick<RuleSet, 'mechanisms' | 'modifiers' | 'mechanismWeights'> & {
  mechanismJudge: Judge;
};

/** The mechanisms that a record speaks of, each with its stance, score, reasons and proof. */
export function readMechanisms(reading: Reading, gate: Gate, voice: Voice, reader: MechanismReader): Annotation[] {
  if (!gate.isOpen) return [];
  const { mechanisms, mechanismWeights, mechanismJudge } = reader;
  const weighed = readMechanismStatements(reading, gate, voice, reader).map((statement) => {
    const { shares, share } = mechanismJudge(statement.sentence, mechanismSignsOf(statement));
    return { statement, shares, share };
  });
  if (weighed.length === 0) return [];
  return mechanisms.mechanisms.flatMap(({ id }) => {
    const own = weighed.filter(({ statement }) => statement.mechanism === id);
    const settled = settle(own, mechanismWeights);
    if (!settled) return [];
    const { verdict, share, proofs } = settled;
    return [
      {
        kind: 'mechanism' as const,
        value: id,
        stance: verdict as Stance,
        score: Math.round(1000 * share) / 1000,
        basis: proofs.map(reasonOf).join(reasonSeparator),
        evidence: proofs.map(({ sentence }) => sentenceEvidence(sentence)),
      },
    ];
  });
}

/** Why a statement counts, in words. */
function reasonOf({ sentence, hit, modifications }: MechanismStatement): string {
  return [
    `"${quote(sentence, hit)}"`,
    ...new Set(modifications.map(({ modifier, words }) => `${modifier.id.replaceAll('-', ' ')}: "${words}"`)),
    ...(sentence.section ? [sentence.section] : []),
  ].join('; ');
}
