import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { literalsIn } from '../../../scripts/regex/expressions.ts';
import { slownessOf } from '../../../scripts/regex/slowness.ts';
import { rootDir } from '../../../src/paths.ts';

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(rootDir, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(rootDir, join(entry.parentPath, entry.name)));
}

const text = (file: string) => readFileSync(join(rootDir, file), 'utf8');

/** What a template does that it must not. */
function templateFaults(source: string): string[] {
  const unescaped = [...source.matchAll(/\{\{\{\s*([^}]*?)\s*\}\}\}/g)].flatMap(([, name = '']) =>
    // Built by us from escaped text, and named so.
    /(^|\.)(html|\w+Html)$/.test(name) ? [] : [`unescaped: ${name}`],
  );
  const markup = source.replaceAll(/\{\{![\s\S]*?\}\}/g, '');
  const tags = markup.match(/<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/gi) ?? [];
  const inTags = tags.flatMap((tag) => {
    const bare = tag.replaceAll(/"[^"]*"|'[^']*'/g, '""');
    return [
      ...(/=\s*(?!"")[^\s"{>]*\{\{|=\{\{/.test(bare) ? [`unquoted: ${tag}`] : []),
      ...(/\s(on\w+|style|srcdoc)\s*=/i.test(bare) ? [`inline: ${tag}`] : []),
      ...(/^<(script|style)\b(?![^>]*\bsrc=)/i.test(tag) && !/type="application\/ld\+json"/.test(tag)
        ? [`inline: ${tag}`]
        : []),
      ...(/javascript:/i.test(tag) ? [`script address: ${tag}`] : []),
    ];
  });
  return [...unescaped, ...inTags];
}

describe('templates', () => {
  test.each([
    ['<p>{{{title}}}</p>', 'unescaped: title'],
    ['<a href={{href}}>x</a>', 'unquoted: <a href={{href}}>'],
    ['<a class=x-{{kind}} href="{{href}}">x</a>', 'unquoted: <a class=x-{{kind}} href="{{href}}">'],
    ['<p style="color: {{colour}}">', 'inline: <p style="color: {{colour}}">'],
    ['<b onclick="go()">', 'inline: <b onclick="go()">'],
    ['<script>go()</script>', 'inline: <script>'],
    ['<a href="javascript:go()">', 'script address: <a href="javascript:go()">'],
  ])('%s would be found', (source, fault) => expect(templateFaults(source)).toContain(fault));

  test('print nothing unescaped that we have not built, quote every attribute, have nothing inline', () => {
    const templates = filesIn('views', /\.hbs$/);
    expect(templates.length).toBeGreaterThan(20);
    const faults = templates.flatMap((file) => templateFaults(text(file)).map((fault) => `${file}: ${fault}`));
    // A drawing of the charts, made of numbers and escaped labels, in a list of drawings.
    expect(faults.filter((fault) => !/unescaped: this$/.test(fault))).toEqual([]);
  });
});

describe('packages', () => {
  interface Lock {
    packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
  }
  const manifest = JSON.parse(text('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const { packages } = JSON.parse(text('package-lock.json')) as Lock;
  const direct = { ...manifest.dependencies, ...manifest.devDependencies };

  test('are named by one version each, the one in the lock file', () => {
    const loose = Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
    const other = Object.entries(direct).filter(
      ([name, version]) => packages[`node_modules/${name}`]?.version !== version,
    );
    expect(other).toEqual([]);
  });

  test('are fixed by their hash', () => {
    const loose = Object.entries(packages).filter(([path, { integrity, link }]) => path !== '' && !link && !integrity);
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});

describe('what is written down', () => {
  test('holds no key and no password', () => {
    const secrets =
      /-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|xox[bp]-\w{10}|(api_key|password|secret)\s*[:=]\s*['"][A-Za-z0-9+/_-]{20,}['"]/;
    const files = ['src', 'scripts', 'docs', 'db/protocol', 'views'].flatMap((folder) =>
      filesIn(folder, /\.(ts|mjs|md|ya?ml|hbs|sql|service)$/),
    );
    expect(files.filter((file) => secrets.test(text(file)))).toEqual([]);
  });
});

describe('regular expressions', () => {
  test('are found wherever they are written', () => {
    const code = "const a: RegExp = /x+/u; const b = y.replace(/[/]z/g, '') / 2; const c = (d as string).match(/\\//);";
    expect(literalsIn(code).map(({ source, flags }) => `/${source}/${flags}`)).toEqual(['/x+/u', '/[/]z/g', '/\\//']);
  });

  test('that can be made to hang are told from those that cannot', async () => {
    expect(await slownessOf({ source: '^(a+)+$', flags: '' })).toMatchObject({ verdict: 'exponential' });
    expect(await slownessOf({ source: '^\\d{4}-\\d\\d$', flags: '' })).toEqual({
      verdict: 'linear',
      growth: null,
      milliseconds: null,
    });
  });
});

describe('docs/security.md', () => {
  const page = text('docs/security.md');
  const rows = page.split('\n').filter((line) => /^\| \d+\.\d+\.\d+/.test(line));

  test('names for every requirement a test that exists', () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const row of rows) {
      const files = [...row.matchAll(/`((?:test|scripts|docs|src)\/[\w./-]+)`/g)].map(([, file]) => file ?? '');
      expect([row, files.length > 0 || /\| not yet/.test(row)]).toEqual([row, true]);
      expect(files.filter((file) => !existsSync(join(rootDir, file)))).toEqual([]);
    }
  });

  test('names none twice', () => {
    const numbers = rows.map((row) => row.split('|')[1]?.trim());
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });
});
