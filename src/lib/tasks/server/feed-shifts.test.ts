import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { renewOwnFeed, ownFeedText } from '#lib/moments/server/own-feed.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import { callOff } from './change.ts';
import { claimShifts } from './claims.ts';
import { addShifts } from './feed-shifts.ts';

test('own shifts stand in the own calendar, called off ones say so, and nobody else’s', async () => {
	const store = freshStore();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	await addTask(store, { firstDay: '2026-10-06', lastDay: '2026-10-13', places: 2 });
	const { shift } = store.t;
	const shifts = await store.read
		.select({ id: shift.id })
		.from(shift)
		.where(eq(shift.schoolId, schoolId))
		.orderBy(shift.startsAt);
	const shiftIds = shifts.map(({ id }) => id);
	expect(shiftIds).toHaveLength(2);
	const ayse = await asParent(store, 'ayse');
	await claimShifts(store, ayse, { taskId, shiftIds, wait: false, now: today });
	const token = await renewOwnFeed(store, ayse, today);
	const read = (key: string) =>
		ownFeedText(store.read, { token: key, origin: 'https://school.example', now: today, more: [addShifts] });
	const shiftsIn = (text = '') =>
		text.split('BEGIN:VEVENT').filter((one) => one.includes(`/join/tasks/${taskId}`));
	const both = shiftsIn(await read(token));
	expect(both).toHaveLength(2);
	expect(both[0]).toMatch(/DTSTART:20261006T063000Z[^]*SUMMARY:Kütüphanede yardım[^]*TRIGGER:-PT1H/);
	await callOff(store, joke, { taskId, shiftId: shiftIds[1] ?? '', now: today });
	expect(shiftsIn(await read(token)).map((one) => /STATUS:(\w+)/.exec(one)?.[1])).toEqual([
		'CONFIRMED',
		'CANCELLED',
	]);
	const fatima = await renewOwnFeed(store, await asParent(store, 'fatima'), today);
	expect(shiftsIn(await read(fatima))).toEqual([]);
});
