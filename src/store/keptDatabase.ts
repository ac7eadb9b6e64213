import BetterSqlite, { type Database, type Statement } from 'better-sqlite3';

/**
 * Databases and their statements, kept for as long as the process lives.
 *
 * From Node 24.19 on, an object of better-sqlite3 12 that is garbage-collected while no JavaScript runs aborts the
 * process ("Assertion failed: (env) != nullptr"). Version 13 mends it and needs Node 22, so while Node 20 is
 * supported nothing of it may be collected: statements are prepared once and held, pragmas are held by their text,
 * and rows are read with `all()`, since `iterate()` makes such an object each time.
 */
const kept: object[] = [];

class KeptDatabase extends BetterSqlite {
  readonly #pragmas = new Map<string, Statement>();

  constructor(file: string, options: BetterSqlite.Options) {
    super(file, options);
    kept.push(this);
  }

  // `never` fits every typed use: the types of a statement are its user's assertion.
  override prepare(sql: string): never {
    const statement = super.prepare(sql);
    kept.push(statement);
    return statement as never;
  }

  override pragma(source: string, options: BetterSqlite.PragmaOptions = {}): unknown {
    const statement = this.#pragmas.get(source) ?? (this.prepare(`pragma ${source}`) as Statement);
    this.#pragmas.set(source, statement);
    if (!statement.reader) {
      statement.run();
      return undefined;
    }
    return options.simple ? statement.pluck(true).get() : statement.pluck(false).all();
  }
}

/** Opens a database none of whose statements is ever collected. */
export function openKept(file: string, options: BetterSqlite.Options): Database {
  return new KeptDatabase(file, options);
}
