// A round that the planner plans, from replies to sending; reminders; what the night deletes.
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId, roundPlan } from '../../../../tests/support/talks.ts';
import type { RoundPlan } from '../round-form.ts';
import { findRound } from './find-round.ts';
import { talkInvitations, talkRoundPage } from './for-parent.ts';
import { pickTalks } from './pick.ts';
import { changeProposal, proposalDifferences, sendProposal, talkKey, timesIn } from './proposal.ts';
import { remindUnanswered } from './reminders.ts';
import { asReplier } from './replier.ts';
import { saveReply, type ReplyWish } from './reply.ts';
import { forgetPreparation, forgetTalks } from './retention.ts';
import { planRound, publishRound } from './rounds.ts';
import { findProposal, findRun, startPlanner, stopPlanner } from './run.ts';
import { agreedTalks } from './schedule.ts';
import { unanswered } from './unanswered.ts';
import { talkRoundView } from './words.ts';

const clock = { now: () => today };
const tuesday = (from: string, till: string, preferred = false) => ({
	startsAt: at('2026-10-27', from),
	endsAt: at('2026-10-27', till),
	preferred,
});

async function school(part: Partial<RoundPlan> = {}): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addRound(store, { way: 'plan', ...part });
	return store;
}

async function reply(store: TestStore, who: GuardianName, part: Partial<ReplyWish> = {}) {
	const wish = {
		...details,
		roundId,
		answer: 'times' as const,
		times: [tuesday('15:00', '16:00')],
		now: today,
	};
	return saveReply(store, asReplier(await asParent(store, who)), { ...wish, ...part });
}

async function propose(store: TestStore) {
	const started = await startPlanner(store, await asStaff(store, 'joke'), { roundId, clock, seconds: 5 });
	if (!started.ok) throw new Error(started.refusal);
	await started.done;
	const found = await findProposal(store.read, schoolId, roundId);
	if (!found) throw new Error('no proposal');
	return found;
}

async function roundOf(store: TestStore) {
	const round = await findRound(store.read, schoolId, roundId);
	if (!round) throw new Error('no round');
	return round;
}

const told = async (store: TestStore, kind: string) =>
	(await noticesSoFar(store)).filter((one) => one.kind === kind).map(({ to }) => to);

describe('planning a round', () => {
	it('is for the own groups of a teacher, within the school year', async () => {
		const store = freshStore();
		await addPeople(store);
		const plan = async (who: 'marieke' | 'petra', part: Partial<RoundPlan> = {}) =>
			planRound(store, await asStaff(store, who), roundPlan(part), today);
		expect(await plan('marieke')).toEqual({ ok: false, refusal: 'not_allowed' });
		expect(await plan('petra', { lastDay: '2026-10-01' })).toEqual({ ok: false, refusal: 'no_days' });
		expect(await plan('petra', { closesOn: '2026-10-30' })).toEqual({
			ok: false,
			refusal: 'closes_too_late',
		});
		expect(await plan('petra', { from: '15:00', till: '15:05' })).toEqual({ ok: false, refusal: 'no_times' });
		expect(await plan('marieke', { groups: ['zonnebloem'] })).toEqual({ ok: true, roundId });
		// a draft is nobody's yet
		expect(await noticesSoFar(store)).toEqual([]);
		const joke = await asStaff(store, 'selin');
		expect(await publishRound(store, joke, { roundId }, today)).toEqual({
			ok: false,
			refusal: 'not_allowed',
		});
	});
});

