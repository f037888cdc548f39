// What the coordinator sees and notes, and what the own calendar holds.
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ownFeedText, renewOwnFeed } from '#lib/moments/server/own-feed.ts';
import { askedBoth, joins, says, schoolWithBuddies, together } from '../../../../tests/support/buddies.ts';
import type { TestStore } from '../../../../tests/support/database.ts';
import { asParent, asStaff, schoolId, today, type GuardianName } from '../../../../tests/support/people.ts';
import { endMatch, ownMatches } from './answers.ts';
import { addBuddyMeetings } from './feed-meetings.ts';
import { buddiesForStaff, reportsForStaff } from './for-staff.ts';
import { acceptMeeting, ideasFor, meetingsOf, proposeMeeting } from './meetings.ts';
import { proposeBuddies } from './proposal.ts';
import { closeReport, noteApart, shutOut } from './safety.ts';
import { switchBuddies } from './switch.ts';

const view = async (store: TestStore) => buddiesForStaff(store.read, await asStaff(store, 'naima'), today);

it('says of each who has nobody why, and who could be theirs', async () => {
	const store = await schoolWithBuddies();
	await joins(store, 'fatima', { languages: ['ti'] });
	await joins(store, 'ayse', { languages: ['tr'], circle: 'women' });
	await joins(store, 'johan', { languages: ['pl'] });
	await joins(store, 'agnieszka', { offers: true, wishes: false, languages: ['pl', 'tr'] });
	const lacks = async () =>
		(await view(store))?.waiting.map(({ guardianId, lack }) => `${guardianId} ${lack}`).sort();
	expect(await lacks()).toEqual(['ayse circle', 'fatima language', 'johan run']);
	await proposeBuddies(store, await asStaff(store, 'naima'), today);
	expect(await lacks()).toEqual(['ayse circle', 'fatima language']);
	await joins(store, 'ayse', { languages: ['tr'] });
	expect((await view(store))?.waiting.find(({ guardianId }) => guardianId === 'ayse')).toMatchObject({
		lack: 'full',
		could: ['Agnieszka Kowalczyk'],
	});
});

it('does not tell the coordinator who answered what', async () => {
	const seen = [];
	for (const answer of [undefined, false, true]) {
		const { store } = await askedBoth();
		if (answer !== undefined) await says(store, 'agnieszka', answer);
		const [match] = (await view(store))?.matches ?? [];
		seen.push({ ...match, matchId: '' });
	}
	expect(seen[0]).toMatchObject({ state: 'asked', newcomer: 'Fatima el Bakkali' });
	expect(seen[1]).toEqual(seen[0]);
	expect(seen[2]).toEqual(seen[0]);
});

it('keeps two apart until that is ended, and lets nobody else note it', async () => {
	const store = await schoolWithBuddies();
	await joins(store, 'fatima');
	await joins(store, 'agnieszka', { offers: true, wishes: false });
	const naima = await asStaff(store, 'naima');
	const run = () => proposeBuddies(store, naima, today);
	expect(await run()).toEqual({ ok: true, pairs: 1 });
	const two = { guardianId: 'fatima', otherId: 'agnieszka', now: today };
	const marieke = await asStaff(store, 'marieke');
	expect((await noteApart(store, marieke, { ...two, apart: true })).ok).toBe(false);
	await noteApart(store, naima, { ...two, apart: true });
	expect((await view(store))?.matches).toEqual([]);
	expect((await view(store))?.waiting).toMatchObject([{ lack: 'apart' }]);
	expect(await run()).toEqual({ ok: true, pairs: 0 });
	await noteApart(store, naima, { ...two, apart: false });
	expect(await run()).toEqual({ ok: true, pairs: 1 });
});

