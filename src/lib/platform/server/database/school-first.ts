// School first: every statement that touches a school's table says which school. In tests and development
// each statement is looked at, so that a query without a school can't be written unnoticed.
import { AsyncLocalStorage } from 'node:async_hooks';

const across = new AsyncLocalStorage<string>();

/**
 * For the few questions that span schools: sign-in by address or code, the outbox, the nightly job.
 * `why` is for the reader; without this, such a statement fails in tests and development.
 */
export function acrossSchools<R>(why: string, ask: () => PromiseLike<R>): Promise<R> {
	// awaited inside: drizzle sends a query only when it is awaited
	return across.run(why, async () => await ask());
}

const TABLE = /\b(?:from|join|update)\s+"(\w+)"(?:\s+(?:as\s+)?"(\w+)")?/g;

/** Makes the check for one statement text; throws when it touches a school's table without its school. */
export function schoolFirst(schoolTables: ReadonlySet<string>): (statement: string) => void {
	const unscoped = new Map<string, string | undefined>();
	return (statement) => {
		if (!unscoped.has(statement)) unscoped.set(statement, findUnscoped(statement, schoolTables));
		const table = unscoped.get(statement);
		if (table && !across.getStore())
			throw new Error(`a statement touches "${table}" without its school_id: ${statement}`);
	};
}

function findUnscoped(statement: string, schoolTables: ReadonlySet<string>): string | undefined {
	if (/^\s*insert\b/i.test(statement)) return undefined; // school_id is not null in every school's table
	const conditions = statement.slice(Math.max(0, statement.search(/\b(?:where|on)\b/i)));
	for (const [, table, alias] of statement.matchAll(TABLE)) {
		if (!table || !schoolTables.has(table)) continue;
		if (!conditions.includes(`"${alias ?? table}"."school_id"`) || !/\b(?:where|on)\b/i.test(statement))
			return table;
	}
	return undefined;
}
