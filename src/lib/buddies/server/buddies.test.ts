// From two profiles to a contact and its end, on a real database: who is told what, and who is never told.
import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { mergeGuardians } from '#lib/app/server/merge-guardians.ts';
import { nightlyJobs } from '#lib/app/server/nightly.ts';
import {
	askedBoth,
	joins,
	matchesSoFar,
	says,
	schoolWithBuddies,
	sees,
	together,
} from '../../../../tests/support/buddies.ts';
import type { TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import { asParent, asStaff, schoolId, today, type GuardianName } from '../../../../tests/support/people.ts';
import { answerCheck, endMatch, goOn, ownMatches } from './answers.ts';
import { acceptMeeting, dropMeeting, ideasFor, meetingsOf, proposeMeeting } from './meetings.ts';
import { deleteProfile, mayHaveProfile, readProfile, saveProfile, suggestBuddy } from './profile.ts';
import { changeProposal, placeByHand, proposeBuddies, sendProposals } from './proposal.ts';
import { switchBuddies } from './switch.ts';

const DAY = 24 * 60 * 60 * 1000;
const after = (days: number) => new Date(today.getTime() + days * DAY);

async function night(store: TestStore, days: number) {
	for (const job of nightlyJobs) if (job.name === 'retention') await job.run(store, after(days));
}

const kinds = async (store: TestStore, who: string) =>
	(await noticesSoFar(store))
		.filter(({ to, kind }) => to === who && kind.startsWith('buddies.'))
		.map(({ kind }) => kind)
		.sort();

/** Who of staff is told of what does not go well. */
async function toStaff(store: TestStore) {
	const { notice } = store.t;
	const told = and(eq(notice.schoolId, schoolId), eq(notice.kind, 'buddies.reported'));
	const rows = await store.read.select({ staffId: notice.staffId }).from(notice).where(told);
	return rows.map(({ staffId }) => staffId);
}

/** Every text that the store holds for a parent, in one. */
async function allFor(store: TestStore, who: GuardianName): Promise<string> {
	const parent = await asParent(store, who);
	const own = await ownMatches(store.read, parent, today);
	const notices = (await noticesSoFar(store)).filter(({ to }) => to === who);
	return JSON.stringify([own, notices, await readProfile(store.read, parent, today)]);
}

it('tells both the language and nothing else before both said yes', async () => {
	const { store } = await askedBoth();
	expect(await kinds(store, 'fatima')).toEqual(['buddies.found']);
	expect(await allFor(store, 'fatima')).not.toMatch(/agnieszka|Kowalczyk|zuzia|poland/i);
	expect(await allFor(store, 'agnieszka')).not.toMatch(/fatima|Bakkali|ilyas/i);
	expect(await says(store, 'fatima', true, { phone: '06 12 34 56 78' })).toEqual({
		ok: true,
		together: false,
	});
	expect(await sees(store, 'fatima')).toEqual([{ view: 'waiting', name: null, phone: null }]);
	expect(await sees(store, 'agnieszka')).toEqual([{ view: 'asked', name: null, phone: null }]);
	expect(await allFor(store, 'agnieszka')).not.toMatch(/fatima|Bakkali|12 34/i);
	expect(await says(store, 'agnieszka', true)).toEqual({ ok: true, together: true });
	expect(await sees(store, 'agnieszka')).toEqual([
		{ view: 'together', name: 'Fatima', phone: '06 12 34 56 78' },
	]);
	expect(await sees(store, 'fatima')).toEqual([{ view: 'together', name: 'Agnieszka', phone: null }]);
	expect(await allFor(store, 'agnieszka')).not.toMatch(/Bakkali|ilyas/i);
	expect(await auditSoFar(store)).toContain('guardian agnieszka buddies.together');
});

it('a no looks like an answer that did not come, until the last day and after it', async () => {
	const silent = await askedBoth();
	const refused = await askedBoth();
	expect(await says(refused.store, 'agnieszka', false)).toEqual({ ok: true, together: false });
	for (const { store } of [silent, refused]) await says(store, 'fatima', true);
	const views = [];
	for (const { store } of [silent, refused]) {
		const before = await sees(store, 'fatima');
		await night(store, 8);
		views.push([before, await sees(store, 'fatima', after(8)), await kinds(store, 'fatima')]);
	}
	expect(views[0]).toEqual(views[1]);
	expect(views[0]?.[2]).toEqual(['buddies.found', 'buddies.looking_on']);
	expect(await kinds(refused.store, 'agnieszka')).toEqual(['buddies.found']);
	// and the two are not asked again
	const naima = await asStaff(refused.store, 'naima', { now: after(8) });
	expect(await proposeBuddies(refused.store, naima, after(8))).toEqual({ ok: true, pairs: 0 });
});

it('a no can become a yes in time, and not later; a number has to be one', async () => {
	const { store } = await askedBoth();
	await says(store, 'fatima', false);
	expect(await sees(store, 'fatima')).toEqual([{ view: 'declined', name: null, phone: null }]);
	expect(await says(store, 'fatima', true, { phone: 'bel maar' })).toEqual({
		ok: false,
		refusal: 'no_phone',
	});
	expect(await says(store, 'fatima', true)).toEqual({ ok: true, together: false });
	expect(await says(store, 'agnieszka', true, { now: after(8) })).toEqual({ ok: false, refusal: 'gone' });
});

it('two yes at the same time make one contact', async () => {
	const { store } = await askedBoth();
	const both = await Promise.all([says(store, 'fatima', true), says(store, 'agnieszka', true)]);
	expect(both.filter((one) => one.ok && one.together)).toHaveLength(1);
	expect(await kinds(store, 'fatima')).toEqual(['buddies.found', 'buddies.together']);
});

it('nobody else can answer, stop or propose for them', async () => {
	const { store, matchId } = await together();
	const johan = await asParent(store, 'johan');
	expect(await endMatch(store, johan, { matchId, now: today })).toBe(false);
	expect(await goOn(store, johan, { matchId, yes: true, now: today })).toBe(false);
	const [idea] = await ideas(store, 'fatima');
	expect(await proposeMeeting(store, johan, { matchId, key: idea?.key ?? '', now: today })).toEqual({
		ok: false,
		refusal: 'gone',
	});
	expect(await ownMatches(store.read, johan, today)).toEqual([]);
});

async function ideas(store: TestStore, who: GuardianName) {
	const parent = await asParent(store, who);
	const [match] = await ownMatches(store.read, parent, today);
	return match ? ideasFor(store.read, parent, match, today) : [];
}

it('a time is agreed by two taps, and can be taken back', async () => {
	const { store, matchId } = await together();
	const fatima = await asParent(store, 'fatima');
	const agnieszka = await asParent(store, 'agnieszka');
	const [idea] = await ideas(store, 'fatima');
	expect(idea).toMatchObject({ key: '2026-10-14 15:00 playground' });
	expect(
		await proposeMeeting(store, fatima, { matchId, key: '2026-10-14 23:00 gate', now: today }),
	).toMatchObject({
		ok: false,
	});
	expect(await proposeMeeting(store, fatima, { matchId, key: idea?.key ?? '', now: today })).toEqual({
		ok: true,
		agreed: false,
	});
	expect(await kinds(store, 'agnieszka')).toContain('buddies.meeting');
	const [theirs] = await meetingsOf(store.read, agnieszka, matchId, today);
	const one = { matchId, meetingId: theirs?.meetingId ?? '', now: today };
	expect(await acceptMeeting(store, fatima, one)).toEqual({ ok: false, refusal: 'gone' });
	await shutOut(store, 'agnieszka');
	expect(await acceptMeeting(store, agnieszka, one)).toEqual({ ok: false, refusal: 'gone' });
	const { buddyBlock } = store.t;
	await store.transact((tx) => tx.delete(buddyBlock).where(eq(buddyBlock.schoolId, schoolId)));
	expect(await acceptMeeting(store, agnieszka, one)).toEqual({ ok: true, agreed: true });
	expect(await kinds(store, 'fatima')).toContain('buddies.meeting_set');
	expect(await dropMeeting(store, fatima, one)).toBe(true);
	expect(await kinds(store, 'agnieszka')).toContain('buddies.meeting_off');
	expect(await meetingsOf(store.read, fatima, matchId, today)).toEqual([]);
});

it('stops at once, deletes the number, and tells the other no reason; a report goes to the coordinator', async () => {
	const { store, matchId } = await together();
	const agnieszka = await asParent(store, 'agnieszka');
	expect(await endMatch(store, agnieszka, { matchId, report: 'unkind', now: today })).toBe(true);
	expect(await endMatch(store, agnieszka, { matchId, now: today })).toBe(false);
	expect(await sees(store, 'fatima')).toEqual([{ view: 'over', name: null, phone: null }]);
	expect(await kinds(store, 'fatima')).toEqual(['buddies.ended', 'buddies.found', 'buddies.together']);
	expect(
		JSON.stringify(
			await store.read.select().from(store.t.buddySide).where(eq(store.t.buddySide.schoolId, schoolId)),
		),
	).not.toContain('12 34');
	expect(await toStaff(store)).toEqual(['naima']);
});

it('asks after two weeks and two months; only “not well” is told, to the coordinator', async () => {
	const { store, matchId } = await together();
	await night(store, 13);
	expect(await kinds(store, 'fatima')).not.toContain('buddies.check');
	await night(store, 15);
	await night(store, 16);
	const count = async () => (await kinds(store, 'fatima')).filter((kind) => kind === 'buddies.check').length;
	expect(await count()).toBe(1);
	const fatima = await asParent(store, 'fatima');
	expect(await answerCheck(store, fatima, { matchId, answer: 'well', now: after(16) })).toBe(true);
	expect(await toStaff(store)).toEqual([]);
	const agnieszka = await asParent(store, 'agnieszka');
	await answerCheck(store, agnieszka, { matchId, answer: 'not_well', now: after(16) });
	expect(await toStaff(store)).toEqual(['naima']);
	expect(await kinds(store, 'fatima')).not.toContain('buddies.reported');
	await night(store, 61);
	expect(await count()).toBe(2);
});

it.each([
	['the child leaves', leaves],
	['the say is taken', losesTheSay],
	['the coordinator shuts them out', isShutOut],
])('when %s the other sees it is over at once, and is told in the night', async (_, happens) => {
	const { store } = await together();
	await happens(store);
	expect(await sees(store, 'fatima')).toEqual([{ view: 'over', name: null, phone: null }]);
	await night(store, 1);
	expect(await kinds(store, 'fatima')).toContain('buddies.ended');
	expect((await matchesSoFar(store)).map(({ state, endedBecause }) => [state, endedBecause])).toEqual([
		['ended', 'left'],
	]);
});

it('a court’s order that brings one too near ends it in the night, and tells neither why', async () => {
	const { store } = await together();
	await isBarred(store);
	await night(store, 1);
	expect(await kinds(store, 'fatima')).toContain('buddies.ended');
	expect(await kinds(store, 'agnieszka')).toContain('buddies.ended');
	expect((await matchesSoFar(store)).map(({ state }) => state)).toEqual(['ended']);
});

async function leaves(store: TestStore) {
	const { child } = store.t;
	const zuzia = and(eq(child.schoolId, schoolId), eq(child.id, 'zuzia'));
	await store.transact((tx) => tx.update(child).set({ leftOn: '2026-10-01' }).where(zuzia));
}
/** Elif is in the group of the other's child. */
async function isBarred(store: TestStore) {
	const { guardianship } = store.t;
	const order = {
		schoolId,
		guardianId: 'agnieszka',
		childId: 'elif',
		level: 'nothing' as const,
		position: 9,
	};
	await store.transact((tx) => tx.insert(guardianship).values(order));
}
async function losesTheSay(store: TestStore) {
	const { guardianship } = store.t;
	const own = and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'agnieszka'));
	await store.transact((tx) => tx.update(guardianship).set({ level: 'nothing' }).where(own));
}
async function isShutOut(store: TestStore) {
	await shutOut(store, 'agnieszka');
}
async function shutOut(store: TestStore, guardianId: GuardianName) {
	const { buddyBlock } = store.t;
	const row = { schoolId, guardianId, byStaffId: 'naima', at: today };
	await store.transact((tx) => tx.insert(buddyBlock).values(row));
}

