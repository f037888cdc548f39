import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { childrenInTouch } from './in-touch.ts';
import { signUp } from './sign-ups.ts';

test('a child is in touch once somebody signed up for it; another school’s is not ours', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	expect(await childrenInTouch(store.read, schoolId)).toEqual(new Set());
	const wish = { slotId: 'monday', childId: 'elif', adults: 1, interpreter: null, note: null, wait: false };
	await signUp(store, await asParent(store, 'ayse'), { ...wish, now: today });
	expect(await childrenInTouch(store.read, schoolId)).toEqual(new Set(['elif']));
	expect(await childrenInTouch(store.read, otherSchoolId)).toEqual(new Set());
});
