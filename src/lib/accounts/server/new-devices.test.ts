import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, today } from '../../../../tests/support/people.ts';
import { newDevicesOf } from './new-devices.ts';

test('devices of this week, of these guardians', async () => {
	const store = freshStore();
	await addPeople(store);
	const day = 24 * 60 * 60 * 1000;
	await asParent(store, 'ayse', { now: new Date(today.getTime() - 8 * day) });
	await asParent(store, 'ayse', { now: new Date(today.getTime() - 2 * day) });
	await asParent(store, 'fatima');
	const petra = await asStaff(store, 'petra');
	expect(await newDevicesOf(store.read, petra, ['ayse', 'mehmet'], today)).toEqual([
		{ guardianId: 'ayse', name: 'Chrome, Android', signedInAt: new Date(today.getTime() - 2 * day) },
	]);
	expect(await newDevicesOf(store.read, petra, [], today)).toEqual([]);
});
