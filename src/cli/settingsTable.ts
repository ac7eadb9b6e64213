import { relative } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../config.ts';
import { rootDir } from '../paths.ts';

/** One setting, in words. */
export interface SettingLine {
  name: string;
  meaning: string;
  /** What it may be: "0 to 65535", "auto, on, off". */
  values: string;
  /** What it is where nobody says; empty where it is simply not there. */
  byDefault: string;
}

interface SettingSchema {
  description?: string;
  default?: unknown;
  type?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  format?: string;
}

/** Every setting of the program, as its schema has it. */
export function settingLines(): SettingLine[] {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(schema.properties as Record<string, SettingSchema>).map(([name, setting]) => ({
    name,
    meaning: setting.description ?? '',
    values: valuesOf(setting),
    byDefault: defaultOf(setting),
  }));
}

/** The same as a table in Markdown. */
export function settingsTable(): string {
  const rows = settingLines().map(
    ({ name, meaning, values, byDefault }) =>
      `| \`${name}\` | ${meaning} | ${values} | ${byDefault === '' ? '' : `\`${byDefault}\``} |`,
  );
  return ['| setting | meaning | values | default |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function valuesOf({ type, enum: choices, minimum, maximum, format }: SettingSchema): string {
  if (choices) return choices.join(', ');
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (format === 'uri') return 'an address';
  if (format === 'email') return 'an e-mail address';
  return type === 'integer' || type === 'number' ? 'a number' : 'text';
}

/** Paths as seen from the project's folder, so that they are the same on every machine. */
function defaultOf({ default: value }: SettingSchema): string {
  if (value === undefined) return '';
  return typeof value === 'string' && value.startsWith(rootDir) ? relative(rootDir, value) : String(value);
}