describe('the planner', () => {
	it('places all, siblings one after the other, and tells nobody before it is sent', async () => {
		const store = await school();
		await reply(store, 'ayse', { together: true, times: [tuesday('15:20', '16:00')] });
		await reply(store, 'fatima', { times: [tuesday('15:00', '15:10')] });
		const { proposal, revision } = await propose(store);
		expect(proposal.leftOut).toEqual([]);
		expect(proposal.aims.map(({ aim, proven }) => [aim, proven])).toContainEqual(['placed', true]);
		expect(proposal.talks.map(talkKey).sort()).toEqual(['elif ayse mehmet', 'emre ayse', 'ilyas fatima']);
		const [a, b] = proposal.talks.filter(({ guardianIds }) => guardianIds.includes('ayse'));
		expect(Math.abs((a?.startsAt ?? 0) - (b?.startsAt ?? 0))).toBe(20 * 60_000);
		expect(await told(store, 'talks.planned')).toEqual([]);
		expect(await findRun(store.read, schoolId, today)).toBeUndefined();

		const joke = await asStaff(store, 'joke');
		const send = { roundId, revision, now: today };
		expect(await sendProposal(store, await asStaff(store, 'marieke'), send)).toMatchObject({ ok: false });
		expect(await sendProposal(store, joke, send)).toEqual({ ok: true });
		expect((await told(store, 'talks.planned')).sort()).toEqual(['ayse', 'ayse', 'fatima', 'mehmet']);
		// sent twice: who keeps a talk hears nothing
		expect(await sendProposal(store, joke, send)).toEqual({ ok: true });
		expect(await told(store, 'talks.planned')).toHaveLength(4);
		expect(await told(store, 'talks.moved')).toEqual([]);
	});
	it('says what would place who is left out, and keeps what staff fixed when it runs again', async () => {
		const store = await school({ groups: ['zonnebloem'], till: '15:20', weekdays: [2] });
		for (const who of ['mehmet', 'fatima', 'agnieszka'] as const) await reply(store, who);
		const first = await propose(store);
		expect(first.proposal.talks).toHaveLength(2);
		expect(first.proposal.leftOut).toMatchObject([
			{ changes: [{ kind: 'teacher_time', staffId: 'marieke' }] },
		]);
		const [stays, goes] = first.proposal.talks;
		if (!stays || !goes) throw new Error('two talks');
		const joke = await asStaff(store, 'joke');
		const change = async (revision: number, what: Parameters<typeof changeProposal>[2]['change']) =>
			changeProposal(store, joke, { roundId, revision, change: what });
		expect(await change(1, { kind: 'fix', talk: talkKey(stays) })).toEqual({ ok: true });
		expect(await change(1, { kind: 'fix', talk: talkKey(stays) })).toEqual({ ok: false, refusal: 'stale' });
		const second = await propose(store);
		expect(second.proposal.talks).toContainEqual({ ...stays, fixed: true });
		// by hand: one out, the one who was left out in
		const left = second.proposal.leftOut[0];
		const free = second.proposal.talks.find(({ fixed }) => !fixed);
		if (!left || !free) throw new Error('one is left out');
		expect(await change(second.revision, { kind: 'remove', talk: talkKey(free) })).toEqual({ ok: true });
		const third = await findProposal(store.read, schoolId, roundId);
		const talk = talkKey({ childId: left.childIds[0] ?? '', guardianIds: left.guardianIds });
		const times = third ? await timesIn(store.read, await roundOf(store), third.proposal, talk) : [];
		expect(times.map(({ startsAt }) => startsAt.getTime())).toEqual([free.startsAt]);
		const set = { kind: 'set' as const, talk, startsAt: new Date(free.startsAt), staffIds: ['marieke'] };
		expect(await change(third?.revision ?? 0, { ...set, startsAt: new Date(stays.startsAt) })).toEqual({
			ok: false,
			refusal: 'taken',
		});
		expect(await change(third?.revision ?? 0, set)).toEqual({ ok: true });
		// all of them at once, so that what is planned more moves nobody
		const fixed = async () =>
			(await findProposal(store.read, schoolId, roundId))?.proposal.talks.map((one) => one.fixed);
		const next = (third?.revision ?? 0) + 1;
		expect(await change(next, { kind: 'unfix_all' })).toEqual({ ok: true });
		expect(await fixed()).toEqual([false, false]);
		expect(await change(next + 1, { kind: 'fix_all' })).toEqual({ ok: true });
		expect(await fixed()).toEqual([true, true]);
	});
	it('sends only differences: a moved talk is told as moved, one that is gone as called off', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		await reply(store, 'mehmet', { times: [tuesday('15:00', '15:10')] });
		await reply(store, 'fatima', { times: [tuesday('15:30', '15:40')] });
		const joke = await asStaff(store, 'joke');
		const first = await propose(store);
		await sendProposal(store, joke, { roundId, revision: first.revision, now: today });
		await reply(store, 'mehmet', { times: [tuesday('15:50', '16:00')] });
		await reply(store, 'fatima', { answer: 'none' });
		await reply(store, 'agnieszka');
		const second = await propose(store);
		const before = await agreedTalks(store.read, await roundOf(store));
		const difference = proposalDifferences(before, second.proposal.talks);
		expect(difference.added.map(talkKey)).toEqual(['zuzia agnieszka']);
		expect(difference.moved.map(({ after }) => talkKey(after))).toEqual(['elif mehmet']);
		// staff hear of it before they send: her talk was agreed, and the reply came after
		expect(difference.removed.map(talkKey)).toEqual([]);
		await sendProposal(store, joke, { roundId, revision: second.revision, now: today });
		expect(await told(store, 'talks.moved')).toEqual(['mehmet']);
		expect(await told(store, 'talks.cancelled')).toEqual([]);
	});
	it('tells who gave times and has none in the schedule, once for each answer', async () => {
		// two times for three families; Mehmet asks Ayşe along, who said nothing
		const store = await school({ groups: ['zonnebloem'], till: '15:20', weekdays: [2] });
		await reply(store, 'mehmet', { together: true });
		await reply(store, 'fatima');
		await reply(store, 'agnieszka');
		const joke = await asStaff(store, 'joke');
		const send = async () => {
			const { revision } = await propose(store);
			expect(await sendProposal(store, joke, { roundId, revision, now: today })).toEqual({ ok: true });
		};
		const isLeft = async (who: GuardianName) => {
			const parent = await asParent(store, who);
			const page = await talkRoundPage(store.read, parent, roundId, today);
			return page && talkRoundView(page, { locale: 'nl', timeZone: 'Europe/Amsterdam' }, today).leftOut;
		};
		const all = ['mehmet', 'fatima', 'agnieszka', 'ayse'] as const;
		const leftOnes = async () => {
			const isLeftOf = await Promise.all(all.map(isLeft));
			return all.filter((_, at) => isLeftOf[at]);
		};
		expect(await leftOnes()).toEqual([]);
		// a proposal tells nobody
		await propose(store);
		expect(await told(store, 'talks.left_out')).toEqual([]);
		await send();
		const [first, ...others] = await told(store, 'talks.left_out');
		expect(others).toEqual([]);
		expect(first).not.toBe('ayse');
		expect(await leftOnes()).toEqual([first]);
		const parent = await asParent(store, first as GuardianName);
		expect((await talkInvitations(store.read, parent, today)).map(({ round }) => round.roundId)).toEqual([
			roundId,
		]);
		// the same once more: nobody hears it again
		await send();
		expect(await told(store, 'talks.left_out')).toEqual([first]);
		// an answer after the schedule was made is not what it left out
		const { revision } = await propose(store);
		const later = new Date(today.getTime() + 60_000);
		await reply(store, first as GuardianName, { now: later });
		expect(await leftOnes()).toEqual([]);
		await sendProposal(store, joke, { roundId, revision, now: later });
		expect(await told(store, 'talks.left_out')).toEqual([first]);
		// "no talk" is no family that waits
		await reply(store, first as GuardianName, { answer: 'none' });
		await sendProposal(store, joke, { roundId, revision, now: later });
		expect(await told(store, 'talks.left_out')).toEqual([first]);
		expect(await leftOnes()).toEqual([]);
	});
	it('tells again who was placed and is no longer; nobody who lost the say', async () => {
		const store = await school({ groups: ['zonnebloem'], till: '15:20', weekdays: [2] });
		await reply(store, 'fatima');
		await reply(store, 'agnieszka');
		const joke = await asStaff(store, 'joke');
		const first = await propose(store);
		await sendProposal(store, joke, { roundId, revision: first.revision, now: today });
		expect(await told(store, 'talks.left_out')).toEqual([]);
		const without = async (minutes: number) => {
			const { proposal, revision } = await propose(store);
			const talk = proposal.talks.find(({ guardianIds }) => guardianIds.includes('fatima'));
			if (!talk) throw new Error('she is placed');
			const change = { kind: 'remove' as const, talk: talkKey(talk) };
			await changeProposal(store, joke, { roundId, revision, change });
			const now = new Date(today.getTime() + minutes * 60_000);
			await sendProposal(store, joke, { roundId, revision: revision + 1, now });
		};
		await without(1);
		expect(await told(store, 'talks.left_out')).toEqual(['fatima']);
		const again = await propose(store);
		await sendProposal(store, joke, { roundId, revision: again.revision, now: today });
		await without(2);
		expect(await told(store, 'talks.left_out')).toEqual(['fatima', 'fatima']);
		const third = await propose(store);
		await sendProposal(store, joke, { roundId, revision: third.revision, now: today });
		const { guardianship } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'information' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'fatima'))),
		);
		const { talkProposal } = store.t;
		await store.transact((tx) =>
			tx
				.update(talkProposal)
				.set({
					proposal: {
						...third.proposal,
						talks: third.proposal.talks.filter(({ guardianIds }) => !guardianIds.includes('fatima')),
						leftOut: [{ childIds: ['ilyas'], guardianIds: ['fatima'], changes: [] }],
					},
				})
				.where(eq(talkProposal.schoolId, schoolId)),
		);
		await sendProposal(store, joke, { roundId, revision: third.revision, now: today });
		expect(await told(store, 'talks.left_out')).toEqual(['fatima', 'fatima']);
	});
	it('works once at a time for a school; a stop keeps the best', async () => {
		const store = await school();
		await reply(store, 'fatima');
		const joke = await asStaff(store, 'joke');
		const one = await startPlanner(store, joke, { roundId, clock, seconds: 5 });
		expect(await startPlanner(store, joke, { roundId, clock })).toEqual({ ok: false, refusal: 'busy' });
		expect(await findRun(store.read, schoolId, today)).toMatchObject({ roundId, stopping: false });
		await stopPlanner(store, joke, roundId, today);
		if (one.ok) await one.done;
		expect((await findProposal(store.read, schoolId, roundId))?.proposal.talks).toHaveLength(1);
		const marieke = await asStaff(store, 'marieke');
		expect(await startPlanner(store, marieke, { roundId, clock })).toEqual({
			ok: false,
			refusal: 'not_allowed',
		});
	});
	it('has nothing to plan without replies', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		expect(await startPlanner(store, joke, { roundId, clock })).toEqual({ ok: false, refusal: 'no_replies' });
	});
});

