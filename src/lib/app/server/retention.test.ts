// What is left of people: of every kind of thing there is a row about them, they leave, and the nights go by.
import { and, eq } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { endAccess } from '#lib/accounts/server/rights.ts';
import { setAway } from '#lib/contacts/server/away.ts';
import { savePortrait } from '#lib/contacts/server/profile.ts';
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { makeDemo } from '../../../../scripts/demo/make-demo.ts';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { filesOfNight, nightlyJobs } from './nightly.ts';

const DAY = 24 * 60 * 60 * 1000;
const days = (count: number) => new Date(today.getTime() + count * DAY);

async function night(store: TestStore, dataDir: string, after: number) {
	for (const job of [...nightlyJobs, filesOfNight(dataDir)]) await job.run(store, days(after));
}

type Values = Record<string, unknown>;

/**
 * A row for each table that knows people or their sign-ups and has none yet: whatever its columns want, and for foreign
 * keys a row that is there. So a table that somebody adds later is tried too.
 */
async function fillEmptyTables(store: TestStore, school: string): Promise<string[]> {
	const filled: string[] = [];
	const tables = Object.entries(sqliteTables as Record<string, SQLiteTable>);
	for (const [name, table] of tables) {
		const { columns } = getTableConfig(table);
		if (!columns.some((column) => /^(guardian|child|signUp|topic)Id$/.test(column.name))) continue;
		if ((await rowsOf(store, table)).length > 0) continue;
		await fill(name, table);
		filled.push(name);
	}
	return filled;

	/** What it belongs to first, where that has none either. */
	async function fill(name: string, table: SQLiteTable): Promise<void> {
		const { columns, foreignKeys } = getTableConfig(table);
		const row: Values = {};
		const some: Values = { string: 'x', number: 1, boolean: false, date: today, json: [] };
		for (const { name: key, notNull, enumValues, dataType } of columns)
			if (notNull) row[key] = enumValues?.[0] ?? some[dataType];
		row.schoolId = school;
		for (const key of foreignKeys) {
			const { columns: own, foreignColumns, foreignTable } = key.reference();
			const owner = tables.find(([, one]) => one === foreignTable);
			if (owner && (await rowsOf(store, owner[1])).length === 0) await fill(...owner);
			const rows = await rowsOf(store, foreignTable);
			const there = rows.find((one) => (one.schoolId ?? one.id) === school);
			own.forEach((column, at) => {
				row[column.name] = there?.[foreignColumns[at]?.name ?? ''];
			});
		}
		await store.transact((tx) => tx.insert(tx.t[name as 'signUp']).values(row as never));
	}
}

const rowsOf = (store: TestStore, table: SQLiteTable) =>
	acrossSchools('a test looks at whole tables', () =>
		store.read.select().from(table as never),
	) as unknown as Promise<Values[]>;

/** Tables in which one of these stands somewhere. */
function tablesWith(store: TestStore, marks: readonly string[]): string[] {
	return Object.entries(databaseContents(store.file))
		.filter(([, rows]) => marks.some((mark) => rows.some((row) => JSON.stringify(row).includes(mark))))
		.map(([table]) => table);
}

test('of families who left nothing is left but the audit trail, and after two years not that either', async () => {
	const store = freshStore();
	const dataDir = temporaryFolder();
	await makeDemo(store, dataDir, today);
	const before = databaseContents(store.file);
	const [one] = before.guardian ?? [];
	const filled = await fillEmptyTables(store, String(one?.school_id));
	expect(filled).toEqual(expect.arrayContaining(['invitation', 'session', 'acknowledgement', 'topicSecond']));
	const staff = JSON.stringify(before.staff_member);
	const marks = [
		...(before.guardian ?? []).flatMap(({ id, name, email, phone }) => [id, name, email, phone]),
		...(before.child ?? []).flatMap((child) => [child.id, `${child.given_name} ${child.surname}`]),
	].filter((mark): mark is string => typeof mark === 'string' && !staff.includes(mark));
	expect(marks.length).toBeGreaterThan(150);
	expect(tablesWith(store, marks).length).toBeGreaterThan(20);

	const { child, school } = store.t;
	for (const { id } of await store.read.select({ id: school.id }).from(school))
		await store.transact((tx) =>
			tx.update(child).set({ leftOn: '2026-10-05' }).where(eq(child.schoolId, id)),
		);
	// thirty days are what a school keeps leavers; who then has no child goes with the last of them
	await night(store, dataDir, 32);
	expect(tablesWith(store, marks)).toEqual(['audit_line']);
	await night(store, dataDir, 2 * 365 + 1);
	expect(tablesWith(store, marks)).toEqual([]);
});

