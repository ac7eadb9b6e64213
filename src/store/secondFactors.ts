import type { Database } from 'better-sqlite3';

/** What an account proves itself by besides the password. */
export interface SecondFactor {
  /** As it was sealed. */
  secret: string;
  createdAt: string;
  /** Null while it is being set up. */
  confirmedAt: string | null;
  /** The newest step of 30 seconds of which a code was taken. */
  lastStep: number;
}

/** Keys of people's apps, and their recovery codes. Every writing method belongs inside the caller's transaction. */
export function createSecondFactors(database: Database) {
  const get = database.prepare<[number], SecondFactor>(
    `select secret, created_at as createdAt, confirmed_at as confirmedAt, last_step as lastStep
     from second_factor where account_id = ?`,
  );
  const secrets = database.prepare<[], { accountId: number; secret: string }>(
    'select account_id as accountId, secret from second_factor where confirmed_at is not null',
  );
  const add = database.prepare<[number, string, string]>(
    'insert into second_factor (account_id, secret, created_at) values (?, ?, ?)',
  );
  const confirm = database.prepare<[string, number]>('update second_factor set confirmed_at = ? where account_id = ?');
  const setLastStep = database.prepare<[number, number]>('update second_factor set last_step = ? where account_id = ?');
  const remove = database.prepare<[number]>('delete from second_factor where account_id = ?');
  const addCode = database.prepare<[number, string]>('insert into recovery_code (account_id, code_hash) values (?, ?)');
  const removeCodes = database.prepare<[number]>('delete from recovery_code where account_id = ?');
  const useCode = database.prepare<[string, number, string]>(
    'update recovery_code set used_at = ? where account_id = ? and code_hash = ? and used_at is null',
  );
  const codesLeft = database
    .prepare<[number], number>('select count(*) from recovery_code where account_id = ? and used_at is null')
    .pluck();

  return {
    get: (accountId: number): SecondFactor | null => get.get(accountId) ?? null,
    /** The key of every second factor that is on, as it was sealed. */
    secrets: (): { accountId: number; secret: string }[] => secrets.all(),
    /** Begins anew: what was there before goes, with its recovery codes. */
    begin(accountId: number, secret: string, at: string): void {
      remove.run(accountId);
      add.run(accountId, secret, at);
    },
    confirm(accountId: number, at: string): void {
      confirm.run(at, accountId);
    },
    setLastStep(accountId: number, step: number): void {
      setLastStep.run(step, accountId);
    },
    /** Takes it away, with its recovery codes. */
    remove(accountId: number): void {
      remove.run(accountId);
    },
    /** Puts new recovery codes in the place of all there were. */
    replaceRecoveryCodes(accountId: number, hashes: readonly string[]): void {
      removeCodes.run(accountId);
      for (const hash of hashes) addCode.run(accountId, hash);
    },
    /** Uses a recovery code up; false where there is none such, or it was used. */
    useRecoveryCode: (accountId: number, hash: string, at: string): boolean =>
      useCode.run(at, accountId, hash).changes === 1,
    recoveryCodesLeft: (accountId: number): number => codesLeft.get(accountId) ?? 0,
  };
}

export type SecondFactors = ReturnType<typeof createSecondFactors>;
