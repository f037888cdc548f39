// What the planner asked for a family that was left out is made so, and the planner runs again.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { applyChange, type ApplyWish } from './apply-change.ts';
import { findRound } from './find-round.ts';
import { addInterpreterTime, saveInterpreter } from './interpreters.ts';
import { proposalForStaff } from './proposal-for-staff.ts';
import { talkKey } from './proposal.ts';
import { asReplier } from './replier.ts';
import { saveReply, type ReplyWish } from './reply.ts';
import { findProposal, startPlanner } from './run.ts';
import { addSession } from './times.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
});

const clock = { now: () => today };
const tuesday = (from: string, till: string) => ({
	startsAt: at('2026-10-27', from),
	endsAt: at('2026-10-27', till),
	preferred: false,
});
/** One teacher, on one day from 15.00. */
const school = (till: string) =>
	addRound(store, { way: 'plan', groups: ['zonnebloem'], till, weekdays: [2] });

async function reply(who: GuardianName, part: Partial<ReplyWish> = {}) {
	const wish = { ...details, roundId, answer: 'times' as const, times: [tuesday('15:00', '15:10')] };
	const answered = await saveReply(store, asReplier(await asParent(store, who)), {
		...{ ...wish, now: today },
		...part,
	});
	expect(answered).toEqual({ ok: true });
}

/** Lets the planner run; who is left out, and the wish that makes what it asks for them so. */
async function plan() {
	const started = await startPlanner(store, await asStaff(store, 'joke'), { roundId, clock, seconds: 5 });
	if (!started.ok) throw new Error(started.refusal);
	await started.done;
	const found = await findProposal(store.read, schoolId, roundId);
	if (!found) throw new Error('no proposal');
	const { leftOut, talks } = found.proposal;
	const [left] = leftOut;
	const talk = left ? talkKey({ childId: left.childIds[0] ?? '', guardianIds: left.guardianIds }) : '';
	const wish: ApplyWish = { roundId, revision: found.revision, talk, who: 'school', now: today };
	return { wish, leftOut, talks, left };
}

const apply = async (wish: ApplyWish, who: StaffName = 'joke') =>
	applyChange(store, await asStaff(store, who), wish);
const met = async () => {
	const round = await findRound(store.read, schoolId, roundId);
	const page = round && (await proposalForStaff(store.read, await asStaff(store, 'joke'), round, today));
	return page?.leftOut.flatMap(({ changes }) => changes.map((change) => change.met));
};
async function sessions() {
	const { talkSession } = store.t;
	const rows = await store.read.select().from(talkSession).where(eq(talkSession.schoolId, schoolId));
	return rows.map(({ startsAt, endsAt }) => [startsAt, endsAt]);
}
const heard = async (kind: string) =>
	(await noticesSoFar(store)).filter((one) => one.kind === kind).map(({ to }) => to);

