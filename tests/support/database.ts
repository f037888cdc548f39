import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { postgresTables } from '#lib/database/schema.postgres.ts';
import { schoolTableNames, type Store } from '#lib/database/store.ts';
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { openPostgres } from '#lib/platform/server/database/postgres.ts';
import { schoolFirst } from '#lib/platform/server/database/school-first.ts';
import { openSqlite } from '#lib/platform/server/database/sqlite.ts';

export interface TestStore extends Store {
	file: string;
	/** Texts of the statements so far; empty it to count those of one call. */
	statements: string[];
}

/**
 * A database of its own for one test, strict, gone when the test is finished: a real SQLite file; with TEST_POSTGRES, a
 * database on that server.
 */
export function freshStore(): TestStore {
	const statements: string[] = [];
	const check = schoolFirst(schoolTableNames());
	const onStatement = (text: string) => {
		statements.push(text);
		check(text);
	};
	const server = inject('postgresServer');
	const { store, file, remove } = server ? onPostgres(server, onStatement) : onSqlite(onStatement);
	onTestFinished(async () => {
		await store.close();
		remove();
	});
	return Object.assign(store, { file, statements });
}

interface Opened {
	store: Store;
	file: string;
	remove: () => void;
}

function onSqlite(onStatement: (text: string) => void): Opened {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-test-'));
	const file = path.join(folder, 'schoolbrug.db');
	copyFileSync(inject('templateDatabase'), file);
	return {
		store: openSqlite({ file, strict: true, onStatement }, sqliteTables),
		file,
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

function onPostgres(server: string, onStatement: (text: string) => void): Opened {
	const name = `schoolbrug_test_${randomBytes(8).toString('hex')}`;
	const say = (sql: string) => execFileSync('psql', ['-q', '-d', server, '-c', sql], { stdio: 'pipe' });
	say(`create database ${name} template ${inject('templateDatabase')} strategy file_copy`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return {
		store: openPostgres({ url: url.href, max: 4, onStatement }, postgresTables),
		file: '',
		remove: () => say(`drop database ${name} with (force)`),
	};
}
