import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { RecordText } from '../../src/domain/recordText.ts';
import { libraryFile, rootDir } from '../../src/paths.ts';
import { readLibrary } from '../bench/tagGold.ts';

/** A tag that somebody has given, with the words it rests on. */
export interface Given {
  id: string;
  /** Stance or direction. */
  stance: string;
  evidence: string;
}

/** A record of which somebody has said something. */
export interface LabelledRecord {
  id: string;
  /** What it came with: records of one batch were written or gathered by the same people. */
  batch: string;
  design?: string;
  /** What it says of mechanisms, where that was labelled. */
  mechanisms?: Given[];
  /** What it says of predictors, where that was labelled. */
  predictors?: Given[];
  /** The predictors that were labelled; otherwise all. */
  of?: readonly string[];
  texts: RecordText[];
}

const fixtures = join(rootDir, 'test', 'fixtures', 'tagging');
const discFile = join(rootDir, '..', 'shared', 'data', 'disc', 'disc_abstracts.csv');

/**
 * Every labelled record: the library in both languages, the batches of made-up records, the banks of short texts, the
 * sentences of the challenge set, and, where the shared data are, real abstracts on disc herniation.
 */
export function readLabelled(): LabelledRecord[] {
  const files = readdirSync(fixtures).filter((name) => /^(heldout|designs|unseen-\d+|bank-\d+)\.yaml$/.test(name));
  return [...ofLibrary(), ...files.flatMap((file) => ofBatch(join(fixtures, file))), ...ofChallenge(), ...ofDisc()];
}

/** The sentences of the challenge set, each in the record that its title stands for. */
function ofChallenge(): LabelledRecord[] {
  const { titles, of, sentences } = parseYaml(readFileSync(join(fixtures, 'challenge.yaml'), 'utf8')) as {
    titles: Record<string, string>;
    of: string[];
    sentences: {
      record: string;
      text: string;
      mechanisms?: Record<string, string>;
      predictors?: Record<string, string>;
    }[];
  };
  return sentences.map(({ record, text, mechanisms, predictors }) => {
    const given = (labels: Record<string, string>): Given[] =>
      Object.entries(labels).map(([id, stance]) => ({ id, stance, evidence: text }));
    return {
      id: text,
      batch: 'challenge',
      ...(mechanisms && { mechanisms: given(mechanisms) }),
      ...(predictors && { of, predictors: given(predictors) }),
      texts: textsOf('en', titles[record] ?? '', text),
    };
  });
}

function ofLibrary(): LabelledRecord[] {
  return readLibrary(libraryFile).flatMap(({ key: id, title, vernacularTitle, summary, curation }) => {
    const chinese = vernacularTitle && /\p{Script=Han}/u.test(vernacularTitle) ? vernacularTitle : title;
    const { design } = curation;
    const given = (kind: 'mechanisms' | 'predictors', language: 'en' | 'zh'): Given[] =>
      curation[kind].map((label) => ({
        id: label.id,
        stance: label.stance ?? label.direction ?? '',
        evidence: (language === 'en' ? label.evidence : label.evidenceZh) ?? '',
      }));
    const labels = (language: 'en' | 'zh') => ({
      design,
      mechanisms: given('mechanisms', language),
      predictors: given('predictors', language),
    });
    return [
      { id, batch: 'library', ...labels('en'), texts: textsOf('en', title, summary.en) },
      { id, batch: 'library', ...labels('zh'), texts: textsOf('zh', chinese, summary.zh) },
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
      design?: string;
      mechanisms?: Label[];
      predictors?: Label[];
    }[];
  };
  const batch = basename(file, '.yaml');
  return records.map(({ id, language, title, abstract, design, mechanisms, predictors }) => ({
    id,
    batch,
    ...(design !== undefined && { design }),
    ...(mechanisms && { mechanisms: mechanisms.map(givenBy) }),
    ...(predictors && { predictors: predictors.map(givenBy) }),
    texts: textsOf(language, title, abstract),
  }));
}

type Label = [id: string, stance: string, evidence: string];

function givenBy([id, stance, evidence]: Label): Given {
  return { id, stance, evidence };
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
