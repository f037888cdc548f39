import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, schoolId, today } from '../../../../tests/support/people.ts';
import { demoPeople, signInDemoPerson } from './demo-people.ts';

test('everybody of the demo can be signed in, whatever their id looks like', async () => {
	const store = freshStore();
	await addPeople(store);
	await store.transact(async (tx) => {
		const id = 'p.smit.office';
		await tx.insert(tx.t.staffMember).values({
			schoolId,
			id,
			name: 'Petra with dots',
			languages: ['nl'],
			days: [],
			status: 'active',
			createdAt: today,
		});
		await tx.insert(tx.t.staffRole).values({ schoolId, staffId: id, role: 'office', givenAt: today });
	});
	const people = await demoPeople(store);
	expect(people.map(({ name }) => name)).toContain('Petra with dots');
	for (const { id, name } of people) {
		const signedIn = await signInDemoPerson(store, id, 'Chrome, Android', today);
		expect(signedIn?.person.name).toBe(name);
	}
	expect(await signInDemoPerson(store, `${schoolId}.staff.nobody`, 'Chrome, Android', today)).toBeUndefined();
});
