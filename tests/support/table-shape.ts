// What a table is, in words that both engines, their migrations and their databases share.
import type Database from 'better-sqlite3';
import { getTableConfig as postgresConfig, type PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig as sqliteConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tables } from '#lib/database/schema.ts';

export interface TableShape {
	/** Column names; `!` follows those that are never null. */
	columns: string[];
	primaryKey: string[];
	/** `name (columns)`; `*` follows the name of a unique one. */
	indexes: string[];
	/** `columns > table (columns) on delete` */
	foreignKeys: string[];
	checks: string[];
}

type Config = ReturnType<typeof postgresConfig>;
export type Dialect = 'sqlite' | 'postgres';

/** The dialect's configs of a schema, by SQL name; typed as PostgreSQL's, which the tables are. */
export function configsOf(tables: Tables, dialect: Dialect): Map<string, Config> {
	const configs = Object.values(tables).map((table) =>
		dialect === 'sqlite'
			? (sqliteConfig(table as unknown as SQLiteTable) as unknown as Config)
			: postgresConfig(table as PgTable),
	);
	return new Map(configs.map((config) => [config.name, config]));
}

/** drizzle's `casing` setting names the columns when it writes SQL; an index holds bare column names. */
export const sqlName = (column: unknown): string =>
	(column as { name: string }).name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of the primary key of a config. */
export function primaryKeyOf(config: Config): string[] {
	const [composite] = config.primaryKeys;
	return composite
		? composite.columns.map(sqlName)
		: config.columns.filter(({ primary }) => primary).map(sqlName);
}

export function shapeOfConfig(config: Config): TableShape {
	const primaryKey = primaryKeyOf(config);
	return sorted({
		columns: config.columns.map((column) =>
			mark(sqlName(column), column.notNull || primaryKey.includes(sqlName(column))),
		),
		primaryKey,
		indexes: config.indexes.map(({ config: index }) =>
			indexText(index.name ?? '', index.unique, index.columns.map(sqlName)),
		),
		foreignKeys: config.foreignKeys.map((key) => {
			const { columns, foreignTable, foreignColumns } = key.reference();
			const target = (foreignTable as unknown as Record<symbol, string>)[Symbol.for('drizzle:Name')] ?? '';
			return keyText(columns.map(sqlName), target, foreignColumns.map(sqlName), key.onDelete);
		}),
		checks: config.checks.map(({ name }) => name),
	});
}

interface Snapshot {
	tables: Record<
		string,
		{
			name: string;
			columns: Record<string, { name: string; notNull: boolean; primaryKey: boolean }>;
			indexes: Record<
				string,
				{ name: string; isUnique: boolean; columns: (string | { expression: string })[] }
			>;
			foreignKeys: Record<
				string,
				{ tableTo: string; columnsFrom: string[]; columnsTo: string[]; onDelete: string }
			>;
			compositePrimaryKeys: Record<string, { columns: string[] }>;
			checkConstraints: Record<string, { name: string }>;
		}
	>;
}

/** The tables as the newest migration's snapshot has them. */
export function shapesOfSnapshot(snapshot: unknown): Record<string, TableShape> {
	const tables = Object.values((snapshot as Snapshot).tables).map((table): [string, TableShape] => {
		const columns = Object.values(table.columns);
		const [composite] = Object.values(table.compositePrimaryKeys);
		const primaryKey =
			composite?.columns ?? columns.filter((column) => column.primaryKey).map(({ name }) => name);
		return [
			table.name,
			sorted({
				columns: columns.map(({ name, notNull }) => mark(name, notNull || primaryKey.includes(name))),
				primaryKey,
				indexes: Object.values(table.indexes).map(({ name, isUnique, columns }) =>
					indexText(
						name,
						isUnique,
						columns.map((column) => (typeof column === 'string' ? column : column.expression)),
					),
				),
				foreignKeys: Object.values(table.foreignKeys).map(({ columnsFrom, tableTo, columnsTo, onDelete }) =>
					keyText(columnsFrom, tableTo, columnsTo, onDelete),
				),
				checks: Object.values(table.checkConstraints).map(({ name }) => name),
			}),
		];
	});
	return Object.fromEntries(tables);
}

/** The tables as a migrated SQLite file has them; it does not tell the names of its checks. */
export function shapesOfDatabase(database: Database.Database): Record<string, Omit<TableShape, 'checks'>> {
	const names = database
		.prepare(
			`select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' and name not like '\\_\\_%' escape '\\'`,
		)
		.pluck()
		.all() as string[];
	return Object.fromEntries(names.map((name) => [name, shapeInDatabase(database, name)]));
}

function shapeInDatabase(database: Database.Database, table: string): Omit<TableShape, 'checks'> {
	const ask = <Row>(pragma: string) => database.pragma(pragma) as Row[];
	const columns = ask<{ name: string; notnull: number; pk: number }>(`table_info(${table})`);
	const indexes = ask<{ name: string; unique: number; origin: string }>(`index_list(${table})`);
	const keys = ask<{ id: number; table: string; from: string; to: string; on_delete: string }>(
		`foreign_key_list(${table})`,
	);
	const { checks: _, ...shape } = sorted({
		columns: columns.map(({ name, notnull, pk }) => mark(name, notnull + pk > 0)),
		primaryKey: columns
			.filter(({ pk }) => pk > 0)
			.sort((a, b) => a.pk - b.pk)
			.map(({ name }) => name),
		indexes: indexes
			.filter(({ origin }) => origin === 'c')
			.map(({ name, unique }) =>
				indexText(
					name,
					unique === 1,
					ask<{ name: string }>(`index_info(${name})`).map((column) => column.name),
				),
			),
		foreignKeys: [...Map.groupBy(keys, ({ id }) => id).values()].map((parts) =>
			keyText(
				parts.map(({ from }) => from),
				parts[0]?.table ?? '',
				parts.map(({ to }) => to),
				parts[0]?.on_delete,
			),
		),
		checks: [],
	});
	return shape;
}

const mark = (name: string, notNull: boolean) => (notNull ? `${name}!` : name);
const indexText = (name: string, unique: boolean, columns: string[]) =>
	`${name}${unique ? '*' : ''} (${columns.join(', ')})`;
const keyText = (from: string[], table: string, to: string[], onDelete = 'no action') =>
	`${from.join(', ')} > ${table} (${to.join(', ')}) ${onDelete.toLowerCase()}`;

function sorted(shape: TableShape): TableShape {
	return {
		...shape,
		columns: shape.columns.toSorted(),
		indexes: shape.indexes.toSorted(),
		foreignKeys: shape.foreignKeys.toSorted(),
		checks: shape.checks.toSorted(),
	};
}