it('who was shut out can’t come back by deleting the profile, nor as the other record of the same person', async () => {
	const store = await schoolWithBuddies();
	await joins(store, 'mehmet');
	await shutOut(store, 'mehmet');
	await deleteProfile(store, await asParent(store, 'mehmet'), today);
	expect(await joins(store, 'mehmet')).toEqual({ ok: false, refusal: 'not_here' });
	await mergeGuardians(store, await asStaff(store, 'petra'), { keep: 'fatima', drop: 'mehmet' }, today);
	expect(await joins(store, 'fatima')).toEqual({ ok: false, refusal: 'not_here' });
});

it('only parents with the say over a child here take part, where the school has it on', async () => {
	const store = await schoolWithBuddies();
	const may = async (who: GuardianName) => mayHaveProfile(store.read, await asParent(store, who));
	expect(await may('fatima')).toBe(true);
	expect(await may('ahmet')).toBe(false); // information only
	expect(await may('kerem')).toBe(false); // barred, no other child
	expect(await may('wilma')).toBe(false); // the child left
	expect(await may('nora')).toBe(false); // the other school has it off
	await switchBuddies(store, await asStaff(store, 'joke'), { on: false, now: today });
	expect(await joins(store, 'fatima')).toEqual({ ok: false, refusal: 'not_here' });
});

