import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { protocolDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { createDesk, unranked } from '../src/review/createDesk.ts';
import { reviewStateText } from '../src/review/trail/rebuildReview.ts';
import { verifyTrail } from '../src/review/trail/verifyTrail.ts';
import { openStore, type Store } from '../src/store/openStore.ts';

const command = createCommand(
  'audit:verify',
  'Checks the trail of decisions from its first entry to its last, and that what stands in the review follows from it.',
  { database: true },
);
command.option('--json', 'print data instead of text');
command.option('--head <hash>', 'the seal that an earlier check printed: shows whether the end was cut off since');

await runCommand(command, (config) => {
  const { db, json, head } = command.opts<{ db?: string; json?: boolean; head?: string }>();
  const store = openStore(db ?? config.RESORB_DB, { readonly: true });
  try {
    const check = verifyTrail(store, head);
    const follows = check.fault === null && followsFromTrail(store);
    if (json) process.stdout.write(`${JSON.stringify({ ...check, follows })}\n`);
    else if (check.fault) throw new Error(`The trail does not hold: ${check.fault.message}`);
    if (!follows)
      throw new Error(
        'What stands in the review does not follow from the trail; restore it from a backup or rebuild it.',
      );
    if (!json) process.stdout.write(`The trail holds: ${check.entries} entries, the last one sealed ${check.head}.\n`);
  } finally {
    store.close();
  }
});

/** Whether a copy whose state is made anew from the trail stands as this one does, byte for byte. */
function followsFromTrail(store: Store): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-audit-'));
  try {
    const file = join(folder, 'copy.sqlite');
    store.copyTo(file);
    const copy = openStore(file);
    try {
      createDesk({ store: copy, protocol: loadProtocol(protocolDir), ranking: unranked }).rebuild();
      return reviewStateText(copy) === reviewStateText(store);
    } finally {
      copy.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
