import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { contactOfChild } from './of-child.ts';

test('the child’s own person before the group’s, the group’s before the school’s; and says which it is', async () => {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	const elif = { childId: 'elif', groupIds: ['zonnebloem'] };
	const of = () => contactOfChild(store.read, petra, elif, '2026-10-06');
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
	// one for a single topic stands beside them, and who is away is stood in for
	await name('child-elif+money', { childId: 'elif', staffId: 'petra', forTopic: 'money' });
	expect(await of()).toMatchObject({ name: 'Naima Azzouzi', insteadOf: null });
	await store.transact(async (tx) => {
		await tx.insert(tx.t.awayPeriod).values({
			schoolId,
			id: 'away',
			staffId: 'naima',
			substituteId: 'selin',
			firstDay: '2026-10-05',
			lastDay: '2026-10-09',
			createdAt: today,
		});
	});
	expect(await of()).toMatchObject({ name: 'Selin Aydın', insteadOf: 'Naima Azzouzi' });
});
