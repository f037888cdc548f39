import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findActor, startSession } from '#lib/accounts/server/sessions.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import type { GuardianInput } from '../guardian-form.ts';
import { addGuardian, changeGuardian, findCandidates, linkGuardian, unlinkGuardian } from './guardians.ts';
import { childForStaff } from './overview.ts';

async function named(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}

const input = (part: Partial<GuardianInput> = {}): GuardianInput => ({
	name: 'Özge Yıldırım',
	email: 'Ozge@Ouders.example',
	phone: '06-12345678',
	language: 'tr',
	needsInterpreter: true,
	...part,
});

async function guardiansOf(store: TestStore, childId: string) {
	const child = await childForStaff(store.read, await asStaff(store, 'petra'), childId, today);
	return child?.guardians ?? [];
}

test('a guardian is added at the end, found by name, and there for the next import', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	const made = await addGuardian(store, petra, { childId: 'emre', ...input() }, today);
	if (!made.ok) throw new Error(made.refusal);
	const [, added] = await guardiansOf(store, 'emre');
	expect(added).toMatchObject({
		guardianId: made.guardianId,
		name: 'Özge Yıldırım',
		email: 'Ozge@Ouders.example',
		phone: '06-12345678',
		level: 'full',
		language: 'tr',
		needsInterpreter: true,
	});
	const [row] = await store.read
		.select({ emailKey: store.t.guardian.emailKey, searchKey: store.t.guardian.searchKey })
		.from(store.t.guardian)
		.where(and(eq(store.t.guardian.schoolId, schoolId), eq(store.t.guardian.id, made.guardianId)));
	expect(row).toEqual({ emailKey: 'ozge@ouders.example', searchKey: 'ozge yildirim' });
	expect(await auditSoFar(store)).toContain('staff petra families.guardian_added');
});

test.each([
	['a teacher', 'marieke', 'elif', input(), 'not_allowed'],
	['the coordinator', 'naima', 'elif', input(), 'not_allowed'],
	['a child of another school', 'petra', 'noor', input(), 'not_there'],
	['nothing at all', 'petra', 'elif', input({ name: '', email: '', phone: '' }), 'empty'],
] as const)('%s: nobody is added', async (_, who, childId, fields, refusal) => {
	const store = await named();
	const before = await store.read
		.select()
		.from(store.t.guardian)
		.where(eq(store.t.guardian.schoolId, schoolId));
	const done = await addGuardian(store, await asStaff(store, who), { childId, ...fields }, today);
	expect(done).toEqual({ ok: false, refusal });
	const after = await store.read
		.select()
		.from(store.t.guardian)
		.where(eq(store.t.guardian.schoolId, schoolId));
	expect(after).toHaveLength(before.length);
});

test('another address was never proved; the same one stays proved', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	const { guardian } = store.t;
	const ayse = and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse'));
	await store.transact(async (tx) => {
		await tx.update(guardian).set({ emailConfirmedAt: today, emailIsOwn: true }).where(ayse);
	});
	const confirmed = async () => (await store.read.select().from(guardian).where(ayse))[0]?.emailConfirmedAt;
	const same = input({ email: 'AYSE.yildirim.tr@ouders.example' });
	await changeGuardian(store, petra, { guardianId: 'ayse', ...same }, today);
	expect(await confirmed()).toEqual(today);
	await changeGuardian(store, petra, { guardianId: 'ayse', ...input() }, today);
	expect(await confirmed()).toBeNull();
	const nothing = input({ name: '', email: '', phone: '' });
	expect(await changeGuardian(store, petra, { guardianId: 'ayse', ...nothing }, today)).toEqual({
		ok: false,
		refusal: 'empty',
	});
	expect(await changeGuardian(store, petra, { guardianId: 'nora', ...input() }, today)).toEqual({
		ok: false,
		refusal: 'not_there',
	});
});

test('unlinking works at once, and can be put back with its limit', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	expect((await asParent(store, 'ahmet')).children.has('elif')).toBe(true);
	const gone = await unlinkGuardian(store, petra, { guardianId: 'ahmet', childId: 'elif' }, today);
	if (!gone.ok) throw new Error(gone.refusal);
	expect((await guardiansOf(store, 'elif')).map(({ guardianId }) => guardianId)).not.toContain('ahmet');
	expect(await linkGuardian(store, petra, gone.was, today)).toEqual({ ok: true, guardianId: 'ahmet' });
	expect(await linkGuardian(store, petra, gone.was, today)).toEqual({ ok: false, refusal: 'linked_already' });
	expect((await guardiansOf(store, 'elif')).find(({ guardianId }) => guardianId === 'ahmet')?.level).toBe(
		'information',
	);
	expect((await asParent(store, 'ahmet')).children.get('elif')?.level).toBe('information');
});

test('who is nobody’s guardian any more is signed out; who has another child stays', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	const cookieOf = (guardianId: string) =>
		store.transact((tx) =>
			startSession(tx, { schoolId, person: { guardianId }, strength: 'code', device: 'test', now: today }),
		);
	const mehmet = await cookieOf('mehmet');
	const ayse = await cookieOf('ayse');
	await unlinkGuardian(store, petra, { guardianId: 'mehmet', childId: 'elif' }, today);
	await unlinkGuardian(store, petra, { guardianId: 'ayse', childId: 'elif' }, today);
	expect(await findActor(store, mehmet.cookie, today)).toBeUndefined();
	expect(await findActor(store, ayse.cookie, today)).toMatchObject({ guardianId: 'ayse' });
});

test('only the office unlinks and links, and only in its own school', async () => {
	const store = await named();
	const marieke = await asStaff(store, 'marieke');
	const petra = await asStaff(store, 'petra');
	const pair = { guardianId: 'mehmet', childId: 'elif' };
	expect(await unlinkGuardian(store, marieke, pair, today)).toEqual({ ok: false, refusal: 'not_allowed' });
	const link = { ...pair, guardianId: 'nora', level: 'full', ground: null } as const;
	expect(await linkGuardian(store, petra, link, today)).toEqual({ ok: false, refusal: 'not_there' });
	expect(await linkGuardian(store, marieke, { ...link, guardianId: 'fatima' }, today)).toEqual({
		ok: false,
		refusal: 'not_allowed',
	});
});

test('who can be linked: by name, with their children, not who is there already', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	const found = async (words: string, notOf = 'zuzia') =>
		(await findCandidates(store.read, petra, { words, notOf })).map(
			({ guardianId, children }) => `${guardianId}: ${children.join(' ')}`,
		);
	expect(await found('fatima bakkali')).toEqual(['fatima: Ilyas']);
	expect(await found('yildirim', 'elif')).toEqual([]);
	expect(await found('yildirim', 'emre')).toEqual(['ahmet: Elif', 'kerem: Elif', 'mehmet: Elif']);
	expect(await found('nora')).toEqual([]);
	expect(await found('')).toEqual([]);
	const marieke = await asStaff(store, 'marieke');
	expect(await findCandidates(store.read, marieke, { words: 'fatima', notOf: 'zuzia' })).toEqual([]);
});
