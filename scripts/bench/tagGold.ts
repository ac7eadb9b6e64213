import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface GoldLabel {
  id: string;
  stance?: string;
  direction?: string;
  evidence: string;
  evidenceZh?: string | null;
}

export interface GoldRecord {
  key: string;
  title: string;
  vernacularTitle: string | null;
  publicationTypes: string[];
  summary: { en: string; zh: string };
  curation: {
    design: string;
    species: string;
    mechanisms: GoldLabel[];
    predictors: GoldLabel[];
    sample: { n: number | null };
    followUpMonths: number | null;
    imaging: string[];
    levels: string[];
  };
}

export type Language = 'en' | 'zh';

/** A label of the made-up records: id, stance or direction, and the words that carry the decision. */
type HeldOutLabel = [id: string, stance: string, evidence: string];

interface HeldOutRecord {
  id: string;
  language: Language;
  title: string;
  abstract: string;
  design: string;
  species: string;
  sample?: number;
  mechanisms: HeldOutLabel[];
  predictors: HeldOutLabel[];
}

/** The labelled records of the library, one JSON object a line. */
export function readLibrary(file: string): GoldRecord[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as GoldRecord);
}

/** The made-up records of one language, in the shape of the library's. */
export function readHeldOut(file: string, language: Language): GoldRecord[] {
  const { records } = parse(readFileSync(file, 'utf8')) as { records: HeldOutRecord[] };
  return records
    .filter((record) => record.language === language)
    .map((record) => {
      const label = ([id, stance, evidence]: HeldOutLabel): GoldLabel => ({
        id,
        stance,
        evidence,
        evidenceZh: evidence,
      });
      return {
        key: record.id,
        title: record.title,
        vernacularTitle: record.title,
        publicationTypes: [],
        summary: { en: record.abstract, zh: record.abstract },
        curation: {
          design: record.design,
          species: record.species,
          mechanisms: record.mechanisms.map(label),
          predictors: record.predictors.map(label),
          sample: { n: record.sample ?? null },
          followUpMonths: null,
          imaging: [],
          levels: [],
        },
      };
    });
}
