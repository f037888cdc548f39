// Once for all test files: the compiled messages and one migrated database, which each test copies.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { compileMessages } from '../../build-tools/paraglide.ts';
import pg from 'pg';
import { migratePostgres, migrateSqlite } from '../../src/lib/platform/server/database/migrate.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Path of the SQLite file, or name of the database on `postgresServer`. */
		templateDatabase: string;
		/** Address of a PostgreSQL server on which the tests make their databases; none: they use SQLite. */
		postgresServer: string | null;
	}
}

export default async function setup(project: TestProject) {
	await compileMessages();
	const server = process.env.TEST_POSTGRES;
	project.provide('postgresServer', server ?? null);
	return server ? onPostgres(project, server) : onSqlite(project);
}

function onSqlite(project: TestProject) {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-'));
	const file = path.join(folder, 'template.db');
	migrateSqlite(file, path.resolve('drizzle/sqlite'));
	project.provide('templateDatabase', file);
	return () => rmSync(folder, { recursive: true, force: true });
}

async function onPostgres(project: TestProject, server: string) {
	const name = `schoolbrug_template_${process.pid}`;
	const say = async (sql: string) => {
		const client = new pg.Client({ connectionString: server });
		await client.connect();
		await client.query(sql);
		await client.end();
	};
	await say(`create database ${name}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	await migratePostgres(url.href, path.resolve('drizzle/postgres'));
	project.provide('templateDatabase', name);
	return () => say(`drop database ${name} with (force)`);
}
