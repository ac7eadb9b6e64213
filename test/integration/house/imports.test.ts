import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';

const forbidden: [folder: string, imported: string][] = [
  ['src/domain', '../store/records.ts'],
  ['src/domain', 'node:fs'],
  ['src/text', '../query/ast.ts'],
  ['src/pubmed/eutils', '../../store/records.ts'],
  ['src/tagging', '../synthesis/pool.ts'],
  ['src/synthesis/reference', '../../web/app.ts'],
  ['src/store', '../query/ast.ts'],
  ['src/store', 'express'],
  ['src/catalog', '../web/app.ts'],
  ['src/catalog/synthesis', 'better-sqlite3'],
  ['src/review', '../web/app.ts'],
  ['src/review', 'better-sqlite3'],
  ['src/agreement', '../store/records.ts'],
  ['src/store', '../review/votes.ts'],
  ['src/web', '../pubmed/parseArticle.ts'],
  ['src/web/presenters', 'better-sqlite3'],
];
const allowed: [folder: string, imported: string][] = [
  ['src/store', '../domain/citation.ts'],
  ['src/catalog', '../store/openStore.ts'],
  ['src/review', '../agreement/kappa.ts'],
  ['src/review', '../store/openStore.ts'],
  ['src/web', '../catalog/answers.ts'],
  ['src/pubmed/eutils', '../parseArticle.ts'],
  ['src/synthesis/reference', '../pool.ts'],
];

/** The house's rules over a tree of files that hold one import each. */
let folder: string;
let complaints = '';
const nameOf = (index: number) => `import${index}.ts`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-house-'));
  copyFileSync(join(rootDir, 'biome.json'), join(folder, 'biome.json'));
  [...forbidden, ...allowed].forEach(([place, imported], index) => {
    const file = join(folder, place, nameOf(index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { x } from '${imported}';\n\nexport const y = x;\n`);
  });
  const biome = join(rootDir, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const words = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...words], { cwd: folder, encoding: 'utf8' });
  complaints = stdout + stderr;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('imports point one way, and the linter holds it', () => {
  test.each(forbidden.map(([place, imported], index) => ({ place, imported, index })))(
    '$place may not import $imported',
    ({ place, index }) => expect(complaints).toContain(`${place}/${nameOf(index)}`),
  );

  test.each(allowed.map(([place, imported], index) => ({ place, imported, index: forbidden.length + index })))(
    '$place may import $imported',
    ({ place, index }) => expect(complaints).not.toContain(`${place}/${nameOf(index)}`),
  );
});
