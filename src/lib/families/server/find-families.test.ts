import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import type { FamilyFilter } from '../family-filter.ts';
import { familiesInApp } from '../in-app.ts';
import { shows } from '../family-filter.ts';
import { findFamilies } from './find-families.ts';

async function named(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function find(
	store: TestStore,
	filter: FamilyFilter,
	as: StaffName = 'petra',
	inTouch: ReadonlySet<string> = new Set(),
) {
	const staff = await asStaff(store, as);
	store.statements.length = 0;
	return findFamilies(store.read, staff, { filter, inTouch, now: today });
}
const ids = ({ children }: { children: { childId: string }[] }) => children.map(({ childId }) => childId);

test.each([
	['yildirim', ['elif', 'emre']],
	['Yıldırım', ['elif', 'emre']],
	['el bakkali', ['ilyas']],
	['Bakkali, el', ['ilyas']],
	['agnieszka', ['zuzia']],
	['emre ayse', ['emre']],
	['johan@', []],
	['fatima.bakkali@ouders', ['ilyas']],
	['', ['ilyas', 'zuzia', 'sem', 'elif', 'emre']],
])('"%s" finds %j', async (words, expected) => {
	expect(ids(await find(await named(), { words }))).toEqual(expected);
});

test('a telephone number, however it is written', async () => {
	const store = await named();
	await store.transact(async (tx) => {
		await tx.update(tx.t.guardian).set({ phone: '+31612345678' }).where(ofGuardian(tx, 'fatima'));
	});
	expect(ids(await find(store, { words: '06-1234 5678' }))).toEqual(['ilyas']);
});

test('what each role finds: own groups, or all; never another school', async () => {
	const store = await named();
	expect(ids(await find(store, {}, 'marieke'))).toEqual(['ilyas', 'zuzia', 'elif']);
	expect(ids(await find(store, {}, 'naima'))).toHaveLength(5);
	expect(ids(await find(store, {}, 'henk'))).toEqual(['noor']);
	expect(ids(await find(store, { words: 'emre' }, 'marieke'))).toEqual([]);
});

test('by group, by language, the other way round', async () => {
	const store = await named();
	expect(ids(await find(store, { group: 'groep4' }))).toEqual(['emre']);
	expect(ids(await find(store, { language: 'tr' }))).toEqual(['elif', 'emre']);
	const all = ids(await find(store, { order: 'group' }));
	expect(all).toEqual(['ilyas', 'zuzia', 'elif', 'emre', 'sem']);
	expect(ids(await find(store, { order: 'group', descending: true }))).toEqual(all.reverse());
	expect((await find(store, {})).languages).toEqual(['nl', 'tr', 'ar', 'pl']);
});

test('what a family is shown for', async () => {
	const store = await named();
	await store.transact(async (tx) => {
		const { guardian, invitation, child } = tx.t;
		await tx.update(guardian).set({ enteredAt: today }).where(ofGuardian(tx, 'ayse'));
		await tx.update(guardian).set({ needsInterpreter: true }).where(ofGuardian(tx, 'fatima'));
		const day = 24 * 60 * 60 * 1000;
		await tx.insert(invitation).values({
			schoolId,
			id: 'letter',
			guardianId: 'agnieszka',
			codeHash: 'x',
			createdAt: today,
			expiresAt: new Date(today.getTime() + day),
		});
		await tx.update(child).set({ startsOn: '2026-10-01' }).where(ofChild(tx, 'zuzia'));
		await tx.update(child).set({ startsOn: '2026-08-31' }).where(ofChild(tx, 'ilyas'));
	});
	const show = async (show: FamilyFilter['show']) =>
		ids(await find(store, { show }, 'petra', new Set(['sem'])));
	// Mehmet and Ahmet have no letter yet
	expect(await show('not-invited')).toEqual(['ilyas', 'sem', 'elif']);
	expect(await show('not-seen')).toEqual(['zuzia']);
	expect(await show('no-contact')).toEqual(['ilyas', 'zuzia']);
	expect(await show('interpreter')).toEqual(['ilyas']);
	expect(await show('new')).toEqual(['zuzia']);
	expect((await find(store, {}, 'petra', new Set(['sem']))).counts).toEqual({
		'not-invited': 3,
		'not-seen': 1,
		'not-in': 3,
		'no-contact': 2,
		interpreter: 1,
		new: 1,
	});
});

test('each number leads to exactly that many children', async () => {
	const store = await named();
	const { counts } = await find(store, {});
	for (const show of shows)
		expect([show, (await find(store, { show })).children.length]).toEqual([show, counts[show]]);
	const inGroup = await find(store, { group: 'zonnebloem' });
	for (const show of shows)
		expect((await find(store, { show, group: 'zonnebloem' })).children).toHaveLength(inGroup.counts[show]);
});

test('each number of families outside the app leads to exactly those families', async () => {
	const store = await named();
	const { inApp } = await find(store, {});
	expect(inApp).toMatchObject({ families: 4 });
	expect(inApp.languages.length).toBeGreaterThan(2);
	for (const { tag, families, never } of inApp.languages) {
		const behind = await find(store, { show: 'not-in', language: tag });
		expect([tag, familiesInApp(behind.children).inApp.families]).toEqual([tag, never]);
		const all = await find(store, { language: tag });
		expect([tag, familiesInApp(all.children).inApp.families]).toEqual([tag, families]);
	}
});

test('who may see nothing of the child counts for nothing', async () => {
	const store = await named();
	await store.transact(async (tx) => {
		await tx.update(tx.t.guardian).set({ needsInterpreter: true }).where(ofGuardian(tx, 'kerem'));
	});
	expect(ids(await find(store, { show: 'interpreter' }))).toEqual([]);
});

test('a thousand families take as many queries as five', async () => {
	const store = await named();
	await find(store, { words: 'a' });
	const few = store.statements.length;
	await store.transact(async (tx) => {
		const { child, groupChild, guardian, guardianship } = tx.t;
		const numbers = Array.from({ length: 1000 }, (_, n) => n);
		for (let from = 0; from < numbers.length; from += 250) {
			const part = numbers.slice(from, from + 250);
			const createdAt = today;
			await tx.insert(child).values(
				part.map((n) => ({
					schoolId,
					id: `c${n}`,
					givenName: `Kind ${n}`,
					sortKey: `kind ${n}`,
					createdAt,
				})),
			);
			await tx
				.insert(groupChild)
				.values(part.map((n) => ({ schoolId, groupId: 'groep7', childId: `c${n}` })));
			await tx
				.insert(guardian)
				.values(part.map((n) => ({ schoolId, id: `g${n}`, name: `Ouder ${n}`, createdAt })));
			await tx.insert(guardianship).values(
				part.map((n) => ({
					schoolId,
					guardianId: `g${n}`,
					childId: `c${n}`,
					level: 'full' as const,
					position: 1,
				})),
			);
		}
	});
	expect((await find(store, {})).children).toHaveLength(1005);
	expect(store.statements).toHaveLength(few);
});

type Tx = Parameters<Parameters<TestStore['transact']>[0]>[0];
function ofGuardian({ t: { guardian } }: Tx, id: string) {
	return and(eq(guardian.schoolId, schoolId), eq(guardian.id, id));
}
function ofChild({ t: { child } }: Tx, id: string) {
	return and(eq(child.schoolId, schoolId), eq(child.id, id));
}