describe('reminding', () => {
	it('reminds half-way and on the last day, and only children about whom nobody answered', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		await reply(store, 'ayse');
		// published on 6 October, closes on the 20th at 20.00
		expect(await remindUnanswered(store, at('2026-10-12', '09:00'))).toBe(0);
		const half = at('2026-10-13', '16:00');
		expect(await remindUnanswered(store, half)).toBe(2);
		expect(await remindUnanswered(store, half)).toBe(0);
		expect((await told(store, 'talks.not_answered_half')).sort()).toEqual(['agnieszka', 'fatima']);
		await reply(store, 'fatima', { answer: 'call', now: half });
		expect(await remindUnanswered(store, at('2026-10-20', '06:00'))).toBe(0);
		expect(await remindUnanswered(store, at('2026-10-20', '09:00'))).toBe(1);
		expect(await told(store, 'talks.not_answered_last')).toEqual(['agnieszka']);
		const left = await unanswered(store.read, await roundOf(store), '2026-10-21');
		expect(left.map(({ childId }) => childId)).toEqual(['zuzia']);
	});
	it.each([
		['08:00', 0],
		['08:30', 4],
		['11:29', 4],
		['11:30', 0],
	])('tells all at once that it opened at 8.30, at %s: %i', async (time, count) => {
		const opens = { opensOn: '2026-10-08', opensTime: '08:30' };
		const store = await school({ groups: ['zonnebloem'], way: 'pick', ...opens });
		const now = at('2026-10-08', time);
		expect(await remindUnanswered(store, now)).toBe(count);
		expect(await remindUnanswered(store, now)).toBe(0);
		expect(await told(store, 'talks.opened')).toHaveLength(count);
		const [first] = (await noticesSoFar(store)).filter(
			({ kind, to }) => kind === 'talks.opened' && to === 'ayse',
		);
		if (count > 0) expect(first?.content.title).toBe('Artık bir zaman seçebilirsiniz: On dakikalık görüşme');
	});
	it('asks each of two who come apart', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		await reply(store, 'ayse', { apart: true });
		const left = await unanswered(store.read, await roundOf(store), '2026-10-12');
		expect(left.find(({ childId }) => childId === 'elif')?.guardianIds).toEqual(['mehmet']);
	});
});

