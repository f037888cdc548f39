import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment, at } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { doorList } from './door-list.ts';
import { staffMoment } from './for-staff.ts';
import { setGuides } from './guides.ts';
import { forgetSignUps } from './retention.ts';

async function school(groups = ['zonnebloem']) {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { id: 'tour', kind: 'tour', groups, slots: { a: ['2026-10-14', '09:00'] } });
	await addMoment(store, { id: 'look', slots: { b: ['2026-10-14', '10:00'] } });
	const choose = async (momentId: string, childIds: string[], who: StaffName = 'marieke') =>
		setGuides(store, await asStaff(store, who), { momentId, childIds, now: today });
	const seen = async (who: StaffName) => {
		const staff = await asStaff(store, who);
		const page = await staffMoment(store, staff, 'tour', today);
		const door = await doorList(store, staff, { day: '2026-10-14', now: at('2026-10-14', '08:30') });
		return { page: page?.guides.map(({ name }) => name), door: door.slots.map(({ guides }) => guides) };
	};
	return { store, choose, seen };
}

it('the teacher chooses who guides from the groups; staff see it on the page and on the door list', async () => {
	const { choose, seen } = await school();
	expect(await choose('tour', ['zuzia', 'elif', 'emre'])).toBe(true);
	// Emre is in another group
	const both = ['Zuzia Kowalczyk', 'Elif Yıldırım'];
	expect(await seen('marieke')).toEqual({ page: both, door: [both, []] });
	expect(await choose('tour', ['elif'])).toBe(true);
	expect(await seen('joke')).toEqual({ page: ['Elif Yıldırım'], door: [['Elif Yıldırım'], []] });
});

it('only of a tour, and only by who runs it', async () => {
	const { choose, seen } = await school();
	expect(await choose('look', ['elif'])).toBe(false);
	expect(await choose('tour', ['elif'], 'selin')).toBe(false);
	expect(await choose('none', ['elif'], 'joke')).toBe(false);
	expect((await seen('joke')).page).toEqual([]);
});

it('of a tour of the whole school a teacher reads the own groups’ children', async () => {
	const { choose, seen } = await school([]);
	expect(await choose('tour', ['elif', 'emre'], 'joke')).toBe(true);
	expect((await seen('joke')).page).toEqual(['Elif Yıldırım', 'Emre Yıldırım']);
	expect(await seen('marieke')).toEqual({ page: ['Elif Yıldırım'], door: [['Elif Yıldırım'], []] });
});

it('is forgotten with the school year', async () => {
	const { store, choose, seen } = await school();
	await choose('tour', ['elif']);
	await store.transact((tx) => forgetSignUps(tx, schoolId, ['2026']));
	expect((await seen('joke')).page).toEqual([]);
});