it('shows a report until it is looked after; who is shut out is gone from the lists', async () => {
	const { store, matchId } = await together();
	await endMatch(store, await asParent(store, 'fatima'), { matchId, report: 'unsafe', now: today });
	const naima = await asStaff(store, 'naima');
	const [report] = await reportsForStaff(store.read, naima);
	expect(report).toMatchObject({
		kind: 'report',
		reason: 'unsafe',
		from: { name: 'Fatima el Bakkali' },
		about: { name: 'Agnieszka Kowalczyk' },
	});
	const about = { guardianId: 'agnieszka', out: true, now: today };
	expect((await shutOut(store, await asStaff(store, 'petra'), about)).ok).toBe(false);
	expect(await shutOut(store, naima, about)).toEqual({ ok: true });
	expect((await view(store))?.buddies).toEqual([]);
	expect((await view(store))?.out.map(({ guardianId }) => guardianId)).toEqual(['agnieszka']);
	const one = { reportId: report?.reportId ?? '', now: today };
	expect(await closeReport(store, naima, one)).toEqual({ ok: true });
	expect((await closeReport(store, naima, one)).ok).toBe(false);
	expect(await reportsForStaff(store.read, naima)).toEqual([]);
});

it('shows what was reported while buddies are off, to nobody but the coordinator and the head', async () => {
	const { store, matchId } = await together();
	const naima = await asStaff(store, 'naima');
	await switchBuddies(store, naima, { on: false, now: today });
	await endMatch(store, await asParent(store, 'fatima'), { matchId, report: 'unsafe', now: today });
	expect(await view(store)).toBeUndefined();
	expect(await reportsForStaff(store.read, naima)).toMatchObject([{ reason: 'unsafe' }]);
	for (const who of ['marieke', 'petra'] as const)
		expect(await reportsForStaff(store.read, await asStaff(store, who))).toEqual([]);
});

it('deletes the number of who said yes when the question falls away, and keeps it for who is together', async () => {
	const numbers = async ({ read, t: { buddySide } }: TestStore) => {
		const sides = await read.select().from(buddySide).where(eq(buddySide.schoolId, schoolId));
		return sides.flatMap(({ phone }) => phone ?? []);
	};
	const asked = await askedBoth();
	await says(asked.store, 'fatima', true, { phone: '06 12 34 56 78' });
	expect(await numbers(asked.store)).toHaveLength(1);
	await switchBuddies(asked.store, await asStaff(asked.store, 'naima'), { on: false, now: today });
	expect(await numbers(asked.store)).toEqual([]);
	const { store } = await together();
	await switchBuddies(store, await asStaff(store, 'naima'), { on: false, now: today });
	expect(await numbers(store)).toHaveLength(1);
});

it('puts what is agreed into the calendars of the two, without a name, and into no other', async () => {
	const { store, matchId } = await together();
	const [fatima, agnieszka] = [await asParent(store, 'fatima'), await asParent(store, 'agnieszka')];
	const [match] = await ownMatches(store.read, fatima, today);
	const [idea] = match ? await ideasFor(store.read, fatima, match, today) : [];
	await proposeMeeting(store, fatima, { matchId, key: idea?.key ?? '', now: today });
	const feed = async (who: GuardianName) =>
		(await ownFeedText(store.read, {
			token: await renewOwnFeed(store, await asParent(store, who), today),
			origin: 'https://school.example',
			now: today,
			more: [addBuddyMeetings],
		})) ?? '';
	expect(await feed('agnieszka')).not.toContain('/contact/buddy');
	const [theirs] = await meetingsOf(store.read, agnieszka, matchId, today);
	await acceptMeeting(store, agnieszka, { matchId, meetingId: theirs?.meetingId ?? '', now: today });
	for (const who of ['fatima', 'agnieszka'] as const) {
		expect(await feed(who)).toContain('DTSTART:20261014T130000Z');
		expect(await feed(who)).not.toMatch(who === 'fatima' ? /Agnieszka/ : /Fatima/);
	}
	expect(await feed('johan')).not.toContain('/contact/buddy');
});
