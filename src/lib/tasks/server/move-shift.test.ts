// A shift at another time: who has it keeps it, is told, and may say no until it begins.
import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import { ownShiftFile } from './calendar-file.ts';
import { callOff, moveShift } from './change.ts';
import { claimShifts, stepBack } from './claims.ts';
import { taskPage } from './for-parent.ts';
import { handedShift, offerShift } from './hand-over.ts';
import { helpedWith, markHelped, thankHelpers } from './helped.ts';
import { helpedLine } from '../words.ts';

async function school() {
	const store = freshStore();
	await addPeople(store);
	await addTask(store);
	const page = await taskPage(store.read, await asParent(store, 'ayse'), taskId, today);
	const [shiftId = ''] = page?.shifts.map((one) => one.shiftId) ?? [];
	return { store, shiftId };
}

async function claim(store: TestStore, who: GuardianName, shiftId: string, wait = false) {
	const parent = await asParent(store, who);
	await claimShifts(store, parent, { taskId, shiftIds: [shiftId], wait, now: today });
	const page = await taskPage(store.read, parent, taskId, today);
	return page?.shifts[0]?.mine?.claimId ?? '';
}

const to = { taskId, day: '2026-10-14', from: '13:00', till: '14:00', now: today };
const move = async (
	store: TestStore,
	shiftId: string,
	part: Partial<typeof to> = {},
	who: 'marieke' | 'selin' = 'marieke',
) => moveShift(store, await asStaff(store, who), { ...to, shiftId, ...part });

it('keeps places and numbers, tells each in their language with the time before, and counts in the calendar', async () => {
	const { store, shiftId } = await school();
	const claimId = await claim(store, 'ayse', shiftId);
	await claim(store, 'fatima', shiftId, true);
	expect(await move(store, shiftId)).toEqual({ ok: true, told: 2 });
	const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.moved');
	expect(told.map(({ to: one }) => one).sort()).toEqual(['ayse', 'fatima']);
	const mine = told.find(({ to: one }) => one === 'ayse')?.content;
	expect(mine?.title).toBe('Yeni zaman: Kütüphanede yardım');
	expect(mine?.lines.join(' ')).toContain('13 Ekim');
	expect(mine?.lines[0]).toContain('14 Ekim');
	expect(mine?.calendar?.appointments[0]).toMatchObject({
		revision: 1,
		startsAt: +at('2026-10-14', '13:00'),
	});
	// who waits has nothing in the calendar
	expect(told.find(({ to: one }) => one === 'fatima')?.content.calendar).toBeUndefined();
	const parent = await asParent(store, 'ayse');
	const file = await ownShiftFile(store, parent, {
		...{ taskId, claimId, locale: 'nl', origin: 'https://school.example', now: today },
	});
	expect(file).toContain('SEQUENCE:1');
	expect(await auditSoFar(store)).toContain('staff marieke tasks.shift_moved');
	// once more: told once more
	await move(store, shiftId, { day: '2026-10-15' });
	expect((await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.moved')).toHaveLength(4);
	expect(await move(store, shiftId, { day: '2026-10-15' })).toEqual({ ok: true, told: 0 });
});

it('can be given back until it begins, and a link to hand it over is of the old time', async () => {
	const { store, shiftId } = await school();
	const claimId = await claim(store, 'ayse', shiftId);
	const ayse = await asParent(store, 'ayse');
	const link = await offerShift(store, ayse, { shiftId, claimId, now: today });
	await move(store, shiftId);
	const fatima = await asParent(store, 'fatima');
	expect(link.ok && (await handedShift(store.read, fatima, { taskId, token: link.token }))).toBeUndefined();
	// an hour before: 24 hours are asked otherwise
	const late = at('2026-10-14', '12:00');
	expect(await stepBack(store, ayse, { shiftId, claimId, now: late })).toEqual({ ok: true, wasThere: true });
});

it('refuses what can’t be, and who does not run it', async () => {
	const { store, shiftId } = await school();
	expect(await move(store, shiftId, { till: '13:00' })).toEqual({ ok: false, refusal: 'ends_before_start' });
	expect(await move(store, shiftId, { day: '2026-10-05' })).toEqual({ ok: false, refusal: 'in_the_past' });
	expect(await move(store, shiftId, {}, 'selin')).toEqual({ ok: false, refusal: 'not_found' });
	expect(await move(store, shiftId, { now: at('2026-10-13', '08:30') })).toEqual({
		ok: false,
		refusal: 'not_found',
	});
	await callOff(store, await asStaff(store, 'marieke'), { taskId, shiftId, now: today });
	expect(await move(store, shiftId)).toEqual({ ok: false, refusal: 'not_found' });
	const { shift } = store.t;
	const [row] = await store.read
		.select({ revision: shift.revision })
		.from(shift)
		.where(and(eq(shift.schoolId, schoolId), eq(shift.id, shiftId)));
	expect(row?.revision).toBe(0);
});

it('the year says what one did and the words of thanks, in the own language; not what one missed', async () => {
	const { store, shiftId } = await school();
	const claimId = await claim(store, 'ayse', shiftId);
	const ayse = await asParent(store, 'ayse');
	const marieke = await asStaff(store, 'marieke');
	const now = at('2026-10-14', '12:00');
	const year = async () => {
		const rows = await helpedWith(store.read, ayse, { schoolYearId: '2026', now });
		return rows.map((one) => helpedLine(one, { locale: 'tr', timeZone: 'Europe/Amsterdam' }));
	};
	expect(await year()).toMatchObject([{ title: 'Kütüphanede yardım', thanks: null }]);
	await thankHelpers(store, marieke, { taskId, shiftId, thanks: 'children', now });
	expect((await year())[0]?.thanks).toMatch(/^Okulun sözleri: .+/);
	expect(await helpedWith(store.read, ayse, { schoolYearId: '2026', now: today })).toEqual([]);
	await markHelped(store, marieke, { taskId, claimId, helped: false, now });
	expect(await year()).toEqual([]);
});
