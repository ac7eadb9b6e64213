import { writeSync } from 'node:fs';
import { openKept } from '../../src/store/keptDatabase.ts';

// Run in a process of its own, whose writes to the disk are made to fail: commits pairs of rows, says which it was
// told are kept ("kept 7"), and which fault it was told of instead ("SQLITE_FULL 8").
const [file = '', count = '0'] = process.argv.slice(2);
const database = openKept(file, {});
database.pragma('synchronous = full');
const run = database.prepare(
  "insert into search_run (search_run_id, source, status, program_version, started_at) values (?, 'file', 'running', 'test', '')",
) as { run(id: number): unknown };
const rejection = database.prepare(
  "insert into rejection (search_run_id, position, reason, raw) values (?, 1, '', hex(zeroblob(3000)))",
) as { run(id: number): unknown };
for (let id = 1; id <= Number(count); id += 1) {
  try {
    database.transaction(() => [run.run(id), rejection.run(id)]).immediate();
    writeSync(1, `kept ${id}\n`);
  } catch (error) {
    writeSync(1, `${(error as { code?: string }).code ?? 'unnamed'} ${id}\n`);
  }
}
writeSync(1, 'alive\n');
