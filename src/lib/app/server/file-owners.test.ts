import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Section } from '#lib/info-card/sections.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { maySeeFile } from './file-owners.ts';

const card = (sections: Section[], version: number, publishedAt: Date | null) => ({
	schoolId,
	id: `card-${version}`,
	schoolYearId: '2026',
	version,
	sections,
	publishedAt,
	createdAt: today,
	changedAt: today,
});
const withFile = (id: string, fileId: string, more: object = {}): Section => ({
	id,
	kind: 'own',
	shown: true,
	since: 1,
	note: null,
	values: { icon: 'info', wording: { nl: { title: id, text: '' }, others: {} }, link: '', dates: [] },
	files: [{ fileId, kind: 'pdf', title: fileId, bytes: 10, width: null, height: null }],
	...more,
});

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	const all = withFile('all', 'for-all');
	await store.transact((tx) =>
		tx
			.insert(tx.t.infoCard)
			.values([
				card([withFile('before', 'taken-away')], 1, today),
				card(
					[
						all,
						withFile('gym', 'for-group-4', { groupIds: ['groep4'] }),
						withFile('off', 'hidden', { shown: false }),
					],
					2,
					today,
				),
				card([all, withFile('new', 'in-draft')], 3, null),
			]),
	);
});

const sees = (actor: Actor, fileId: string, kind = 'card', id = 'all') =>
	maySeeFile(store.read, actor, { fileId, owner: { kind, id } }, today);

test('a file of the card is for who may read the card', async () => {
	const asked = (['ayse', 'ahmet', 'kerem', 'wilma', 'nora'] as const).map(async (name) =>
		sees(await asParent(store, name), 'for-all'),
	);
	expect(await Promise.all(asked)).toEqual([true, true, false, false, false]);
	expect(await sees(await asStaff(store, 'marieke'), 'for-all')).toBe(true);
});

test('of a file that is in a draft, that was taken away or that is switched off a parent has nothing; staff look', async () => {
	const ayse = await asParent(store, 'ayse');
	const marieke = await asStaff(store, 'marieke');
	for (const fileId of ['in-draft', 'taken-away', 'hidden']) {
		expect(await sees(ayse, fileId)).toBe(false);
		expect(await sees(marieke, fileId)).toBe(true);
	}
});

test('a file in a section for one group is for the families of that group', async () => {
	expect(await sees(await asParent(store, 'ayse'), 'for-group-4')).toBe(true); // Emre is in it
	expect(await sees(await asParent(store, 'fatima'), 'for-group-4')).toBe(false);
});

test('who is barred meanwhile sees nothing any more at the next request', async () => {
	const { guardianship } = store.t;
	expect(await sees(await asParent(store, 'mehmet'), 'for-all')).toBe(true);
	await store.transact((tx) =>
		tx
			.update(guardianship)
			.set({ level: 'nothing' })
			.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'mehmet'))),
	);
	expect(await sees(await asParent(store, 'mehmet'), 'for-all')).toBe(false);
});

test('a spoken name is gone with the person', async () => {
	const ayse = await asParent(store, 'ayse');
	expect(await sees(ayse, 'a', 'staff_name', 'marieke')).toBe(true);
	expect(await sees(ayse, 'a', 'staff_name', 'henk')).toBe(false);
	const { staffMember } = store.t;
	await store.transact((tx) =>
		tx.update(staffMember).set({ status: 'gone' }).where(eq(staffMember.schoolId, schoolId)),
	);
	expect(await sees(ayse, 'a', 'staff_name', 'marieke')).toBe(false);
});

test('what belongs to nothing that is known is for nobody', async () => {
	const head = await asStaff(store, 'joke');
	for (const kind of ['portrait', 'constructor', '__proto__', ''])
		expect(await sees(head, 'for-all', kind, 'x')).toBe(false);
});
