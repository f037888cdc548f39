// Picking, replying, moving and calling off, on a real database.
import { and, eq } from 'drizzle-orm';
import ical from 'ical-generator';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import type { RoundPlan } from '../round-form.ts';
import { findRound, type FoundRound } from './find-round.ts';
import { cancelTalks, moveTalk, timesToMove } from './move.ts';
import { addTalks } from './own-calendar.ts';
import { familyOffers, pickTalks, type Pick } from './pick.ts';
import { asReplier, onBehalfOf } from './replier.ts';
import { saveReply, type ReplyDetails, type ReplyWish } from './reply.ts';
import { cancelRound, closeRound } from './rounds.ts';
import { agreedTalks } from './schedule.ts';

async function school(part: Partial<RoundPlan> = {}): Promise<{ store: TestStore; round: FoundRound }> {
	const store = freshStore();
	await addPeople(store);
	await addRound(store, part);
	const round = await findRound(store.read, schoolId, roundId);
	if (!round) throw new Error('no round');
	return { store, round };
}

const first = at('2026-10-27', '15:00');
const elif = (startsAt = first): Pick => ({ childId: 'elif', startsAt, staffIds: ['marieke'] });
const emre = (startsAt: Date): Pick => ({ childId: 'emre', startsAt, staffIds: ['selin'] });

async function pick(
	store: TestStore,
	who: GuardianName,
	picks: Pick[],
	{ now = today, ...part }: Partial<ReplyDetails> & { now?: Date } = {},
) {
	const replier = asReplier(await asParent(store, who));
	return pickTalks(store, replier, { roundId, picks, details: { ...details, ...part }, now });
}

const told = async (store: TestStore, kind: string) =>
	(await noticesSoFar(store)).filter((one) => one.kind === kind).map(({ to }) => to);

describe('publishing', () => {
	it('tells each guardian with the say once, in their language', async () => {
		const { store } = await school({ note: 'Tot snel' });
		expect((await told(store, 'talks.invited')).sort()).toEqual(['agnieszka', 'ayse', 'fatima', 'mehmet']);
		const invited = (await noticesSoFar(store)).find(({ to }) => to === 'ayse');
		expect(invited?.content).toMatchObject({
			locale: 'tr',
			title: 'Bir zaman seçin: On dakikalık görüşme',
			action: { path: `/join/talks/${roundId}` },
		});
		expect(await auditSoFar(store)).toEqual(['staff joke talks.planned', 'staff joke talks.published']);
	});
});

