import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Given, LabelledRecord } from '../../../scripts/fitting/labelled.ts';
import { fitMechanisms, usualMechanismPull } from '../../../scripts/fitting/mechanisms.ts';
import { telling } from '../../../scripts/fitting/statements.ts';
import { unseenText } from '../../../scripts/fitting/unseen.ts';
import { rulesDir } from '../../../src/paths.ts';
import { loadRuleSet, type RuleSet } from '../../../src/tagging/index.ts';

let rules: RuleSet;
beforeAll(() => {
  rules = loadRuleSet(rulesDir);
});

const found = 'Macrophages were found in the herniated discs.';
const denied = 'No macrophages were found in the herniated discs.';
const macrophages = (stance: string, evidence: string): Given => ({ id: 'macrophage-infiltration', stance, evidence });

let count = 0;
function record(abstract: string, mechanisms?: Given[], batch = 'one'): LabelledRecord {
  return {
    id: `${count++}`,
    batch,
    ...(mechanisms && { mechanisms }),
    texts: [
      { field: 'title', language: 'en', text: 'Histology of lumbar disc herniation' },
      { field: 'abstract', language: 'en', text: abstract },
    ],
  };
}
const fitOf = (records: LabelledRecord[]) => fitMechanisms(rules, records, usualMechanismPull);
const many = (length: number, batch: string, abstract: string, mechanisms: Given[]) =>
  Array.from({ length }, () => record(abstract, mechanisms, batch));

describe('the fit of mechanisms', () => {
  const both = () => [
    ...many(6, 'one', found, [macrophages('supports', found)]),
    ...many(6, 'two', denied, [macrophages('contradicts', denied)]),
  ];
  const weightsOf = (records: LabelledRecord[]) => {
    const { signs } = fitOf(records).weights();
    return (name: string) => signs.find(({ sign, lists }) => (sign ?? lists?.[0]) === name)?.weights ?? {};
  };

  test('weighs the signs of what is labelled for its stance', () => {
    const of = weightsOf(both());
    expect(of('mechanism macrophage-infiltration').supports).toBeGreaterThan(0.1);
    expect(of('modifier denied-before').contradicts).toBeGreaterThan(of('modifier denied-before').supports ?? 0);
    expect(of('mechanism inflammation')).toEqual({});
  });

  test('a modifier that nobody has met says what the rules say that it does', () => {
    const of = weightsOf(both());
    expect(of('modifier conjecture')).toMatchObject({ discusses: 2 });
    expect(of('modifier cause')).toMatchObject({ supports: 2 });
  });

  test('a list is a sign where statements of three batches show it', () => {
    const three = (last: string) => [...both(), ...many(3, last, found, [macrophages('supports', found)])];
    expect(weightsOf(three('two'))('macrophages-name')).toEqual({});
    expect(weightsOf(three('three'))('macrophages-name')).not.toEqual({});
  });

  test('records without labels of mechanisms are left out, and what nobody tagged says nothing', () => {
    const before = fitOf(both()).weights();
    expect(fitOf([...both(), record(found)]).weights()).toEqual(before);
    const after = fitOf([...both(), ...many(6, 'one', found, [])]).weights();
    expect(after.bias.supports ?? 0).toBeLessThan(before.bias.supports ?? 0);
  });

  test('a label that is no stance is told', () => {
    expect(() => fitOf([record(found, [macrophages('perhaps', found)])]).weights()).toThrow(
      'A label says "perhaps"; there are supports, discusses, contradicts.',
    );
  });

  test('a batch is tried by weights that were fitted without it', () => {
    const figures = fitOf([...both(), ...many(2, 'three', found, [macrophages('discusses', found)])]).tryUnseen();
    expect(figures.batches.map(({ batch, presence, withStance }) => [batch, presence.both, withStance.both])).toEqual([
      ['one', 6, 0],
      ['two', 6, 0],
      ['three', 2, 0],
    ]);
    expect(unseenText(figures).split('\n')).toEqual([
      'one          F1 1.000 (P 1.000, R 1.000), with stance or direction 0.000',
      'two          F1 1.000 (P 1.000, R 1.000), with stance or direction 0.000',
      'three        F1 1.000 (P 1.000, R 1.000), with stance or direction 0.000',
      'F1 1.000 (P 1.000, R 1.000), with stance or direction 0.000 by weights that were fitted without the batch. Nothing was written; --write does.',
      '',
    ]);
  });
});

test('signs that decide nothing are left out, and the others stay as they were', () => {
  const kept = { sign: 'counts', weights: { supports: 0.01, discusses: -0.05 } };
  const idle = { lists: ['than'], weights: { supports: 0.049, discusses: -0.049 } };
  expect(telling({ bias: { supports: 0.01 }, signs: [idle, kept, { sign: 'carried', weights: {} }] })).toEqual({
    bias: { supports: 0.01 },
    signs: [kept],
  });
});
