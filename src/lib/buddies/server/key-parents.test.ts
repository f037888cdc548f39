// Key parents: who may ask, who sees whom, what is counted, and what goes.
import { eq } from 'drizzle-orm';
import { expect, it, test } from 'vitest';
import { schoolWithBuddies } from '../../../../tests/support/buddies.ts';
import type { TestStore } from '../../../../tests/support/database.ts';
import { noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { moveBuddies } from './move-guardian.ts';
import { keyParentsForStaff, noteToCoordinator, noteToKeyParent } from './key-parent-notes.ts';
import {
	agreeKeyParent,
	askKeyParent,
	cameThrough,
	countCame,
	forgetKeyParents,
	guardiansToAsk,
	keyParentsToAsk,
	ownKeyParent,
	removeKeyParent,
	stopKeyParent,
} from './key-parents.ts';
import { shutOut } from './safety.ts';

const day = '2026-10-06';
const YES = { relation: 'mother' as const, languages: ['ar', 'nl'], shares: 'gate' as const, phone: '' };

const asks = async (store: TestStore, who: GuardianName, staff: StaffName = 'naima') =>
	askKeyParent(store, await asStaff(store, staff), { guardianId: who, now: today });
const agrees = async (
	store: TestStore,
	who: GuardianName,
	part: Partial<Parameters<typeof agreeKeyParent>[2]> = {},
) => agreeKeyParent(store, await asParent(store, who), { ...YES, ...part, now: today });
const finds = async (store: TestStore, who: GuardianName, strength: 'code' | 'confirmed' = 'confirmed') =>
	(
		await keyParentsToAsk(store.read, await asParent(store, who, { strength }), {
			speaks: ['ar'],
			today: day,
		})
	).map(({ name }) => name);
const own = async (store: TestStore, who: GuardianName) =>
	ownKeyParent(store.read, await asParent(store, who), day);

/** Fatima was asked and said yes. */
async function withFatima(part: Parameters<typeof agrees>[2] = {}): Promise<TestStore> {
	const store = await schoolWithBuddies();
	await asks(store, 'fatima');
	await agrees(store, 'fatima', part);
	return store;
}

it('is asked by the coordinator or the head, once, and told in the parent’s language', async () => {
	const store = await schoolWithBuddies();
	for (const staff of ['marieke', 'petra'] as const)
		expect((await asks(store, 'fatima', staff)).ok).toBe(false);
	expect(await asks(store, 'fatima')).toEqual({ ok: true });
	expect(await asks(store, 'fatima')).toEqual({ ok: false, refusal: 'not_there' });
	const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'buddies.key_asked');
	expect(told.map(({ to }) => to)).toEqual(['fatima']);
	const naima = await asStaff(store, 'naima');
	const names = (await guardiansToAsk(store.read, naima, today)).map(({ guardianId }) => guardianId);
	expect(names).toContain('agnieszka');
	expect(names).not.toContain('fatima');
	expect(await guardiansToAsk(store.read, await asStaff(store, 'marieke'), today)).toEqual([]);
});

test.each([
	['before anybody was asked', 'nothing', []],
	['asked, no answer', 'asked', []],
	['said yes', 'yes', ['Fatima']],
	['said no', 'no', []],
	['stopped', 'stopped', []],
	['the school ended it', 'removed', []],
	['shut out', 'out', []],
] as const)('other parents read a name only after a yes: %s', async (_, until, expected) => {
	const store = await schoolWithBuddies();
	const naima = await asStaff(store, 'naima');
	if (until !== 'nothing') await asks(store, 'fatima');
	if (!['nothing', 'asked', 'no'].includes(until)) await agrees(store, 'fatima');
	if (until === 'no' || until === 'stopped')
		await stopKeyParent(store, await asParent(store, 'fatima'), today);
	if (until === 'removed') await removeKeyParent(store, naima, { guardianId: 'fatima', now: today });
	if (until === 'out') await shutOut(store, naima, { guardianId: 'fatima', out: true, now: today });
	for (const who of ['agnieszka', 'ayse', 'johan'] as const)
		expect(await finds(store, who)).toEqual(expected);
	// nobody finds themselves, and a letter that was found shows no name
	expect(await finds(store, 'fatima')).toEqual([]);
	expect(await finds(store, 'agnieszka', 'code')).toEqual([]);
});

it('shows the first name and what was chosen, and nothing else of them', async () => {
	const store = await withFatima({ shares: 'phone', phone: '06 12 34 56 78' });
	const [shown] = await keyParentsToAsk(store.read, await asParent(store, 'ayse'), {
		speaks: [],
		today: day,
	});
	expect(Object.keys(shown ?? {}).sort()).toEqual(['guardianId', 'languages', 'name', 'phone', 'relation']);
	expect(shown).toMatchObject({ name: 'Fatima', relation: 'mother', languages: ['ar', 'nl'] });
	await agrees(store, 'fatima');
	const [after] = await keyParentsToAsk(store.read, await asParent(store, 'ayse'), {
		speaks: [],
		today: day,
	});
	expect(after?.phone).toBeNull();
});

