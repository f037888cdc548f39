import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { contactOfChild } from './of-child.ts';

test('the child’s own person before the group’s, the group’s before the school’s; and says which it is', async () => {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	const elif = { childId: 'elif', groupIds: ['zonnebloem'] };
	const of = () => contactOfChild(store.read, petra, elif);
	expect(await of()).toBeUndefined();
	const name = (id: string, part: object) =>
		store.transact(async (tx) => {
			await tx.insert(tx.t.contact).values({ schoolId, id, staffId: 'joke', createdAt: today, ...part });
		});
	await name('school', {});
	expect(await of()).toMatchObject({ name: 'Joke van Dam', from: 'school', groupId: null });
	await name('group-zonnebloem', { groupId: 'zonnebloem', staffId: 'marieke', substituteId: 'selin' });
	expect(await of()).toMatchObject({ name: 'Marieke Koster', from: 'group', substitute: 'Selin Aydın' });
	await name('child-elif', { childId: 'elif', staffId: 'naima' });
	expect(await of()).toMatchObject({ name: 'Naima Azzouzi', from: 'child' });
	await name('child-ilyas', { childId: 'ilyas', staffId: 'petra' });
	expect(await of()).toMatchObject({ name: 'Naima Azzouzi' });
});
