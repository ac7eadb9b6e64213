import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from '@swc/core';
import { parse } from 'yaml';
import { protocolDir, rootDir } from '../../src/paths.ts';

/** A regular expression of the product and where it stands. */
export interface Expression {
  source: string;
  flags: string;
  files: string[];
}

/** Every regular expression written in src, and every pattern of the protocol, each once. */
export function everyExpression(): Expression[] {
  const found = new Map<string, Expression>();
  const add = (source: string, flags: string, file: string) => {
    const key = `/${source}/${flags}`;
    const known = found.get(key) ?? { source, flags, files: [] };
    if (!known.files.includes(file)) known.files.push(file);
    found.set(key, known);
  };
  for (const file of filesIn(join(rootDir, 'src'), '.ts')) {
    for (const { source, flags } of literalsIn(readFileSync(file, 'utf8'))) add(source, flags, relative(rootDir, file));
  }
  for (const file of filesIn(protocolDir, '.yaml')) {
    for (const source of patternsIn(parse(readFileSync(file, 'utf8')))) add(source, 'iu', relative(rootDir, file));
  }
  return [...found.values()];
}

/** The regular expressions written in a TypeScript source. */
export function literalsIn(code: string): { source: string; flags: string }[] {
  return literalsOf(parseSync(code, { syntax: 'typescript', target: 'es2022' }));
}

function literalsOf(node: object): { source: string; flags: string }[] {
  if ('type' in node && node.type === 'RegExpLiteral') {
    const { pattern, flags } = node as unknown as { pattern: string; flags: string };
    return [{ source: pattern, flags }];
  }
  return Object.values(node).flatMap((part: unknown) =>
    typeof part === 'object' && part !== null ? literalsOf(part) : [],
  );
}

/** What stands under "pattern" and "patterns" in a file of the protocol; cues of the tagger are no expressions. */
function patternsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(patternsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'pattern' && typeof value === 'string') return [value];
    if (name === 'patterns' && Array.isArray(value)) return value.filter((one) => typeof one === 'string');
    return patternsIn(value);
  });
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}
