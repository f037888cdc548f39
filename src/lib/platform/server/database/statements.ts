import type Database from 'better-sqlite3';

/** drizzle prepares anew for each query, and calls `.raw()` on half of them: keep one statement per text and mode. */
export function cacheStatements(connection: Database.Database, limit = 500): void {
	const prepare = connection.prepare.bind(connection);
	const kept = new Map<string, object>();
	connection.prepare = ((text: string) => {
		const hit = kept.get(text);
		if (hit) return hit;
		const plain = prepare(text);
		const raw = plain.reader ? prepare(text).raw() : plain;
		const statement = {
			reader: plain.reader,
			run: plain.run.bind(plain),
			get: plain.reader ? plain.get.bind(plain) : undefined,
			all: plain.reader ? plain.all.bind(plain) : undefined,
			raw: () => raw,
		};
		if (kept.size >= limit) kept.delete(kept.keys().next().value as string);
		kept.set(text, statement);
		return statement;
	}) as typeof connection.prepare;
}
