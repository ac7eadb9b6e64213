import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { rootDir } from '../src/paths.ts';
import { openDatabase } from '../src/store/database.ts';
import { schemaText } from '../src/store/schemaText.ts';

const command = createCommand(
  'schema',
  'Writes db/schema.sql from the migrations, so that the whole schema can be read in one place.',
);
command.option('--check', 'write nothing; fail if the file is not what the migrations give');

await runCommand(command, () => {
  const file = join(rootDir, 'db', 'schema.sql');
  const database = openDatabase(':memory:');
  const text = schemaText(database);
  database.close();
  if (!command.opts<{ check?: boolean }>().check) {
    writeFileSync(file, text);
    process.stdout.write('Wrote db/schema.sql.\n');
  } else if (readFileSync(file, 'utf8') !== text) {
    throw new Error('db/schema.sql is not what the migrations give; run "npm run schema".');
  } else process.stdout.write('db/schema.sql is what the migrations give.\n');
});
