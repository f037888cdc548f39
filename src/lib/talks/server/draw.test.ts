// A round by lots from wishes to outcome, on a real database.
import { and, eq } from 'drizzle-orm';
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
import { addRound, details, roundId, roundPlan } from '../../../../tests/support/talks.ts';
import { lineUp } from '../lots.ts';
import type { RoundPlan } from '../round-form.ts';
import { readDraw, readLots } from './draw.ts';
import { findRound } from './find-round.ts';
import { keyOf, sealOf } from './lot-keys.ts';
import { moveTalks } from './move-guardian.ts';
import { moveTalk } from './move.ts';
import { familyOffers, pickTalks, type Pick } from './pick.ts';
import { remindUnanswered } from './reminders.ts';
import { asReplier, onBehalfOf } from './replier.ts';
import { saveReply, type ReplyDetails } from './reply.ts';
import { forgetPreparation, forgetTalks } from './retention.ts';
import { cancelRound, planRound, publishRound } from './rounds.ts';
import { drawDue } from './run-draw.ts';
import { agreedTalks } from './schedule.ts';
import { giveWishes } from './wishes.ts';

const byLots = { way: 'lots', drawsOn: '2026-10-14' } as const;
const drawTime = at('2026-10-14', '20:00');

async function school(part: Partial<RoundPlan> = {}): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addRound(store, { ...byLots, ...part });
	return store;
}

async function roundOf(store: TestStore, id = roundId) {
	const round = await findRound(store.read, schoolId, id);
	if (!round) throw new Error('no round');
	return round;
}

const time = (childId: string, clock: string, staffId = 'marieke', day = '2026-10-27'): Pick => ({
	childId,
	startsAt: at(day, clock),
	staffIds: [staffId],
});

async function wish(
	store: TestStore,
	who: GuardianName,
	wishes: Pick[][],
	{ now = today, id = roundId, ...part }: Partial<ReplyDetails> & { now?: Date; id?: string } = {},
) {
	const replier = asReplier(await asParent(store, who));
	return giveWishes(store, replier, { roundId: id, wishes, details: { ...details, ...part }, now });
}

const told = async (store: TestStore, kind: string) =>
	(await noticesSoFar(store))
		.filter((one) => one.kind === kind)
		.map(({ to }) => to)
		.sort();

/** In which order the lots stand, by the seed alone. */
async function lineOf(store: TestStore, numbers: number[]): Promise<number[]> {
	const seed = (await readDraw(store.read, await roundOf(store)))?.seed ?? '';
	return lineUp(numbers.map((number) => ({ number, key: keyOf(seed, number), first: false }))).map(
		({ number }) => number,
	);
}

describe('planning', () => {
	it.each([
		['2026-10-05', 'draws_too_early'],
		['2026-10-20', 'draws_too_late'],
	])('a draw on %s is %s', async (drawsOn, refusal) => {
		const store = freshStore();
		await addPeople(store);
		const joke = await asStaff(store, 'joke');
		const plan = roundPlan({ ...byLots, drawsOn });
		expect(await planRound(store, joke, plan, today)).toEqual({ ok: false, refusal });
	});
	it('takes the seed when it is published, not after the day of the draw', async () => {
		const store = freshStore();
		await addPeople(store);
		const joke = await asStaff(store, 'joke');
		await planRound(store, joke, roundPlan(byLots), today);
		const round = await roundOf(store);
		expect(await readDraw(store.read, round)).toBeUndefined();
		const late = await publishRound(store, joke, { roundId }, drawTime);
		expect(late).toEqual({ ok: false, refusal: 'draws_too_early' });
		await publishRound(store, joke, { roundId }, today);
		const draw = await readDraw(store.read, round);
		expect(draw?.record).toBeNull();
		expect(sealOf(draw?.seed ?? '')).toBe(draw?.seal);
		const invited = (await noticesSoFar(store)).find(({ to }) => to === 'ayse');
		expect(invited?.content.title).toBe('Dileklerinizi bildirin: On dakikalık görüşme');
		expect(invited?.content.lines.join(' ')).toContain('14 Ekim');
	});
});

