import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/temporary-folder.ts';
import { migrateSqlite } from './migrate.ts';

interface Migration {
	tag: string;
	when: number;
	sql: string[];
}

const initial: Migration = {
	tag: '0000_initial',
	when: 1000,
	sql: [
		'create table parent (id text primary key, name text)',
		`create table child (id text primary key, parent_id text not null references parent (id) on delete cascade)`,
	],
};
/** As drizzle-kit writes a change that SQLite's alter table can't do. */
const rebuild: Migration = {
	tag: '0001_rebuild_parent',
	when: 2000,
	sql: [
		'PRAGMA foreign_keys=OFF',
		'create table __new_parent (id text primary key, name text not null)',
		'insert into __new_parent (id, name) select id, name from parent',
		'drop table parent',
		'alter table __new_parent rename to parent',
		'PRAGMA foreign_keys=ON',
	],
};

/** A file to migrate, and a folder of migrations that can be written anew. */
function house() {
	const folder = temporaryFolder();
	const file = path.join(folder, 'test.db');
	const migrations = path.join(folder, 'migrations');
	return {
		folder,
		file,
		migrate(...all: Migration[]) {
			mkdirSync(path.join(migrations, 'meta'), { recursive: true });
			const entries = all.map(({ tag, when }, idx) => ({ idx, version: '6', when, tag, breakpoints: true }));
			writeFileSync(
				path.join(migrations, 'meta/_journal.json'),
				JSON.stringify({ version: '7', dialect: 'sqlite', entries }),
			);
			for (const { tag, sql } of all)
				writeFileSync(path.join(migrations, `${tag}.sql`), sql.join(';\n--> statement-breakpoint\n'));
			migrateSqlite(file, migrations);
		},
		ask(question: string): unknown[] {
			const database = new Database(file);
			try {
				return database.prepare(question).raw().all();
			} finally {
				database.close();
			}
		},
		run(...statements: string[]) {
			const database = new Database(file);
			for (const statement of statements) database.exec(statement);
			database.close();
		},
		copies: () => readdirSync(folder).filter((name) => name.includes('.before-')),
	};
}

test('rebuilding a table keeps the rows that refer to it', () => {
	const { migrate, run, ask } = house();
	migrate(initial);
	run(`insert into parent values ('p', 'Ada')`, `insert into child values ('c1', 'p'), ('c2', 'p')`);
	migrate(initial, rebuild);
	expect(ask('select id from child order by id')).toEqual([['c1'], ['c2']]);
	expect(ask('select * from parent')).toEqual([['p', 'Ada']]);
});

test('a migration that leaves children without their parent is refused', () => {
	const { migrate, run } = house();
	migrate(initial);
	run(`insert into parent values ('p', 'Ada')`, `insert into child values ('c1', 'p')`);
	const careless = { tag: '0001_careless', when: 2000, sql: ['delete from parent'] };
	expect(() => migrate(initial, careless)).toThrow(/broke foreign keys.*child/);
});

test('a migration that fails undoes itself, and can be mended', () => {
	const { migrate, run, ask } = house();
	migrate(initial);
	run(`insert into parent values ('p', 'Ada')`);
	const broken = { tag: '0001_broken', when: 2000, sql: ['delete from parent', 'no such words'] };
	expect(() => migrate(initial, broken)).toThrow(/no such words/);
	expect(ask('select id from parent')).toEqual([['p']]);
	migrate(initial, { ...broken, sql: ['delete from parent'] });
	expect(ask('select id from parent')).toEqual([]);
});

test('one that came in later with an earlier date is not skipped in silence', () => {
	const { migrate } = house();
	migrate(initial, rebuild);
	const late = { tag: '0001_merged_later', when: 1500, sql: ['create table late (id text primary key)'] };
	expect(() => migrate(initial, late, rebuild)).toThrow(/1 migration.*skipped/);
});

test('one that was changed after it ran is noticed', () => {
	const { migrate } = house();
	migrate(initial);
	expect(() => migrate({ ...initial, sql: ['create table other (id text)'] })).toThrow(/skipped/);
});

test('an upgrade keeps a copy of the file as it was, a new file and a second start keep none', () => {
	const { migrate, run, ask, copies, folder } = house();
	migrate(initial);
	expect(copies()).toEqual([]);
	run(`insert into parent values ('p', 'Ada')`);
	migrate(initial, rebuild);
	migrate(initial, rebuild);
	const [copy = '', ...more] = copies();
	expect(more).toEqual([]);
	const before = new Database(path.join(folder, copy), { readonly: true });
	expect(before.prepare('select * from parent').raw().all()).toEqual([['p', 'Ada']]);
	expect(before.prepare(`select sql from sqlite_master where name = 'parent'`).pluck().get()).not.toMatch(
		/name text not null/,
	);
	before.close();
	expect(ask(`select sql from sqlite_master where name = 'parent'`).join()).toMatch(/name text not null/);
});

test('a copy of an earlier try is replaced', () => {
	const { migrate, run, copies, file } = house();
	migrate(initial);
	const broken = { tag: '0001_broken', when: 2000, sql: ['no such words'] };
	expect(() => migrate(initial, broken)).toThrow(/no such words/);
	run(`insert into parent values ('p', 'Ada')`);
	expect(() => migrate(initial, broken)).toThrow(/no such words/);
	expect(copies()).toHaveLength(1);
	const copy = new Database(path.join(path.dirname(file), copies()[0] ?? ''), { readonly: true });
	expect(copy.prepare('select count(*) from parent').pluck().get()).toBe(1);
	copy.close();
	expect(existsSync(file)).toBe(true);
});
