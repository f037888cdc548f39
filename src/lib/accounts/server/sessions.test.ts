import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { endSession, endUnusedSessions, findActor, startSession } from './sessions.ts';

const DAY = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(today.getTime() + days * DAY);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

test('a guardian sees own children only, each at the level that the school set', async () => {
	const store = await withPeople();
	const levels = async (name: Parameters<typeof asParent>[1]) =>
		[...(await asParent(store, name)).children.values()].map(({ childId, level }) => `${childId} ${level}`);
	expect(await levels('ayse')).toEqual(['elif full', 'emre full']);
	expect(await levels('ahmet')).toEqual(['elif information']);
	expect(await levels('kerem')).toEqual([]);
	expect(await levels('wilma')).toEqual([]);
	expect(await levels('nora')).toEqual(['noor full']);
});

test('a changed level works at the next request', async () => {
	const store = await withPeople();
	const { cookie } = await store.transact((tx) =>
		startSession(tx, {
			schoolId,
			person: { guardianId: 'mehmet' },
			strength: 'code',
			device: '',
			now: today,
		}),
	);
	const children = async () => {
		const actor = await findActor(store, cookie, today);
		return actor?.kind === 'guardian' ? [...actor.children.keys()] : undefined;
	};
	expect(await children()).toEqual(['elif']);
	await store.transact(async (tx) => {
		const { guardianship } = tx.t;
		await tx
			.update(guardianship)
			.set({ level: 'nothing' })
			.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'mehmet')));
	});
	expect(await children()).toEqual([]);
});

test('staff have the roles and groups of now', async () => {
	const store = await withPeople();
	const marieke = await asStaff(store, 'marieke', { passkey: false });
	expect([...marieke.roles]).toEqual(['teacher']);
	expect([...marieke.groupIds]).toEqual(['zonnebloem']);
	expect(marieke.passkey).toBe(false);
});

test('no, a wrong, a foreign, an ended or a lapsed cookie is nobody', async () => {
	const store = await withPeople();
	const { cookie, id } = await store.transact((tx) =>
		startSession(tx, { schoolId, person: { guardianId: 'ayse' }, strength: 'code', device: '', now: today }),
	);
	const token = cookie.slice(cookie.indexOf('.') + 1);
	expect(await findActor(store, cookie, later(89))).toBeDefined();
	expect(await findActor(store, undefined, today)).toBeUndefined();
	expect(await findActor(store, 'nonsense', today)).toBeUndefined();
	expect(await findActor(store, `regenboog.${token}`, today)).toBeUndefined();
	expect(await findActor(store, `${schoolId}.${token}x`, today)).toBeUndefined();
	expect(await findActor(store, cookie, later(200))).toBeUndefined();
	await store.transact((tx) => endSession(tx, schoolId, id));
	expect(await findActor(store, cookie, today)).toBeUndefined();
});

test('sessions unused for 90 days are deleted, others stay', async () => {
	const store = await withPeople();
	await asParent(store, 'ayse');
	await asParent(store, 'mehmet', { now: later(60) });
	expect(await store.transact((tx) => endUnusedSessions(tx, schoolId, later(91)))).toBe(1);
});

test('who asks costs one query for a guardian', async () => {
	const store = await withPeople();
	const { cookie } = await store.transact((tx) =>
		startSession(tx, { schoolId, person: { guardianId: 'ayse' }, strength: 'code', device: '', now: today }),
	);
	store.statements.length = 0;
	await findActor(store, cookie, today);
	expect(store.statements).toHaveLength(1);
});
