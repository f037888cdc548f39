import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { maySeeFileOf } from './file-owners.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	await store.transact((tx) =>
		tx.insert(tx.t.infoCard).values(
			[null, today].map((publishedAt, version) => ({
				schoolId,
				id: publishedAt ? 'published' : 'draft',
				schoolYearId: '2026',
				version,
				sections: [],
				publishedAt,
				createdAt: today,
				changedAt: today,
			})),
		),
	);
});

const sees = (actor: Actor, kind: string, id: string) => maySeeFileOf(store.read, actor, { kind, id }, today);

test('a file of the card is for who may read the card', async () => {
	const [ayse, barred, left, elsewhere] = await Promise.all(
		(['ayse', 'kerem', 'wilma', 'nora'] as const).map((name) => asParent(store, name)),
	);
	const all = [ayse, barred, left, elsewhere].map((actor) => sees(actor as Actor, 'card', 'published:gym'));
	expect(await Promise.all(all)).toEqual([true, false, false, false]);
	expect(await sees(ayse as Actor, 'card', 'draft')).toBe(false);
	expect(await sees(await asStaff(store, 'marieke'), 'card', 'draft')).toBe(true);
	expect(await sees(await asStaff(store, 'henk'), 'card', 'published')).toBe(false);
});

test('who is barred meanwhile sees nothing any more at the next request', async () => {
	const { guardianship } = store.t;
	expect(await sees(await asParent(store, 'mehmet'), 'card', 'published')).toBe(true);
	await store.transact((tx) =>
		tx
			.update(guardianship)
			.set({ level: 'nothing' })
			.where(eq(guardianship.guardianId, 'mehmet') && eq(guardianship.schoolId, schoolId)),
	);
	expect(await sees(await asParent(store, 'mehmet'), 'card', 'published')).toBe(false);
});

test('a spoken name is gone with the person', async () => {
	const ayse = await asParent(store, 'ayse');
	expect(await sees(ayse, 'staff_name', 'marieke')).toBe(true);
	expect(await sees(ayse, 'staff_name', 'henk')).toBe(false);
	const { staffMember } = store.t;
	await store.transact((tx) =>
		tx.update(staffMember).set({ status: 'gone' }).where(eq(staffMember.schoolId, schoolId)),
	);
	expect(await sees(ayse, 'staff_name', 'marieke')).toBe(false);
});

test('what belongs to nothing that is known is for nobody', async () => {
	const head = await asStaff(store, 'joke');
	for (const kind of ['portrait', 'constructor', '__proto__', ''])
		expect(await sees(head, kind, 'x')).toBe(false);
});