describe('one time more of a teacher', () => {
	it('is put there once, and the planner has a place for all', async () => {
		await school('15:10');
		await reply('fatima', { times: [tuesday('15:00', '15:30')] });
		await reply('agnieszka', { times: [tuesday('15:00', '15:30')] });
		const { wish, left } = await plan();
		expect(left?.changes).toMatchObject([{ kind: 'teacher_time', staffId: 'marieke' }]);
		expect(await met()).toEqual([false]);
		expect(await apply(wish)).toEqual({ ok: true });
		expect(await met()).toEqual([true]);
		const more = left?.changes[0]?.startsAt ?? 0;
		expect(await sessions()).toContainEqual([new Date(more), new Date(more + 600_000)]);
		expect(await auditSoFar(store)).toContain('staff joke talks.times_changed');
		// pressed twice
		expect(await apply(wish)).toEqual({ ok: true });
		expect(await sessions()).toHaveLength(2);
		const again = await plan();
		expect(again.leftOut).toEqual([]);
		expect(again.talks).toHaveLength(2);
		// nobody is told of what is not sent
		expect(await heard('talks.planned')).toEqual([]);
	});
	it('is refused for who does not run the round, of another proposal, and at a time that is past or taken', async () => {
		await school('15:10');
		await reply('fatima', { times: [tuesday('15:00', '15:20')] });
		await reply('agnieszka', { times: [tuesday('15:00', '15:20')] });
		const { wish } = await plan();
		for (const [who, part, refusal] of [
			['selin', {}, 'not_allowed'],
			['henk', {}, 'not_found'],
			['joke', { revision: 7 }, 'stale'],
			['joke', { talk: 'elif mehmet' }, 'stale'],
			['joke', { now: at('2026-10-28', '09:00') }, 'wrong_time'],
		] as const)
			expect(await apply({ ...wish, ...part }, who)).toEqual({ ok: false, refusal });
		expect(await sessions()).toHaveLength(1);
		const time = { day: '2026-10-27', from: '15:15', till: '15:45', room: null };
		const joke = await asStaff(store, 'joke');
		await addSession(store, joke, { roundId, staffId: 'marieke', ...time, now: today });
		expect(await apply(wish)).toEqual({ ok: false, refusal: 'wrong_time' });
		expect(await sessions()).toHaveLength(2);
	});
});

it('a time of the family is written down beside what it gave, and told; the school’s times stay', async () => {
	await school('16:00');
	await reply('fatima', { interpreter: 'ti' });
	await reply('agnieszka', { interpreter: 'ti' });
	const { wish, left } = await plan();
	expect(left?.changes).toMatchObject([{ kind: 'family_time' }]);
	// for the school there is nothing to do
	expect(await apply(wish)).toEqual({ ok: true });
	expect(await met()).toEqual([false]);
	expect(await apply({ ...wish, who: 'family' })).toEqual({ ok: true });
	expect(await met()).toEqual([true]);
	expect(await sessions()).toHaveLength(1);
	expect(await heard('talks.answered_for')).toEqual(left?.guardianIds);
	expect(await auditSoFar(store)).toContain('staff joke talks.replied');
	const { talkTime, talkReply } = store.t;
	const guardianId = left?.guardianIds[0] as GuardianName;
	const own = <T extends typeof talkTime | typeof talkReply>(table: T) =>
		and(eq(table.schoolId, schoolId), eq(table.guardianId, guardianId));
	const times = await store.read.select().from(talkTime).where(own(talkTime));
	expect(times.map(({ startsAt }) => startsAt)).toContainEqual(at('2026-10-27', '15:00'));
	expect(times).toHaveLength(2);
	const [said] = await store.read.select().from(talkReply).where(own(talkReply));
	expect(said).toMatchObject({ answer: 'times', interpreter: 'ti', byStaffId: 'joke' });
	// who said "no talk" since can't be written down as coming
	await reply(guardianId, { answer: 'none', times: [] });
	expect(await apply({ ...wish, who: 'family' })).toEqual({ ok: false, refusal: 'stale' });
	expect(await store.read.select().from(talkTime).where(own(talkTime))).toEqual([]);
});

it('a time of the interpreter is put among theirs', async () => {
	await school('16:00');
	const joke = await asStaff(store, 'joke');
	const imane = { interpreterId: 'imane-0000', name: 'Imane', languages: ['ar'], byPhone: false };
	await saveInterpreter(store, joke, { ...imane, roundId, now: today });
	await reply('fatima', { interpreter: 'ar' });
	const { wish, left } = await plan();
	expect(left?.changes).toMatchObject([{ kind: 'interpreter_time', interpreterId: 'imane-0000' }]);
	expect(await apply(wish)).toEqual({ ok: true });
	expect(await met()).toEqual([true]);
	// the time is theirs now: nobody puts another one over it
	const twice = { roundId, interpreterId: 'imane-0000', day: '2026-10-27', from: '15:00', till: '15:10' };
	const added = await addInterpreterTime(store, joke, { ...twice, now: today });
	expect(added).toEqual({ ok: false, refusal: 'overlaps' });
});
