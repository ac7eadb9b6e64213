import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type GoldRecord, readHeldOut } from '../../../scripts/bench/tagGold.ts';
import { protocolDir, rootDir } from '../../../src/paths.ts';
import { evaluate, type Label } from '../../../src/tagging/evaluation.ts';
import { createTagger, loadRuleSet } from '../../../src/tagging/index.ts';

const ruleSet = loadRuleSet(join(protocolDir, 'rules'));
const tagger = createTagger(ruleSet);
const folder = join(rootDir, 'test', 'fixtures', 'tagging');
const files = readdirSync(folder).filter((name) => /^(heldout|unseen-\d+)\.yaml$/.test(name));

/** All made-up records of a language, whichever batch they came with. */
function recordsIn(language: 'en' | 'zh'): GoldRecord[] {
  return files.flatMap((name) => readHeldOut(join(folder, name), language));
}

function compare(records: readonly GoldRecord[], kind: 'mechanism' | 'predictor', language: 'en' | 'zh') {
  return records.map(({ title, summary, curation }) => {
    const { annotations } = tagger.tag([
      { field: 'title', language, text: title },
      { field: 'abstract', language, text: summary[language] },
    ]);
    const label = (id: string, stance: string | null | undefined): Label => ({
      id,
      stance: stance ?? '',
      evidence: [],
    });
    return {
      gold: (kind === 'mechanism' ? curation.mechanisms : curation.predictors).map((gold) =>
        label(gold.id, gold.stance),
      ),
      found: annotations.filter((tag) => tag.kind === kind).map((tag) => label(tag.value, tag.stance)),
    };
  });
}

// Floors somewhat below what was reached when the batches had been read; see docs/tagging-readings.md for the first readings.
describe.each(['en', 'zh'] as const)('batches of made-up records, %s', (language) => {
  const records = recordsIn(language);

  test('every label quotes its record', () => {
    const quotes = records.flatMap(({ key, title, summary, curation }) =>
      [...curation.mechanisms, ...curation.predictors].map(({ evidence }) => ({
        key,
        evidence,
        stands: summary[language].includes(evidence) || title.includes(evidence),
      })),
    );
    expect(quotes.filter(({ stands }) => !stands)).toEqual([]);
  });

  test('mechanisms are found with their stance', () => {
    const ids = ruleSet.mechanisms.mechanisms.map(({ id }) => id);
    const { micro, microWithStance } = evaluate(compare(records, 'mechanism', language), ids);
    expect(micro.f1).toBeGreaterThan(0.94);
    expect(microWithStance.f1).toBeGreaterThan(0.85);
  });

  test('predictors are found with their direction', () => {
    const ids = ruleSet.predictors.predictors.map(({ id }) => id);
    const { micro, microWithStance } = evaluate(compare(records, 'predictor', language), ids);
    expect(micro.f1).toBeGreaterThan(0.8);
    expect(microWithStance.f1).toBeGreaterThan(0.72);
  });
});
