// The only file that knows both dialects' column builders: one entry per kind of column.
// A domain's tables.ts is a function of a kit; it is typed as PostgreSQL and built once per dialect.
import * as p from 'drizzle-orm/pg-core';
import * as s from 'drizzle-orm/sqlite-core';

type Strings = [string, ...string[]];

export const postgresKit = {
	table: p.pgTable,
	text: () => p.text(),
	int: () => p.integer(),
	bool: () => p.boolean(),
	/** An instant with millisecond precision; a `Date` in code. */
	at: () => p.timestamp({ withTimezone: true, precision: 3, mode: 'date' }),
	/** A calendar day, `YYYY-MM-DD`, without a time zone. */
	day: () => p.date({ mode: 'string' }),
	json: <T>() => p.jsonb().$type<T>(),
	oneOf: <const T extends Strings>(...values: T) => p.text({ enum: values }),
	index: p.index,
	uniqueIndex: p.uniqueIndex,
	primaryKey: p.primaryKey,
	foreignKey: p.foreignKey,
	check: p.check,
};
export type Kit = typeof postgresKit;

/** A column of any table: for a foreign key that several tables of a domain have in the same way. */
export type AnyColumn = p.AnyPgColumn;

export const sqliteKit = {
	table: s.sqliteTable,
	text: () => s.text(),
	int: () => s.integer(),
	bool: () => s.integer({ mode: 'boolean' }),
	at: () => s.integer({ mode: 'timestamp_ms' }),
	day: () => s.text(),
	json: <T>() => s.text({ mode: 'json' }).$type<T>(),
	oneOf: <const T extends Strings>(...values: T) => s.text({ enum: values }),
	index: s.index,
	uniqueIndex: s.uniqueIndex,
	primaryKey: s.primaryKey,
	foreignKey: s.foreignKey,
	check: s.check,
};

// Compile-time parity: each kind of column has the same TypeScript type on both sides.
type Shape<B> = B extends { _: { data: infer D; notNull: infer N; hasDefault: infer H } }
	? { data: D; notNull: N; hasDefault: H }
	: never;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Assert<T extends true> = T;
type Column<F> = F extends (...a: never[]) => infer R ? Shape<R> : never;
type P = typeof postgresKit;
type S = typeof sqliteKit;
type Sample = { a: number };
export type KitParity = [
	Assert<Same<keyof P, keyof S>>,
	Assert<Same<Column<P['text']>, Column<S['text']>>>,
	Assert<Same<Column<P['int']>, Column<S['int']>>>,
	Assert<Same<Column<P['bool']>, Column<S['bool']>>>,
	Assert<Same<Column<P['at']>, Column<S['at']>>>,
	Assert<Same<Column<P['day']>, Column<S['day']>>>,
	Assert<Same<Column<typeof postgresKit.json<Sample>>, Column<typeof sqliteKit.json<Sample>>>>,
	Assert<Same<Column<typeof postgresKit.oneOf<['a', 'b']>>, Column<typeof sqliteKit.oneOf<['a', 'b']>>>>,
];
