import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { setTimeout as pause } from 'node:timers/promises';
import { enterTransaction, lease, refuseNested } from './guards.ts';
import { cacheStatements } from './statements.ts';
import type { ReaderOf, StoreOf, TxOf } from './store.ts';

export interface SqliteOptions {
	file: string;
	/** Queued transactions that share one fsync. */
	group?: number;
	/** Fail a transaction that waits for anything but the database (tests and development). */
	strict?: boolean;
	/** Called with the text of each statement (tests and development). */
	onStatement?: (text: string) => void;
}

interface Job<T> {
	fn: (tx: TxOf<T>) => Promise<unknown>;
	settle: (value: unknown) => void;
	fail: (error: unknown) => void;
}

/**
 * Opens the SQLite store: one writer connection behind a queue, one read-only connection.
 * Group commit: transactions that are queued together run each in a savepoint and share one durable commit;
 * each is answered only after it.
 */
export function openSqlite<T extends object>(options: SqliteOptions, tables: T): StoreOf<T> {
	const { file, group = 64, strict = false, onStatement } = options;
	const writer = connect(file, false);
	const reader = connect(file, true);
	const logger = onStatement ? { logQuery: onStatement } : false;
	const handle = <H>(connection: Database.Database) =>
		Object.assign(drizzle(connection, { casing: 'snake_case', logger }), { t: tables }) as unknown as H;
	const queue = new WriterQueue<T>(writer, handle<TxOf<T>>(writer), group, strict);

	return {
		engine: 'sqlite',
		t: tables,
		read: handle<ReaderOf<T>>(reader),
		transact(fn) {
			refuseNested();
			return queue.push(fn);
		},
		async newestMigration() {
			const row = reader
				.prepare('select hash from __drizzle_migrations order by created_at desc limit 1')
				.get() as { hash: string } | undefined;
			return row?.hash ?? '';
		},
		async close() {
			await queue.idle();
			reader.close();
			try {
				writer.pragma('optimize');
			} catch {
				// wants a lock of its own: nothing is lost when another process writes at this moment
			}
			writer.close();
		},
	};
}

function connect(file: string, readonly: boolean): Database.Database {
	const connection = new Database(file, { readonly, timeout: 5000 });
	if (!readonly) connection.pragma('journal_mode = WAL');
	connection.pragma('synchronous = FULL');
	connection.pragma('foreign_keys = ON');
	connection.pragma('cache_size = -65536');
	connection.pragma('temp_store = MEMORY');
	connection.pragma('mmap_size = 268435456');
	cacheStatements(connection);
	return connection;
}

class WriterQueue<T> {
	#jobs: Job<T>[] = [];
	#draining: Promise<void> | undefined;
	readonly #writer: Database.Database;
	readonly #tx: TxOf<T>;
	readonly #group: number;
	readonly #strict: boolean;
	readonly #sql: Record<'begin' | 'commit' | 'rollback' | 'save' | 'release' | 'back', Database.Statement>;

	constructor(writer: Database.Database, tx: TxOf<T>, group: number, strict: boolean) {
		this.#writer = writer;
		this.#tx = tx;
		this.#group = group;
		this.#strict = strict;
		this.#sql = {
			begin: writer.prepare('BEGIN IMMEDIATE'),
			commit: writer.prepare('COMMIT'),
			rollback: writer.prepare('ROLLBACK'),
			save: writer.prepare('SAVEPOINT job'),
			release: writer.prepare('RELEASE job'),
			back: writer.prepare('ROLLBACK TO job'),
		};
		// from here on only BEGIN IMMEDIATE can meet another process's writer, and that one retries without blocking
		writer.pragma('busy_timeout = 0');
	}

	push<R>(fn: (tx: TxOf<T>) => Promise<R>): Promise<R> {
		return new Promise<R>((resolve, reject) => {
			this.#jobs.push({ fn, settle: resolve as (value: unknown) => void, fail: reject });
			// the requests that arrived in this turn of the loop queue up first, and share a commit
			this.#draining ??= new Promise<void>((done) =>
				setImmediate(() => queueMicrotask(() => void this.#drain().then(done))),
			);
		});
	}

	async idle(): Promise<void> {
		await this.#draining;
	}

	async #drain(): Promise<void> {
		for (let first = true; this.#jobs.length > 0; first = false) {
			if (!first) await new Promise((next) => setImmediate(next));
			const batch = this.#jobs.splice(0, this.#group);
			try {
				await this.#lock();
			} catch (error) {
				for (const job of batch) job.fail(error);
				continue;
			}
			await this.#commitTogether(batch);
		}
		this.#draining = undefined;
	}

	async #commitTogether(batch: Job<T>[]): Promise<void> {
		const answers: (() => void)[] = [];
		try {
			for (const job of batch) {
				this.#sql.save.run();
				try {
					const value = await this.#run(job);
					this.#sql.release.run();
					answers.push(() => job.settle(value));
				} catch (error) {
					this.#sql.back.run();
					this.#sql.release.run();
					answers.push(() => job.fail(error));
				}
			}
			this.#sql.commit.run();
			for (const answer of answers) answer();
		} catch (error) {
			if (this.#writer.inTransaction) this.#sql.rollback.run();
			for (const job of batch) job.fail(error);
		}
	}

	async #run(job: Job<T>): Promise<unknown> {
		let open = true;
		let late = false;
		let breathing = false;
		// A tick queued here runs only when all microtasks are done, and awaiting better-sqlite3 needs microtasks
		// alone: if the tick runs before the end, the transaction waited for something else.
		const watch = () => {
			if (this.#strict) process.nextTick(() => (late ||= open && !breathing));
		};
		const { tx, end } = lease(this.#tx, async () => {
			breathing = true;
			await new Promise((next) => setImmediate(next));
			breathing = false;
			watch();
		});
		watch();
		try {
			const value = await enterTransaction(() => job.fn(tx));
			if (late) throw new Error('transact() waited for something other than the database');
			return value;
		} finally {
			open = false;
			end();
		}
	}

	/** Another process may be writing: wait for it without blocking this thread. */
	async #lock(): Promise<void> {
		for (let tries = 0; ; tries++) {
			try {
				this.#sql.begin.run();
				return;
			} catch (error) {
				if ((error as { code?: string }).code !== 'SQLITE_BUSY' || tries > 2000) throw error;
				await pause(Math.random() * Math.min(1 + tries, 10));
			}
		}
	}
}
