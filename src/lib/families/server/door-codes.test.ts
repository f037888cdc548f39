import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findActor } from '#lib/accounts/server/sessions.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { there } from '../../../../tests/support/there.ts';
import { enterWithDoorCode, lookAtDoorCode, makeDoorCode } from './door-codes.ts';

const key = Buffer.alloc(32, 7);
const minutes = (count: number) => new Date(today.getTime() + count * 60_000);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

const show = async (store: TestStore, staff: StaffName, guardianId: string, now = today) =>
	(await makeDoorCode(store, await asStaff(store, staff), guardianId, now))?.token;

const enter = (store: TestStore, token: string, browser = 'phone', now = today) =>
	enterWithDoorCode(store, key, { token, browser, device: 'Safari, iPhone' }, now);

test.each<[StaffName, string, boolean]>([
	['marieke', 'ayse', true],
	['selin', 'ayse', true],
	['selin', 'fatima', false],
	['petra', 'johan', true],
	['naima', 'johan', true],
	['henk', 'ayse', false],
	['henk', 'nora', true],
	['petra', 'kerem', false],
	['petra', 'wilma', false],
])('%s shows a door code for %s: %s', async (staff, guardian, may) => {
	const store = await withPeople();
	expect((await show(store, staff, guardian)) !== undefined).toBe(may);
});

test('staff vouch for the person: the session opens what is personal', async () => {
	const store = await withPeople();
	const token = there(await show(store, 'marieke', 'fatima'));
	expect(await lookAtDoorCode(store.read, token, today)).toEqual({
		name: 'Fatima el Bakkali',
		locale: 'ar',
		school: { name: 'OBS De Vuurvogel' },
	});
	const entered = await enter(store, token);
	const actor = await findActor(store, entered?.cookie, today);
	expect(actor).toMatchObject({ guardianId: 'fatima', strength: 'confirmed' });
	const lines = await store.read
		.select()
		.from(store.t.auditLine)
		.where(eq(store.t.auditLine.schoolId, schoolId));
	expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([
		['families.door_code_shown', 'marieke'],
		['accounts.signed_in', 'fatima'],
	]);
});

test('it works once, for ten minutes, and only the newest one of a guardian', async () => {
	const store = await withPeople();
	const first = there(await show(store, 'marieke', 'fatima'));
	const second = there(await show(store, 'marieke', 'fatima'));
	expect(await lookAtDoorCode(store.read, first, today)).toBeUndefined();
	expect(await enter(store, first)).toBeUndefined();
	expect(await enter(store, second, 'phone', minutes(10))).toBeUndefined();
	const entered = await enter(store, second, 'phone', minutes(9));
	expect(entered).toBeDefined();
	// a double tap of the same phone, and another phone
	expect((await enter(store, second, 'phone', minutes(9)))?.cookie).toBe(entered?.cookie);
	expect(await enter(store, second, 'another', minutes(9))).toBeUndefined();
	expect(await lookAtDoorCode(store.read, second, minutes(9))).toBeUndefined();
	expect(await enter(store, 'nonsense')).toBeUndefined();
});

test('of several phones at once one comes in', async () => {
	const store = await withPeople();
	const token = there(await show(store, 'petra', 'johan'));
	const all = await Promise.all(Array.from({ length: 8 }, (_, at) => enter(store, token, `b${at}`)));
	expect(all.filter(Boolean)).toHaveLength(1);
});
