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
}

/** What weights do that were fitted without the batch they are tried on. */
export interface UnseenDesigns {
  /** Records of each batch whose design is named right. */
  batches: { batch: string; right: number; of: number }[];
  /** Those that were not, with what was said instead. */
  misread: { batch: string; id: string; design: string; read: string }[];
}

/** Weights that can be fitted to all labelled records, or tried on batches they were not fitted to. */
export interface DesignFit {
  fitted(): FittedDesigns;
  tryUnseen(): UnseenDesigns;
}

/**
 * The library was labelled by those whose reading counts; records that name no design stand for many, and so do the
 * few abstracts that nobody made up.
 */
const timesOf: Readonly<Record<string, number>> = { library: 2, designs: 3, disc: 3 };

/**
 * Fits the weights of the signs to labelled records. The signs themselves (which list, where, unless) are those of the
 * rule set.
 */
export function fitDesigns(
  ruleSet: RuleSet,
  meanings: Meanings,
  records: readonly LabelledRecord[],
  options: FitOptions,
): DesignFit {
  const designs = ruleSet.terms.designs.map(({ id }) => id);
  const priors = priorsOf(ruleSet, meanings, designs);
  const labelled = records.flatMap((record) => (record.design ? [{ ...record, design: record.design }] : []));
  const seen = labelled.map(createSight(ruleSet, designs));
  const folds = foldsOf(labelled);
  const weightsBy = (isSeen: (at: number) => boolean): Weights =>
    fitWeights(
      seen.filter((_, at) => isSeen(at)),
      priors,
      designs.length,
      options,
    );
  return {
    fitted: () => ({ designs, weights: weightsBy(() => true) }),
    tryUnseen() {
      const rights = new Map<string, { right: number; of: number }>();
      const misread: UnseenDesigns['misread'] = [];
      for (const fold of new Set(folds)) {
        const weights = weightsBy((at) => folds[at] !== fold);
        labelled.forEach(({ batch, id, design }, at) => {
          if (folds[at] !== fold) return;
          const read = designs[heaviest(seen[at]?.signs ?? [], weights)] ?? '';
          const count = rights.get(batch) ?? { right: 0, of: 0 };
          rights.set(batch, { right: count.right + (read === design ? 1 : 0), of: count.of + 1 });
          if (read !== design) misread.push({ batch, id, design, read });
        });
      }
      return { batches: [...rights].map(([batch, count]) => ({ batch, ...count })), misread };
    },
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
      times: timesOf[batch] ?? 1,
    };
  };
}

function placeOf(designs: readonly string[], design: string): number {
  const at = designs.indexOf(design);
  if (at === -1) throw new Error(`There is no design called "${design}" in terms.yaml.`);
  return at;
}
