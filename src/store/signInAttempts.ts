import type { Database } from 'better-sqlite3';

export interface NewAttempt {
  nameHash: string;
  address: string;
  knownDeviceId: number | null;
  at: string;
}

/** Tries to sign in, and the browsers that have succeeded before. Nothing here is a secret in the clear. */
export function createSignInAttempts(database: Database) {
  const add = database.prepare<NewAttempt>(
    `insert into sign_in_attempt (name_hash, address, known_device_id, at)
     values (:nameHash, :address, :knownDeviceId, :at)`,
  );
  const succeed = database.prepare<[number]>('update sign_in_attempt set succeeded = 1 where sign_in_attempt_id = ?');
  const remove = database.prepare<[number]>('delete from sign_in_attempt where sign_in_attempt_id = ?');
  const failed = (condition: string) =>
    database
      .prepare<[string | number, string], string>(
        `select at from sign_in_attempt where ${condition} = ? and at > ? and succeeded = 0 order by at`,
      )
      .pluck();
  const failedForName = failed('known_device_id is null and name_hash');
  const failedFromAddress = failed('known_device_id is null and address');
  const failedFromDevice = failed('known_device_id');
  const forget = database.prepare<[string]>('delete from sign_in_attempt where at <= ?');
  const addDevice = database.prepare<[string, number, string]>(
    'insert into known_device (token_hash, account_id, created_at) values (?, ?, ?)',
  );
  const device = database
    .prepare<[string, number], number>(
      'select known_device_id from known_device where token_hash = ? and account_id = ?',
    )
    .pluck();
  const forgetDevices = database.prepare<[number]>('delete from known_device where account_id = ?');

  return {
    /** Writes a try down, as one that failed until the contrary is told. */
    add: (attempt: NewAttempt): number => Number(add.run(attempt).lastInsertRowid),
    succeed(attemptId: number): void {
      succeed.run(attemptId);
    },
    remove(attemptId: number): void {
      remove.run(attemptId);
    },
    /** When tries failed after `since`, oldest first: for a name, or from an address, by browsers not known. */
    failedForName: (nameHash: string, since: string): string[] => failedForName.all(nameHash, since),
    failedFromAddress: (address: string, since: string): string[] => failedFromAddress.all(address, since),
    failedFromDevice: (deviceId: number, since: string): string[] => failedFromDevice.all(deviceId, since),
    forgetBefore(at: string): void {
      forget.run(at);
    },
    addDevice(tokenHash: string, accountId: number, at: string): void {
      addDevice.run(tokenHash, accountId, at);
    },
    /** The browser of this token, if it has signed in to this account before. */
    device: (tokenHash: string, accountId: number): number | null => device.get(tokenHash, accountId) ?? null,
    forgetDevices(accountId: number): void {
      forgetDevices.run(accountId);
    },
  };
}

export type SignInAttempts = ReturnType<typeof createSignInAttempts>;
