import { sql, type Column, type Placeholder, type SQL } from 'drizzle-orm';
import { base } from './guards.ts';

interface Prepared<R> {
	execute(values: Record<string, unknown>): Promise<R>;
}

/**
 * Builds a hot query once per connection instead of once per call (measured 3 to 5 times as fast).
 * The result is called with a handle and the values of the placeholders:
 *
 * `const findSlot = compiled<{ school: string; id: string }>('find_slot')((db: Reader, p) => db.select()…)`
 */
export const compiled =
	<Values extends object>(name: string) =>
	<Db extends object, R>(
		build: (db: Db, p: { [K in keyof Values]: Placeholder }) => { prepare(name: string): Prepared<R> },
	): ((db: Db, values: Values) => Promise<R>) => {
		const kept = new WeakMap<object, Prepared<R>>();
		const placeholders = new Proxy({}, { get: (_, key) => sql.placeholder(String(key)) }) as {
			[K in keyof Values]: Placeholder;
		};
		return (db, values) => {
			const connection = base(db);
			let query = kept.get(connection);
			if (!query) kept.set(connection, (query = build(connection as Db, placeholders).prepare(name)));
			return query.execute(values as Record<string, unknown>);
		};
	};

/** `eq(column, placeholder)` skips the column's encoder; name the column, or a Date reaches SQLite as a Date. */
export const as = (placeholder: Placeholder, column: Column): SQL => sql`${sql.param(placeholder, column)}`;
