import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { rootDir } from '../paths.ts';

/** A fault in a protocol file: says which file, which place in it, what stood there and what is allowed. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/**
 * Reads one YAML file of the protocol and checks it.
 *
 * @throws {ProtocolError} naming file, line or path, and value, for unreadable files, broken YAML and every
 *   value that the schema refuses (all of them at once, one a line).
 */
export function readProtocolFile<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  const name = relative(rootDir, file);
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ProtocolError(`${name}: the protocol file cannot be read (${(cause as Error).message}).`, { cause });
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new ProtocolError(`${name}:${line}:${col}: this is not valid YAML: ${error.message}.`);
  }
  const value: unknown = document.toJS();
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const path = issue.path.map(String).join('.') || '(the whole file)';
    return `${name}: ${path}: ${issue.message} (found ${shown(valueAt(value, issue.path))})`;
  });
  throw new ProtocolError(faults.join('\n'));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at === null || typeof at !== 'object' ? undefined : Reflect.get(at, key)),
    value,
  );
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