it('nobody of another role runs it', async () => {
	const store = await schoolWithBuddies();
	await joins(store, 'fatima');
	for (const who of ['marieke', 'petra', 'henk'] as const) {
		const staff = await asStaff(store, who);
		expect(await proposeBuddies(store, staff, today), who).toEqual({ ok: false, refusal: 'not_allowed' });
		expect(await sendProposals(store, staff, { now: today }), who).toEqual({
			ok: false,
			refusal: 'not_allowed',
		});
		const one = { guardianId: 'johan', role: 'wish' as const, now: today };
		expect((await suggestBuddy(store, staff, one)).ok, who).toBe(false);
	}
});

it('a barred parent is matched by hand only, and never near the child', async () => {
	const store = await schoolWithBuddies();
	// Kerem, who may see nothing of Elif, has a child of his own at the school
	const { guardianship } = store.t;
	const row = { schoolId, guardianId: 'kerem', childId: 'mees', level: 'full' as const, position: 9 };
	const { child } = store.t;
	const mees = and(eq(child.schoolId, schoolId), eq(child.id, 'mees'));
	await store.transact(async (tx) => {
		await tx.update(child).set({ leftOn: null }).where(mees);
		await tx.insert(guardianship).values(row);
	});
	const naima = await asStaff(store, 'naima');
	await joins(store, 'kerem');
	await joins(store, 'ayse', { offers: true, wishes: false, capacity: 3 }); // of the family
	await joins(store, 'agnieszka', { offers: true, wishes: false, capacity: 3 }); // Zuzia is in Elif's group
	await joins(store, 'johan', { offers: true, wishes: false, capacity: 3 });
	expect(await proposeBuddies(store, naima, today)).toEqual({ ok: true, pairs: 0 });
	const place = (buddyId: string) => placeByHand(store, naima, { newcomerId: 'kerem', buddyId, now: today });
	expect(await place('ayse')).toEqual({ ok: false, refusal: 'same_family' });
	expect(await place('agnieszka')).toEqual({ ok: false, refusal: 'too_near' });
	expect(await place('johan')).toEqual({ ok: true });
	// and who is with him is not for the other carer
	await joins(store, 'mehmet');
	expect(
		await placeByHand(store, naima, { newcomerId: 'mehmet', buddyId: 'johan', now: today }),
	).toMatchObject({
		ok: false,
	});
});

