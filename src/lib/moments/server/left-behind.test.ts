import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { endAccess } from '#lib/accounts/server/rights.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { leftBehind, takeOver } from './left-behind.ts';

/** Marieke planned a kijkmoment and a feast, and does not work here any more. */
async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	const slots: Record<string, [string, string]> = { friday: ['2026-10-09', '16:00'] };
	await addMoment(store, { id: 'feast', kind: 'feast', groups: [], slots, published: false });
	await store.transact((tx) =>
		tx.update(tx.t.moment).set({ createdBy: 'marieke' }).where(eq(tx.t.moment.schoolId, schoolId)),
	);
	return store;
}
const ids = async (store: TestStore, who: 'joke' | 'selin' | 'henk', now = today) =>
	(await leftBehind(store.read, await asStaff(store, who), now)).map(({ momentId }) => momentId);

it('what somebody planned who left is listed for who may run it, soonest first', async () => {
	const store = await school();
	expect(await ids(store, 'joke')).toEqual([]);
	await endAccess(store, await asStaff(store, 'joke'), 'marieke', today);
	expect(await ids(store, 'joke')).toEqual(['feast', 'look']);
	expect(await ids(store, 'selin')).toEqual([]);
	expect(await ids(store, 'henk')).toEqual([]);
	const [first] = await leftBehind(store.read, await asStaff(store, 'joke'), today);
	expect(first).toMatchObject({ by: 'Marieke Koster', draft: true, startsAt: at('2026-10-09', '16:00') });
	// what is over needs nobody
	expect(await ids(store, 'joke', at('2026-11-01', '08:00'))).toEqual([]);
});

it('taking it over once is enough, and leaves an audit line; who may not run it takes nothing', async () => {
	const store = await school();
	const joke = await asStaff(store, 'joke');
	await endAccess(store, joke, 'marieke', today);
	const all = { momentIds: ['look', 'feast'], now: today };
	expect(await takeOver(store, await asStaff(store, 'selin'), all)).toBe(0);
	expect(await takeOver(store, joke, all)).toBe(2);
	expect(await takeOver(store, joke, all)).toBe(0);
	expect(await ids(store, 'joke')).toEqual([]);
	expect((await auditSoFar(store)).filter((line) => line.endsWith('moments.taken_over'))).toHaveLength(2);
});
