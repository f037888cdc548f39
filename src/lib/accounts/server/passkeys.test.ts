import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { softAuthenticator, type Authenticator } from '../../../../tests/support/authenticator.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { there } from '../../../../tests/support/there.ts';
import type { Actor, StaffActor } from './actors.ts';
import { listColleaguePasskeys, resetPasskeys } from './passkey-reset.ts';
import {
	beginEnrolling,
	beginSignIn,
	beginUse,
	enrolPasskey,
	listPasskeys,
	removePasskey,
	signInWithPasskey,
	siteOf,
	usePasskey,
} from './passkeys.ts';
import { findActor } from './sessions.ts';

const ORIGIN = 'https://school.example';
const site = siteOf(ORIGIN, 'Schoolbrug');
const minutes = (count: number) => new Date(today.getTime() + count * 60_000);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function enrol(store: TestStore, actor: Actor, device: Authenticator, now = today) {
	const options = await beginEnrolling(store, site, actor, 'browser', now);
	if (!options) return { ok: false as const, refusal: 'no_options' };
	return enrolPasskey(
		store,
		site,
		actor,
		{ answer: device.create(options), browser: 'browser', device: 'Chrome, Android' },
		now,
	);
}

async function signIn(store: TestStore, device: Authenticator, { browser = 'browser', now = today } = {}) {
	const options = await beginSignIn(store, site, 'browser', today);
	const result = await signInWithPasskey(
		store,
		site,
		{ answer: device.get(options), browser, device: 'Chrome, Android' },
		now,
	);
	return result.ok ? await findActor(store, result.cookie, now) : result.refusal;
}

/** The same staff member as of now: a session may have changed. */
async function again(store: TestStore, staff: StaffActor): Promise<boolean> {
	const { session } = store.t;
	const [row] = await store.read
		.select()
		.from(session)
		.where(and(eq(session.schoolId, schoolId), eq(session.id, staff.sessionId)));
	return row?.passkey ?? false;
}

test.each(['code', 'confirmed'] as const)(
	'a guardian’s passkey opens as much as the session in which it was made: %s',
	async (strength) => {
		const store = await withPeople();
		const device = softAuthenticator(ORIGIN, { verifiesUser: false });
		expect(await enrol(store, await asParent(store, 'ayse', { strength }), device)).toEqual({ ok: true });
		expect(await signIn(store, device)).toMatchObject({ kind: 'guardian', guardianId: 'ayse', strength });
	},
);

test('staff: the first passkey opens this session; signing in with it opens the next', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra', { passkey: false });
	const device = softAuthenticator(ORIGIN);
	expect(await enrol(store, petra, device)).toEqual({ ok: true });
	expect(await again(store, petra)).toBe(true);
	expect(await signIn(store, device)).toMatchObject({ kind: 'staff', staffId: 'petra', passkey: true });
});

test('staff with a passkey can’t add another before they used it: a stolen mailbox is not enough', async () => {
	const store = await withPeople();
	const first = softAuthenticator(ORIGIN);
	await enrol(store, await asStaff(store, 'petra', { passkey: false }), first);
	const petra = await asStaff(store, 'petra', { passkey: false });
	expect(await enrol(store, petra, softAuthenticator(ORIGIN))).toEqual({ ok: false, refusal: 'no_options' });
	const use = async (device: Authenticator) =>
		usePasskey(
			store,
			site,
			petra,
			{ answer: device.get(await beginUse(store, site, petra, 'browser', today)), browser: 'browser' },
			today,
		);
	expect(await use(softAuthenticator(ORIGIN))).toEqual({ ok: false, refusal: 'not_verified' });
	expect(await again(store, petra)).toBe(false);
	expect(await use(first)).toEqual({ ok: true });
	expect(await again(store, petra)).toBe(true);
	expect(await enrol(store, { ...petra, passkey: true }, softAuthenticator(ORIGIN))).toEqual({ ok: true });
	expect(await listPasskeys(store.read, petra)).toHaveLength(2);
});

test('a colleague’s passkey does not open my session', async () => {
	const store = await withPeople();
	const jokes = softAuthenticator(ORIGIN);
	await enrol(store, await asStaff(store, 'joke', { passkey: false }), jokes);
	const petra = await asStaff(store, 'petra', { passkey: false });
	const options = await beginUse(store, site, petra, 'browser', today);
	const given = { answer: jokes.get(options), browser: 'browser' };
	expect(await usePasskey(store, site, petra, given, today)).toEqual({ ok: false, refusal: 'not_verified' });
});

test('a staff passkey needs a finger, a face or a PIN', async () => {
	const store = await withPeople();
	const device = softAuthenticator(ORIGIN, { verifiesUser: false });
	const petra = await asStaff(store, 'petra', { passkey: false });
	expect(await enrol(store, petra, device)).toEqual({ ok: false, refusal: 'not_verified' });
});