it('what is fixed stays, what is taken away comes again, and a changed profile is proposed anew', async () => {
	const store = await schoolWithBuddies();
	const naima = await asStaff(store, 'naima');
	await joins(store, 'fatima');
	await joins(store, 'agnieszka', { offers: true, wishes: false });
	await joins(store, 'johan', { offers: true, wishes: false, times: ['3-afternoon', '1-morning'] });
	await proposeBuddies(store, naima, today);
	const [first] = await matchesSoFar(store);
	expect(first?.buddyId).toBe('agnieszka'); // same group
	await changeProposal(store, naima, { matchId: first?.id ?? '', change: 'fix', now: today });
	await proposeBuddies(store, naima, today);
	expect(await matchesSoFar(store)).toHaveLength(1);
	await changeProposal(store, naima, { matchId: first?.id ?? '', change: 'remove', now: today });
	await proposeBuddies(store, naima, today);
	expect(await matchesSoFar(store)).toHaveLength(1);
	await joins(store, 'agnieszka', { offers: true, wishes: false, languages: ['pl'] });
	expect(await matchesSoFar(store)).toHaveLength(0);
	await proposeBuddies(store, naima, today);
	expect((await matchesSoFar(store)).map(({ buddyId }) => buddyId)).toEqual(['johan']);
});

