import type { Database } from 'better-sqlite3';

/** What somebody may do at the reviewers' desk, from reading to running it. */
export type Role = 'reader' | 'reviewer' | 'adjudicator' | 'curator' | 'administrator';

export interface Account {
  accountId: number;
  /** Under whom this person's decisions stand. */
  annotatorId: number;
  name: string;
  role: Role;
  /** False until the invitation is accepted. */
  hasPassword: boolean;
  /** Whether a code is asked for besides the password. */
  hasSecondFactor: boolean;
  createdAt: string;
  /** When a session of the account was last used. */
  seenAt: string | null;
  disabledAt: string | null;
}

export interface NewAccount {
  name: string;
  /** The name as names are compared. */
  nameKey: string;
  role: Role;
  passwordHash: string | null;
  at: string;
}

type AccountRow = Omit<Account, 'hasPassword' | 'hasSecondFactor'> & { hasPassword: 0 | 1; hasSecondFactor: 0 | 1 };

const columns = `account_id as accountId, annotator_id as annotatorId, name, role,
  password_hash is not null as hasPassword, exists (select 1 from second_factor
    where second_factor.account_id = account.account_id and confirmed_at is not null) as hasSecondFactor, created_at as createdAt, seen_at as seenAt, disabled_at as disabledAt`;

/** The people of the reviewers' desk. Every writing method belongs inside the caller's transaction. */
export function createAccountRows(database: Database) {
  const addAnnotator = database.prepare<[string]>("insert into annotator (kind, name) values ('person', ?)");
  const add = database.prepare(
    `insert into account (name, name_key, role, password_hash, annotator_id, created_at)
     values (:name, :nameKey, :role, :passwordHash, :annotatorId, :at)`,
  );
  const byId = database.prepare<[number], AccountRow>(`select ${columns} from account where account_id = ?`);
  const byKey = database.prepare<[string], AccountRow>(`select ${columns} from account where name_key = ?`);
  const all = database.prepare<[], AccountRow>(`select ${columns} from account order by name_key`);
  const people = database.prepare<[], string>("select name from annotator where kind = 'person'").pluck();
  const hashOf = database
    .prepare<[number], string | null>('select password_hash from account where account_id = ?')
    .pluck();
  const setHash = database.prepare<[string, number]>('update account set password_hash = ? where account_id = ?');
  const setRole = database.prepare<[Role, number]>('update account set role = ? where account_id = ?');
  const setDisabled = database.prepare<[string | null, number]>(
    'update account set disabled_at = ? where account_id = ?',
  );
  const setSeen = database.prepare<[string, number]>('update account set seen_at = ? where account_id = ?');
  const administrators = database
    .prepare<[], number>(
      `select count(*) from account
       where role = 'administrator' and password_hash is not null and disabled_at is null`,
    )
    .pluck();

  return {
    /** Adds an account together with the annotator under whom its decisions will stand. */
    add({ name, nameKey, role, passwordHash, at }: NewAccount): number {
      const annotatorId = addAnnotator.run(name).lastInsertRowid;
      return Number(add.run({ name, nameKey, role, passwordHash, annotatorId, at }).lastInsertRowid);
    },
    get: (accountId: number): Account | null => known(byId.get(accountId)),
    byNameKey: (nameKey: string): Account | null => known(byKey.get(nameKey)),
    /** Every account there ever was, by name. */
    list: (): Account[] => all.all().map(toAccount),
    /** The names under which people have decided something, with or without an account. */
    peopleNames: (): string[] => people.all(),
    passwordHash: (accountId: number): string | null => hashOf.get(accountId) ?? null,
    setPasswordHash(accountId: number, hash: string): void {
      setHash.run(hash, accountId);
    },
    setRole(accountId: number, role: Role): void {
      setRole.run(role, accountId);
    },
    /** Disables from an instant on; null enables. */
    setDisabled(accountId: number, at: string | null): void {
      setDisabled.run(at, accountId);
    },
    setSeen(accountId: number, at: string): void {
      setSeen.run(at, accountId);
    },
    /** How many administrators can sign in. */
    activeAdministrators: (): number => administrators.get() ?? 0,
  };
}

export type AccountRows = ReturnType<typeof createAccountRows>;

function known(row: AccountRow | undefined): Account | null {
  return row ? toAccount(row) : null;
}

function toAccount(row: AccountRow): Account {
  return { ...row, hasPassword: row.hasPassword === 1, hasSecondFactor: row.hasSecondFactor === 1 };
}
