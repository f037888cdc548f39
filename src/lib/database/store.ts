import { getTableName } from 'drizzle-orm';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { migratePostgres, migrateSqlite } from '../platform/server/database/migrate.ts';
import { openPostgres } from '../platform/server/database/postgres.ts';
import { schoolFirst } from '../platform/server/database/school-first.ts';
import { openSqlite } from '../platform/server/database/sqlite.ts';
import type { ReaderOf, StoreOf, TxOf } from '../platform/server/database/store.ts';
import type { Settings } from '../platform/server/settings.ts';
import { withoutSchool, type Tables } from './schema.ts';
import { postgresTables } from './schema.postgres.ts';
import { sqliteTables } from './schema.sqlite.ts';

export type Reader = ReaderOf<Tables>;
export type Tx = TxOf<Tables>;
export type Store = StoreOf<Tables>;

// every entry (npm scripts, server.js) runs from the project's root; the bundled server has no better anchor
const MIGRATIONS = path.resolve('drizzle');

export interface OpenOptions {
	/** Refuse statements without a school and transactions that wait for anything else (tests and development). */
	strict?: boolean;
	/** Sees each statement, to count them. */
	onStatement?: (text: string) => void;
	/** The folder with both engines' migrations. */
	migrations?: string;
}

/** Migrates and opens the database of the settings. */
export async function openStore(database: Settings['database'], options: OpenOptions = {}): Promise<Store> {
	const { strict = false, migrations = MIGRATIONS } = options;
	const onStatement = watch(options);
	if (database.engine === 'postgres') {
		await migratePostgres(database.url, path.join(migrations, 'postgres'));
		return openPostgres({ url: database.url, onStatement }, postgresTables);
	}
	mkdirSync(path.dirname(database.file), { recursive: true });
	migrateSqlite(database.file, path.join(migrations, 'sqlite'));
	return openSqlite({ file: database.file, strict, onStatement }, sqliteTables);
}

function watch({ strict, onStatement }: OpenOptions): ((text: string) => void) | undefined {
	if (!strict) return onStatement;
	const check = schoolFirst(schoolTableNames());
	return (text) => {
		check(text);
		onStatement?.(text);
	};
}

/** SQL names of the tables that belong to a school. */
export function schoolTableNames(): Set<string> {
	const names = Object.entries(postgresTables).filter(([key]) => !(key in withoutSchool));
	return new Set(names.map(([, table]) => getTableName(table)));
}
