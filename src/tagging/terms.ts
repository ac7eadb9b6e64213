import type { Annotation, TagKind } from '../domain/codebook.ts';
import { hasAny, quote, type Reading, type ReadSentence, wordsEvidence } from './reading.ts';
import type { Classified, Place, Term, TermRules } from './ruleSchema.ts';

/** What PubMed says of a record beside its text. */
export interface Hints {
  publicationTypes?: readonly string[];
  mesh?: readonly string[];
}

interface Classification {
  annotation: Annotation;
  entry: Classified | undefined;
}

/** The species studied; the default one where only the subject is named, none where the record is about neither. */
export function readSpecies(reading: Reading, rules: TermRules, hints: Hints, isSubject: boolean): Annotation {
  return classify(reading, rules.species, 'species', isSubject ? rules.defaultSpecies : rules.noSpecies, hints)
    .annotation;
}

function classify(
  reading: Reading,
  entries: readonly Classified[],
  kind: TagKind,
  fallback: string,
  hints: Hints,
): Classification {
  let best: { entry: Classified; score: number; proof: ReturnType<typeof proofs> } | undefined;
  for (const entry of entries) {
    const proof = proofs(reading, entry);
    const hinted =
      entry.publicationTypes.some((type) => hints.publicationTypes?.includes(type)) ||
      entry.mesh.some((heading) => hints.mesh?.includes(heading));
    const score = proof.score + (hinted ? entry.hintWeight : 0);
    if (score > 0 && (!best || score > best.score)) best = { entry, score, proof };
  }
  if (!best) {
    const entry = entries.find((candidate) => candidate.id === fallback);
    const annotation: Annotation = {
      kind,
      value: fallback,
      stance: null,
      score: 0.5,
      basis: 'by default',
      evidence: [],
    };
    return { annotation, entry };
  }
  const { entry, score, proof } = best;
  return {
    annotation: {
      kind,
      value: entry.id,
      stance: null,
      score: Math.round(1000 * (score / (score + 1))) / 1000,
      basis: proof.words.length > 0 ? proof.words.join('; ') : 'a descriptor of PubMed',
      evidence: proof.evidence.slice(0, 2),
    },
    entry,
  };
}

function proofs(
  reading: Reading,
  entry: Classified,
): { score: number; words: string[]; evidence: Annotation['evidence'] } {
  let score = 0;
  const words: string[] = [];
  const evidence: Annotation['evidence'] = [];
  for (const cue of entry.cues) {
    if (!reading.lists.has(cue.list)) continue;
    const sentence = reading.sentences.find(
      (candidate, index) => candidate.byList.has(cue.list) && stands(candidate, index, cue.where),
    );
    const hit = sentence?.byList.get(cue.list)?.[0];
    if (!sentence || !hit) continue;
    score += sentence.isTitle ? 1.5 * cue.weight : cue.weight;
    words.push(`"${quote(sentence, hit)}" (${cue.list})`);
    evidence.push(wordsEvidence(sentence, hit.from, hit.to));
  }
  return { score, words, evidence };
}

/** The opening of a record is its title and three sentences. */
function stands(sentence: ReadSentence, index: number, where: Place): boolean {
  if (where === 'any') return true;
  if (where === 'title') return sentence.isTitle;
  return sentence.isTitle || index <= 3;
}

/** Every term of a kind that the record names, each where it is named first. */
export function readTerms(reading: Reading, terms: readonly Term[], kind: TagKind): Annotation[] {
  const annotations: Annotation[] = [];
  for (const term of terms) {
    if (!reading.lists.has(term.list)) continue;
    const sentence = reading.sentences.find(
      (candidate) => candidate.byList.has(term.list) && !hasAny(candidate, term.unless),
    );
    const hit = sentence?.byList.get(term.list)?.[0];
    if (!sentence || !hit) continue;
    annotations.push({
      kind,
      value: term.id,
      stance: null,
      score: sentence.isTitle ? 0.95 : 0.85,
      basis: `"${quote(sentence, hit)}" (${term.list})`,
      evidence: [wordsEvidence(sentence, hit.from, hit.to)],
    });
  }
  return annotations;
}
