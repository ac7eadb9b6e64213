import { createInterface } from 'node:readline/promises';
import type { Config } from '../config.ts';
import { createEutils, type Eutils, ncbiEutilsUrl } from '../pubmed/eutils/createEutils.ts';
import type { Settings } from '../store/settings.ts';
import { UsageError } from './command.ts';

/** Stands in where a server other than NCBI's is used and no address was given. */
const noAddress = 'not-given@localhost';

/** Where an answer is remembered; the review's own settings. */
export type Memory = Pick<Settings, 'get' | 'set'>;

/**
 * The E-utilities as the settings say. NCBI wants an address with every call: where none is set it is asked for,
 * once, on a terminal, and remembered.
 *
 * @throws {UsageError} where none is set and there is nobody to ask.
 */
export async function pubmed(config: Config, memory: Memory): Promise<Eutils> {
  const email = await emailFor(config, memory, () => askForAddress(process.stdin, process.stderr));
  return createEutils({
    baseUrl: config.RESORB_EUTILS_URL,
    tool: 'resorb',
    email,
    ...(config.NCBI_API_KEY ? { apiKey: config.NCBI_API_KEY } : {}),
  });
}

/** The address to send: as set, else as remembered, else as answered now; another server than NCBI's needs none. */
export async function emailFor(
  config: Pick<Config, 'NCBI_EMAIL' | 'RESORB_EUTILS_URL'>,
  memory: Memory,
  ask: () => Promise<string>,
): Promise<string> {
  if (config.NCBI_EMAIL) return config.NCBI_EMAIL;
  if (config.RESORB_EUTILS_URL !== ncbiEutilsUrl) return noAddress;
  const known = memory.get('ncbi_email');
  if (known !== null) return known;
  const answered = await ask();
  memory.set('ncbi_email', answered);
  return answered;
}

async function askForAddress(input: typeof process.stdin, output: NodeJS.WritableStream): Promise<string> {
  if (!input.isTTY) {
    throw new UsageError(
      'NCBI asks for an e-mail address with every call: set NCBI_EMAIL to yours and run this again.',
    );
  }
  const terminal = createInterface({ input, output });
  const answer = await terminal.question('NCBI asks for an e-mail address with every call (NCBI_EMAIL). Yours: ');
  terminal.close();
  if (!/^\S+@\S+$/.test(answer.trim()))
    throw new UsageError('That is no e-mail address; set NCBI_EMAIL and run this again.');
  return answer.trim();
}
