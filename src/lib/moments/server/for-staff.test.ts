import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, auditSoFar } from '../../../../tests/support/moments.ts';
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
import { doorList } from './door-list.ts';
import { freeSlots, staffMoment, staffMoments, staffWeek } from './for-staff.ts';
import { signUp } from './sign-ups.ts';

/** This week: a kijkmoment in 1/2 Zonnebloem and one in group 4, and a coffee morning for the whole school. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, {
		slots: { thursday: ['2026-10-08', '08:30'], friday: ['2026-10-09', '08:30'] },
		places: 2,
	});
	await addMoment(store, { id: 'look4', groups: ['groep4'], slots: { four: ['2026-10-07', '08:30'] } });
	await addMoment(store, {
		id: 'coffee',
		kind: 'coffee',
		groups: [],
		slots: { coffee: ['2026-10-09', '09:30'] },
	});
	await addMoment(store, { id: 'draft', published: false, slots: { draft: ['2026-10-07', '13:15'] } });
	const ids = {
		fatima: await take(store, 'fatima', 'ilyas', 'thursday', { interpreter: 'ary', note: 'met oma' }),
		ayse: await take(store, 'ayse', 'elif', 'thursday'),
		mehmet: await take(store, 'mehmet', 'elif', 'thursday'),
	};
	await take(store, 'ayse', 'emre', 'four');
	await take(store, 'johan', 'sem', 'coffee', { adults: 2 });
	await take(store, 'agnieszka', 'zuzia', 'coffee');
	return { store, ids };
}
async function take(store: TestStore, who: GuardianName, childId: string, slotId: string, more = {}) {
	const wish = { slotId, childId, adults: 1, interpreter: null, note: null, wait: true, now: today };
	const result = await signUp(store, await asParent(store, who), { ...wish, ...more });
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}

describe('the week', () => {
	it('shows who comes, at a glance', async () => {
		const { store } = await school();
		const week = await staffWeek(store, await asStaff(store, 'marieke'), { now: today });
		expect(week).toMatchObject({ week: '2026-10-05', left: 3 });
		const thursday = week.days[3]?.slots[0];
		expect(thursday).toMatchObject({ capacity: 2, taken: 2, left: 0, waiting: 1, came: null });
		expect(thursday?.coming).toMatchObject([
			{ givenName: 'Ilyas', surname: 'el Bakkali', guardianName: 'Fatima el Bakkali', note: 'met oma' },
			{ givenName: 'Elif', guardianName: 'Ayşe Yıldırım' },
		]);
		expect(thursday?.inLine).toMatchObject([{ guardianName: 'Mehmet Yıldırım', number: 1 }]);
		expect(week.interpreters).toMatchObject([{ slotId: 'thursday', attendee: { interpreter: 'ary' } }]);
	});

	it('leads from the number of free places to the times that have them', async () => {
		const { store } = await school();
		const { days, left } = await staffWeek(store, await asStaff(store, 'joke'), { now: today });
		const free = freeSlots(days.flatMap(({ slots }) => slots));
		const shown = free.map(({ slotId, left }) => `${slotId}: ${left}`);
		expect(shown).toEqual(['four: 3', 'friday: 2', 'coffee: 1']);
		expect(free.reduce((sum, slot) => sum + slot.left, 0)).toBe(left);
		// by the end of the week nothing of it is left to come
		const sunday = new Date('2026-10-11T12:00:00+02:00');
		const over = await staffWeek(store, await asStaff(store, 'joke'), { now: sunday });
		expect(freeSlots(over.days.flatMap(({ slots }) => slots))).toEqual([]);
	});

	it.each<[StaffName, string[]]>([
		['marieke', ['draft', 'thursday:3', 'friday:0', 'coffee:1']],
		['selin', ['four:1', 'coffee:0']],
		['naima', ['four:1', 'draft', 'thursday:3', 'friday:0', 'coffee:2']],
		['petra', ['four:1', 'draft', 'thursday:3', 'friday:0', 'coffee:2']],
		['joke', ['four:1', 'draft', 'thursday:3', 'friday:0', 'coffee:2']],
		['henk', []],
	])('of %s has what is theirs, and names whom they may know', async (who, expected) => {
		const { store } = await school();
		const { days } = await staffWeek(store, await asStaff(store, who), { now: today });
		const shown = days.flatMap(({ slots }) =>
			slots.map(({ slotId, draft, coming, inLine }) =>
				draft ? 'draft' : `${slotId}:${coming.length + inLine.length}`,
			),
		);
		expect(shown).toEqual(expected);
	});

	it('counts all places, also of those whom a teacher may not know', async () => {
		const { store } = await school();
		const { days } = await staffWeek(store, await asStaff(store, 'selin'), { now: today });
		expect(days[4]?.slots[0]).toMatchObject({ slotId: 'coffee', taken: 3, coming: [] });
	});

	it('names nobody without a passkey, and nobody who was barred', async () => {
		const { store } = await school();
		const bare = await asStaff(store, 'joke', { passkey: false });
		expect((await staffWeek(store, bare, { now: today })).days.flatMap(({ slots }) => slots)).toEqual([]);
		const { guardianship } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'nothing' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'fatima'))),
		);
		const week = await staffWeek(store, await asStaff(store, 'marieke'), { now: today });
		expect(week.days[3]?.slots[0]?.coming.map(({ guardianId }) => guardianId)).toEqual(['ayse']);
	});
});

describe('the list of moments', () => {
	it('has those to come first, then those over', async () => {
		const { store } = await school();
		await addMoment(store, { id: 'old', slots: { old: ['2026-09-15', '08:30'] } });
		const lines = await staffMoments(store, await asStaff(store, 'marieke'), {
			schoolYearId: '2026',
			now: today,
		});
		expect(lines.map(({ momentId, state }) => `${momentId} ${state}`)).toEqual([
			'draft draft',
			'look coming',
			'coffee coming',
			'old over',
		]);
		expect(lines[1]).toMatchObject({
			slots: 2,
			places: 4,
			taken: 2,
			waiting: 1,
			startsAt: at('2026-10-08', '08:30'),
		});
	});
});

describe('one moment', () => {
	it('shows child by child who has said what', async () => {
		const { store } = await school();
		await decline(store, await asParent(store, 'agnieszka'), {
			momentId: 'look',
			childId: 'zuzia',
			now: today,
		});
		const page = await staffMoment(store, await asStaff(store, 'marieke'), 'look', today);
		expect(page?.mayRun).toBe(true);
		expect(page?.wall.map(({ givenName, state, guardians }) => [givenName, state, guardians.length])).toEqual(
			[
				['Ilyas', 'coming', 1],
				['Zuzia', 'declined', 1],
				['Elif', 'coming', 2],
			],
		);
	});

	it('is silent for the family of which one carer can’t come and the other said nothing', async () => {
		const { store } = await school();
		await addMoment(store, { id: 'next', slots: { next: ['2026-10-12', '08:30'] } });
		await decline(store, await asParent(store, 'mehmet'), { momentId: 'next', childId: 'elif', now: today });
		const page = await staffMoment(store, await asStaff(store, 'marieke'), 'next', today);
		const elif = page?.wall.find(({ childId }) => childId === 'elif');
		expect(elif).toMatchObject({ state: 'silent', startsAt: null });
		expect(elif?.guardians.map(({ guardianId, declined }) => [guardianId, declined])).toEqual([
			['ayse', false],
			['mehmet', true],
		]);
	});

	it('for families counts a sign-up for brothers and sisters', async () => {
		const { store } = await school();
		await take(store, 'ayse', 'emre', 'coffee');
		const page = await staffMoment(store, await asStaff(store, 'joke'), 'coffee', today);
		const states = page?.wall.map(({ givenName, state }) => `${givenName} ${state}`);
		expect(states).toEqual(['Ilyas silent', 'Zuzia coming', 'Sem coming', 'Elif coming', 'Emre coming']);
	});

	it.each<[StaffName, string, boolean, boolean]>([
		['marieke', 'look', true, true],
		['marieke', 'look4', false, false],
		['marieke', 'coffee', true, false],
		['selin', 'look', false, false],
		['selin', 'draft', false, false],
		['naima', 'draft', true, true],
		['henk', 'look', false, false],
		['henk', 'coffee', false, false],
	])('%s sees %s: %s, runs it: %s', async (who, momentId, sees, runs) => {
		const { store } = await school();
		const page = await staffMoment(store, await asStaff(store, who), momentId, today);
		expect([page !== undefined, page?.mayRun ?? false]).toEqual([sees, runs]);
	});
});

describe('at the door', () => {
	const thursday = at('2026-10-08', '08:25');

	it('the list has that day’s slots, with the children by name', async () => {
		const { store } = await school();
		const list = await doorList(store, await asStaff(store, 'marieke'), { now: thursday });
		expect(list.day).toBe('2026-10-08');
		expect(
			list.slots.map(({ slotId, coming }) => [slotId, coming.map(({ givenName }) => givenName)]),
		).toEqual([['thursday', ['Ilyas', 'Elif']]]);
		const wednesday = await doorList(store, await asStaff(store, 'marieke'), {
			day: '2026-10-07',
			now: thursday,
		});
		expect(wednesday.slots).toEqual([]);
	});

	it('who came is marked, and can be changed or taken back', async () => {
		const { store, ids } = await school();
		const marieke = await asStaff(store, 'marieke');
		const mark = (came: boolean | null) =>
			markAttendance(store, marieke, { signUpId: ids.fatima, came, now: thursday });
		const seen = async () => (await doorList(store, marieke, { now: thursday })).slots[0];
		await mark(false);
		expect(await seen()).toMatchObject({ came: 0, coming: [{ came: false }, { came: null }] });
		await mark(true);
		expect(await seen()).toMatchObject({ came: 1, coming: [{ came: true }, { came: null }] });
		expect((await staffMoment(store, marieke, 'look', thursday))?.wall[0]).toMatchObject({ state: 'came' });
		expect(await mark(null)).toEqual({ ok: true });
		expect(await seen()).toMatchObject({ came: null });
		expect((await auditSoFar(store)).filter((line) => line.includes('attendance'))).toHaveLength(3);
	});

	it.each<[StaffName, keyof Awaited<ReturnType<typeof school>>['ids'], Date, string]>([
		['marieke', 'fatima', thursday, 'ok'],
		['naima', 'fatima', thursday, 'ok'],
		['selin', 'fatima', thursday, 'not_found'],
		['henk', 'fatima', thursday, 'not_found'],
		['marieke', 'mehmet', thursday, 'waiting'],
		['marieke', 'fatima', at('2026-10-07', '23:59'), 'too_early'],
		['marieke', 'fatima', at('2026-10-20', '12:00'), 'ok'],
	])('%s marks %s: %s', async (who, whom, now, outcome) => {
		const { store, ids } = await school();
		const result = await markAttendance(store, await asStaff(store, who), {
			signUpId: ids[whom],
			came: true,
			now,
		});
		expect(result.ok ? 'ok' : result.refusal).toBe(outcome);
	});
});
