import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { readPreferences } from '#lib/notifications/server/preferences.ts';
import { bringAlong, bringParts, whatToBring } from './bring-along.ts';

/** Ayşe of the one school is Nora of the other, where nothing is known of her yet. */
async function atSecondSchool() {
	const store = freshStore();
	await addPeople(store);
	await store.transact(async (tx) => {
		const { guardian, preference } = tx.t;
		await tx
			.update(guardian)
			.set({ likesListening: true, needsInterpreter: true, writtenLanguage: 'tr', spokenLanguage: 'kmr' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse')));
		await tx.insert(preference).values({
			schoolId,
			guardianId: 'ayse',
			push: false,
			email: true,
			discreet: false,
			changedAt: today,
		});
	});
	return { store, nora: await asParent(store, 'nora'), ayse: { schoolId, id: 'ayse' } };
}

const row = async (store: TestStore, school: string, id: string) => {
	const { guardian } = store.t;
	const [found] = await store.read
		.select()
		.from(guardian)
		.where(and(eq(guardian.schoolId, school), eq(guardian.id, id)));
	return found;
};

test('only what the guardian chooses goes along; the rest stays unknown at the new school', async () => {
	const { store, nora, ayse } = await atSecondSchool();
	expect(await whatToBring(store.read, nora, ayse)).toEqual({
		parts: ['languages', 'listening', 'interpreter', 'notifications'],
		written: 'tr',
		spoken: 'kmr',
	});
	expect(await bringAlong(store, nora, ayse, ['languages', 'notifications'], today)).toEqual([
		'languages',
		'notifications',
	]);
	expect(await row(store, otherSchoolId, 'nora')).toMatchObject({
		writtenLanguage: 'tr',
		spokenLanguage: 'kmr',
		locale: 'tr',
		likesListening: false,
		needsInterpreter: false,
		name: 'Nora van der Aa',
	});
	const owner = { schoolId: otherSchoolId, guardianId: 'nora' };
	expect(await readPreferences(store.read, owner)).toMatchObject({
		push: false,
		email: true,
		discreet: false,
	});
	expect((await whatToBring(store.read, nora, ayse)).parts).toEqual(['listening', 'interpreter']);
});

test('all of it chosen: still no child, no consent, no letter and nothing that the school wrote goes along', async () => {
	const { store, nora, ayse } = await atSecondSchool();
	await store.transact(async (tx) => {
		const { consent, invitation, guardian } = tx.t;
		const one = { schoolId, guardianId: 'ayse' };
		await tx.insert(consent).values({
			...one,
			childId: 'elif',
			kind: 'photo',
			purpose: 'app',
			given: true,
			way: 'app',
			answeredAt: today,
		});
		await tx
			.insert(invitation)
			.values({ ...one, id: 'letter', codeHash: 'x', createdAt: today, expiresAt: today });
		await tx
			.update(guardian)
			.set({ phone: '06-12345678', listedLanguage: 'Koerdisch' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse')));
	});
	const atSecond = () =>
		Object.entries(databaseContents(store.file)).map(
			([table, rows]) => [table, rows.filter((one) => one.school_id === otherSchoolId)] as const,
		);
	const before = new Map(atSecond());
	const person = await row(store, otherSchoolId, 'nora');
	await bringAlong(store, nora, ayse, bringParts, today);
	const changed = atSecond()
		.filter(([table, rows]) => JSON.stringify(rows) !== JSON.stringify(before.get(table)))
		.map(([table]) => table);
	expect(changed.sort()).toEqual(['audit_line', 'guardian', 'preference']);
	expect(await row(store, otherSchoolId, 'nora')).toEqual({
		...person,
		writtenLanguage: 'tr',
		spokenLanguage: 'kmr',
		locale: 'tr',
		languageChosenAt: today,
		likesListening: true,
		needsInterpreter: true,
	});
	// and nothing is taken from the school that the child leaves
	expect(await row(store, schoolId, 'ayse')).toMatchObject({ phone: '06-12345678', likesListening: true });
});

test('nothing chosen, nothing done: no row changes and no line is written', async () => {
	const { store, nora, ayse } = await atSecondSchool();
	const before = await row(store, otherSchoolId, 'nora');
	expect(await bringAlong(store, nora, ayse, [], today)).toEqual([]);
	expect(await row(store, otherSchoolId, 'nora')).toEqual(before);
	const { auditLine } = store.t;
	expect(await store.read.$count(auditLine, eq(auditLine.schoolId, otherSchoolId))).toBe(0);
});
