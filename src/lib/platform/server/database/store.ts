import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** `await update()` without `returning()` yields unknown: neither rowCount (PostgreSQL) nor changes (SQLite) can be used. */
interface NoResult extends PgQueryResultHKT {
	type: unknown;
}
type Database = PgDatabase<NoResult, Record<string, never>>;

/** Reads only. `t` holds the tables of the engine behind it: `db.select().from(db.t.slot)`. */
export type ReaderOf<T> = Pick<Database, 'select' | 'selectDistinct' | 'with' | '$with' | '$count'> & {
	readonly t: T;
};
/** What code inside a transaction may do. No execute, run or transaction: those differ between the engines. */
export type TxOf<T> = ReaderOf<T> &
	Pick<Database, 'insert' | 'update' | 'delete'> & {
		/**
		 * For what writes thousands of rows: lets whoever reads have a turn, and goes on in the same transaction. SQLite's
		 * statements are done in this thread, and nobody would get a page before the last one.
		 */
		breathe(): Promise<void>;
	};

export interface TransactOptions {
	/**
	 * What many may want at once (a slot's id). PostgreSQL: one at a time per key and process, so that a rush
	 * neither fills the pool with lock waiters nor storms retries. SQLite writes one at a time anyway.
	 */
	key?: string;
}

/** The two doors to the database. */
export interface StoreOf<T> {
	readonly engine: 'sqlite' | 'postgres';
	readonly t: T;
	/** Autocommit selects; sees what was committed. */
	readonly read: ReaderOf<T>;
	/**
	 * Runs `fn` in one transaction and answers after the commit. It may run more than once (PostgreSQL retries
	 * a serialization failure), so it must be repeatable and must wait for nothing but the database.
	 * A `transact` inside a `transact` is refused.
	 */
	transact<R>(fn: (tx: TxOf<T>) => Promise<R>, options?: TransactOptions): Promise<R>;
	/** Hash or name of the newest applied migration, and proof that the database answers. */
	newestMigration(): Promise<string>;
	close(): Promise<void>;
}
