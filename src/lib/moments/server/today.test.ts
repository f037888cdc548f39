import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { markAttendance } from './attendance.ts';
import { decline } from './declines.ts';
import { staffMoment } from './for-staff.ts';
import { markInterpreter } from './interpreters.ts';
import { signUp } from './sign-ups.ts';
import { asksOfToday } from './today.ts';

const lastWeek = new Date('2026-09-30T08:00:00+02:00');

/** A kijkmoment yesterday, today and the day after tomorrow; a draft; one of group 4. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, {
		slots: {
			yesterday: ['2026-10-05', '08:30'],
			today: ['2026-10-06', '13:15'],
			thursday: ['2026-10-08', '08:30'],
		},
		slotsPerChild: 3,
	});
	await addMoment(store, { id: 'draft', published: false, slots: { draft: ['2026-10-14', '08:30'] } });
	await addMoment(store, { id: 'look4', groups: ['groep4'], slots: { four: ['2026-10-08', '08:30'] } });
	return store;
}
async function take(
	store: TestStore,
	who: GuardianName,
	childId: string,
	slotId: string,
	interpreter: string | null = null,
) {
	const result = await signUp(store, await asParent(store, who, { now: lastWeek }), {
		slotId,
		childId,
		adults: 1,
		interpreter,
		note: null,
		wait: false,
		now: lastWeek,
	});
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}
async function asks(store: TestStore, who: StaffName = 'marieke', now = today) {
	return asksOfToday(store, await asStaff(store, who), now);
}

it('an interpreter is asked for until one is found, also in the weeks to come', async () => {
	const store = await school();
	await addMoment(store, { id: 'next', slots: { next: ['2026-10-15', '08:30'] } });
	const signUpId = await take(store, 'fatima', 'ilyas', 'thursday', 'ary');
	await take(store, 'agnieszka', 'zuzia', 'next', 'pl');
	const wishes = async () =>
		(await asks(store)).interpreters.map(({ slot, attendee }) => `${slot.slotId} ${attendee.interpreter}`);
	expect(await wishes()).toEqual(['thursday ary', 'next pl']);
	await markInterpreter(store, await asStaff(store, 'marieke'), { signUpId, found: true, now: today });
	expect(await wishes()).toEqual(['next pl']);
});

it('the door list is of today, of slots that somebody comes to and that are not over', async () => {
	const store = await school();
	await take(store, 'fatima', 'ilyas', 'thursday');
	expect((await asks(store)).door).toEqual([]);
	await take(store, 'ayse', 'elif', 'today');
	const at = (time: string) => new Date(`2026-10-06T${time}:00+02:00`);
	expect((await asks(store)).door.map(({ slotId }) => slotId)).toEqual(['today']);
	expect((await asks(store, 'marieke', at('13:44'))).door).toHaveLength(1);
	expect((await asks(store, 'marieke', at('13:45'))).door).toEqual([]);
});

it('children of whom nothing was heard, when signing up closes within three days', async () => {
	const store = await school();
	const silent = async (now = today) =>
		(await asks(store, 'marieke', now)).silent.map(
			({ momentId, children }) => `${momentId}: ${children.map(({ givenName }) => givenName).join(' ')}`,
		);
	expect(await silent()).toEqual(['look: Ilyas Zuzia Elif']);
	await take(store, 'mehmet', 'elif', 'thursday');
	await decline(store, await asParent(store, 'agnieszka', { now: lastWeek }), {
		momentId: 'look',
		childId: 'zuzia',
		now: lastWeek,
	});
	expect(await silent()).toEqual(['look: Ilyas']);
	expect(await silent(new Date('2026-10-05T07:00:00+02:00'))).toEqual([]);
	expect(await silent(new Date('2026-10-08T07:30:00+02:00'))).toEqual([]);
});

it('the number leads to the same children on the moment’s page', async () => {
	const store = await school();
	const marieke = await asStaff(store, 'marieke');
	const both = async () => {
		const page = await staffMoment(store, marieke, 'look', today);
		return [
			(await asks(store)).silent.flatMap(({ children }) => children.map(({ childId }) => childId)),
			page?.wall.filter(({ state }) => state === 'silent').map(({ childId }) => childId),
		];
	};
	const no = async (who: GuardianName) =>
		decline(store, await asParent(store, who, { now: lastWeek }), {
			momentId: 'look',
			childId: 'elif',
			now: lastWeek,
		});
	// of two carers one said no; and of a third child nobody is known
	await no('mehmet');
	await store.transact((tx) =>
		tx
			.delete(tx.t.guardianship)
			.where(and(eq(tx.t.guardianship.schoolId, schoolId), eq(tx.t.guardianship.childId, 'zuzia'))),
	);
	const all = ['ilyas', 'zuzia', 'elif'];
	expect(await both()).toEqual([all, all]);
	await no('ayse');
	expect(await both()).toEqual([
		['ilyas', 'zuzia'],
		['ilyas', 'zuzia'],
	]);
});

it('nobody is chased to a moment that is full', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { slots: { thursday: ['2026-10-08', '08:30'] }, places: 1 });
	expect((await asks(store)).silent).toHaveLength(1);
	await take(store, 'fatima', 'ilyas', 'thursday');
	expect((await asks(store)).silent).toEqual([]);
});

it('who came is asked for, for a week, until it is marked', async () => {
	const store = await school();
	const unmarked = async (now = today) =>
		(await asks(store, 'marieke', now)).unmarked.map(({ slotId }) => slotId);
	expect(await unmarked()).toEqual([]);
	const signUpId = await take(store, 'fatima', 'ilyas', 'yesterday');
	expect(await unmarked()).toEqual(['yesterday']);
	expect(await unmarked(new Date('2026-10-13T08:00:00+02:00'))).toEqual([]);
	await markAttendance(store, await asStaff(store, 'marieke'), { signUpId, came: false, now: today });
	expect(await unmarked()).toEqual([]);
});

it('a draft asks to be finished, and says so when it is too late', async () => {
	const store = await school();
	expect((await asks(store)).drafts).toMatchObject([{ momentId: 'draft', late: false }]);
	const later = new Date('2026-10-15T08:00:00+02:00');
	expect((await asks(store, 'marieke', later)).drafts).toMatchObject([{ momentId: 'draft', late: true }]);
});

it.each<[StaffName, string]>([
	['marieke', 'draft | look'],
	['selin', ' | look4'],
	['naima', 'draft | look look4'],
	['joke', 'draft | look look4'],
	['henk', ' | '],
])('%s sees the own groups: %s', async (who, expected) => {
	const { drafts, silent } = await asks(await school(), who);
	const ids = (of: { momentId: string }[]) => of.map(({ momentId }) => momentId).join(' ');
	expect(`${ids(drafts)} | ${ids(silent)}`).toBe(expected);
});