describe('until the draw', () => {
	it('keeps the number when wishes change, and gives no time to who is early', async () => {
		const store = await school();
		const wanted = [[time('ilyas', '15:00')]];
		expect(await wish(store, 'fatima', wanted)).toEqual({ ok: true, number: 1 });
		expect(await wish(store, 'agnieszka', [[time('zuzia', '15:00')]])).toEqual({ ok: true, number: 2 });
		const changed = [[time('ilyas', '15:10')], [time('ilyas', '15:20')], [time('ilyas', '15:10')]];
		expect(await wish(store, 'fatima', changed)).toEqual({ ok: true, number: 1 });
		const [lot] = await readLots(store.read, await roundOf(store), 'fatima');
		// wished twice is one wish
		expect(lot?.wishes).toHaveLength(2);
		const replier = asReplier(await asParent(store, 'mehmet'));
		const picks = [time('elif', '15:00')];
		expect(await pickTalks(store, replier, { roundId, picks, details, now: today })).toEqual({
			ok: false,
			refusal: 'not_drawn_yet',
		});
	});
	it.each<[string, GuardianName, Pick[][], string]>([
		['no wish', 'fatima', [], 'no_wish'],
		['four wishes', 'fatima', ['15:00', '15:10', '15:20', '15:30'].map((t) => [time('ilyas', t)]), 'no_wish'],
		['another’s child', 'fatima', [[time('zuzia', '15:00')]], 'not_found'],
		['a time that is none', 'fatima', [[time('ilyas', '15:05')]], 'taken'],
		['siblings at once', 'ayse', [[time('elif', '15:00'), time('emre', '15:00', 'selin')]], 'too_close'],
		['information only', 'ahmet', [[time('elif', '15:00')]], 'not_found'],
		['barred', 'kerem', [[time('elif', '15:00')]], 'not_found'],
		['no child in the groups', 'johan', [[time('sem', '15:00')]], 'not_found'],
	])('refuses %s', async (_, who, wishes, refusal) => {
		const store = await school();
		expect(await wish(store, who, wishes)).toEqual({ ok: false, refusal });
		expect(await readLots(store.read, await roundOf(store))).toEqual([]);
	});
	it('an answer without times takes the lot back; its number is not given again', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		const replier = asReplier(await asParent(store, 'fatima'));
		await saveReply(store, replier, { ...details, roundId, answer: 'none', times: [], now: today });
		expect(await readLots(store.read, await roundOf(store))).toEqual([]);
		expect(await wish(store, 'agnieszka', [[time('zuzia', '15:00')]])).toEqual({ ok: true, number: 2 });
	});
	it('reminds who gave no wishes half-way to the draw', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await remindUnanswered(store, at('2026-10-10', '15:00'));
		expect(await told(store, 'talks.not_answered_half')).toEqual(['agnieszka', 'ayse', 'mehmet']);
	});
	it('a talk that the school planned is not moved ahead of the draw by its parents', async () => {
		const store = await school();
		const staff = onBehalfOf(await asStaff(store, 'joke'), 'fatima');
		await pickTalks(store, staff, { roundId, picks: [time('ilyas', '15:50')], details, now: today });
		const [talk] = await agreedTalks(store.read, await roundOf(store));
		const to = { roundId, talkId: talk?.talkId ?? '', ...time('ilyas', '15:00'), now: today };
		const own = asReplier(await asParent(store, 'fatima'));
		expect(await moveTalk(store, own, to)).toEqual({ ok: false, refusal: 'too_late' });
	});
});

