import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { schoolTableNames, type Store } from '#lib/database/store.ts';
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { schoolFirst } from '#lib/platform/server/database/school-first.ts';
import { openSqlite } from '#lib/platform/server/database/sqlite.ts';

export interface TestStore extends Store {
	file: string;
	/** Texts of the statements so far; empty it to count those of one call. */
	statements: string[];
}

/** A database of its own for one test: a real SQLite file, strict, gone when the test is finished. */
export function freshStore(): TestStore {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-test-'));
	const file = path.join(folder, 'schoolbrug.db');
	copyFileSync(inject('templateDatabase'), file);
	const statements: string[] = [];
	const check = schoolFirst(schoolTableNames());
	const onStatement = (text: string) => {
		statements.push(text);
		check(text);
	};
	const store = openSqlite({ file, strict: true, onStatement }, sqliteTables);
	onTestFinished(async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return Object.assign(store, { file, statements });
}
