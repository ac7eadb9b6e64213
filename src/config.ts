import { z } from 'zod';
import { defaultDatabaseFile } from './paths.ts';

const proxyAddress = /^(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?)$/;

/** As express understands "trust proxy"; null where it would not. */
function readProxies(text: string): false | number | string[] | null {
  if (text === 'none') return false;
  if (/^[1-9]$/.test(text)) return Number(text);
  const addresses = text.split(',');
  return addresses.every((address) => proxyAddress.test(address)) ? addresses : null;
}

/** The program's settings. This file is the only reader of the environment. */
export const configSchema = z.object({
  RESORB_DB: z.string().min(1).default(defaultDatabaseFile).describe('The database file.'),
  RESORB_HOST: z.string().min(1).default('127.0.0.1').describe('The address the server listens on.'),
  RESORB_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('The port the server listens on; 0 for any free one.'),
  RESORB_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where people find the site, for links that are printed: "https://evidence.example".'),
  RESORB_LOG: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('The least severe level that is logged.'),
  RESORB_EUTILS_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://eutils.ncbi.nlm.nih.gov/entrez/eutils/')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .describe('NCBI E-utilities: everything up to and including the slash before esearch.fcgi.'),
  RESORB_BACKUP_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('The folder for backups; the server takes them by itself where it is set.'),
  RESORB_BACKUP_HOURS: z.coerce
    .number()
    .min(0.01)
    .max(168)
    .default(1)
    .describe('Hours between two backups of the server.'),
  RESORB_BACKUP_KEEP: z.coerce.number().int().min(1).max(100_000).default(48).describe('How many backups are kept.'),
  RESORB_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('How many processes serve; more than there are processor cores brings nothing.'),
  RESORB_METRICS: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe('Who may read /metrics: "auto" programs on this machine, "on" everyone, "off" nobody.'),
  RESORB_SECOND_FACTOR: z
    .enum(['optional', 'required'])
    .default('optional')
    .describe('Whether everybody who works at the desk must have a second factor, or may.'),
  RESORB_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Seals the keys of second factors in the database: 32 characters or more, kept apart from its backups.'),
  RESORB_TRUST_PROXY: z
    .string()
    .default('none')
    .transform(readProxies)
    .refine((proxies) => proxies !== null, 'it takes "none", a number of proxies, or addresses: "loopback,10.0.0.0/8"')
    .transform((proxies) => proxies ?? false)
    .describe("Whose word on a reader's address and on https is taken: none, a number of proxies, or their addresses."),
  NCBI_API_KEY: z.string().min(1).optional().describe('Raises the pace from 3 to 10 requests a second. Never logged.'),
  NCBI_EMAIL: z.email().optional().describe('Sent to NCBI with every request, as its rules ask.'),
  NODE_ENV: z.string().default('production').describe('"development" shows the stack of an error on its page.'),
});

export type Config = z.infer<typeof configSchema>;

/** Settings whose values are never shown. */
const secrets: ReadonlySet<string> = new Set<keyof Config>(['NCBI_API_KEY', 'RESORB_SECRET']);

/** A setting that cannot be used: says which, what stood there and what is allowed, every fault at once. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads and checks the settings.
 *
 * @throws {ConfigError} one sentence a fault; secrets are named, never shown.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = configSchema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const shown = secrets.has(name) ? '' : ` (found "${given[name]}")`;
    return `The setting ${name} cannot be used: ${issue.message}${shown}.`;
  });
  throw new ConfigError(faults.join('\n'));
}
