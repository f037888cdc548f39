import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment, at } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { markAttendance } from './attendance.ts';
import { decline } from './declines.ts';
import { forgetSignUps } from './retention.ts';
import { signUp } from './sign-ups.ts';

test('after the school year, who came is gone and how many came stays', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	const wish = { slotId: 'monday', adults: 1, interpreter: 'ar', note: 'met oma', wait: false, now: today };
	const marieke = await asStaff(store, 'marieke');
	for (const [who, childId, came] of [
		['fatima', 'ilyas', true],
		['ayse', 'elif', false],
	] as const) {
		const result = await signUp(store, await asParent(store, who), { ...wish, childId });
		const signUpId = result.ok ? result.signUpId : '';
		await markAttendance(store, marieke, { signUpId, came, now: at('2026-10-12', '09:00') });
	}
	const agnieszka = await asParent(store, 'agnieszka');
	await decline(store, agnieszka, { momentId: 'look', childId: 'zuzia', now: today });

	await store.transact((tx) => forgetSignUps(tx, schoolId, ['another year']));
	const { slot, signUp: signUps, attendance, decline: declines } = store.t;
	const left = async () => [
		await store.read.$count(signUps, eq(signUps.schoolId, schoolId)),
		await store.read.$count(attendance, eq(attendance.schoolId, schoolId)),
		await store.read.$count(declines, eq(declines.schoolId, schoolId)),
	];
	expect(await left()).toEqual([2, 2, 1]);
	for (let night = 0; night < 2; night++) await store.transact((tx) => forgetSignUps(tx, schoolId, ['2026']));
	expect(await left()).toEqual([0, 0, 0]);
	const counts = await store.read
		.select({ id: slot.id, taken: slot.taken, came: slot.came })
		.from(slot)
		.where(eq(slot.schoolId, schoolId))
		.orderBy(slot.startsAt);
	expect(counts).toEqual([
		{ id: 'monday', taken: 2, came: 1 },
		{ id: 'tuesday', taken: 0, came: 0 },
	]);
});
