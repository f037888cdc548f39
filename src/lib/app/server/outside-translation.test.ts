import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { mayGoOutside } from '#lib/translation/server/outside.ts';
import { allowOutside } from './outside-translation.ts';

test('the head switches a kind on and off, with a line each time; others may not', async () => {
	const store = freshStore();
	await addPeople(store);
	const head = await asStaff(store, 'joke');
	const may = (school = schoolId) => mayGoOutside(store.read, school, 'message');
	expect(await may()).toBe(false);
	const marieke = await asStaff(store, 'marieke');
	expect(await allowOutside(store, marieke, ['message'], today)).toEqual({
		ok: false,
		refusal: 'not_allowed',
	});
	expect(await may()).toBe(false);
	expect(await allowOutside(store, head, ['message', 'answer'], today)).toEqual({ ok: true, changed: 2 });
	expect(await allowOutside(store, head, ['message'], today)).toEqual({ ok: true, changed: 1 });
	expect(await may()).toBe(true);
	expect(await may(otherSchoolId)).toBe(false);
	expect(await mayGoOutside(store.read, schoolId, 'answer')).toBe(false);
	expect((await auditSoFar(store)).map((line) => line.split(' ').at(-1)).sort()).toEqual([
		'translation.outside_allowed',
		'translation.outside_allowed',
		'translation.outside_ended',
	]);
});