describe('the draw', () => {
	it('gives the time to who stands first in the line, tells each in their language, once', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await wish(store, 'agnieszka', [[time('zuzia', '15:00')]]);
		expect(await drawDue(store, at('2026-10-14', '19:59'))).toBe(0);
		expect(await agreedTalks(store.read, await roundOf(store))).toEqual([]);
		const [winner] = await lineOf(store, [1, 2]);
		expect(await drawDue(store, drawTime)).toBe(1);
		expect(await drawDue(store, drawTime)).toBe(0);
		const [won, lost] = winner === 1 ? ['fatima', 'agnieszka'] : ['agnieszka', 'fatima'];
		const talks = await agreedTalks(store.read, await roundOf(store));
		expect(talks.map(({ guardianIds, startsAt }) => [guardianIds, startsAt])).toEqual([
			[[won], at('2026-10-27', '15:00')],
		]);
		expect(await told(store, 'talks.drawn')).toEqual([won]);
		expect(await told(store, 'talks.drew_nothing')).toEqual([lost]);
		expect((await auditSoFar(store)).join()).toMatch(/system.* talks\.drawn/);
		const draw = await readDraw(store.read, await roundOf(store));
		expect(draw?.record?.line).toEqual([
			{
				number: winner,
				first: false,
				wishes: [[`marieke ${at('2026-10-27', '15:00').getTime()}`]],
				wish: 0,
				passed: [],
			},
			expect.objectContaining({ wish: null, passed: [winner] }),
		]);
		// what is left is picked as usual, also by who drew nothing
		const replier = asReplier(await asParent(store, lost as GuardianName));
		const picks = [time(lost === 'fatima' ? 'ilyas' : 'zuzia', '15:10')];
		const after = at('2026-10-15', '09:00');
		expect(await pickTalks(store, replier, { roundId, picks, details, now: after })).toMatchObject({
			ok: true,
		});
		expect(await wish(store, 'mehmet', [[time('elif', '15:20')]], { now: after })).toEqual({
			ok: false,
			refusal: 'drawn',
		});
	});
	it('gives siblings both or none, and keeps to the breaks of a teacher', async () => {
		const store = await school({ inARow: 1 });
		await wish(store, 'ayse', [
			[time('elif', '15:00'), time('emre', '15:20', 'selin')],
			[time('elif', '15:20'), time('emre', '15:40', 'selin')],
		]);
		await wish(store, 'fatima', [[time('ilyas', '15:10')], [time('ilyas', '15:50')]]);
		const line = await lineOf(store, [1, 2]);
		await drawDue(store, drawTime);
		const talks = await agreedTalks(store.read, await roundOf(store));
		const when = (childId: string) => talks.find((talk) => talk.childId === childId)?.startsAt;
		// 15.00 and 15.10 would be two in a row, 15.10 and 15.20 as well
		const expected = line[0] === 1 ? { elif: '15:00', emre: '15:20', ilyas: '15:50' } : { ilyas: '15:10' };
		for (const child of ['elif', 'emre', 'ilyas'] as const)
			expect(when(child)).toEqual(child in expected ? at('2026-10-27', expected[child] ?? '') : undefined);
		const draw = await readDraw(store.read, await roundOf(store));
		// no lot has the very time: it is a rule that was in the way
		expect(draw?.record?.line[1]?.passed[0]).toBeNull();
	});
	it('draws one lot for two who come together about the same child, and each has the talk', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		await wish(store, 'ayse', [[time('elif', '15:00')]], { together: true });
		await wish(store, 'mehmet', [[time('elif', '15:30')]], { together: true });
		await drawDue(store, drawTime);
		const talks = await agreedTalks(store.read, await roundOf(store));
		expect(talks.map(({ guardianIds, startsAt }) => [guardianIds, startsAt])).toEqual([
			[['ayse', 'mehmet'], at('2026-10-27', '15:00')],
		]);
		const lots = await readLots(store.read, await roundOf(store));
		expect(lots.map(({ number, place, wish, withNumber }) => [number, place, wish, withNumber])).toEqual([
			[1, 1, 0, null],
			[2, 1, 0, 1],
		]);
		expect(await told(store, 'talks.drawn')).toEqual(['ayse', 'mehmet']);
	});
	it.each([true, false])(
		'keeps two carers half an hour from each other, asked (%s) or not, and says nothing of it',
		async (apart) => {
			const store = await school({ groups: ['zonnebloem'] });
			await wish(store, 'ayse', [[time('elif', '15:00')]], { apart });
			await wish(store, 'mehmet', [[time('elif', '15:20')]]);
			await drawDue(store, drawTime);
			expect(await agreedTalks(store.read, await roundOf(store))).toHaveLength(1);
			const draw = await readDraw(store.read, await roundOf(store));
			expect(draw?.record?.line[1]).toMatchObject({ wish: null, passed: [null] });
		},
	);
	it('leaves out who has lost the say, and who got a talk from the school meanwhile', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await wish(store, 'agnieszka', [[time('zuzia', '15:10')]]);
		const staff = onBehalfOf(await asStaff(store, 'joke'), 'fatima');
		await pickTalks(store, staff, { roundId, picks: [time('ilyas', '15:50')], details, now: today });
		const { guardianship } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'information' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'agnieszka'))),
		);
		await drawDue(store, drawTime);
		expect(await agreedTalks(store.read, await roundOf(store))).toHaveLength(1);
		expect(await told(store, 'talks.drew_nothing')).toEqual([]);
		const draw = await readDraw(store.read, await roundOf(store));
		expect(draw?.record?.line).toEqual([]);
	});
	it('does not draw a round that was called off', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await cancelRound(store, await asStaff(store, 'joke'), roundId, today);
		expect(await drawDue(store, drawTime)).toBe(0);
	});
});

