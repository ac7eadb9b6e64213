import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse } from 'yaml';
import type { RecordText } from '../../../src/domain/recordText.ts';
import { protocolDir, rootDir } from '../../../src/paths.ts';
import { createTagger, loadRuleSet } from '../../../src/tagging/index.ts';
import { describeWithShared, sharedData } from '../../support/sharedData.ts';

const tagger = createTagger(loadRuleSet(join(protocolDir, 'rules')));

function fixture<T>(name: string): T {
  return parse(readFileSync(join(rootDir, 'test', 'fixtures', 'tagging', name), 'utf8')) as T;
}

function textsOf(title: string, abstract: string): RecordText[] {
  return [
    { field: 'title', language: 'en', text: title },
    { field: 'abstract', language: 'en', text: abstract },
  ];
}

function mechanismsIn(title: string, abstract: string): string[] {
  return tagger
    .tag(textsOf(title, abstract))
    .annotations.filter((annotation) => annotation.kind === 'mechanism')
    .map((annotation) => annotation.value);
}

/** Title and abstract of every record in a PubMed file, roughly: enough to see what fires. */
function* recordsOf(xml: string): Generator<{ pmid: string; title: string; abstract: string }> {
  const plain = (markup: string): string => markup.replace(/<[^>]+>/g, '').replace(/&(lt|gt|amp|quot|apos);/g, ' ');
  for (const [record] of xml.matchAll(/<MedlineCitation[\s>][\s\S]*?<\/MedlineCitation>/g)) {
    const pmid = /<PMID[^>]*>(\d+)/.exec(record)?.[1];
    const title = /<ArticleTitle[^>]*>([\s\S]*?)<\/ArticleTitle>/.exec(record)?.[1] ?? '';
    const abstract = [...record.matchAll(/<AbstractText[^>]*>([\s\S]*?)<\/AbstractText>/g)].map(
      ([, text = '']) => text,
    );
    if (pmid) yield { pmid, title: plain(title), abstract: plain(abstract.join('\n')) };
  }
}

describeWithShared('precision in the wild', ['pubmed/xml'], () => {
  const { fires, refused } = fixture<{ fires: { pmid: string }[]; refused: { pmid: string }[] }>('wild.yaml');

  test('only the judged records fire', () => {
    const folder = sharedData('pubmed', 'xml');
    const files = readdirSync(folder).filter((file) => /\.xml(\.gz)?$/.test(file) && !file.startsWith('baseline-like'));
    const seen = new Set<string>();
    const firing = new Set<string>();
    for (const file of files) {
      const bytes = readFileSync(join(folder, file));
      for (const { pmid, title, abstract } of recordsOf(
        (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
      )) {
        seen.add(pmid);
        if (mechanismsIn(title, abstract).length > 0) firing.add(pmid);
      }
    }
    expect(seen.size).toBeGreaterThan(1500);
    expect(firing).toEqual(new Set(fires.map(({ pmid }) => pmid)));
    expect(refused.filter(({ pmid }) => !seen.has(pmid))).toEqual([]);
  });
});

describeWithShared('real abstracts on herniated discs and sciatica', ['disc/disc_abstracts.csv'], () => {
  interface DiscLabels {
    mechanisms: { id: string; mechanism: string }[];
    knownErrors: { id: string; mechanism: string }[];
  }
  const labels = fixture<DiscLabels>('disc-labels.yaml');
  const rows: { pmid: string; other_id: string; title: string; abstract: string }[] = parseCsv(
    readFileSync(sharedData('disc', 'disc_abstracts.csv'), 'utf8'),
    { columns: true },
  );

  test('the mechanisms found are those labelled, and the errors that are known', () => {
    const found = rows.flatMap(({ pmid, other_id, title, abstract }) =>
      mechanismsIn(title, abstract).map((mechanism) => `${pmid || other_id} ${mechanism}`),
    );
    const expected = [...labels.mechanisms, ...labels.knownErrors].map(({ id, mechanism }) => `${id} ${mechanism}`);
    expect(new Set(found)).toEqual(new Set(expected));
  });
});