describe('picking', () => {
	it('offers siblings one after the other, and takes both or none', async () => {
		const { store, round } = await school();
		const offers = await familyOffers(store.read, round, 'ayse', { now: today });
		expect(offers.length).toBeGreaterThan(10);
		expect(offers.every(({ sideBySide, talks }) => sideBySide && talks.length === 2)).toBe(true);
		const later = at('2026-10-27', '15:10');
		await pick(store, 'fatima', [{ childId: 'ilyas', startsAt: first, staffIds: ['marieke'] }]);
		expect(await pick(store, 'ayse', [elif(), emre(later)])).toEqual({ ok: false, refusal: 'taken' });
		expect(await agreedTalks(store.read, round)).toHaveLength(1);
		expect(await pick(store, 'ayse', [elif(later), emre(at('2026-10-27', '15:30'))])).toMatchObject({
			ok: true,
		});
		expect(await told(store, 'talks.confirmed')).toEqual(['ayse', 'ayse', 'fatima']);
	});
	it('refuses two talks with no time to walk between, and another’s child', async () => {
		const { store } = await school();
		const next = at('2026-10-27', '15:10');
		expect(await pick(store, 'ayse', [elif(), emre(first)])).toEqual({ ok: false, refusal: 'too_close' });
		// two minutes to walk from one classroom to the other
		expect(await pick(store, 'ayse', [elif(), emre(next)])).toEqual({ ok: false, refusal: 'too_close' });
		expect(await pick(store, 'fatima', [elif()])).toEqual({ ok: false, refusal: 'not_found' });
		expect(await pick(store, 'ahmet', [elif()])).toEqual({ ok: false, refusal: 'not_found' });
		expect(await pick(store, 'kerem', [elif()])).toEqual({ ok: false, refusal: 'not_found' });
		expect(await pick(store, 'johan', [{ childId: 'sem', startsAt: first, staffIds: ['marieke'] }])).toEqual({
			ok: false,
			refusal: 'not_found',
		});
	});
	it('never gives one time to two, however many want it at once', async () => {
		const { store, round } = await school({ from: '15:00', till: '15:10', weekdays: [2] });
		const results = await Promise.all([
			pick(store, 'ayse', [elif()]),
			pick(store, 'fatima', [{ childId: 'ilyas', startsAt: first, staffIds: ['marieke'] }]),
			pick(store, 'agnieszka', [{ childId: 'zuzia', startsAt: first, staffIds: ['marieke'] }]),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await agreedTalks(store.read, round)).toHaveLength(1);
	});
	it('does a double tap once', async () => {
		const { store, round } = await school();
		const [a, b] = await Promise.all([pick(store, 'mehmet', [elif()]), pick(store, 'mehmet', [elif()])]);
		expect(a).toEqual(b);
		expect(await agreedTalks(store.read, round)).toHaveLength(1);
	});
	it('keeps the talk from the other carer, unless they come together', async () => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif()]);
		expect(await told(store, 'talks.planned')).toEqual([]);
		expect(await familyOffers(store.read, round, 'ayse', { now: today, childIds: ['elif'] })).not.toEqual([]);
		const other = await school();
		await pick(other.store, 'mehmet', [elif()], { together: true });
		expect(await told(other.store, 'talks.planned')).toEqual(['ayse']);
		const [talk] = await agreedTalks(other.store.read, other.round);
		expect(talk?.guardianIds).toEqual(['ayse', 'mehmet']);
	});
	it('keeps parents apart when one of the two asked', async () => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif(at('2026-10-27', '15:40'))], { apart: true });
		const near = at('2026-10-27', '15:20');
		expect(await pick(store, 'ayse', [elif(near)])).toEqual({ ok: false, refusal: 'taken' });
		const offers = await familyOffers(store.read, round, 'ayse', { now: today, childIds: ['elif'] });
		const days = new Set(offers.map(({ talks }) => talks[0]?.startsAt.toISOString().slice(0, 10)));
		// on Tuesday only the first talk has ended half an hour before
		expect([...days]).toEqual(['2026-10-27', '2026-10-29']);
		expect(offers[0]?.talks[0]?.startsAt).toEqual(first);
		expect(offers[1]?.talks[0]?.startsAt).toEqual(at('2026-10-29', '15:00'));
	});
	it('offers the same whether or not one asks to come apart: asking says nothing of the other', async () => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif(at('2026-10-27', '15:40'))]);
		const wish = { now: today, childIds: ['elif'] };
		const before = await familyOffers(store.read, round, 'ayse', wish);
		const who = asReplier(await asParent(store, 'ayse'));
		const reply = { ...details, apart: true, roundId, answer: 'call' as const, times: [], now: today };
		expect(await saveReply(store, who, reply)).toEqual({ ok: true });
		expect(await familyOffers(store.read, round, 'ayse', wish)).toEqual(before);
		for (const apart of [false, true])
			expect(await pick(store, 'ayse', [elif(at('2026-10-27', '15:20'))], { apart })).toEqual({
				ok: false,
				refusal: 'taken',
			});
		expect(await pick(store, 'ayse', [elif(first)])).toMatchObject({ ok: true });
	});
	it('still keeps apart who asked so, when they ask to be called or come not at all; until they say otherwise', async () => {
		const { store } = await school();
		const who = asReplier(await asParent(store, 'mehmet'));
		const reply = { ...details, roundId, times: [], now: today };
		const isApart = async () => {
			const { talkReply } = store.t;
			const rows = await store.read.select().from(talkReply).where(eq(talkReply.schoolId, schoolId));
			return rows.map(({ apart }) => apart);
		};
		await saveReply(store, who, { ...reply, answer: 'call', apart: true });
		for (const answer of ['none', 'call'] as const) {
			await saveReply(store, who, { ...reply, answer });
			expect(await isApart()).toEqual([true]);
		}
		await pick(store, 'mehmet', [elif()]);
		expect(await isApart()).toEqual([false]);
	});
	it('counts all of the day: with a talk before and a talk after the other’s, one would meet', async () => {
		const { store } = await school({ till: '17:00' });
		await pick(store, 'mehmet', [elif(at('2026-10-27', '15:40'))]);
		expect(await pick(store, 'ayse', [elif(first)])).toMatchObject({ ok: true });
		const afterwards = { childId: 'emre', startsAt: at('2026-10-27', '16:20'), staffIds: ['selin'] };
		expect(await pick(store, 'ayse', [afterwards])).toEqual({ ok: false, refusal: 'taken' });
		expect(await pick(store, 'ayse', [emre(at('2026-10-29', '15:40'))])).toMatchObject({ ok: true });
	});
	it('ends when it closes; staff can still write it down', async () => {
		const { store, round } = await school();
		await closeRound(store, await asStaff(store, 'joke'), roundId, today);
		expect(await pick(store, 'mehmet', [elif()])).toEqual({ ok: false, refusal: 'closed' });
		const staff = onBehalfOf(await asStaff(store, 'marieke'), 'mehmet');
		expect(await pickTalks(store, staff, { roundId, picks: [elif()], details, now: today })).toMatchObject({
			ok: true,
		});
		expect(await told(store, 'talks.planned')).toEqual(['mehmet']);
		expect(await agreedTalks(store.read, round)).toHaveLength(1);
	});
	it('asks for the address of a visit at home, and keeps it', async () => {
		const { store } = await school({ kind: 'home_visit', places: ['home', 'school'] });
		expect(await pick(store, 'mehmet', [elif()])).toEqual({ ok: false, refusal: 'no_address' });
		const address = { address: 'Dorpsstraat 1, Ons Dorp', hint: null };
		expect(await pick(store, 'mehmet', [elif()], { address })).toMatchObject({ ok: true });
		const { talkAddress } = store.t;
		const rows = await store.read.select().from(talkAddress).where(eq(talkAddress.schoolId, schoolId));
		expect(rows).toMatchObject([{ guardianId: 'mehmet', address: 'Dorpsstraat 1, Ons Dorp' }]);
	});
});

