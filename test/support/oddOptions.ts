import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { rootDir } from '../../src/paths.ts';

// Run in a process of its own: calls every command of scripts/ with every odd value for each number it takes, and
// prints what each call came to, one JSON object a line. A call that is taken goes no further than its arguments.
const oddValues = ['NaN', '-1', '1e999', '', 'x'];
const numberPlaceholder = /<(n|number|numbers|milliseconds)>/;

class Taken extends Error {}
class Exited extends Error {}

let command: Command | null = null;
const { parse, parseAsync } = Command.prototype;
Command.prototype.parse = function (this: Command, ...words) {
  command = this;
  parse.apply(this, words);
  throw new Taken();
};
Command.prototype.parseAsync = async function (this: Command, ...words) {
  command = this;
  await parseAsync.apply(this, words);
  throw new Taken();
};

const { stdout, stderr, exit, argv } = process;
const print = stdout.write.bind(stdout);
const tell = stderr.write.bind(stderr);
let calls = 0;

interface Outcome {
  code: number | string | null | undefined;
  out: string;
  err: string;
}

/** What the command says and which code it ends with, in this process. */
async function call(file: string, words: readonly string[]): Promise<Outcome> {
  const outcome: Outcome = { code: 0, out: '', err: '' };
  process.argv = [...argv.slice(0, 1), file, ...words];
  process.exitCode = undefined;
  const keepIn = (name: 'out' | 'err') => (text: string | Uint8Array) => {
    outcome[name] += String(text);
    return true;
  };
  Object.assign(stdout, { write: keepIn('out') });
  Object.assign(stderr, { write: keepIn('err') });
  // What is thrown may be caught on its way: the first word counts.
  let exited: number | null = null;
  process.exit = ((code: number) => {
    exited ??= code;
    throw new Exited();
  }) as typeof process.exit;
  try {
    await import(`${pathToFileURL(file).href}?call=${calls++}`);
  } catch {
    process.exitCode ??= 1;
  }
  outcome.code = exited ?? process.exitCode;
  Object.assign(process, { exit });
  Object.assign(stdout, { write: print });
  Object.assign(stderr, { write: tell });
  process.exitCode = undefined;
  return outcome;
}

interface Place {
  name: string;
  words: (value: string) => string[];
}

/** Where a command or one of its subcommands takes a number. */
function placesOf(one: Command, before: readonly string[] = []): Place[] {
  const { registeredArguments: given } = one;
  const options = one.options.filter(({ flags }) => numberPlaceholder.test(flags));
  const numbers = given.filter(({ description }) => description.startsWith('number of'));
  return [
    ...options.map(({ long, flags }) => ({
      name: flags,
      words: (value: string) => [...before, String(long), value],
    })),
    ...numbers.map((argument) => ({
      name: argument.name(),
      words: (value: string) => [...before, '--', ...given.map((each) => (each === argument ? value : '1'))],
    })),
    ...one.commands.flatMap((each) => placesOf(each, [...before, each.name()])),
  ];
}

const folders = [join(rootDir, 'scripts'), join(rootDir, 'scripts', 'bench')];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.ts$/.test(name))
    .map((name) => join(folder, name))
    // What only a command starts is none.
    .filter((file) => /(new Command|createCommand)\(/.test(readFileSync(file, 'utf8'))),
);
for (const file of files) {
  command = null;
  await call(file, ['--help']);
  const places = command === null ? [] : placesOf(command);
  for (const { name, words } of places)
    for (const value of oddValues) {
      const outcome = await call(file, words(value));
      print(`${JSON.stringify({ file: file.slice(rootDir.length + 1), option: name, value, ...outcome })}\n`);
    }
}
