import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type Config, readConfig } from '../config.ts';
import { programVersion } from '../version.ts';

export { InvalidArgumentError } from 'commander';

/** Exit codes of every command: done, failed, wrongly used. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/** A new command with what all of them share: help, the version, and `--db` where it uses the database. */
export function createCommand(name: string, description: string, options: { database?: boolean } = {}): Command {
  const command = new Command(name)
    .description(description)
    .version(programVersion)
    .showHelpAfterError('(--help shows how it is used)')
    .allowExcessArguments(false)
    .exitOverride();
  if (options.database) command.option('--db <file>', 'the database file (default: RESORB_DB, else db/resorb.sqlite)');
  return command;
}

/**
 * Parses the arguments, runs the work and ends the process with the right code: 0, 1 with one clear sentence on
 * standard error, or 2 for wrong usage.
 */
export async function runCommand(command: Command, work: (config: Config) => Promise<void> | void): Promise<void> {
  try {
    if (command.commands.length === 0) command.action(() => {});
    await command.parseAsync();
    await work(readConfig());
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
      return;
    }
    process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
    process.stderr.write(`${(error as Error).message}\n`);
  }
}

/**
 * The same for a command of several subcommands: each one's action tells, by `choose`, what is to be done.
 */
export async function runSubcommands(
  command: Command,
  declare: (choose: (work: (config: Config) => Promise<void> | void) => void) => void,
): Promise<void> {
  // Subcommands take over how help is written at the moment they are made.
  command.configureHelp({ showGlobalOptions: true });
  let chosen: ((config: Config) => Promise<void> | void) | null = null;
  declare((work) => {
    chosen = work;
  });
  await runCommand(command, (config) => chosen?.(config));
}

/** The command was called in a way that cannot be meant. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** An option's value as a whole number from `least` to `most`, written in figures only. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`A whole number ${range} is needed.`);
  };
}

/** The same of several, joined by commas. */
export function wholeNumbers(least: number): (text: string) => number[] {
  const read = wholeNumber(least);
  return (text) => text.split(',').map((part) => read(part.trim()));
}
