import { describe, expect, test } from '@jest/globals';
import type { RecordText } from '../../../src/domain/recordText.ts';
import { rulesDir } from '../../../src/paths.ts';
import { loadRuleSet } from '../../../src/tagging/index.ts';
import { createRecordOpener } from '../../../src/tagging/openRecord.ts';
import type { Hints } from '../../../src/tagging/terms.ts';
import { titled } from './readText.ts';

const ruleSet = loadRuleSet(rulesDir);
const open = (texts: RecordText[], hints: Hints) => createRecordOpener(ruleSet)(texts, hints);

const cohort = 'In this prospective cohort study 40 patients were followed for 12 months.';

describe('opening a record', () => {
  test('says of what it is, which design it has and in which voice it speaks', () => {
    const { gate, design, voice } = open(titled('Resorption of lumbar disc herniation', cohort), {});
    expect(gate).toEqual({ isOpen: true, isWhole: true, isTitled: true });
    expect([design.kind, design.value, voice]).toEqual(['design', 'prospective-cohort', 'observer']);
  });

  test('a study of patients that shows its own tissue speaks of its own data, a review of it does not', () => {
    const { mechanisms } = ruleSet;
    const voiceBy = (ownVoice: string[], title: string) => {
      const gate = { ...mechanisms.gate, ownVoice };
      return createRecordOpener({ ...ruleSet, mechanisms: { ...mechanisms, gate } })(titled(title, cohort), {}).voice;
    };
    const study = 'Resorption of lumbar disc herniation';
    expect(voiceBy([], study)).toBe('observer');
    expect(voiceBy(['never', mechanisms.gate.subject], study)).toBe('own');
    expect(voiceBy([mechanisms.gate.subject], `${study}: a systematic review`)).toBe('review');
  });

  test('reads closely only what can be of the subject, by the same rules for each record', () => {
    const wheat = () => open(titled('Resorption of wheat', cohort), {});
    expect(wheat().gate.isOpen).toBe(false);
    expect(wheat().reading.sentences.flatMap(({ clauseEnds, section }) => [...clauseEnds, section])).toEqual(
      wheat().reading.sentences.map(() => null),
    );
    const text = 'RESULTS: Discs shrank, but pain went on.';
    const told = open(titled('Resorption of lumbar disc herniation', text), {}).reading.sentences.at(-1);
    expect(told).toMatchObject({ section: 'results', isTitle: false });
    expect(told?.clauseEnds).not.toEqual([]);
  });
});