it('refuses a yes without a language or without the number that it promises, and of who was not asked', async () => {
	const store = await schoolWithBuddies();
	expect(await agrees(store, 'fatima')).toEqual({ ok: false, refusal: 'gone' });
	await asks(store, 'fatima');
	expect(await agrees(store, 'fatima', { languages: ['xx-none'] })).toEqual({
		ok: false,
		refusal: 'no_language',
	});
	expect(await agrees(store, 'fatima', { shares: 'phone', phone: 'geen' })).toEqual({
		ok: false,
		refusal: 'no_phone',
	});
	expect((await own(store, 'fatima'))?.state).toBe('asked');
});

it('puts who speaks the reader’s language first', async () => {
	const store = await withFatima({ languages: ['tr'] });
	await asks(store, 'agnieszka');
	await agrees(store, 'agnieszka', { languages: ['ar'] });
	expect(await finds(store, 'johan')).toEqual(['Agnieszka', 'Fatima']);
});

it('counts who came through a link, never who, and not the key parent', async () => {
	const store = await withFatima();
	const code = (await own(store, 'fatima'))?.code ?? '';
	const comes = async (who: GuardianName, by = code) => {
		const parent = await asParent(store, who);
		await store.transact((tx) => countCame(tx, parent, { code: by, momentId: 'look' }));
	};
	await comes('johan');
	await comes('ayse');
	await comes('fatima');
	await comes('agnieszka', 'someone-else');
	expect([...(await cameThrough(store.read, schoolId, ['fatima']))]).toEqual([['fatima', 2]]);
	const { keyParentCame } = store.t;
	const rows = await store.read.select().from(keyParentCame).where(eq(keyParentCame.schoolId, schoolId));
	expect(rows).toEqual([{ schoolId, guardianId: 'fatima', momentId: 'look', came: 2 }]);
	await stopKeyParent(store, await asParent(store, 'fatima'), today);
	await comes('johan');
	expect((await cameThrough(store.read, schoolId, ['fatima'])).size).toBe(0);
});

it('lets a key parent and the coordinator say something to each other, and nobody else', async () => {
	const store = await withFatima();
	const naima = await asStaff(store, 'naima');
	const fatima = await asParent(store, 'fatima');
	expect(await noteToCoordinator(store, fatima, { note: 'call_me', now: today })).toEqual({ ok: true });
	const johan = await asParent(store, 'johan');
	expect((await noteToCoordinator(store, johan, { note: 'call_me', now: today })).ok).toBe(false);
	const thanks = { guardianId: 'fatima', note: 'thanks' as const, now: new Date(today.getTime() + 1000) };
	expect((await noteToKeyParent(store, await asStaff(store, 'petra'), thanks)).ok).toBe(false);
	expect(await noteToKeyParent(store, naima, thanks)).toEqual({ ok: true });
	const [shown] = await keyParentsForStaff(store.read, naima);
	expect(shown?.notes.map(({ from, note }) => `${from} ${note}`)).toEqual([
		'school thanks',
		'parent call_me',
	]);
	expect(await keyParentsForStaff(store.read, await asStaff(store, 'marieke'))).toEqual([]);
	const told = (await noticesSoFar(store)).filter(({ kind }) => /key_(note|said)/.test(kind));
	// `to` names guardians alone: null is the coordinator
	expect(told.map(({ kind, to }) => `${kind} ${to}`).sort()).toEqual([
		'buddies.key_note fatima',
		'buddies.key_said null',
	]);
	for (let nth = 0; nth < 9; nth++) await noteToCoordinator(store, fatima, { note: 'idea', now: today });
	expect(await noteToCoordinator(store, fatima, { note: 'idea', now: today })).toEqual({
		ok: false,
		refusal: 'often',
	});
});

it('ends with the school year, and goes along when two records are merged', async () => {
	const store = await withFatima();
	await noteToCoordinator(store, await asParent(store, 'fatima'), { note: 'idea', now: today });
	await store.transact((tx) => moveBuddies(tx, schoolId, 'fatima', 'ayse'));
	expect(await own(store, 'fatima')).toBeUndefined();
	expect((await own(store, 'ayse'))?.state).toBe('on');
	const { keyParent, keyParentNote } = store.t;
	const notes = await store.read.select().from(keyParentNote).where(eq(keyParentNote.schoolId, schoolId));
	expect(notes.map(({ guardianId }) => guardianId)).toEqual(['ayse']);
	const [row] = await store.read.select().from(keyParent).where(eq(keyParent.schoolId, schoolId));
	await store.transact((tx) => forgetKeyParents(tx, { schoolId, endedYearIds: [row?.schoolYearId ?? ''] }));
	expect(await own(store, 'ayse')).toBeUndefined();
	expect(await store.read.$count(keyParentNote, eq(keyParentNote.schoolId, schoolId))).toBe(0);
});
