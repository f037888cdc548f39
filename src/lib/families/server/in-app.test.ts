import { and, eq, inArray } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { familiesInApp } from './in-app.ts';

const day = '2026-10-06';
async function school(...entered: string[]) {
	const store = freshStore();
	await addPeople(store);
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ enteredAt: today })
			.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, [...entered, '']))),
	);
	return store;
}

it('a family is in the app when one of its guardians was, by language, those outside first', async () => {
	const store = await school('mehmet', 'kerem');
	const marieke = await asStaff(store, 'marieke');
	expect(await familiesInApp(store.read, marieke, ['zonnebloem'], day)).toEqual({
		families: 3,
		never: 2,
		languages: [
			{ tag: 'ar', families: 1, never: 1 },
			{ tag: 'pl', families: 1, never: 1 },
			{ tag: 'tr', families: 1, never: 0 },
		],
	});
});

it('who may see nothing of the child, and children that left, don’t count', async () => {
	const store = await school('kerem', 'wilma');
	const joke = await asStaff(store, 'joke');
	expect(await familiesInApp(store.read, joke, ['zonnebloem', 'groep4'], day)).toMatchObject({
		families: 3,
		never: 3,
	});
});

it.each<[StaffName, number]>([
	['marieke', 3],
	['selin', 0],
	['naima', 3],
	['henk', 0],
])('%s sees %i families of 1/2 Zonnebloem', async (who, families) => {
	const store = await school();
	const staff = await asStaff(store, who);
	expect((await familiesInApp(store.read, staff, ['zonnebloem'], day)).families).toBe(families);
});