describe('the next draw of the year', () => {
	it('puts who drew nothing before all others, whatever their key is', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		const wishes = { fatima: [[time('ilyas', '15:00')]], agnieszka: [[time('zuzia', '15:00')]] };
		await wish(store, 'fatima', wishes.fatima);
		await wish(store, 'agnieszka', wishes.agnieszka);
		await drawDue(store, drawTime);
		const [lost] = await told(store, 'talks.drew_nothing');
		const next = 'round-1111111111';
		const days = {
			firstDay: '2026-11-10',
			lastDay: '2026-11-12',
			closesOn: '2026-11-08',
			drawsOn: '2026-11-05',
		};
		const now = at('2026-10-30', '09:00');
		await addRound(store, { ...byLots, ...days, groups: ['zonnebloem'], roundId: next }, now);
		const again = (childId: string) => [[time(childId, '15:00', 'marieke', '2026-11-10')]];
		await wish(store, 'mehmet', again('elif'), { id: next, now });
		await wish(store, 'fatima', again('ilyas'), { id: next, now });
		await wish(store, 'agnieszka', again('zuzia'), { id: next, now });
		await drawDue(store, at('2026-11-05', '20:00'));
		const talks = await agreedTalks(store.read, await roundOf(store, next));
		expect(talks.map(({ guardianIds }) => guardianIds)).toEqual([[lost]]);
		const draw = await readDraw(store.read, await roundOf(store, next));
		expect(draw?.record?.line.map(({ first }) => first)).toEqual([true, false, false]);
	});
});

describe('around it', () => {
	it('the night takes wishes and lots; who drew nothing is known until the year ends', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await wish(store, 'agnieszka', [[time('zuzia', '15:00')]]);
		await drawDue(store, drawTime);
		const { talkWish, talkLot, talkDraw } = store.t;
		const count = async (t: typeof talkWish | typeof talkLot | typeof talkDraw) =>
			(await store.read.select().from(t).where(eq(t.schoolId, schoolId))).length;
		const night = async (day: string) =>
			store.transact((tx) => forgetPreparation(tx, { schoolId, today: day, timeZone: 'Europe/Amsterdam' }));
		await night('2026-11-28');
		expect([await count(talkWish), await count(talkLot)]).toEqual([2, 2]);
		await night('2026-11-29');
		expect([await count(talkWish), await count(talkLot), await count(talkDraw)]).toEqual([0, 1, 1]);
		await store.transact((tx) => forgetTalks(tx, schoolId, ['2026']));
		expect([await count(talkLot), await count(talkDraw)]).toEqual([0, 0]);
	});
	it('two records that are one: the lot of the one that stays, or the only one there is', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await wish(store, 'agnieszka', [[time('zuzia', '15:10')]]);
		await store.transact((tx) => moveTalks(tx, schoolId, 'fatima', 'johan'));
		await store.transact((tx) => moveTalks(tx, schoolId, 'agnieszka', 'johan'));
		const lots = await readLots(store.read, await roundOf(store));
		expect(lots.map(({ guardianId, number, wishes }) => [guardianId, number, wishes.length])).toEqual([
			['johan', 1, 1],
		]);
	});
	it('a family or a child that is erased is in no draw any more', async () => {
		const store = await school();
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		await wish(store, 'agnieszka', [[time('zuzia', '15:10')]]);
		const { guardian, child } = store.t;
		await store.transact(async (tx) => {
			await tx.delete(guardian).where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'fatima')));
			await tx.delete(child).where(and(eq(child.schoolId, schoolId), eq(child.id, 'zuzia')));
		});
		const lots = await readLots(store.read, await roundOf(store));
		expect(lots.map(({ guardianId, wishes }) => [guardianId, wishes])).toEqual([['agnieszka', []]]);
		await drawDue(store, drawTime);
		expect(await told(store, 'talks.drew_nothing')).toEqual([]);
	});
	it('families are offered every time until the draw, whoever wished for it', async () => {
		const store = await school({ groups: ['zonnebloem'] });
		const before = await familyOffers(store.read, await roundOf(store), 'agnieszka', { now: today });
		await wish(store, 'fatima', [[time('ilyas', '15:00')]]);
		const after = await familyOffers(store.read, await roundOf(store), 'agnieszka', { now: today });
		expect(after).toEqual(before);
	});
});
