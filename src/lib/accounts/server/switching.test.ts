import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asStaff as asStaffMember,
	otherSchoolId,
	schoolId,
	today,
} from '../../../../tests/support/people.ts';
import type { Actor } from './actors.ts';
import { signOutDevice } from './devices.ts';
import { resetPasskeys } from './passkey-reset.ts';
import { endSession, findActor, startSession } from './sessions.ts';
import { startSwitched, whomToSwitchTo } from './switching.ts';

const AYSE = 'ayse.yildirim.tr@ouders.example';
const MARIEKE = 'marieke@school.example';

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

/** Gives a guardian of a school an address, and a name where the test needs one. */
async function setAddress(
	store: TestStore,
	[school, id]: [string, string],
	email: string,
	more: Partial<{ name: string; emailIsOwn: boolean }> = {},
) {
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ email, emailKey: email, ...more })
			.where(and(eq(guardian.schoolId, school), eq(guardian.id, id))),
	);
}

type Person = { guardianId: string } | { staffId: string };
async function open(
	store: TestStore,
	school: string,
	person: Person,
	emailKey: string | null,
): Promise<{ actor: Actor; cookie: string }> {
	const { cookie } = await store.transact((tx) =>
		startSession(tx, {
			schoolId: school,
			person,
			strength: 'confirmed',
			passkey: 'staffId' in person,
			device: 'Chrome, Android',
			emailKey,
			now: today,
		}),
	);
	const actor = await findActor(store, cookie, today);
	if (!actor) throw new Error('nobody signed in');
	return { actor, cookie };
}
const ids = async (store: TestStore, actor: Actor) =>
	(await whomToSwitchTo(store.read, actor, today)).map((one) => `${one.schoolId} ${one.kind} ${one.id}`);

test('a parent of children at two schools goes on at the other, and sees only what is there', async () => {
	const store = await withPeople();
	await setAddress(store, [otherSchoolId, 'nora'], AYSE);
	const { actor } = await open(store, schoolId, { guardianId: 'ayse' }, AYSE);
	expect(actor.canSwitch).toBe(true);
	expect(await ids(store, actor)).toEqual([`${otherSchoolId} guardian nora`]);
	const person = `${otherSchoolId}.guardian.nora`;
	const started = await startSwitched(store, actor, { person, device: '' }, today);
	const nora = await findActor(store, started?.cookie, today);
	expect(nora).toMatchObject({ schoolId: otherSchoolId, guardianId: 'nora', strength: 'confirmed' });
	expect(nora?.kind === 'guardian' && [...nora.children.keys()]).toEqual(['noor']);
	expect(nora && (await ids(store, nora))).toEqual([`${schoolId} guardian ayse`]);
});

test('without a proved address there is nobody to switch to: a letter, a door code, an address of before', async () => {
	const store = await withPeople();
	await setAddress(store, [otherSchoolId, 'nora'], AYSE);
	const letter = await open(store, schoolId, { guardianId: 'ayse' }, null);
	expect(letter.actor.canSwitch).toBe(false);
	expect(await ids(store, letter.actor)).toEqual([]);
	const person = `${otherSchoolId}.guardian.nora`;
	expect(await startSwitched(store, letter.actor, { person, device: '' }, today)).toBeUndefined();
	// the school changed the address: what was proved links nothing any more
	const { actor } = await open(store, schoolId, { guardianId: 'ayse' }, AYSE);
	await setAddress(store, [schoolId, 'ayse'], 'new@ouders.example');
	expect(await ids(store, actor)).toEqual([]);
});

test('two carers on one address stay two people; under one name at two schools they are one', async () => {
	const store = await withPeople();
	await setAddress(store, [schoolId, 'mehmet'], AYSE);
	await setAddress(store, [otherSchoolId, 'nora'], AYSE);
	const { actor } = await open(store, schoolId, { guardianId: 'ayse' }, AYSE);
	expect(await ids(store, actor)).toEqual([]);
	await setAddress(store, [otherSchoolId, 'nora'], AYSE, { name: 'Ayse Yildirim' });
	expect(await ids(store, actor)).toEqual([`${otherSchoolId} guardian nora`]);
	const mehmet = await open(store, schoolId, { guardianId: 'mehmet' }, AYSE);
	expect(await ids(store, mehmet.actor)).toEqual([]);
});

