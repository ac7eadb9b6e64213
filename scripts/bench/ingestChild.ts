import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { systemClock } from '../../src/ingest/clock.ts';
import { ingestPubmedFile } from '../../src/ingest/ingestPubmedFile.ts';
import { createRuleTagger, type RuleTagger } from '../../src/ingest/ruleTagger.ts';
import { rulesDir } from '../../src/paths.ts';
import { utf8Bytes } from '../../src/pubmed/bytes.ts';
import { openPubmedXml } from '../../src/pubmed/readPubmedXml.ts';
import { RecordSplitter } from '../../src/pubmed/splitRecords.ts';
import { parseXml } from '../../src/pubmed/xml/parseXml.ts';
import { openStore } from '../../src/store/openStore.ts';
import { programVersion } from '../../src/version.ts';

/** What one process did with the file; printed as one line of JSON. */
export interface IngestMeasure {
  records: number;
  cpuSeconds: number;
  wallSeconds: number;
  peakMegabytes: number;
}

export type Stage = 'whole' | 'parser' | 'tree' | 'parse' | 'store' | 'index' | 'tag';

const untagged: RuleTagger = {
  annotator: { kind: 'rules', name: 'none', version: '0' },
  tag: () => ({ annotations: [], sample: null, followUp: null, resorption: [] }),
};

const work: Record<Stage, (file: string) => Promise<number>> = {
  async whole(file) {
    const bytes = readFileSync(file);
    const xml = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const parsed = new XMLParser({ ignoreAttributes: false, processEntities: false }).parse(xml);
    return parsed.PubmedArticleSet.PubmedArticle.length;
  },
  async parser(file) {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      trimValues: false,
      parseTagValue: false,
      processEntities: false,
      jPath: false,
    });
    return eachRecord(file, (xml) => parser.parse(xml));
  },
  tree: (file) => eachRecord(file, parseXml),
  async parse(file) {
    let records = 0;
    for await (const event of openPubmedXml(file)) if (event.kind === 'citation') records++;
    return records;
  },
  store: (file) => ingest(file, untagged, false),
  index: (file) => ingest(file, untagged),
  tag: (file) => ingest(file, createRuleTagger(rulesDir)),
};

async function eachRecord(file: string, read: (xml: string) => unknown): Promise<number> {
  const splitter = new RecordSplitter();
  let records = 0;
  for await (const chunk of utf8Bytes(createReadStream(file))) {
    splitter.push(chunk);
    for (let part = splitter.next(); part; part = splitter.next()) {
      read(part.bytes.toString('utf8'));
      records++;
    }
  }
  return records;
}

async function ingest(file: string, tagger: RuleTagger, indexed = true): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-bench-'));
  const store = openStore(join(folder, 'bench.sqlite'));
  if (!indexed) store.searchIndex.save = () => {};
  try {
    const counts = await ingestPubmedFile(file, { store, tagger, clock: systemClock, programVersion });
    return counts.added + counts.updated;
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

const [stage, file] = process.argv.slice(2);
const started = performance.now();
const loading = process.cpuUsage();
const records = await work[stage as Stage](file ?? '');
const { user, system } = process.cpuUsage(loading);
const measure: IngestMeasure = {
  records,
  cpuSeconds: (user + system) / 1e6,
  wallSeconds: (performance.now() - started) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(measure)}\n`);
