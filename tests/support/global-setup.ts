// Once for all test files: the compiled messages and one migrated SQLite file, which each test copies.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '@inlang/paraglide-js';
import type { TestProject } from 'vitest/node';
import { paraglideOptions } from '../../build-tools/paraglide.ts';
import { migrateSqlite } from '../../src/lib/platform/server/database/migrate.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		templateDatabase: string;
	}
}

export default async function setup(project: TestProject) {
	await compile(paraglideOptions);
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-'));
	const file = path.join(folder, 'template.db');
	migrateSqlite(file, path.resolve('drizzle/sqlite'));
	project.provide('templateDatabase', file);
	return () => rmSync(folder, { recursive: true, force: true });
}
