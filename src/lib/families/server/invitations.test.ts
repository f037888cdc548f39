import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asStaff,
	otherSchoolId,
	schoolId,
	today,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { there } from '../../../../tests/support/there.ts';
import { codeAlphabet } from '../code.ts';
import { listInvited, makeInvitations, withdrawInvitations, type Invited } from './invitations.ts';

const key = Buffer.alloc(32, 7);
const DAY = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(today.getTime() + days * DAY);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function invite(store: TestStore, staff: StaffActor, choice: Invited, now = today) {
	const result = await makeInvitations(store, key, staff, choice, now);
	return result.ok ? result.made : [];
}

const everybody: Invited = { who: 'all' };
const ids = (made: { addressee: { guardianId: string } }[]) =>
	made.map(({ addressee }) => addressee.guardianId);

test.each<[StaffName, Invited, string[]]>([
	// kerem may see nothing, wilma’s child left, nora is another school’s
	['petra', { who: 'all' }, ['fatima', 'agnieszka', 'ayse', 'mehmet', 'ahmet', 'johan']],
	['joke', { who: 'all' }, ['fatima', 'agnieszka', 'ayse', 'mehmet', 'ahmet', 'johan']],
	['naima', { who: 'all' }, ['fatima', 'agnieszka', 'ayse', 'mehmet', 'ahmet', 'johan']],
	['marieke', { who: 'all' }, ['fatima', 'agnieszka', 'ayse', 'mehmet', 'ahmet']],
	['selin', { who: 'all' }, ['ayse']],
	['henk', { who: 'all' }, ['nora']],
	['petra', { who: 'all', groupId: 'groep4' }, ['ayse']],
	['marieke', { who: 'all', groupId: 'groep4' }, []],
	['selin', { who: 'all', groupId: 'zonnebloem' }, []],
	['henk', { who: 'all', groupId: 'zonnebloem' }, []],
	['petra', { who: 'all', guardianId: 'johan' }, ['johan']],
	['marieke', { who: 'all', guardianId: 'johan' }, []],
	['petra', { who: 'all', guardianId: 'kerem' }, []],
	['petra', { who: 'all', guardianId: 'wilma' }, []],
	['petra', { who: 'all', guardianId: 'nora' }, []],
])('%s prints for %j: %j', async (name, choice, expected) => {
	const store = await withPeople();
	const made = await invite(store, await asStaff(store, name), choice);
	expect(ids(made).sort()).toEqual([...expected].sort());
});

test('letters lie in the order in which they are handed out: by class, then by child', async () => {
	const store = await withPeople();
	const made = await invite(store, await asStaff(store, 'petra'), everybody);
	const order = made.map(({ addressee: { guardianId, children } }) => [
		children[0]?.group?.name,
		children[0]?.givenName,
		guardianId,
	]);
	expect(order.map(([group]) => group)).toEqual([
		...Array<string>(5).fill('Groep 1/2 Zonnebloem'),
		'Groep 7',
	]);
	expect(order.filter(([, child]) => child === 'Elif').map(([, , id]) => id)).toEqual([
		'ayse',
		'mehmet',
		'ahmet',
	]);
});

test('the database holds no code, only its HMAC', async () => {
	const store = await withPeople();
	const made = await invite(store, await asStaff(store, 'petra'), everybody);
	const rows = await store.read
		.select()
		.from(store.t.invitation)
		.where(eq(store.t.invitation.schoolId, schoolId));
	expect(rows).toHaveLength(6);
	for (const { code } of made) {
		expect(code).toMatch(new RegExp(`^[${codeAlphabet}]{10}$`));
		expect(JSON.stringify(rows)).not.toContain(code);
	}
	expect(new Set(made.map(({ code }) => code)).size).toBe(6);
});

test('at most three codes of a guardian are open; a fourth letter closes the oldest', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	for (const day of [0, 1, 2, 3]) await invite(store, petra, { who: 'all', guardianId: 'ayse' }, later(day));
	const { invitation } = store.t;
	const rows = await store.read
		.select()
		.from(invitation)
		.where(and(eq(invitation.schoolId, schoolId), eq(invitation.guardianId, 'ayse')))
		.orderBy(invitation.createdAt);
	expect(rows.map(({ closedBecause }) => closedBecause)).toEqual(['replaced', null, null, null]);
	const [ayse] = await listInvited(store.read, petra, { guardianId: 'ayse' }, later(3));
	expect(ayse).toMatchObject({ state: 'invited', openCodes: 3, invitedAt: later(3) });
});

test('who has a working letter, or is in already, gets none when the missing ones are printed', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	const { guardian } = store.t;
	await invite(store, petra, { who: 'all', guardianId: 'ayse' });
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ enteredAt: today })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'johan'))),
	);
	const missing: Invited = { who: 'without_letter' };
	expect(ids(await invite(store, petra, missing)).sort()).toEqual(['agnieszka', 'ahmet', 'fatima', 'mehmet']);
	expect(await makeInvitations(store, key, petra, missing, today)).toEqual({
		ok: false,
		refusal: 'nobody',
	});
	// after 60 days the codes are too old, and the letters are missing again
	expect(ids(await invite(store, petra, missing, later(60)))).toHaveLength(5);
});

test('a school may shorten how long its letters work', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	const { school } = store.t;
	const [row] = await store.read
		.select({ settings: school.settings })
		.from(school)
		.where(eq(school.id, schoolId));
	await store.transact((tx) =>
		tx
			.update(school)
			.set({ settings: { ...there(row).settings, invitationDays: 14 } })
			.where(eq(school.id, schoolId)),
	);
	const [made] = await invite(store, petra, { who: 'all', guardianId: 'ayse' });
	expect(made?.expiresAt).toEqual(later(14));
});

test('a lost letter: its codes are closed', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	await invite(store, petra, { who: 'all', guardianId: 'ayse' });
	expect(await withdrawInvitations(store, await asStaff(store, 'henk'), 'ayse', today)).toBe(false);
	expect(await withdrawInvitations(store, petra, 'ayse', today)).toBe(true);
	const [ayse] = await listInvited(store.read, petra, { guardianId: 'ayse' }, today);
	expect(ayse).toMatchObject({ state: 'lapsed', openCodes: 0 });
});

test('several print at once: nobody has more than three open codes', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	await Promise.all(Array.from({ length: 8 }, () => invite(store, petra, everybody)));
	const listed = await listInvited(store.read, petra, {}, today);
	expect(listed.map(({ openCodes }) => openCodes)).toEqual(Array<number>(6).fill(3));
});

test('printing for a whole school costs as many statements as for one guardian', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	const statements = async (choice: Invited) => {
		store.statements.length = 0;
		await makeInvitations(store, key, petra, choice, today);
		return store.statements.length;
	};
	const one = await statements({ who: 'all', guardianId: 'fatima' });
	expect(await statements(everybody)).toBe(one);
	store.statements.length = 0;
	await listInvited(store.read, petra, {}, today);
	expect(store.statements).toHaveLength(3);
});

test('the office of one school never reaches the other', async () => {
	const store = await withPeople();
	const henk = await asStaff(store, 'henk');
	await invite(store, henk, everybody);
	const rows = await store.read
		.select()
		.from(store.t.invitation)
		.where(eq(store.t.invitation.schoolId, otherSchoolId));
	expect(rows.map(({ guardianId }) => guardianId)).toEqual(['nora']);
});