it('keeps since when one waits, refuses what is no choice, and deletes all with one tap', async () => {
	const store = await schoolWithBuddies();
	expect(await joins(store, 'fatima', { wishes: false })).toEqual({ ok: false, refusal: 'no_role' });
	expect(await joins(store, 'fatima', { languages: ['xx'] })).toEqual({ ok: false, refusal: 'no_language' });
	await joins(store, 'fatima');
	await joins(store, 'fatima', { area: '3011', languages: ['ar', 'nl'] }, after(9));
	const { buddyProfile } = store.t;
	const all = () => store.read.select().from(buddyProfile).where(eq(buddyProfile.schoolId, schoolId));
	expect(await all()).toMatchObject([{ since: today, area: '3011', languages: ['ar', 'nl'] }]);
	const fatima = await asParent(store, 'fatima');
	const own = await readProfile(store.read, fatima, today);
	if (own) await saveProfile(store, fatima, { ...own, area: '12', now: today });
	expect(await all()).toMatchObject([{ area: null }]);
	await deleteProfile(store, fatima, today);
	expect(await all()).toEqual([]);
});

it('tells a parent once that it may be something for them', async () => {
	const store = await schoolWithBuddies();
	const naima = await asStaff(store, 'naima');
	const suggest = () => suggestBuddy(store, naima, { guardianId: 'johan', role: 'offer', now: today });
	expect(await suggest()).toEqual({ ok: true });
	expect(await suggest()).toEqual({ ok: false, refusal: 'not_there' });
	expect(await kinds(store, 'johan')).toEqual(['buddies.suggested']);
});

it('ends with the school year, unless both go on; profiles go, and who had one is asked again', async () => {
	const { store, matchId } = await together();
	const summer = (new Date('2027-07-20T03:00:00+02:00').getTime() - today.getTime()) / DAY;
	const autumn = (new Date('2027-09-08T03:00:00+02:00').getTime() - today.getTime()) / DAY;
	await night(store, (new Date('2027-06-30T03:00:00+02:00').getTime() - today.getTime()) / DAY);
	expect(await kinds(store, 'fatima')).toContain('buddies.go_on');
	await goOn(store, await asParent(store, 'fatima'), { matchId, yes: true, now: today });
	await goOn(store, await asParent(store, 'agnieszka'), { matchId, yes: true, now: today });
	await night(store, summer);
	expect(await matchesSoFar(store)).toMatchObject([{ schoolYearId: '2026', state: 'matched' }]);
	expect(await kinds(store, 'agnieszka')).toContain('buddies.asked_again');
	const { schoolYear } = store.t;
	const next = { schoolId, id: '2027', name: '2027-2028', startsOn: '2027-08-30', endsOn: '2028-07-14' };
	await store.transact((tx) => tx.insert(schoolYear).values(next));
	await night(store, autumn);
	expect(await matchesSoFar(store)).toMatchObject([{ schoolYearId: '2027', state: 'matched' }]);
	await goOn(store, await asParent(store, 'fatima'), { matchId, yes: true, now: today });
	await night(store, (new Date('2028-07-20T03:00:00+02:00').getTime() - today.getTime()) / DAY);
	expect(await matchesSoFar(store)).toEqual([]);
});
