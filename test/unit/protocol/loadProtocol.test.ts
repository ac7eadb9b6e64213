import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { protocolDir } from '../../../src/paths.ts';
import { loadProtocol } from '../../../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../../../src/protocol/protocol.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-protocol-'));
  cpSync(protocolDir, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(path, changed);
}

describe('the protocol', () => {
  test('that is shipped can be used', () => {
    const { review, codebook } = loadProtocol(protocolDir);
    expect(review.title).toEqual({ en: 'Disc Resorption Evidence', zh: '椎间盘突出重吸收证据库' });
    expect(codebook.mechanisms.map(({ id }) => id)).toEqual([
      'inflammation',
      'neovascularization',
      'macrophage-infiltration',
      'matrix-degradation',
      'immune-privilege-disruption',
      'apoptosis-autophagy',
      'disc-dehydration',
    ]);
    expect(codebook.predictors.filter(({ core }) => core).length).toBe(5);
  });

  test('sends its last search line with every earlier line in it', () => {
    const query = expandedSearch(loadProtocol(protocolDir).review.search.pubmed);
    expect(query).not.toContain('#');
    expect(query).toMatch(
      /^\("Intervertebral Disc Displacement"\[Mesh\].*\) AND \(lumbar.*\) AND \(\(resor\*.*\) OR \(macrophage\*.*\)\)$/,
    );
    expect([...query].filter((c) => c === '(').length).toBe([...query].filter((c) => c === ')').length);
  });

  test.each([
    [
      'a pattern that is none',
      'synthesis.yaml',
      ['"\\\\bbulg"', '"(bulg"'],
      /synthesis\.yaml: types\.0\.patterns\.0: must be a regular expression \(found "\(bulg"\)/,
    ],
    [
      'a reading of an unknown definition',
      'synthesis.yaml',
      ['definition: marked, pattern', 'definition: huge, pattern'],
      /synthesis\.yaml: reading\.2\.definition: is neither "none" nor one of the definitions \(found "huge"\)/,
    ],
    [
      'bands of follow-up that fall',
      'synthesis.yaml',
      ['upTo: 12', 'upTo: 5'],
      /synthesis\.yaml: followUp\.1\.upTo: must lie above the band before \(found 5\)/,
    ],
    [
      'a vote of an unknown design',
      'synthesis.yaml',
      ['voteDesigns: [rct', 'voteDesigns: [trial'],
      /synthesis\.yaml: voteDesigns\.0: is not defined in codebook\.yaml \(found "trial"\)/,
    ],
    [
      'a contrast of an unknown predictor',
      'synthesis.yaml',
      ['predictor: herniation-type', 'predictor: colour'],
      /synthesis\.yaml: contrasts\.0\.predictor: is not defined/,
    ],
    ['a missing file', 'review.yaml', null, /review\.yaml: the protocol file cannot be read/],
    [
      'broken YAML',
      'codebook.yaml',
      ['mechanisms:', 'mechanisms: ['],
      /codebook\.yaml:\d+:\d+: this is not valid YAML/,
    ],
    [
      'a colour that is none',
      'codebook.yaml',
      ['"#b7535d"', 'red'],
      /codebook\.yaml: mechanisms\.0\.colour\.light: must be a colour as #rrggbb \(found "red"\)/,
    ],
    [
      'an id used twice',
      'codebook.yaml',
      ['- id: neovascularization', '- id: inflammation'],
      /mechanisms\.1\.id: is used twice \(found "inflammation"\)/,
    ],
    [
      'a label without Chinese',
      'codebook.yaml',
      ['label: { en: Age, zh: 年龄 }', 'label: { en: Age }'],
      /predictors\.5\.label\.zh: .*\(found nothing\)/,
    ],
    ['a field that is not known', 'review.yaml', ['question:', 'qestion:'], /review\.yaml: question: .*found nothing/],
    [
      'a search line that refers forward',
      'review.yaml',
      ['#1 AND #2', '#7 AND #2'],
      /search\.pubmed\.4\.query: refers to line #7, which is not an earlier line/,
    ],
  ] as const)('%s is refused, naming file, place and value', (_, file, edit, message) => {
    if (edit === null) rmSync(join(folder, file));
    else change(file, edit[0], edit[1]);
    expect(() => loadProtocol(folder)).toThrow(message);
  });

  test('every fault of a file is named at once', () => {
    change('codebook.yaml', '"#b7535d"', 'red');
    change('codebook.yaml', '"#9d0050"', 'blue');
    expect(() => loadProtocol(folder)).toThrow(/mechanisms\.0.*\n.*mechanisms\.1/);
  });
});
