import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { transformSync } from '@swc/core';

/** Line numbers, from 1. */
export type Lines = ReadonlySet<number>;

/**
 * For each character of generated code the line it came from, 0 where it came from none.
 *
 * @param lengths characters in each line of the generated code.
 */
export function originOf(lengths: readonly number[], payload: SourceMapPayload): Uint32Array {
  const map = new SourceMap(payload);
  const origin = new Uint32Array(lengths.reduce((total, length) => total + length + 1, 0));
  let at = 0;
  lengths.forEach((length, line) => {
    for (let column = 0; column <= length; column += 1, at += 1) {
      const entry = map.findEntry(line, column);
      if ('originalLine' in entry && entry.generatedLine === line) origin[at] = entry.originalLine + 1;
    }
  });
  return origin;
}

/** The lines of a TypeScript file that are still there once types and comments are gone. */
export function linesOfCode(file: string): Lines {
  const { code, map } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', preserveAllComments: false },
    sourceMaps: true,
  });
  const lengths = code.split('\n').map(({ length }) => length);
  const lines = new Set(originOf(lengths, JSON.parse(map ?? '{}') as SourceMapPayload));
  lines.delete(0);
  return lines;
}
