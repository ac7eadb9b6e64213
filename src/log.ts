import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * The program's log: JSON lines, an object first and a constant message second.
 *
 * @param destination standard output for the server, standard error for commands.
 */
export function createLog(level: Config['RESORB_LOG'], destination: DestinationStream = process.stdout): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['apiKey', 'api_key', 'headers.cookie'] },
    destination,
  );
}
