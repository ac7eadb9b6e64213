import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { RecordText } from '../../src/domain/recordText.ts';
import { libraryFile, rootDir } from '../../src/paths.ts';
import { readLibrary } from '../bench/tagGold.ts';

/** A tag that somebody has given, with the words it rests on; a batch that was labelled for designs alone has none. */
export interface Given {
  id: string;
  /** Stance or direction. */
  stance: string;
  evidence: string;
}

/** A record whose design somebody has said. */
export interface LabelledRecord {
  id: string;
  /** What it came with: records of one batch were written or gathered by the same people. */
  batch: string;
  design: string;
  /** What it says of predictors, where that was labelled too. */
  predictors?: Given[];
  texts: RecordText[];
}

const fixtures = join(rootDir, 'test', 'fixtures', 'tagging');
const discFile = join(rootDir, '..', 'shared', 'data', 'disc', 'disc_abstracts.csv');

/**
 * Every record whose design is known: the library in both languages, the batches of made-up records, and, where the
 * shared data are, real abstracts on disc herniation.
 */
export function readLabelled(): LabelledRecord[] {
  const files = readdirSync(fixtures).filter((name) => /^(heldout|designs|unseen-\d+)\.yaml$/.test(name));
  return [...ofLibrary(), ...files.flatMap((file) => ofBatch(join(fixtures, file))), ...ofDisc()];
}

function ofLibrary(): LabelledRecord[] {
  return readLibrary(libraryFile).flatMap(({ key: id, title, vernacularTitle, summary, curation }) => {
    const chinese = vernacularTitle && /\p{Script=Han}/u.test(vernacularTitle) ? vernacularTitle : title;
    const { design } = curation;
    const given = (language: 'en' | 'zh'): Given[] =>
      curation.predictors.map((label) => ({
        id: label.id,
        stance: label.stance ?? label.direction ?? '',
        evidence: (language === 'en' ? label.evidence : label.evidenceZh) ?? '',
      }));
    return [
      { id, batch: 'library', design, predictors: given('en'), texts: textsOf('en', title, summary.en) },
      { id, batch: 'library', design, predictors: given('zh'), texts: textsOf('zh', chinese, summary.zh) },
    ];
  });
}

function ofBatch(file: string): LabelledRecord[] {
  const { records } = parseYaml(readFileSync(file, 'utf8')) as {
    records: {
      id: string;
      language: string;
      title: string;
      abstract: string;
      design: string;
      predictors?: [id: string, stance: string, evidence: string][];
    }[];
  };
  const batch = basename(file, '.yaml');
  return records.map(({ id, language, title, abstract, design, predictors }) => ({
    id,
    batch,
    design,
    ...(predictors && { predictors: predictors.map(([given, stance, evidence]) => ({ id: given, stance, evidence })) }),
    texts: textsOf(language, title, abstract),
  }));
}

function ofDisc(): LabelledRecord[] {
  if (!existsSync(discFile)) return [];
  const { designs } = parseYaml(readFileSync(join(fixtures, 'disc-labels.yaml'), 'utf8')) as {
    designs: Record<string, string>;
  };
  const rows: Record<'pmid' | 'other_id' | 'title' | 'abstract', string>[] = parseCsv(readFileSync(discFile, 'utf8'), {
    columns: true,
  });
  return rows.flatMap(({ pmid, other_id, title, abstract }) => {
    const id = pmid || other_id;
    const design = designs[id];
    return design ? [{ id, batch: 'disc', design, texts: textsOf('en', title, abstract) }] : [];
  });
}

function textsOf(language: string, title: string, abstract: string): RecordText[] {
  return [
    { field: 'title', language, text: title },
    { field: 'abstract', language, text: abstract },
  ];
}