describe('moving and calling off', () => {
	it('moves to a free time until a day before, and tells all who come', async () => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif()], { together: true });
		const [talk] = await agreedTalks(store.read, round);
		const talkId = talk?.talkId ?? '';
		const [to] = await timesToMove(store.read, round, { talkId, keeping: 'always', now: today });
		expect(to?.startsAt).toEqual(at('2026-10-27', '15:10'));
		const wish = { roundId, talkId, startsAt: to?.startsAt ?? today, staffIds: ['marieke'] };
		const who = asReplier(await asParent(store, 'mehmet'));
		const late = at('2026-10-27', '09:00');
		expect(await moveTalk(store, who, { ...wish, now: late })).toEqual({ ok: false, refusal: 'too_late' });
		const stranger = asReplier(await asParent(store, 'fatima'));
		expect(await moveTalk(store, stranger, { ...wish, now: today })).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		expect(await moveTalk(store, who, { ...wish, now: today })).toEqual({ ok: true });
		expect((await told(store, 'talks.moved')).sort()).toEqual(['ayse', 'mehmet']);
		expect(await agreedTalks(store.read, round)).toMatchObject([{ revision: 1, startsAt: to?.startsAt }]);
	});
	it('tells the teacher who has the talk now when it was before, and the one who had it that it is off', async () => {
		const { store, round } = await school();
		const { talkTeam } = store.t;
		const either = { schoolId, roundId, groupId: 'zonnebloem', staffId: 'selin', team: 2 };
		await store.transact((tx) => tx.insert(talkTeam).values(either));
		await pick(store, 'mehmet', [elif()]);
		const [talk] = await agreedTalks(store.read, round);
		const who = asReplier(await asParent(store, 'mehmet'));
		const to = { startsAt: at('2026-10-27', '15:10'), staffIds: ['selin'] };
		const wish = { roundId, talkId: talk?.talkId ?? '', ...to, now: today };
		expect(await moveTalk(store, who, wish)).toEqual({ ok: true });
		const { notice } = store.t;
		const rows = await store.read
			.select({ to: notice.staffId, content: notice.content })
			.from(notice)
			.where(and(eq(notice.schoolId, schoolId), eq(notice.kind, 'talks.parent_changed')));
		const lines = new Map(rows.map(({ to, content }) => [to, content.lines.join(' ')]));
		expect([...lines.keys()].sort()).toEqual(['marieke', 'selin']);
		expect(lines.get('selin')).toMatch(/15\.10.*Eerst.*15\.00/);
		expect(lines.get('marieke')).toContain('vervalt');
		expect(lines.get('marieke')).not.toContain('15.20');
	});
	it('moves near the other carer’s talk only by staff, and by them not where one asked to come apart', async () => {
		for (const apart of [false, true]) {
			const { store, round } = await school();
			await pick(store, 'mehmet', [elif(at('2026-10-27', '15:40'))], { apart });
			await pick(store, 'ayse', [elif(first)]);
			const talk = (await agreedTalks(store.read, round)).find(({ guardianIds }) =>
				guardianIds.includes('ayse'),
			);
			const talkId = talk?.talkId ?? '';
			const near = at('2026-10-27', '15:10');
			const wish = { roundId, talkId, startsAt: near, staffIds: ['marieke'], now: today };
			const times = async (keeping: 'always' | 'asked') =>
				(await timesToMove(store.read, round, { talkId, keeping, now: today })).map((one) => +one.startsAt);
			expect(await times('always')).not.toContain(+near);
			expect((await times('asked')).includes(+near)).toBe(!apart);
			const ayse = asReplier(await asParent(store, 'ayse'));
			expect(await moveTalk(store, ayse, wish)).toEqual({ ok: false, refusal: 'taken' });
			const staff = onBehalfOf(await asStaff(store, 'marieke'), 'ayse');
			expect((await moveTalk(store, staff, wish)).ok).toBe(!apart);
		}
	});
	it('frees the time, so that they can pick again', async () => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif()]);
		const [talk] = await agreedTalks(store.read, round);
		const who = asReplier(await asParent(store, 'mehmet'));
		const wish = { roundId, talkIds: [talk?.talkId ?? ''], now: today };
		expect(await cancelTalks(store, who, wish)).toEqual({ ok: true });
		expect(await told(store, 'talks.left')).toEqual(['mehmet']);
		expect(await pick(store, 'mehmet', [elif()])).toMatchObject({ ok: true });
	});
	it('a round that is called off tells who has a talk', async () => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif()]);
		await cancelRound(store, await asStaff(store, 'joke'), roundId, today);
		expect(await told(store, 'talks.cancelled')).toEqual(['mehmet']);
		expect(await agreedTalks(store.read, round)).toEqual([]);
	});
});