describe('what the night deletes', () => {
	it('answers 30 days after the talk, addresses 14 days after, talks with the school year', async () => {
		const store = await school({ kind: 'home_visit', places: ['home'], way: 'pick', groups: ['zonnebloem'] });
		const startsAt = at('2026-10-27', '15:00');
		const who = asReplier(await asParent(store, 'mehmet'));
		const address = { address: 'Dorpsstraat 1', hint: null };
		const picks = [{ childId: 'elif', startsAt, staffIds: ['marieke'] }];
		await pickTalks(store, who, { roundId, picks, details: { ...details, address }, now: today });
		const { talkQuestion, talkAnswer, talkAddress, talkReply, talk, talkRound } = store.t;
		const [question] = await store.read
			.select()
			.from(talkQuestion)
			.where(eq(talkQuestion.schoolId, schoolId));
		const answer = {
			guardianId: 'mehmet',
			childId: 'elif',
			text: 'Zingen',
			language: 'tr',
			answeredAt: today,
		};
		await store.transact((tx) =>
			tx
				.insert(talkAnswer)
				.values({ schoolId, id: 'answer', roundId, questionId: question?.id ?? '', ...answer }),
		);
		const count = async () => {
			const of = async (t: typeof talkAnswer | typeof talkAddress | typeof talkReply | typeof talk) =>
				(await store.read.select({ school: t.schoolId }).from(t).where(eq(t.schoolId, schoolId))).length;
			return [await of(talkAnswer), await of(talkAddress), await of(talkReply), await of(talk)];
		};
		const night = (day: string) =>
			store.transact((tx) => forgetPreparation(tx, { schoolId, today: day, timeZone: 'Europe/Amsterdam' }));
		await night('2026-11-10');
		expect(await count()).toEqual([1, 1, 1, 1]);
		await night('2026-11-11');
		expect(await count()).toEqual([1, 0, 1, 1]);
		await night('2026-11-26');
		expect(await count()).toEqual([1, 0, 1, 1]);
		await night('2026-11-29');
		expect(await count()).toEqual([0, 0, 0, 1]);
		const [year] = await store.read
			.select({ id: talkRound.schoolYearId })
			.from(talkRound)
			.where(and(eq(talkRound.schoolId, schoolId), eq(talkRound.id, roundId)));
		await store.transact((tx) => forgetTalks(tx, schoolId, [year?.id ?? '']));
		expect(await count()).toEqual([0, 0, 0, 0]);
	});
});
