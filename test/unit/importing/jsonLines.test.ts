import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyCitation } from '../../../src/domain/citation.ts';
import { exportSchema } from '../../../src/exporting/exportSchema.ts';
import { exportJsonLines } from '../../../src/exporting/jsonLines.ts';
import { readJsonLines } from '../../../src/importing/jsonLines.ts';
import { rootDir } from '../../../src/paths.ts';
import { parseArticle } from '../../../src/pubmed/parseArticle.ts';

const fixtures = join(rootDir, 'test', 'fixtures', 'pubmed');
const citationOf = (trait: string) => parseArticle(readFileSync(join(fixtures, trait, 'source.xml'), 'utf8'));

describe('a line of a JSON Lines export', () => {
  test.each(readdirSync(fixtures))(
    '%s: has the documented shape, and comes back as the very same citation',
    (trait) => {
      const citation = citationOf(trait);
      const [line = ''] = [...exportJsonLines([{ citation, sources: [] }])];
      expect(exportSchema.strict().safeParse(JSON.parse(line)).error).toBeUndefined();
      expect([...readJsonLines(line)]).toMatchObject([{ citation }]);
      expect([...readJsonLines(line)].map((found) => 'citation' in found && found.citation)).toEqual([citation]);
    },
  );

  test('of an older export, without the fields that came later, still reads', () => {
    const { keywordTerms, medline, ...older } = citationOf('qualified-facts');
    const authors = older.authors.map(({ affiliationIds, identifiers, equalContribution, ...author }) => author);
    expect(keywordTerms && medline).toBeDefined();
    const [found] = [...readJsonLines(JSON.stringify({ ...older, authors }))];
    expect(found).toMatchObject({ citation: { keywords: older.keywords, authors } });
    expect(found && 'citation' in found && found.citation).not.toHaveProperty('medline');
  });

  test.each([
    ['medline', { medline: null }],
    ['medline.status', { medline: { status: 7, grantsComplete: true, dataBanksComplete: true } }],
    ['medline.grantsComplete', { medline: { status: null } }],
    ['keywordTerms[0].majorTopic', { keywordTerms: [{ text: 'disc', owner: null }] }],
    ['journal', { journal: [] }],
    ['references[0].pmc', { references: [{ citation: '', pmid: null, doi: null, pmc: 12 }] }],
  ])('that holds something else in %s is refused with that place', (place, wrong) => {
    const [found] = [...readJsonLines(JSON.stringify({ ...emptyCitation(), ...wrong }))];
    expect(found).toMatchObject({ reason: `Line 1 holds something else than a citation does in "${place}".` });
  });
});
