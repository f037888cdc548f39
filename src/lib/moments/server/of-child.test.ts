import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment, at } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today } from '../../../../tests/support/people.ts';
import { signUpsOfChild } from './of-child.ts';
import { signUp } from './sign-ups.ts';

test('what a child is signed up for, by whom; only for who works with its group', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	const wish = { childId: 'elif', adults: 1, interpreter: null, note: null, wait: false, now: today };
	await signUp(store, await asParent(store, 'ayse'), { ...wish, slotId: 'monday' });
	await signUp(store, await asParent(store, 'mehmet'), { ...wish, slotId: 'tuesday' });
	const elif = { childId: 'elif', groupIds: ['zonnebloem'] };
	const found = await signUpsOfChild(store.read, await asStaff(store, 'petra'), elif);
	expect(found.map(({ guardian, startsAt, status }) => ({ guardian, startsAt, status }))).toEqual([
		{ guardian: 'Mehmet Yıldırım', startsAt: at('2026-10-13', '08:30'), status: 'confirmed' },
		{ guardian: 'Ayşe Yıldırım', startsAt: at('2026-10-12', '08:30'), status: 'confirmed' },
	]);
	expect(await signUpsOfChild(store.read, await asStaff(store, 'selin'), elif)).toEqual([]);
});
