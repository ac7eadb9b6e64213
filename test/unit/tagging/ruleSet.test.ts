import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { protocolDir } from '../../../src/paths.ts';
import { loadRuleSet } from '../../../src/tagging/index.ts';

const rules = join(protocolDir, 'rules');
const folders: string[] = [];

/** The shipped rules with one file changed. */
function changed(file: string, change: (source: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  folders.push(folder);
  cpSync(rules, folder, { recursive: true });
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Every text that stands as a value in what was read of a file, but for those that name no list. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (ofNoList.has(key) ? [] : stringsIn(inner)));
}

const ofNoList = new Set(['id', 'labels', 'unit', 'group']);

function messageOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

describe('loadRuleSet', () => {
  test('says what the rules are called and which version they are', () => {
    expect(loadRuleSet(rules)).toMatchObject({
      name: 'resorb-rules',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  test.each([
    ['rules.yaml', (source: string) => source.replace(/version: .*/, 'version: new'), /rules\.yaml: version: .*"new"/],
    [
      'mechanisms.yaml',
      (source: string) => source.replace('list: water-loss', 'list: water-lost'),
      /disc-dehydration: .*"water-lost"/,
    ],
    [
      'modifiers.yaml',
      (source: string) => source.replace('effect: refuse', 'effect: forbid'),
      /modifiers\.0\.effect: .*"forbid"/,
    ],
    [
      'general.yaml',
      (source: string) => source.replace('but, whereas', '"(but", whereas'),
      /lists\.clause-end: .*"\(but"/,
    ],
  ])('a fault in %s is named with file, path and value', (file, change, message) => {
    expect(() => loadRuleSet(changed(file, change))).toThrow(message);
  });

  test('every list that a rule names must be there: each missing one is named with the file that speaks of it', () => {
    const folder = changed('rules.yaml', (source) => source);
    const cueFiles = readdirSync(folder).filter((name) => name === 'general.yaml' || name.endsWith('-cues.yaml'));
    const lists = new Set(
      cueFiles.flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}([\w-]+):/gm)].map(([, list]) => list),
      ),
    );
    const ruleFiles = readdirSync(folder).filter((name) => !cueFiles.includes(name));
    const named = ruleFiles.flatMap((name) =>
      stringsIn(parse(readFileSync(join(folder, name), 'utf8')))
        .filter((text) => lists.has(text))
        .map((list) => `${name}: ${list}`),
    );
    for (const name of cueFiles) writeFileSync(join(folder, name), 'lists: {}');
    const faults = messageOf(() => loadRuleSet(folder)).matchAll(/^rules\/([\w-]+\.yaml): .*called "(.+)"\.$/gm);
    expect(new Set([...faults].map(([, file, list]) => `${file}: ${list}`))).toEqual(new Set(named));
  });

  test('a list may stand in one file only, and those that its exceptions speak of must be there', () => {
    const twice = changed('general.yaml', (source) => `${source}\n  s-rat: { en: [rat] }\n`);
    expect(() => loadRuleSet(twice)).toThrow('term-cues.yaml: lists.s-rat: this list is already in another file.');
    const unknown = changed('general.yaml', (source) => `${source}\n  spare: { en: [spare], not: [nowhere] }\n`);
    expect(() => loadRuleSet(unknown)).toThrow('rules/lists.spare: there is no list of cues called "nowhere".');
  });

  test('designs that are weighed must be there', () => {
    const folder = changed('design-weights.yaml', (source) => source.replace('bias: {', 'bias: { guess: 1,'));
    expect(() => loadRuleSet(folder)).toThrow('rules/design-weights.yaml: bias: there is no design called "guess".');
  });

  test('verdicts that are weighed must be directions, by signs that are read or lists that are there', () => {
    const changes = [
      ['sign: compared,', 'sign: compares,', 'there is no sign "compares".'],
      ['sign: factor age,', 'sign: factor shoe-size,', 'there is no sign "factor shoe-size".'],
      ['sign: design rct,', 'sign: design guess,', 'there is no sign "design guess".'],
      ['lists: [negator]', 'lists: [negatory]', 'signs: there is no list of cues called "negatory".'],
      [
        'verdicts: [favours,',
        'verdicts: [perhaps, favours,',
        'verdicts: "perhaps" is none; there are favours, against, no association, discusses.',
      ],
      ['bias: {', 'bias: { aside: 1,', '"aside" is not among the verdicts.'],
      ['weights: {', 'weights: { beside: 1,', '"beside" is not among the verdicts.'],
    ] as const;
    const folder = changed('predictor-weights.yaml', (source) =>
      changes.reduce((text, [before, after]) => text.replace(before, after), source),
    );
    const faults = messageOf(() => loadRuleSet(folder)).split('\n');
    expect(new Set(faults)).toEqual(new Set(changes.map(([, , fault]) => `rules/predictor-weights.yaml: ${fault}`)));
  });

  test.each([
    ['direction-weights.yaml', 'favours', 'favours, against, no association, discusses', 'sign: factor age,'],
    ['mechanism-weights.yaml', 'supports', 'supports, discusses, contradicts', 'sign: mechanism inflammation,'],
  ])('so must those of %s', (name, first, all, sign) => {
    const folder = changed(name, (source) =>
      source.replace(`verdicts: [${first},`, `verdicts: [perhaps, ${first},`).replace(sign, 'sign: guess,'),
    );
    expect(new Set(messageOf(() => loadRuleSet(folder)).split('\n'))).toEqual(
      new Set([
        `rules/${name}: verdicts: "perhaps" is none; there are ${all}.`,
        `rules/${name}: there is no sign "guess".`,
      ]),
    );
  });

  test('a sign that is weighed has a name or lists, not both and not neither', () => {
    const folder = changed('predictor-weights.yaml', (source) =>
      source.replace('sign: compared,', 'sign: compared, lists: [than],').replace('sign: tied,', ''),
    );
    const faults = messageOf(() => loadRuleSet(folder)).split('\n');
    expect(faults).toHaveLength(2);
    for (const fault of faults)
      expect(fault).toMatch(/predictor-weights\.yaml: signs\.\d+: .*must name a sign or lists/);
  });

  test('every list of cues is used by a rule or by another list, but for those that are signs alone', () => {
    // A fit takes up any list that enough records show: to be weighed there is no use of its own.
    const { lists, mechanismWeights: _, directionWeights: __, ...used } = loadRuleSet(rules);
    const references = JSON.stringify(used);
    const cues = Object.values(lists).flatMap(({ en = [], zh = [], not = [] }) => [
      ...en,
      ...zh,
      ...not.map((name) => `@${name}`),
    ]);
    const idle = Object.keys(lists).filter(
      (name) => !references.includes(`"${name}"`) && !cues.some((cue) => new RegExp(`@${name}(?![a-z0-9-])`).test(cue)),
    );
    expect(idle).toEqual(['own-verdict']);
  });
});