describe('a talk that was called off, in the calendar of whose it was', () => {
	const cases = [
		{ by: 'marieke', seen: ['CANCELLED 1'] },
		{ by: 'mehmet', seen: [] },
	] as const;
	it.each(cases)('by $by: $seen, until they pick another', async ({ by, seen }) => {
		const { store, round } = await school();
		await pick(store, 'mehmet', [elif()]);
		const [talk] = await agreedTalks(store.read, round);
		const feed = async (who: GuardianName) => {
			const calendar = ical();
			const whose = await asParent(store, who);
			const how = { locale: 'nl' as const, origin: 'https://school.example', from: today, now: today };
			await addTalks(calendar, store.read, { whose: { ...whose, school: round.school }, ...how });
			return calendar.events().map((event) => `${event.status() ?? ''} ${event.sequence()}`);
		};
		expect(await feed('mehmet')).toEqual(['CONFIRMED 0']);
		const who =
			by === 'marieke'
				? onBehalfOf(await asStaff(store, by), '')
				: asReplier(await asParent(store, 'mehmet'));
		await cancelTalks(store, who, { roundId, talkIds: [talk?.talkId ?? ''], now: today });
		expect(await feed('mehmet')).toEqual(seen);
		expect(await feed('fatima')).toEqual([]);
		await pick(store, 'mehmet', [elif(at('2026-10-27', '15:20'))]);
		expect(await feed('mehmet')).toEqual(['CONFIRMED 0']);
	});
});

describe('replying with times', () => {
	const wish: ReplyWish = {
		...details,
		roundId,
		answer: 'times',
		times: [{ startsAt: first, endsAt: at('2026-10-27', '16:00'), preferred: true }],
		now: today,
	};
	const times = async (store: TestStore) => {
		const { talkTime } = store.t;
		return store.read
			.select()
			.from(talkTime)
			.where(and(eq(talkTime.schoolId, schoolId), eq(talkTime.guardianId, 'mehmet')));
	};
	it('writes them in the place of those before', async () => {
		const { store } = await school({ way: 'plan' });
		const who = asReplier(await asParent(store, 'mehmet'));
		expect(await saveReply(store, who, wish)).toEqual({ ok: true });
		expect(await saveReply(store, who, wish)).toEqual({ ok: true });
		expect(await times(store)).toHaveLength(1);
		expect(await saveReply(store, who, { ...wish, answer: 'none' })).toEqual({ ok: true });
		expect(await times(store)).toEqual([]);
	});
	it('refuses times outside the round, and who is not of it', async () => {
		const { store } = await school({ way: 'plan' });
		const who = asReplier(await asParent(store, 'mehmet'));
		const outside = {
			startsAt: at('2026-11-27', '15:00'),
			endsAt: at('2026-11-27', '16:00'),
			preferred: false,
		};
		expect(await saveReply(store, who, { ...wish, times: [outside] })).toEqual({
			ok: false,
			refusal: 'no_times',
		});
		const johan = asReplier(await asParent(store, 'johan'));
		expect(await saveReply(store, johan, wish)).toEqual({ ok: false, refusal: 'not_found' });
	});
});
