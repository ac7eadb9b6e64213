import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rootDir } from '../../../src/paths.ts';
import type { Tagger } from '../../../src/tagging/index.ts';

/** One sentence of the challenge set with all that may be found in it. */
export interface Challenge {
  phenomenon: string;
  record: string;
  text: string;
  mechanisms?: Record<string, string>;
  predictors?: Record<string, string>;
}

interface ChallengeFile {
  titles: Record<string, string>;
  /** The predictors that are looked for. */
  of: string[];
  sentences: Challenge[];
}

const file = parse(
  readFileSync(join(rootDir, 'test', 'fixtures', 'tagging', 'challenge.yaml'), 'utf8'),
) as ChallengeFile;

export const challenges = file.sentences;

/** What a tagger finds in the text of a challenge, by id; what rests on its title alone does not count. */
export function foundIn(tagger: Tagger, { record, text, mechanisms }: Challenge): Record<string, string> {
  const kind = mechanisms ? 'mechanism' : 'predictor';
  const { annotations } = tagger.tag([
    { field: 'title', language: 'en', text: file.titles[record] ?? '' },
    { field: 'abstract', language: 'en', text },
  ]);
  const found = annotations.filter(
    (annotation) =>
      annotation.kind === kind &&
      (kind === 'mechanism' || file.of.includes(annotation.value)) &&
      annotation.evidence.some((span) => span.field === 'abstract'),
  );
  return inOrder(found.map(({ value, stance }) => [value, stance ?? '']));
}

export function expectedIn({ mechanisms, predictors }: Challenge): Record<string, string> {
  return inOrder(Object.entries(mechanisms ?? predictors ?? {}));
}

function inOrder(entries: [string, string][]): Record<string, string> {
  return Object.fromEntries(entries.sort(([one], [other]) => one.localeCompare(other)));
}
