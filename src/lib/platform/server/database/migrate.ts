import Database from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqliteFiles } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgresFiles } from 'drizzle-orm/node-postgres/migrator';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { refuseSkipped } from './applied.ts';

/** drizzle's PostgreSQL migrator takes no lock; several instances may start at once. The number is only ours. */
const ADVISORY_LOCK = 72_010;

/**
 * Brings an SQLite file to the newest schema. Before the first change it copies the file beside itself
 * (`<file>.before-<hash>`, so that an upgrade can be undone). Foreign keys are off while tables are rebuilt,
 * because drizzle's rebuild drops the old table and would delete the children; they are checked afterwards.
 * Throws when foreign keys are broken or a migration was skipped.
 */
export function migrateSqlite(file: string, folder: string): void {
	const connection = new Database(file, { timeout: 60_000 });
	try {
		connection.pragma('journal_mode = WAL');
		keepCopy(connection, file, folder);
		connection.pragma('foreign_keys = OFF');
		migrateSqliteFiles(drizzleSqlite(connection), { migrationsFolder: folder });
		refuseSkipped(folder, appliedTo(connection));
		const broken = connection.pragma('foreign_key_check') as unknown[];
		if (broken.length > 0)
			throw new Error(`a migration broke foreign keys: ${JSON.stringify(broken.slice(0, 5))}`);
	} finally {
		connection.close();
	}
}

function appliedTo(connection: Database.Database): string[] {
	const table = connection
		.prepare(`select 1 from sqlite_master where type = 'table' and name = '__drizzle_migrations'`)
		.get();
	if (!table) return [];
	return connection.prepare('select hash from __drizzle_migrations').pluck().all() as string[];
}

function keepCopy(connection: Database.Database, file: string, folder: string): void {
	const done = new Set(appliedTo(connection));
	if (done.size === 0) return; // a new file has nothing to lose
	const next = readMigrationFiles({ migrationsFolder: folder }).find(({ hash }) => !done.has(hash));
	if (!next) return;
	const copy = `${file}.before-${next.hash.slice(0, 12)}`;
	rmSync(copy, { force: true }); // of an earlier try
	connection.prepare('VACUUM INTO ?').run(copy);
}

/** Brings a PostgreSQL database to the newest schema, one instance at a time. Throws when one was skipped. */
export async function migratePostgres(url: string, folder: string): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
		await migratePostgresFiles(drizzlePostgres(client), { migrationsFolder: folder });
		const done = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations');
		refuseSkipped(
			folder,
			done.rows.map(({ hash }) => hash),
		);
	} finally {
		await client.end();
	}
}
