import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** A file somebody has sent and not yet said what to do with. */
export interface PendingUpload {
  /** Names the upload in addresses; nobody can guess it. */
  token: string;
  path: string;
  fileName: string;
  annotatorId: number;
}

const facts = z.object({ fileName: z.string(), annotatorId: z.number() });
const tokenForm = /^[\w-]{22}$/;
/** An upload nobody came back to is forgotten, milliseconds. */
const patience = 2 * 60 * 60_000;

/**
 * Keeps uploads between the page that shows what they hold and the word to import them, in files that only this
 * program's user can read: several server processes share them, and a restart loses none.
 *
 * @param now milliseconds since 1970.
 */
export function createPendingUploads(now: () => number = Date.now, folder = usualFolder()) {
  const pathOf = (token: string): string => join(folder, token);
  const factsOf = (token: string): string => `${pathOf(token)}.json`;

  /** @throws {Error} where somebody else owns a folder of that name. */
  function openFolder(): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    const isOurs = found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
    if (!isOurs) throw new Error(`${folder} belongs to somebody else.`);
  }

  function forgetOld(): void {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const age = now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > patience) rmSync(path, { force: true });
    }
  }

  function remove(token: string): void {
    rmSync(pathOf(token), { force: true });
    rmSync(factsOf(token), { force: true });
  }

  return {
    /** Where files are to be received: beside those that wait, so that they need not be copied. */
    folder(): string {
      openFolder();
      return folder;
    },
    /** Keeps a received file; it is no longer at its own path then. */
    keep(received: string, fileName: string, annotatorId: number): string {
      openFolder();
      forgetOld();
      const token = randomBytes(16).toString('base64url');
      writeFileSync(factsOf(token), JSON.stringify({ fileName, annotatorId }), { mode: 0o600 });
      renameSync(received, pathOf(token));
      return token;
    },
    /** The upload of that name, if this person brought it and it is still there. */
    find(token: string, annotatorId: number): PendingUpload | null {
      if (!tokenForm.test(token) || !statSync(pathOf(token), { throwIfNoEntry: false })) return null;
      const upload = facts.parse(JSON.parse(readFileSync(factsOf(token), 'utf8')));
      return upload.annotatorId === annotatorId ? { token, path: pathOf(token), ...upload } : null;
    },
    remove,
  };
}

export type PendingUploads = ReturnType<typeof createPendingUploads>;

function usualFolder(): string {
  return join(tmpdir(), `resorb-uploads-${process.getuid?.() ?? 'all'}`);
}
