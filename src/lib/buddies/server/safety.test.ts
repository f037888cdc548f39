// Who means no good, or came by mistake: what they try, and what comes of it.
import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
	askedBoth,
	joins,
	matchesSoFar,
	says,
	schoolWithBuddies,
	sees,
} from '../../../../tests/support/buddies.ts';
import type { TestStore } from '../../../../tests/support/database.ts';
import { noticesSoFar } from '../../../../tests/support/moments.ts';
import { asParent, asStaff, schoolId, today, type GuardianName } from '../../../../tests/support/people.ts';
import { endMatch, ownMatches } from './answers.ts';
import { buddiesForStaff } from './for-staff.ts';
import { deleteProfile } from './profile.ts';
import { placeByHand, proposeBuddies, sendProposals } from './proposal.ts';
import { noteApart, shutOut } from './safety.ts';

const run = async (store: TestStore) => proposeBuddies(store, await asStaff(store, 'naima'), today);
const send = async (store: TestStore) => sendProposals(store, await asStaff(store, 'naima'), { now: today });

/** All that a parent can learn: what they are asked, and what they are told. */
async function learns(store: TestStore, who: GuardianName) {
	const own = await ownMatches(store.read, await asParent(store, who), today);
	const told = (await noticesSoFar(store)).filter(({ to }) => to === who);
	return JSON.stringify([own, told]);
}

it('who fishes with one profile after the other learns nothing, and asks nobody', async () => {
	const store = await schoolWithBuddies();
	await joins(store, 'agnieszka', { offers: true, wishes: false, languages: ['pl'], capacity: 3 });
	const before = await learns(store, 'johan');
	for (const languages of [['ar'], ['tr'], ['pl'], ['ti']])
		for (const circle of [null, 'women', 'men'] as const)
			for (const area of [null, '3011', 'near_school'])
				await joins(store, 'johan', { languages, circle, area });
	expect(await learns(store, 'johan')).toBe(before);
	expect(await learns(store, 'agnieszka')).toBe('[[],[]]');
	// a profile is one, however often it was changed: at most one buddy, after the coordinator has looked
	await joins(store, 'johan', { languages: ['pl'] });
	await run(store);
	await send(store);
	expect(await matchesSoFar(store)).toHaveLength(1);
	expect(await learns(store, 'johan')).not.toMatch(/Agnieszka|Kowalczyk/);
});

it('deleting the profile and coming back brings no second question to the same parent', async () => {
	const { store } = await askedBoth();
	const fatima = await asParent(store, 'fatima');
	await deleteProfile(store, fatima, today);
	await joins(store, 'fatima');
	await run(store);
	await send(store);
	expect(await matchesSoFar(store)).toHaveLength(1);
	const told = (await noticesSoFar(store)).filter(({ to }) => to === 'agnieszka');
	expect(told.map(({ kind }) => kind)).toEqual(['buddies.found']);
});

it('who had three contacts this year gets the next by the coordinator’s hand only', async () => {
	const store = await schoolWithBuddies();
	const naima = await asStaff(store, 'naima');
	const helpers: GuardianName[] = ['agnieszka', 'johan', 'fatima', 'mehmet'];
	const all = ['1-morning', '2-morning', '3-morning', '4-morning'] as const;
	await joins(store, 'ayse', { times: [...all] });
	for (const helper of helpers.slice(0, 3)) {
		await joins(store, helper, { offers: true, wishes: false });
		await run(store);
		await send(store);
		await says(store, 'ayse', true);
		await says(store, helper, true);
		const [match] = (await matchesSoFar(store)).filter(({ state }) => state === 'matched');
		expect(match?.buddyId).toBe(helper);
		await endMatch(store, await asParent(store, 'ayse'), { matchId: match?.id ?? '', now: today });
	}
	await giveChild(store, 'wilma');
	await joins(store, 'wilma', { offers: true, wishes: false });
	expect(await run(store)).toEqual({ ok: true, pairs: 0 });
	const view = await buddiesForStaff(store.read, naima, today);
	expect(view?.waiting).toMatchObject([{ guardianId: 'ayse', lack: 'by_hand' }]);
	const byHand = { newcomerId: 'ayse', buddyId: 'wilma', now: today };
	expect(await placeByHand(store, naima, byHand)).toEqual({ ok: true });
});

