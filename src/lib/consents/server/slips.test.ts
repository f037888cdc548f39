import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { everythingAsked } from '../purposes.ts';
import { saveAnswer } from './answer.ts';
import { findSlips, mayPrintSlips, writeSlip, type SlipRow } from './slips.ts';

const day = '2026-10-06';
async function school() {
	const store = freshStore();
	await addPeople(store);
	return store;
}
const who = (rows: SlipRow[] | undefined) => rows?.map((row) => `${row.childId} ${row.guardianId}`);

test('a sheet for each guardian with full say and each child; who answered is known', async () => {
	const store = await school();
	const petra = await asStaff(store, 'petra');
	await saveAnswer(store, await asParent(store, 'mehmet'), { childId: 'elif', given: [] }, today);
	const rows = await findSlips(store.read, petra, { groupId: 'zonnebloem' }, day);
	// Ahmet has information only, Kerem nothing: they have no say
	expect(who(rows)).toEqual(['ilyas fatima', 'zuzia agnieszka', 'elif ayse', 'elif mehmet']);
	expect(who(rows?.filter(({ answered }) => answered))).toEqual(['elif mehmet']);
	const one = await findSlips(store.read, petra, { groupId: 'zonnebloem', childId: 'zuzia' }, day);
	expect(who(one)).toEqual(['zuzia agnieszka']);
	// a child of another group is not reached through this one
	expect(await findSlips(store.read, petra, { groupId: 'zonnebloem', childId: 'sem' }, day)).toEqual([]);
});

test('own groups only, own school only; office and head print', async () => {
	const store = await school();
	const [selin, henk] = [await asStaff(store, 'selin'), await asStaff(store, 'henk')];
	expect(await findSlips(store.read, selin, { groupId: 'zonnebloem' }, day)).toBeUndefined();
	expect(await findSlips(store.read, henk, { groupId: 'zonnebloem' }, day)).toEqual([]);
	const may = await Promise.all(
		(['marieke', 'naima', 'petra', 'joke'] as const).map(async (name) =>
			mayPrintSlips(await asStaff(store, name)),
		),
	);
	expect(may).toEqual([false, false, true, true]);
});

test('the guardian’s language with Dutch beside it; Dutch and English where the app lacks the language', async () => {
	const store = await school();
	await store.transact((tx) =>
		tx
			.update(tx.t.guardian)
			.set({ locale: null, writtenLanguage: 'ti' })
			.where(and(eq(tx.t.guardian.schoolId, schoolId), eq(tx.t.guardian.id, 'agnieszka'))),
	);
	const petra = await asStaff(store, 'petra');
	const rows = (await findSlips(store.read, petra, { groupId: 'zonnebloem' }, day)) ?? [];
	const slips = rows.map((row) => writeSlip(row, { school: 'De Vuurvogel', group: 'Zonnebloem' }));
	expect(slips.map(({ main, beside }) => [main.locale, main.dir, beside?.locale])).toEqual([
		['ar', 'rtl', 'nl'],
		['nl', 'ltr', 'en'],
		['tr', 'ltr', 'nl'],
		['tr', 'ltr', 'nl'],
	]);
	const [fatima] = slips;
	expect(fatima?.main.kinds.flatMap(({ purposes }) => purposes)).toHaveLength(everythingAsked.length);
	expect(fatima?.main.kinds[0]?.ask).toContain('Ilyas');
	expect(fatima?.beside?.kinds[0]?.ask).toBe('Waar mag de school foto’s en filmpjes van Ilyas laten zien?');
});
