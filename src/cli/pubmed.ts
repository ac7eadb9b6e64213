import { createInterface } from 'node:readline/promises';
import type { Config } from '../config.ts';
import { createEutils, type Eutils, ncbiEutilsUrl } from '../pubmed/eutils/createEutils.ts';
import { UsageError } from './command.ts';

/** Stands in where a server other than NCBI's is used and no address was given. */
const noAddress = 'not-given@localhost';

/**
 * The E-utilities as the settings say. NCBI wants an address with every call: where none is set it is asked for,
 * once, on a terminal.
 *
 * @throws {UsageError} where none is set and there is nobody to ask.
 */
export async function pubmed(config: Config): Promise<Eutils> {
  const email = config.NCBI_EMAIL ?? (config.RESORB_EUTILS_URL === ncbiEutilsUrl ? await askForAddress() : noAddress);
  return createEutils({
    baseUrl: config.RESORB_EUTILS_URL,
    tool: 'resorb',
    email,
    ...(config.NCBI_API_KEY ? { apiKey: config.NCBI_API_KEY } : {}),
  });
}

async function askForAddress(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new UsageError(
      'NCBI asks for an e-mail address with every call: set NCBI_EMAIL to yours and run this again.',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('NCBI asks for an e-mail address with every call (NCBI_EMAIL). Yours: ');
  terminal.close();
  if (!/^\S+@\S+$/.test(answer.trim()))
    throw new UsageError('That is no e-mail address; set NCBI_EMAIL and run this again.');
  return answer.trim();
}
