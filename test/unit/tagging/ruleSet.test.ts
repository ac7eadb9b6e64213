import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
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

  test('every list of cues is used by a rule or by another list', () => {
    const { lists, ...used } = loadRuleSet(rules);
    const references = JSON.stringify(used);
    const cues = Object.values(lists).flatMap(({ en = [], zh = [], not = [] }) => [
      ...en,
      ...zh,
      ...not.map((name) => `@${name}`),
    ]);
    const idle = Object.keys(lists).filter(
      (name) => !references.includes(`"${name}"`) && !cues.some((cue) => new RegExp(`@${name}(?![a-z0-9-])`).test(cue)),
    );
    expect(idle).toEqual([]);
  });
});
