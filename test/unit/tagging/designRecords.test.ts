import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { protocolDir, rootDir } from '../../../src/paths.ts';
import { createTagger, loadRuleSet } from '../../../src/tagging/index.ts';

interface DesignRecord {
  id: string;
  language: string;
  design: string;
  title: string;
  abstract: string;
}

const { records } = parse(readFileSync(join(rootDir, 'test', 'fixtures', 'tagging', 'designs.yaml'), 'utf8')) as {
  records: DesignRecord[];
};

describe('records that do not name their design', () => {
  const tagger = createTagger(loadRuleSet(join(protocolDir, 'rules')));
  const designOf = ({ language, title, abstract }: DesignRecord): string | undefined =>
    tagger
      .tag([
        { field: 'title', language, text: title },
        { field: 'abstract', language, text: abstract },
      ])
      .annotations.find(({ kind }) => kind === 'design')?.value;

  test('are read by their other signs', () => {
    const wrong = records.filter((record) => designOf(record) !== record.design).map(({ id }) => id);
    expect(wrong).toEqual([]);
  });
});
