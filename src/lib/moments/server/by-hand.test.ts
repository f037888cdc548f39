import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addMoment,
	at,
	auditSoFar,
	noticesSoFar,
	slotNumbers,
	whoIsIn,
} from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { markAttendance } from './attendance.ts';
import { addByHand, removeByHand, type ByHand } from './by-hand.ts';
import { signUp } from './sign-ups.ts';

async function school(places = 4): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { places });
	return store;
}
const slip = (part: Partial<ByHand> = {}): ByHand => ({
	slotId: 'monday',
	childId: 'ilyas',
	guardianId: 'fatima',
	adults: 1,
	interpreter: 'ary',
	note: null,
	wait: false,
	now: today,
	...part,
});

describe('a paper slip', () => {
	it('signs the guardian up, who is told in the own language', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const first = await addByHand(store, marieke, slip());
		expect(first).toMatchObject({ ok: true, status: 'confirmed', again: false });
		expect(await addByHand(store, marieke, slip())).toMatchObject({ ...first, again: true });
		expect(await whoIsIn(store, 'monday')).toEqual(['fatima/ilyas confirmed 1']);
		expect(await auditSoFar(store)).toEqual(['staff marieke moments.signed_up_by_hand']);
		const [told] = await noticesSoFar(store);
		expect(told).toMatchObject({ to: 'fatima', kind: 'moments.confirmed', content: { locale: 'ar' } });
		expect(told?.content.lines[0]).toBe('سجّلتكم المدرسة.');
	});

	it('is for both the same sign-up: the guardian sees it', async () => {
		const store = await school();
		await addByHand(store, await asStaff(store, 'marieke'), slip());
		const wish = {
			slotId: 'monday',
			childId: 'ilyas',
			adults: 1,
			interpreter: null,
			note: null,
			wait: false,
			now: today,
		};
		expect(await signUp(store, await asParent(store, 'fatima'), wish)).toMatchObject({
			ok: true,
			again: true,
		});
	});

	it('takes no place that is not there, but can wait', async () => {
		const store = await school(1);
		const marieke = await asStaff(store, 'marieke');
		await addByHand(store, marieke, slip());
		const second = slip({ guardianId: 'agnieszka', childId: 'zuzia' });
		expect(await addByHand(store, marieke, second)).toMatchObject({ refusal: 'full' });
		expect(await addByHand(store, marieke, { ...second, wait: true })).toMatchObject({ status: 'waiting' });
	});

	it('is possible at the door, and then nobody gets a message', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const late = slip({ now: at('2026-10-12', '08:35') });
		expect(await addByHand(store, marieke, late)).toMatchObject({ ok: true });
		expect(await noticesSoFar(store)).toEqual([]);
		expect(
			await addByHand(store, marieke, {
				...late,
				now: at('2026-10-12', '09:00'),
				guardianId: 'agnieszka',
				childId: 'zuzia',
			}),
		).toMatchObject({ refusal: 'started' });
	});

	it.each<[string, string, string]>([
		['ayse', 'elif', 'ok'],
		['ahmet', 'elif', 'information_only'],
		['kerem', 'elif', 'not_yours'],
		['fatima', 'elif', 'not_yours'],
		['wilma', 'mees', 'not_found'],
		['nora', 'noor', 'not_found'],
		['ayse', 'emre', 'not_found'],
	])('of %s for %s: %s', async (guardianId, childId, outcome) => {
		const store = await school();
		const result = await addByHand(store, await asStaff(store, 'marieke'), slip({ guardianId, childId }));
		expect(result.ok ? 'ok' : result.refusal).toBe(outcome);
	});

	it.each<[StaffName, boolean]>([
		['marieke', true],
		['selin', false],
		['naima', true],
		['petra', true],
		['joke', true],
		['henk', false],
	])('may be written down and taken off by %s: %s', async (who, may) => {
		const store = await school();
		const staff = await asStaff(store, who);
		expect((await addByHand(store, staff, slip())).ok).toBe(may);
		const added = await addByHand(store, await asStaff(store, 'joke'), slip());
		const signUpId = added.ok ? added.signUpId : '';
		const result = await removeByHand(store, staff, { slotId: 'monday', signUpId, now: today });
		expect(result.ok && (await slotNumbers(store, 'monday')).taken === 0).toBe(may);
	});

	it('taken off frees the place, and is told', async () => {
		const store = await school(1);
		const marieke = await asStaff(store, 'marieke');
		const added = await addByHand(store, marieke, slip());
		await addByHand(store, marieke, slip({ guardianId: 'agnieszka', childId: 'zuzia', wait: true }));
		const off = { slotId: 'monday', signUpId: added.ok ? added.signUpId : '', now: today };
		expect(await removeByHand(store, marieke, off)).toEqual({ ok: true });
		expect(await removeByHand(store, marieke, off)).toEqual({ ok: true });
		expect(await whoIsIn(store, 'monday')).toEqual(['agnieszka/zuzia confirmed 1']);
		const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'moments.removed');
		expect(told).toMatchObject([
			{ to: 'fatima', route: 'both', content: { calendar: { method: 'CANCEL' } } },
		]);
	});
});

describe('somebody at the door without an appointment', () => {
	const now = at('2026-10-12', '08:25');

	it('is let in where it is full, and ticked as come, on the day itself', async () => {
		const store = await school(1);
		const marieke = await asStaff(store, 'marieke');
		await addByHand(store, marieke, slip());
		const late = slip({ guardianId: 'agnieszka', childId: 'zuzia', atDoor: true, now });
		expect(await addByHand(store, marieke, late)).toMatchObject({ ok: true, status: 'confirmed' });
		expect(await whoIsIn(store, 'monday')).toEqual([
			'fatima/ilyas confirmed 1',
			'agnieszka/zuzia confirmed 1',
		]);
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 2, agrees: true });
		const { attendance } = store.t;
		const marks = await store.read.select().from(attendance).where(eq(attendance.schoolId, schoolId));
		expect(marks.map(({ came }) => came)).toEqual([true]);
		// they stand there: no message
		expect((await noticesSoFar(store)).filter(({ to }) => to === 'agnieszka')).toEqual([]);
	});

	it('on another day it is a slip like any other', async () => {
		const store = await school(1);
		const marieke = await asStaff(store, 'marieke');
		await addByHand(store, marieke, slip());
		const early = slip({ guardianId: 'agnieszka', childId: 'zuzia', atDoor: true });
		expect(await addByHand(store, marieke, early)).toMatchObject({ ok: false, refusal: 'full' });
	});
});

describe('a mark that waited for the network', () => {
	it('does not undo what was tapped after it', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const added = await addByHand(store, marieke, slip());
		if (!added.ok) throw new Error(added.refusal);
		const { signUpId } = added;
		const time = (clock: string) => at('2026-10-12', clock);
		await markAttendance(store, marieke, { signUpId, came: true, now: time('08:40') });
		// tapped at 8.31 without network, arrives at 8.50
		await markAttendance(store, marieke, { signUpId, came: false, at: time('08:31'), now: time('08:50') });
		const { attendance } = store.t;
		const of = () => store.read.select().from(attendance).where(eq(attendance.schoolId, schoolId));
		expect(await of()).toMatchObject([{ came: true, at: time('08:40') }]);
		await markAttendance(store, marieke, { signUpId, came: false, at: time('08:45'), now: time('08:50') });
		expect(await of()).toMatchObject([{ came: false, at: time('08:45') }]);
	});
});
