import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/store/database.ts';

// Run in a process of its own, to be killed at work: says that it begins, opens a database for writing, which brings
// it to the newest schema, and says that it has.
const [file = ''] = process.argv.slice(2);
writeSync(1, 'begun\n');
openDatabase(file).close();
writeSync(1, 'done\n');
