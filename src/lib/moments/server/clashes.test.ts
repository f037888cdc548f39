import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, schoolId, type StaffName } from '../../../../tests/support/people.ts';
import { clashesOf, type ToPlace } from './clashes.ts';

const monday = { day: '2026-10-12', from: '08:30', till: '09:00' };
const tuesday = { day: '2026-10-13', from: '08:30', till: '09:00' };
const plan: ToPlace = {
	momentId: 'new',
	kind: 'look',
	groups: [{ groupId: 'zonnebloem', name: 'Groep 1/2 Zonnebloem' }],
	place: null,
	slots: [tuesday, monday],
};

async function school() {
	const store = freshStore();
	await addPeople(store);
	const clashes = async (change: Partial<ToPlace> = {}, who: StaffName = 'marieke') =>
		clashesOf(store.read, await asStaff(store, who), { ...plan, ...change });
	return { store, clashes };
}

it('says what lies at its times for the same group or the whole school, with the way to it', async () => {
	const { store, clashes } = await school();
	expect(await clashes()).toEqual([]);
	await addMoment(store, {
		slots: { a: ['2026-10-12', '08:45'], b: ['2026-10-12', '13:15'] },
		title: 'Lezen',
	});
	await addMoment(store, {
		id: 'feast',
		kind: 'feast',
		groups: [],
		slots: { c: ['2026-10-13', '08:00'] },
		minutes: 60,
	});
	await addMoment(store, { id: 'off', slots: { d: ['2026-10-12', '08:30'] }, cancelled: true });
	await addMoment(store, { id: 'later', slots: { e: ['2026-10-12', '09:00'] } });
	expect(await clashes()).toMatchObject([
		{
			day: '2026-10-12',
			times: [{ from: '08:30', till: '09:00' }],
			because: { why: 'group' },
			other: { momentId: 'look', title: 'Lezen', from: '08:45', till: '13:45', mayOpen: true },
		},
		{ day: '2026-10-13', because: { why: 'group' }, other: { momentId: 'feast', mayOpen: true } },
	]);
	// the moment itself is not in its own way
	expect(await clashes({ momentId: 'look' })).toMatchObject([{ other: { momentId: 'feast' } }]);
});

it('a teacher of two groups is in one of them at a time, on the days that they have there', async () => {
	const { store, clashes } = await school();
	await addMoment(store, { groups: ['groep4'] });
	expect(await clashes()).toEqual([]);
	const teaches = (days: number[] | null) =>
		store.transact(async (tx) => {
			await tx.insert(tx.t.groupTeacher).values({ schoolId, groupId: 'groep4', staffId: 'marieke', days });
		});
	await teaches([2]);
	expect(await clashes()).toMatchObject([
		{ day: '2026-10-13', because: { why: 'teacher' }, other: { momentId: 'look', mayOpen: true } },
	]);
});

it('one room is for one at a time; what one may not see is said without its title, a draft not at all', async () => {
	const { store, clashes } = await school();
	const place = 'Speelzaal';
	await addMoment(store, {
		groups: ['groep7'],
		place,
		title: 'Zorgen',
		slots: { a: ['2026-10-12', '08:30'] },
	});
	await addMoment(store, {
		id: 'draft',
		groups: ['groep7'],
		place,
		published: false,
		slots: { b: ['2026-10-13', '08:30'] },
	});
	expect(await clashes()).toEqual([]);
	expect(await clashes({ place: 'de speelzaal' })).toMatchObject([
		{
			because: { why: 'place', place: 'de speelzaal' },
			other: { title: null, mayOpen: false, kind: 'look' },
		},
	]);
	const office = await clashes({ place }, 'petra');
	expect(office.map(({ other }) => [other.momentId, other.title, other.mayOpen])).toEqual([
		['look', 'Zorgen', true],
		['draft', null, true],
	]);
	// a visit is at the family's home, whatever stands beside it
	expect(await clashes({ place, kind: 'home_visit' }, 'petra')).toEqual([]);
});
