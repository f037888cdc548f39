import { sql, type SQL } from 'drizzle-orm';

/** Rows that one statement takes: below the limits on parameters of both engines. */
const ROWS_AT_ONCE = 500;

/** Does something with a long list in parts that one statement can take. */
export async function inParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
	for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
		await write(rows.slice(from, from + ROWS_AT_ONCE));
}

/**
 * For `onConflictDoUpdate`: sets each named column to what was about to be inserted. Changes many rows, each in its own
 * way, with one statement.
 */
export function fromInserted<const Name extends string>(...columns: Name[]): Record<Name, SQL> {
	const set = columns.map((name): [Name, SQL] => [name, sql`excluded.${sql.identifier(snakeCase(name))}`]);
	return Object.fromEntries(set) as Record<Name, SQL>;
}

/** As the connections name columns (`casing: 'snake_case'`). */
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
