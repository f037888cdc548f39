import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { startSession, findActor } from './sessions.ts';
import { bringBack, endAccess, listColleagues, setRights } from './rights.ts';

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function lines(store: TestStore) {
	const { auditLine } = store.t;
	const rows = await store.read
		.select({ actor: auditLine.actorId, action: auditLine.action, about: auditLine.about })
		.from(auditLine)
		.where(eq(auditLine.schoolId, schoolId));
	return rows
		.map(({ actor, action, about }) => `${actor} ${action} ${Object.values(about).join(' ')}`)
		.sort();
}

const of = async (store: TestStore, staffId: string) =>
	(await listColleagues(store.read, await asStaff(store, 'joke'), today)).find(
		(one) => one.staffId === staffId,
	);

/** A session of this person that stays open, and what its cookie stands for now. */
async function open(store: TestStore, staffId: string) {
	const { cookie } = await store.transact((tx) =>
		startSession(tx, {
			schoolId,
			person: { staffId },
			strength: 'confirmed',
			passkey: true,
			device: '',
			now: today,
		}),
	);
	return async () => {
		const actor = await findActor(store, cookie, today);
		return actor?.kind === 'staff'
			? { roles: [...actor.roles].sort(), groups: [...actor.groupIds].sort() }
			: undefined;
	};
}

test('rights given and taken hold at once, in a session that is open, with a line each', async () => {
	const store = await withPeople();
	const joke = await asStaff(store, 'joke');
	const selin = await open(store, 'selin');
	expect(await selin()).toEqual({ roles: ['teacher'], groups: ['groep4'] });
	const wanted = { staffId: 'selin', roles: ['teacher', 'care'] as const, groupIds: ['groep7'] };
	expect(await setRights(store, joke, wanted, today)).toEqual({ ok: true });
	expect(await selin()).toEqual({ roles: ['care', 'teacher'], groups: ['groep7'] });
	expect(await lines(store)).toEqual([
		'joke accounts.group_given selin groep7',
		'joke accounts.group_taken selin groep4',
		'joke accounts.role_given selin care',
	]);
	expect(await of(store, 'selin')).toMatchObject({
		state: 'active',
		roles: ['teacher', 'care'],
		groups: [{ id: 'groep7', name: 'Groep 7' }],
	});
	// the same again changes nothing and writes nothing
	await setRights(store, joke, wanted, today);
	expect(await lines(store)).toHaveLength(3);
});

test('only the head gives rights: nobody else, no head of another school, not before the passkey', async () => {
	const store = await withPeople();
	const wanted = { staffId: 'selin', roles: ['head'] as const, groupIds: [] };
	for (const by of [
		await asStaff(store, 'petra'),
		await asStaff(store, 'naima'),
		await asStaff(store, 'selin'),
		await asStaff(store, 'joke', { passkey: false }),
	]) {
		expect(await setRights(store, by, wanted, today)).toEqual({ ok: false, refusal: 'not_allowed' });
		expect(await endAccess(store, by, 'selin', today)).toEqual({ ok: false, refusal: 'not_allowed' });
		expect(await listColleagues(store.read, by, today)).toEqual([]);
	}
	const henk = await asStaff(store, 'henk');
	expect(await setRights(store, henk, wanted, today)).toEqual({ ok: false, refusal: 'nobody' });
	expect(await endAccess(store, henk, 'selin', today)).toEqual({ ok: false, refusal: 'nobody' });
	expect((await listColleagues(store.read, henk, today)).map(({ staffId }) => staffId)).toEqual(['henk']);
	expect(await lines(store)).toEqual([]);
});

test('the last head stays; with a second one the first can go', async () => {
	const store = await withPeople();
	const joke = await asStaff(store, 'joke');
	const withoutHead = { staffId: 'joke', roles: [], groupIds: [] };
	expect(await setRights(store, joke, withoutHead, today)).toEqual({ ok: false, refusal: 'last_head' });
	expect(await endAccess(store, joke, 'joke', today)).toEqual({ ok: false, refusal: 'self' });
	// who was only proposed is nobody who could give rights
	const { staffMember } = store.t;
	await store.transact((tx) =>
		tx
			.update(staffMember)
			.set({ status: 'proposed' })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'petra'))),
	);
	await setRights(store, joke, { staffId: 'petra', roles: ['head'], groupIds: [] }, today);
	expect(await setRights(store, joke, withoutHead, today)).toEqual({ ok: false, refusal: 'last_head' });

	await setRights(store, joke, { staffId: 'naima', roles: ['head'], groupIds: [] }, today);
	expect(await setRights(store, joke, withoutHead, today)).toEqual({ ok: true });
	const naima = await asStaff(store, 'naima');
	expect(await endAccess(store, naima, 'joke', today)).toEqual({ ok: true });
});

test('who leaves is out at once, everywhere, and comes back without rights', async () => {
	const store = await withPeople();
	const joke = await asStaff(store, 'joke');
	const phone = await open(store, 'selin');
	const desk = await open(store, 'selin');
	const other = await open(store, 'marieke');
	await store.transact((tx) =>
		tx.insert(tx.t.passkey).values({
			schoolId,
			id: 'key',
			staffId: 'selin',
			credentialId: 'c',
			publicKey: 'p',
			counter: 0,
			transports: [],
			strength: 'confirmed',
			device: '',
			createdAt: today,
		}),
	);
	expect(await endAccess(store, joke, 'selin', today)).toEqual({ ok: true });
	expect([await phone(), await desk()]).toEqual([undefined, undefined]);
	expect(await other()).toBeDefined();
	const { passkey, session } = store.t;
	expect(await store.read.$count(passkey, eq(passkey.schoolId, schoolId))).toBe(0);
	expect(
		await store.read.$count(session, and(eq(session.schoolId, schoolId), eq(session.staffId, 'selin'))),
	).toBe(0);
	expect(await of(store, 'selin')).toMatchObject({ state: 'gone', roles: [], groups: [] });
	expect(await endAccess(store, joke, 'selin', today)).toEqual({ ok: false, refusal: 'nobody' });

	expect(await bringBack(store, joke, 'selin', today)).toEqual({ ok: true });
	expect(await of(store, 'selin')).toMatchObject({ state: 'proposed', roles: [], invitation: null });
	expect((await lines(store)).filter((line) => /ended|back/.test(line))).toEqual([
		'joke accounts.access_ended selin',
		'joke accounts.brought_back selin',
	]);
});

test('two heads who take it from each other at the same moment leave one head', async () => {
	const store = await withPeople();
	const joke = await asStaff(store, 'joke');
	await setRights(store, joke, { staffId: 'petra', roles: ['head'], groupIds: [] }, today);
	const petra = await asStaff(store, 'petra');
	const both = await Promise.all([
		setRights(store, joke, { staffId: 'petra', roles: ['office'], groupIds: [] }, today),
		endAccess(store, petra, 'joke', today),
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(both).toContainEqual({ ok: false, refusal: 'last_head' });
});

test('the list of colleagues takes as many queries for a hundred as for five', async () => {
	const store = await withPeople();
	const joke = await asStaff(store, 'joke');
	const count = async () => {
		store.statements.length = 0;
		await listColleagues(store.read, joke, today);
		return store.statements.length;
	};
	const few = await count();
	await store.transact((tx) =>
		tx.insert(tx.t.staffMember).values(
			Array.from({ length: 100 }, (_, at) => ({
				schoolId,
				id: `new-${at}`,
				name: `New ${at}`,
				languages: [],
				days: [],
				status: 'proposed' as const,
				createdAt: today,
			})),
		),
	);
	expect(await count()).toBe(few);
});
