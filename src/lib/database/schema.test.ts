// One schema for two engines: the engines, their migrations and the list for the migration tool all say the same.
import Database from 'better-sqlite3';
import { getTableName } from 'drizzle-orm';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as listedPostgres from '../../../scripts/schema-files/postgres.ts';
import * as listedSqlite from '../../../scripts/schema-files/sqlite.ts';
import { freshStore } from '../../../tests/support/database.ts';
import {
	configsOf,
	primaryKeyOf,
	shapeOfConfig,
	shapesOfDatabase,
	shapesOfSnapshot,
	sqlName,
	type Dialect,
} from '../../../tests/support/table-shape.ts';
import { withoutSchool, type Tables } from './schema.ts';
import { postgresTables } from './schema.postgres.ts';
import { sqliteTables } from './schema.sqlite.ts';

const schemas: [Dialect, Tables, object][] = [
	['sqlite', sqliteTables, listedSqlite],
	['postgres', postgresTables, listedPostgres],
];
const tableNames = Object.keys(postgresTables) as (keyof Tables)[];

test('both engines have the same tables in the same order', () => {
	expect(Object.keys(sqliteTables)).toEqual(tableNames);
	expect(tableNames.length).toBeGreaterThan(30);
});

describe('both engines have the same columns, keys, indexes and checks', () => {
	const sqlite = configsOf(sqliteTables, 'sqlite');
	test.each([...configsOf(postgresTables, 'postgres')])('%s', (name, config) => {
		const other = sqlite.get(name);
		if (!other) throw new Error(`SQLite has no ${name}`);
		expect(shapeOfConfig(other)).toEqual(shapeOfConfig(config));
		const values = ({ columns }: typeof config) =>
			columns.map((column) => ({
				name: sqlName(column),
				// a calendar day is text on SQLite; in code both are strings
				data: column.dataType,
				default: column.hasDefault ? column.default : undefined,
				oneOf: column.enumValues,
			}));
		expect(values(other)).toEqual(values(config));
	});
});

describe.each(schemas)('%s', (dialect, tables, listed) => {
	test('the migration tool is given every table', () => {
		expect(new Set(Object.keys(listed))).toEqual(new Set(tableNames));
		for (const [name, table] of Object.entries(listed)) expect(table).toBe(tables[name as keyof Tables]);
	});

	test('the newest migration makes the tables that the code has', () => {
		const newest = readJournal(dialect).at(-1);
		const snapshot: unknown = JSON.parse(
			readFileSync(`drizzle/${dialect}/meta/${newest?.tag.slice(0, 4)}_snapshot.json`, 'utf8'),
		);
		const expected = [...configsOf(tables, dialect)].map(([name, config]) => [name, shapeOfConfig(config)]);
		expect(shapesOfSnapshot(snapshot)).toEqual(Object.fromEntries(expected));
	});

	test('every foreign key has an index: deleting a parent must not read a whole table', () => {
		const bare = [...configsOf(tables, dialect)].flatMap(([name, config]) => {
			const indexes = [
				primaryKeyOf(config),
				...config.indexes.map(({ config: index }) => index.columns.map(sqlName)),
			];
			const keys = config.foreignKeys.map((key) => key.reference().columns.map(sqlName));
			const isLed = (columns: string[]) =>
				indexes.some((index) => columns.every((column) => index.slice(0, columns.length).includes(column)));
			return keys.filter((columns) => !isLed(columns)).map((columns) => `${name} (${columns.join(', ')})`);
		});
		expect(bare).toEqual([]);
	});

	test('rows can be inserted in the order of the schema: parents first', () => {
		const seen = new Set<string>();
		for (const [name, config] of configsOf(tables, dialect)) {
			seen.add(name);
			const parents = config.foreignKeys.map((key) => getTableName(key.reference().foreignTable));
			expect([...seen]).toEqual(expect.arrayContaining(parents));
		}
	});

	test('no sequences and no enum types: distributed engines have none', () => {
		for (const { columns } of configsOf(tables, dialect).values())
			for (const { columnType } of columns) expect(columnType).not.toMatch(/Serial|Enum|Identity/);
	});
});

test('migrations of both engines go by the same names, in the same order, each later than the one before', () => {
	const [sqlite, postgres] = [readJournal('sqlite'), readJournal('postgres')];
	expect(sqlite.map(({ tag }) => tag)).toEqual(postgres.map(({ tag }) => tag));
	for (const journal of [sqlite, postgres]) {
		const times = journal.map(({ when }) => when);
		expect(times).toEqual(times.toSorted((a, b) => a - b));
	}
});

test('an SQLite file that was migrated from empty has the tables that the code has', () => {
	const file = new Database(freshStore().file, { readonly: true });
	const expected = [...configsOf(sqliteTables, 'sqlite')].map(([name, config]) => {
		const { checks: _, ...shape } = shapeOfConfig(config);
		return [name, shape];
	});
	expect(shapesOfDatabase(file)).toEqual(Object.fromEntries(expected));
	file.close();
});

describe('school first: every key of a school’s table begins with its school', () => {
	const exempt = new Set<string>(
		Object.keys(withoutSchool).map((name) => getTableName(postgresTables[name as keyof Tables])),
	);
	const ofSchools = [...configsOf(postgresTables, 'postgres')].filter(([name]) => !exempt.has(name));

	test.each(ofSchools)('%s', (_, config) => {
		const unique = config.indexes.filter(({ config: index }) => index.unique);
		const keys = [
			primaryKeyOf(config),
			...unique.map(({ config: index }) => index.columns.map(sqlName)),
			...config.uniqueConstraints.map(({ columns }) => columns.map(sqlName)),
			...config.foreignKeys.map((key) => key.reference().columns.map(sqlName)),
		];
		for (const key of keys) expect(key[0]).toBe('school_id');
		expect(config.columns.find((column) => sqlName(column) === 'school_id')).toMatchObject({ notNull: true });
		// without a way to its school, a table's rows would outlive it
		expect(config.foreignKeys.length).toBeGreaterThan(0);
	});

	test('what belongs to no school says why, and refers to none', () => {
		for (const [name, why] of Object.entries(withoutSchool)) {
			expect(why).toMatch(/\w+ \w+/);
			const config = configsOf(postgresTables, 'postgres').get(
				getTableName(postgresTables[name as keyof Tables]),
			);
			expect(config?.foreignKeys).toEqual([]);
		}
	});
});

interface JournalEntry {
	tag: string;
	when: number;
}

function readJournal(dialect: Dialect): JournalEntry[] {
	const journal = JSON.parse(readFileSync(`drizzle/${dialect}/meta/_journal.json`, 'utf8')) as {
		entries: JournalEntry[];
	};
	return journal.entries;
}