test('of a colleague who left: the portrait goes that night, address and number a month later, the name stays', async () => {
	const store = freshStore();
	const dataDir = temporaryFolder();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	const upload = await sharp({ create: { width: 300, height: 300, channels: 3, background: 'teal' } })
		.png()
		.toBuffer();
	await savePortrait(store, joke, { staffId: 'selin', upload, dataDir, now: today });
	const { staffMember, awayPeriod } = store.t;
	const isSelin = and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'selin'));
	await store.transact((tx) =>
		tx.update(staffMember).set({ phone: '010 555 01 99', callFrom: '14:30' }).where(isSelin),
	);
	const away = { staffId: 'marieke', firstDay: '2026-10-06', lastDay: '2026-10-07', substituteId: null };
	expect(await setAway(store, joke, { ...away, today: '2026-10-06', now: today })).toEqual({ ok: true });
	const selin = async () => (await store.read.select().from(staffMember).where(isSelin))[0];
	const pictures = () =>
		existsSync(path.join(dataDir, 'files'))
			? readdirSync(path.join(dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter((file) =>
					file.endsWith('.webp'),
				)
			: [];
	await night(store, dataDir, 1);
	expect((await selin())?.photo).not.toBeNull();
	expect(pictures().length).toBeGreaterThan(0);
	expect(await store.read.$count(awayPeriod, eq(awayPeriod.schoolId, schoolId))).toBe(1);

	await endAccess(store, joke, 'selin', days(2));
	await night(store, dataDir, 3);
	expect(await selin()).toMatchObject({ photo: null, phone: '010 555 01 99' });
	expect(pictures()).toEqual([]);
	expect(await store.read.$count(awayPeriod, eq(awayPeriod.schoolId, schoolId))).toBe(0);
	await night(store, dataDir, 31);
	expect((await selin())?.email).not.toBeNull();
	await night(store, dataDir, 33);
	expect(await selin()).toMatchObject({
		name: 'Selin Aydın',
		email: null,
		emailKey: null,
		phone: null,
		callFrom: null,
	});
	// who works here keeps everything
	const marieke = and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'marieke'));
	expect((await store.read.select().from(staffMember).where(marieke))[0]?.email).not.toBeNull();
});

test('who read the card is forgotten after a year, and not while its school year lasts', async () => {
	const store = freshStore();
	const dataDir = temporaryFolder();
	await addPeople(store);
	const { acknowledgement } = store.t;
	await store.transact(async (tx) => {
		const card = { schoolId, id: 'card', schoolYearId: '2026', version: 1, sections: [] };
		await tx
			.insert(tx.t.infoCard)
			.values({ ...card, publishedAt: today, createdAt: today, changedAt: today });
		// before the year began
		await tx
			.insert(acknowledgement)
			.values({ schoolId, cardId: 'card', guardianId: 'ayse', at: new Date('2026-06-20T12:00:00Z') });
		await tx
			.insert(acknowledgement)
			.values({ schoolId, cardId: 'card', guardianId: 'mehmet', at: new Date('2026-10-06T12:00:00Z') });
	});
	const readers = async () =>
		(await store.read.select().from(acknowledgement).where(eq(acknowledgement.schoolId, schoolId)))
			.map(({ guardianId }) => guardianId)
			.sort();
	const nightOf = (at: string) => night(store, dataDir, (Date.parse(at) - today.getTime()) / DAY);
	await nightOf('2027-07-01T03:00:00Z');
	expect(await readers()).toEqual(['ayse', 'mehmet']);
	await nightOf('2027-09-01T03:00:00Z');
	expect(await readers()).toEqual(['mehmet']);
	await nightOf('2027-10-10T03:00:00Z');
	expect(await readers()).toEqual([]);
});