/** Mees is back at school. */
async function giveChild(store: TestStore, guardianId: 'wilma') {
	const { child } = store.t;
	expect(guardianId).toBe('wilma');
	const mees = and(eq(child.schoolId, schoolId), eq(child.id, 'mees'));
	await store.transact((tx) => tx.update(child).set({ leftOn: null }).where(mees));
}

it('an adult without a child here, or without the say, is in no proposal and answers nothing', async () => {
	const { store } = await askedBoth();
	expect(await joins(store, 'wilma')).toEqual({ ok: false, refusal: 'not_here' });
	expect(await joins(store, 'ahmet')).toEqual({ ok: false, refusal: 'not_here' });
	const { child } = store.t;
	const zuzia = and(eq(child.schoolId, schoolId), eq(child.id, 'zuzia'));
	await store.transact((tx) => tx.update(child).set({ leftOn: '2026-10-01' }).where(zuzia));
	await says(store, 'fatima', true);
	expect((await says(store, 'agnieszka', true)).ok).toBe(false);
	expect(await sees(store, 'fatima')).toEqual([{ view: 'waiting', name: null, phone: null }]);
	await joins(store, 'johan', { languages: ['pl'] });
	expect(await run(store)).toEqual({ ok: true, pairs: 0 });
});

it('a parent who is shut out between the question and the answer gets no contact', async () => {
	const { store } = await askedBoth();
	const naima = await asStaff(store, 'naima');
	await shutOut(store, naima, { guardianId: 'agnieszka', out: true, now: today });
	await says(store, 'fatima', true, { phone: '06 12 34 56 78' });
	expect((await says(store, 'agnieszka', true)).ok).toBe(false);
	expect(await learns(store, 'agnieszka')).not.toMatch(/Fatima|12 34/);
	expect(await joins(store, 'agnieszka')).toEqual({ ok: false, refusal: 'not_here' });
	await shutOut(store, naima, { guardianId: 'agnieszka', out: false, now: today });
	expect((await joins(store, 'agnieszka')).ok).toBe(true);
});

it('a court’s order between the proposal, the question and the answer keeps the two apart', async () => {
	const store = await schoolWithBuddies();
	await joins(store, 'fatima');
	await joins(store, 'agnieszka', { offers: true, wishes: false });
	await run(store);
	const { guardianship } = store.t;
	// Elif is in the group of Zuzia and of Ilyas
	const order = { schoolId, guardianId: 'fatima', childId: 'elif', level: 'nothing' as const, position: 9 };
	await store.transact((tx) => tx.insert(guardianship).values(order));
	expect(await send(store)).toEqual({ ok: true, sent: 0 });
	const asked = await askedBoth();
	await asked.store.transact((tx) => tx.insert(asked.store.t.guardianship).values(order));
	await says(asked.store, 'fatima', true, { phone: '06 12 34 56 78' });
	expect(await says(asked.store, 'agnieszka', true)).toEqual({ ok: true, together: false });
	expect(await sees(asked.store, 'agnieszka')).toEqual([{ view: 'waiting', name: null, phone: null }]);
});

it('two who are noted as not together after they were asked do not become it', async () => {
	const { store } = await askedBoth();
	const naima = await asStaff(store, 'naima');
	await noteApart(store, naima, { guardianId: 'fatima', otherId: 'agnieszka', apart: true, now: today });
	await says(store, 'fatima', true, { phone: '06 12 34 56 78' });
	await says(store, 'agnieszka', true);
	expect(await learns(store, 'agnieszka')).not.toMatch(/Fatima|12 34/);
	expect(await learns(store, 'fatima')).not.toMatch(/Agnieszka/);
});