test('staff and parent: as staff no family data before the passkey of that school; an own address stays weak', async () => {
	const store = await withPeople();
	await setAddress(store, [schoolId, 'fatima'], MARIEKE, { emailIsOwn: true });
	const { actor } = await open(store, schoolId, { staffId: 'marieke' }, MARIEKE);
	const parent = await startSwitched(
		store,
		actor,
		{ person: `${schoolId}.guardian.fatima`, device: '' },
		today,
	);
	const fatima = await findActor(store, parent?.cookie, today);
	expect(fatima).toMatchObject({ kind: 'guardian', guardianId: 'fatima', strength: 'code' });
	if (!fatima) throw new Error('not switched');
	const asStaff = { person: `${schoolId}.staff.marieke`, device: '' };
	// back to the session that this browser kept aside, in which a passkey was used
	expect(await ids(store, fatima)).toEqual([`${schoolId} staff marieke`]);
	const back = await startSwitched(store, fatima, asStaff, today);
	expect(await findActor(store, back?.cookie, today)).toMatchObject({ kind: 'staff', passkey: false });
});

test('the first passkey is never made in a session that was switched to: lost, and taken away, it stays away', async () => {
	const store = await withPeople();
	await setAddress(store, [otherSchoolId, 'nora'], MARIEKE);
	const lost = await open(store, otherSchoolId, { guardianId: 'nora' }, MARIEKE);
	expect(await ids(store, lost.actor)).toEqual([]);
	const asStaff = { person: `${schoolId}.staff.marieke`, device: '' };
	expect(await startSwitched(store, lost.actor, asStaff, today)).toBeUndefined();
	const keep = { guardianId: null, counter: 0, transports: [], device: '', createdAt: today };
	await store.transact((tx) =>
		tx.insert(tx.t.passkey).values({
			...keep,
			schoolId,
			id: 'key',
			staffId: 'marieke',
			credentialId: 'c',
			publicKey: 'p',
			strength: 'confirmed',
		}),
	);
	expect(await ids(store, lost.actor)).toEqual([`${schoolId} staff marieke`]);
	const petra = await asStaffMember(store, 'petra');
	const switched = await startSwitched(store, lost.actor, asStaff, today);
	await resetPasskeys(store, petra, 'marieke', today);
	expect(await findActor(store, switched?.cookie, today)).toBeUndefined();
	expect(await ids(store, lost.actor)).toEqual([]);
});

test('a browser that is signed out, here or from another device, is out everywhere', async () => {
	const store = await withPeople();
	await setAddress(store, [otherSchoolId, 'nora'], AYSE);
	const person = `${otherSchoolId}.guardian.nora`;
	const phone = await open(store, schoolId, { guardianId: 'ayse' }, AYSE);
	const atOther = await startSwitched(store, phone.actor, { person, device: '' }, today);
	const desk = await open(store, schoolId, { guardianId: 'ayse' }, AYSE);
	const deskOther = await startSwitched(store, desk.actor, { person, device: '' }, today);

	expect(await signOutDevice(store, desk.actor, phone.actor.sessionId, today)).toBe(true);
	expect(await findActor(store, phone.cookie, today)).toBeUndefined();
	expect(await findActor(store, atOther?.cookie, today)).toBeUndefined();
	expect(await findActor(store, deskOther?.cookie, today)).toBeDefined();
	await store.transact((tx) => endSession(tx, schoolId, desk.actor.sessionId));
	expect(await findActor(store, deskOther?.cookie, today)).toBeUndefined();
});

test('who comes to a second school later can switch within the hour', async () => {
	const store = await withPeople();
	const { actor, cookie } = await open(store, schoolId, { guardianId: 'ayse' }, AYSE);
	expect(actor.canSwitch).toBe(false);
	await setAddress(store, [otherSchoolId, 'nora'], AYSE);
	const later = new Date(today.getTime() + 2 * 60 * 60 * 1000);
	await findActor(store, cookie, later);
	expect((await findActor(store, cookie, later))?.canSwitch).toBe(true);
});
