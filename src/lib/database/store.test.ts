import { eq } from 'drizzle-orm';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { defaultSettings } from '../school/settings.ts';
import { openStore, schoolTableNames, type OpenOptions, type Store } from './store.ts';

const now = new Date('2026-10-06T08:00:00Z');

async function opened(options: OpenOptions = {}, folder = temporaryFolder()) {
	return openStore({ engine: 'sqlite', file: path.join(folder, 'deep/new.db') }, options);
}

function addSchool(store: Store, id: string): Promise<void> {
	return store.transact(async (tx) => {
		await tx.insert(tx.t.school).values({
			id,
			name: id,
			region: 'midden',
			timeZone: 'Europe/Amsterdam',
			settings: defaultSettings,
			createdAt: now,
		});
		await tx
			.insert(tx.t.schoolYear)
			.values({ schoolId: id, id: 'year', name: '2026-2027', startsOn: '2026-08-01', endsOn: '2027-07-31' });
	});
}

test('makes folder and file, migrates from empty, and finds everything again', async () => {
	const folder = temporaryFolder();
	const first = await opened({}, folder);
	await addSchool(first, 'vuurvogel');
	const migration = await first.newestMigration();
	await first.close();
	const second = await opened({}, folder);
	expect(await second.read.$count(second.t.school)).toBe(1);
	expect(await second.newestMigration()).toBe(migration);
	await second.close();
	expect(migration).not.toBe('');
});

test('two schools may use the same ids, and a school takes everything of its own along', async () => {
	const store = await opened();
	await addSchool(store, 'one');
	await addSchool(store, 'other');
	await store.transact((tx) => tx.delete(tx.t.school).where(eq(tx.t.school.id, 'one')));
	const { schoolYear } = store.t;
	expect(await store.read.select({ of: schoolYear.schoolId }).from(schoolYear)).toEqual([{ of: 'other' }]);
	await store.close();
});

describe('strict', () => {
	test('refuses a statement that does not say which school, reading and writing', async () => {
		const seen: string[] = [];
		const store = await opened({ strict: true, onStatement: (text) => seen.push(text) });
		await addSchool(store, 'vuurvogel');
		const { schoolYear } = store.t;
		const reading = async () => store.read.select().from(schoolYear).where(eq(schoolYear.id, 'year'));
		await expect(reading()).rejects.toThrow(/"school_year" without its school_id/);
		const writing = store.transact((tx) => tx.delete(tx.t.schoolYear));
		await expect(writing).rejects.toThrow(/"school_year" without its school_id/);
		const scoped = await store.read.select().from(schoolYear).where(eq(schoolYear.schoolId, 'vuurvogel'));
		expect(scoped).toHaveLength(1);
		expect(seen.at(-1)).toContain('"school_year"."school_id" = ?');
		await store.close();
	});
});

test('the tables of a school are known by their names in the database', () => {
	const names = schoolTableNames();
	expect(names).toContain('sign_up');
	expect(names).toContain('school_group');
	expect(names).not.toContain('school');
	expect(names).not.toContain('email_code');
});
