// A small schema for the tests of the database layer itself, which knows nothing of schools' tables.
import Database from 'better-sqlite3';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { sqliteKit, type Kit } from '#lib/platform/server/database/kit.ts';
import { openSqlite, type SqliteOptions } from '#lib/platform/server/database/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

const k = sqliteKit as unknown as Kit;

export const thingTables = {
	thing: k.table('thing', {
		id: k.text().primaryKey(),
		count: k.int().notNull().default(0),
		madeAt: k.at(),
		flag: k.bool().notNull().default(false),
		words: k.json<string[]>(),
	}),
	part: k.table('part', { id: k.text().primaryKey(), thingId: k.text().notNull() }),
};

/** A store with two tables; `part.thing_id` is checked when a commit is made, so that a commit can be made to fail. */
export function openThings(options: Partial<SqliteOptions> = {}) {
	const file = path.join(temporaryFolder(), 'things.db');
	const database = new Database(file);
	database.pragma('journal_mode = WAL');
	database.exec(`
		create table thing (id text primary key, count integer not null default 0, made_at integer,
			flag integer not null default 0, words text);
		create table part (id text primary key,
			thing_id text not null references thing (id) deferrable initially deferred);
		create table __drizzle_migrations (hash text, created_at integer);
		insert into __drizzle_migrations values ('first', 1), ('newest', 3), ('second', 2);
	`);
	database.close();
	const store = openSqlite({ file, ...options }, thingTables);
	onTestFinished(() => store.close());
	return Object.assign(store, { file });
}
