import { compileCues } from '../../src/tagging/compileCues.ts';
import { showsSign } from '../../src/tagging/designs.ts';
import { RecordReader } from '../../src/tagging/reading.ts';
import type { RuleSet } from '../../src/tagging/ruleSet.ts';
import { foldsOf } from './folds.ts';
import type { LabelledRecord } from './labelled.ts';
import { type FitOptions, fitWeights, heaviest, type SeenCase, type Weights } from './multinomial.ts';

/** What the words of a list speak for: log odds by design. */
export type Meanings = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface FittedDesigns {
  /** Ids of the designs, in the order of the weights. */
  designs: string[];
  weights: Weights;
  /** Records of each batch whose design is named right by weights that were fitted without the batch. */
  unseen: { batch: string; right: number; of: number }[];
  /** Those that were not, with what was said instead. */
  misread: { batch: string; id: string; design: string; read: string }[];
}

/** The library was labelled by those whose reading counts; the batches were made up beside it. */
const libraryTimes = 2;

/**
 * Fits the weights of the signs to labelled records, and tells how well they do on batches they were not fitted to.
 * The signs themselves (which list, where, unless) are those of the rule set.
 */
export function fitDesigns(
  ruleSet: RuleSet,
  meanings: Meanings,
  records: readonly LabelledRecord[],
  options: FitOptions,
): FittedDesigns {
  const designs = ruleSet.terms.designs.map(({ id }) => id);
  const priors = priorsOf(ruleSet, meanings, designs);
  const labelled = records.flatMap((record) => (record.design ? [{ ...record, design: record.design }] : []));
  const seen = labelled.map(createSight(ruleSet, designs));
  const folds = foldsOf(labelled);
  const rights = new Map<string, { right: number; of: number }>();
  const misread: FittedDesigns['misread'] = [];
  for (const fold of new Set(folds)) {
    const weights = fitWeights(
      seen.filter((_, at) => folds[at] !== fold),
      priors,
      designs.length,
      options,
    );
    labelled.forEach(({ batch, id, design }, at) => {
      if (folds[at] !== fold) return;
      const read = designs[heaviest(seen[at]?.signs ?? [], weights)] ?? '';
      const count = rights.get(batch) ?? { right: 0, of: 0 };
      rights.set(batch, { right: count.right + (read === design ? 1 : 0), of: count.of + 1 });
      if (read !== design) misread.push({ batch, id, design, read });
    });
  }
  return {
    designs,
    weights: fitWeights(seen, priors, designs.length, options),
    unseen: [...rights].map(([batch, count]) => ({ batch, ...count })),
    misread,
  };
}

/** A list that stands in several places shares its meaning out among them, so that a record that shows all is not overdone. */
function priorsOf({ designWeights }: RuleSet, meanings: Meanings, designs: readonly string[]): Map<number, number>[] {
  const { signs } = designWeights;
  return signs.map(({ list }) => {
    const places = signs.filter((other) => other.list === list).length;
    const named = Object.entries(meanings[list] ?? {});
    return new Map(named.map(([design, weight]) => [placeOf(designs, design), weight / Math.sqrt(places)]));
  });
}

/** What a record shows, by the reading of the tagger itself. */
function createSight(
  ruleSet: RuleSet,
  designs: readonly string[],
): (record: LabelledRecord & { design: string }) => SeenCase {
  const { clauseEnds, sections, designWeights } = ruleSet;
  const rules = { ...compileCues(ruleSet), clauseEnds, sections };
  return ({ batch, design, texts }) => {
    const { reading } = new RecordReader(texts, rules);
    return {
      signs: designWeights.signs.flatMap((sign, at) => (showsSign(reading, sign) ? [at] : [])),
      kind: placeOf(designs, design),
      times: batch === 'library' ? libraryTimes : 1,
    };
  };
}

function placeOf(designs: readonly string[], design: string): number {
  const at = designs.indexOf(design);
  if (at === -1) throw new Error(`There is no design called "${design}" in terms.yaml.`);
  return at;
}
