import { drizzle } from 'drizzle-orm/node-postgres';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { enterTransaction, lease, refuseNested } from './guards.ts';
import type { StoreOf, TransactOptions, TxOf } from './store.ts';

export interface PostgresOptions {
	url: string;
	/** Connections at most. */
	max?: number;
	/** Called with the text of each statement (tests and development). */
	onStatement?: (text: string) => void;
}

/** Serialization failure and deadlock: nothing was committed, the transaction may run again. */
const REPEATABLE = new Set(['40001', '40P01']);
const TRIES = 50;

/** Opens the PostgreSQL store: a pool, SERIALIZABLE transactions, retried where the server asks for it. */
export function openPostgres<T extends object>(options: PostgresOptions, tables: T): StoreOf<T> {
	const pool = new pg.Pool({ connectionString: options.url, max: options.max ?? 10 });
	pool.on('error', () => {}); // an idle client lost its server: the pool replaces it
	const logger = options.onStatement ? { logQuery: options.onStatement } : false;
	const db = drizzle(pool, { casing: 'snake_case', logger });
	const turns = new Turns();

	async function attempt<R>(fn: (tx: TxOf<T>) => Promise<R>): Promise<R> {
		for (let n = 1; ; n++) {
			try {
				return await db.transaction(
					(real) =>
						enterTransaction(async () => {
							const handle = Object.assign(real, { t: tables }) as unknown as TxOf<T>;
							// each statement waits for the server, and others have their turn meanwhile
							const { tx, end } = lease(handle, () => Promise.resolve());
							try {
								return await fn(tx);
							} finally {
								end();
							}
						}),
					{ isolationLevel: 'serializable' },
				);
			} catch (error) {
				if (n >= TRIES || !REPEATABLE.has(sqlState(error) ?? '')) throw error;
				await pause(Math.random() * Math.min(2 ** n, 50));
			}
		}
	}

	return {
		engine: 'postgres',
		t: tables,
		read: Object.assign(db, { t: tables }),
		async transact<R>(fn: (tx: TxOf<T>) => Promise<R>, { key }: TransactOptions = {}) {
			refuseNested();
			return key ? turns.take(key, () => attempt(fn)) : attempt(fn);
		},
		async newestMigration() {
			const { rows } = await pool.query<{ hash: string }>(
				'select hash from drizzle.__drizzle_migrations order by created_at desc limit 1',
			);
			return rows[0]?.hash ?? '';
		},
		async close() {
			await pool.end();
		},
	};
}

/** The SQLSTATE of an error or of what caused it. */
export function sqlState(error: unknown): string | undefined {
	let cause = error as { code?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; cause && depth < 5; depth++) {
		if (typeof cause.code === 'string') return cause.code;
		cause = cause.cause as typeof cause;
	}
	return undefined;
}

/** One at a time per key, in the order of asking. */
class Turns {
	readonly #last = new Map<string, Promise<unknown>>();

	take<R>(key: string, fn: () => Promise<R>): Promise<R> {
		const mine = (this.#last.get(key) ?? Promise.resolve()).then(fn);
		const quiet: Promise<unknown> = mine
			.catch(() => {})
			.then(() => {
				if (this.#last.get(key) === quiet) this.#last.delete(key);
			});
		this.#last.set(key, quiet);
		return mine;
	}
}
