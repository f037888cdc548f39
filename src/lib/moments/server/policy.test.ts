import { describe, expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, type StaffName } from '../../../../tests/support/people.ts';
import { mayActForChild, mayRun, maySee, maySeeChild } from './policy.ts';

describe('staff and moments', () => {
	const own = ['zonnebloem'];
	const two = ['zonnebloem', 'groep4'];
	const all: string[] = [];
	// run: own, two, all · see: own, two, all · child of: own, groep4
	it.each<[StaffName, string]>([
		['marieke', 'run y n n · see y y y · child y n'],
		['selin', 'run n n n · see n y y · child n y'],
		['naima', 'run y y y · see y y y · child y y'],
		['petra', 'run y y y · see y y y · child y y'],
		['joke', 'run y y y · see y y y · child y y'],
	])('%s: %s', async (who, expected) => {
		const store = freshStore();
		await addPeople(store);
		const staff = await asStaff(store, who);
		const yes = (may: boolean) => (may ? 'y' : 'n');
		const run = [own, two, all].map((groups) => yes(mayRun(staff, groups)));
		const see = [own, two, all].map((groups) => yes(maySee(staff, groups)));
		const child = [own, ['groep4']].map((groups) => yes(maySeeChild(staff, groups)));
		expect(`run ${run.join(' ')} · see ${see.join(' ')} · child ${child.join(' ')}`).toBe(expected);
	});

	it('without a passkey, nobody may anything', async () => {
		const store = freshStore();
		await addPeople(store);
		const joke = await asStaff(store, 'joke', { passkey: false });
		expect([
			mayRun(joke, own),
			maySee(joke, all),
			maySeeChild(joke, own),
			mayActForChild(joke, own, own),
		]).toEqual([false, false, false, false]);
	});
});