test('who left the school does not come in', async () => {
	const store = await withPeople();
	const device = softAuthenticator(ORIGIN);
	await enrol(store, await asStaff(store, 'petra', { passkey: false }), device);
	const { staffMember } = store.t;
	await store.transact((tx) =>
		tx
			.update(staffMember)
			.set({ status: 'gone' })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'petra'))),
	);
	expect(await signIn(store, device)).toBe('not_verified');
});

test('a challenge belongs to a browser, lives ten minutes and works once', async () => {
	const store = await withPeople();
	const device = softAuthenticator(ORIGIN, { counts: false });
	await enrol(store, await asParent(store, 'ayse'), device);
	expect(await signIn(store, device, { browser: 'another' })).toBe('expired');
	expect(await signIn(store, device, { now: minutes(10) })).toBe('expired');
	const options = await beginSignIn(store, site, 'browser', today);
	const given = { answer: device.get(options), browser: 'browser', device: '' };
	expect(await signInWithPasskey(store, site, given, today)).toMatchObject({ ok: true });
	expect(await signInWithPasskey(store, site, given, today)).toEqual({ ok: false, refusal: 'expired' });
});

test.each(['', 'null', '{}', '[]', '{"response":{"clientDataJSON":"e30"}}', 'x'.repeat(9999)])(
	'an answer that is none is refused: %.40s',
	async (answer) => {
		const store = await withPeople();
		const given = { answer, browser: 'browser', device: '' };
		expect(await signInWithPasskey(store, site, given, today)).toEqual({ ok: false, refusal: 'expired' });
	},
);

test('another site’s answer, and a copied passkey whose counter went back, are refused', async () => {
	const store = await withPeople();
	await enrol(store, await asParent(store, 'ayse'), softAuthenticator('https://evil.example'));
	expect(await listPasskeys(store.read, await asParent(store, 'ayse'))).toEqual([]);
	const device = softAuthenticator(ORIGIN);
	await enrol(store, await asParent(store, 'ayse'), device);
	const { passkey } = store.t;
	await store.transact((tx) =>
		tx.update(passkey).set({ counter: 100 }).where(eq(passkey.schoolId, schoolId)),
	);
	expect(await signIn(store, device)).toBe('not_verified');
});

test('a passkey is taken away by its owner only', async () => {
	const store = await withPeople();
	const device = softAuthenticator(ORIGIN);
	const ayse = await asParent(store, 'ayse');
	await enrol(store, ayse, device);
	const [passkey] = await listPasskeys(store.read, ayse);
	expect(await removePasskey(store, await asParent(store, 'mehmet'), there(passkey).id, today)).toBe(false);
	expect(await removePasskey(store, ayse, there(passkey).id, today)).toBe(true);
	expect(await signIn(store, device)).toBe('not_verified');
});

test('a lost passkey: office or head takes it away; sessions end, the audit trail says who, a mail tells', async () => {
	const store = await withPeople();
	const device = softAuthenticator(ORIGIN);
	const marieke = await asStaff(store, 'marieke', { passkey: false });
	await enrol(store, marieke, device);
	const petra = await asStaff(store, 'petra');
	expect(await listColleaguePasskeys(store.read, marieke)).toEqual([]);
	const listed = async () =>
		(await listColleaguePasskeys(store.read, petra)).find(({ staffId }) => staffId === 'marieke')?.passkeys;
	expect(await listed()).toBe(1);

	const reset = async (by: StaffActor, whom: string) => resetPasskeys(store, by, whom, today);
	const refused = (refusal: string) => ({ ok: false, refusal });
	expect(await reset(await asStaff(store, 'naima'), 'marieke')).toEqual(refused('not_allowed'));
	expect(await reset(await asStaff(store, 'petra', { passkey: false }), 'marieke')).toEqual(
		refused('not_allowed'),
	);
	expect(await reset(await asStaff(store, 'henk'), 'marieke')).toEqual(refused('nobody'));
	expect(await reset(petra, 'petra')).toEqual(refused('self'));
	expect(await listed()).toBe(1);

	expect(await reset(petra, 'marieke')).toEqual({ ok: true });
	expect(await listed()).toBe(0);
	expect(await signIn(store, device)).toBe('not_verified');
	const { session, auditLine, delivery } = store.t;
	const sessions = await store.read
		.select()
		.from(session)
		.where(and(eq(session.schoolId, schoolId), eq(session.staffId, 'marieke')));
	expect(sessions).toEqual([]);
	const [line] = await store.read
		.select()
		.from(auditLine)
		.where(and(eq(auditLine.schoolId, schoolId), eq(auditLine.action, 'accounts.passkeys_reset')));
	expect(line).toMatchObject({ actorId: 'petra', about: { staffId: 'marieke', passkeys: 1 } });
	const mails = await store.read.select().from(delivery).where(eq(delivery.schoolId, schoolId));
	expect(mails.map(({ target }) => target)).toEqual(['marieke@school.example']);
});
