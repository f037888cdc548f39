// What a test's database holds, read beside the app: all rows, to compare before with after or to search for a value.
import Database from 'better-sqlite3';

export type Contents = Record<string, Record<string, unknown>[]>;

/** Every table's rows, by SQL name, in the order of their keys. */
export function databaseContents(file: string): Contents {
	const database = new Database(file, { readonly: true });
	try {
		const tables = database
			.prepare(
				`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
			)
			.pluck()
			.all() as string[];
		return Object.fromEntries(
			tables.map((name) => [name, database.prepare(`select * from "${name}"`).all() as Contents[string]]),
		);
	} finally {
		database.close();
	}
}
