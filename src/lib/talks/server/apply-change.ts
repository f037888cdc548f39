// What would place a family that was left out, made so: another time of a teacher, of an interpreter, or of the family.
import { and, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { overlaps } from '#lib/moments/slots.ts';
import { isMet, spanOf, type TimesByNow } from '../met-changes.ts';
import type { Proposal, ProposedChange } from '../round.ts';
import type { FoundRound } from './find-round.ts';
import { putInterpreterTime } from './interpreters.ts';
import { interpretersOf } from './interpreters-of-round.ts';
import { inProposal, talkKey, type ProposalResult } from './proposal.ts';
import { onBehalfOf } from './replier.ts';
import { replyIn } from './reply.ts';
import { putSession, timeRows } from './times.ts';

type LeftOut = Proposal['leftOut'][number];

export interface ApplyWish {
	roundId: string;
	revision: number;
	/** One of the family's talks, as `talkKey` has it. */
	talk: string;
	/** `school`: its teachers and interpreters are there then. `family`: it said that it can, which staff write down. */
	who: 'school' | 'family';
	now: Date;
}

/**
 * Makes what the planner asked for a family so, all of it or nothing; what is so already stays. The proposal is as it was:
 * the planner has to run again. Who runs the round only; a family is told in their language what was written down for them.
 */
export function applyChange(store: Store, staff: StaffActor, wish: ApplyWish): Promise<ProposalResult> {
	return inProposal(store, staff, wish, async (tx, round, proposal) => {
		const left = proposal.leftOut.find(({ childIds, guardianIds }) =>
			childIds.some((childId) => talkKey({ childId, guardianIds }) === wish.talk),
		);
		if (!left) return 'stale';
		const readers = await timesByNow(tx, round);
		const byNow = readers(left);
		const open = left.changes.filter((change) => !isMet(change, byNow));
		const asked = open.filter(({ kind }) => (kind === 'family_time') === (wish.who === 'family'));
		if (asked.some(({ startsAt }) => startsAt <= wish.now.getTime())) return 'wrong_time';
		if (asked.length === 0) return undefined;
		return wish.who === 'family'
			? writeForFamily(tx, round, staff, { left, asked, now: wish.now })
			: writeForSchool(tx, round, staff, { asked, byNow, now: wish.now });
	});
}

/** What of the changes of those who are left out is so by now. Four queries, however many there are. */
export async function timesByNow(db: Reader, round: FoundRound): Promise<(left: LeftOut) => TimesByNow> {
	const teachers = Map.groupBy(await timeRows(db, round), ({ staffId }) => staffId);
	const interpreters = new Map(
		(await interpretersOf(db, round)).map(({ interpreterId, times }) => [interpreterId, times]),
	);
	const { talkReply, talkTime } = db.t;
	const { schoolId } = round.school;
	const replied = await db
		.select({ guardianId: talkReply.guardianId, answer: talkReply.answer })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, round.roundId)));
	const rows = await db
		.select({ guardianId: talkTime.guardianId, startsAt: talkTime.startsAt, endsAt: talkTime.endsAt })
		.from(talkTime)
		.where(and(eq(talkTime.schoolId, schoolId), eq(talkTime.roundId, round.roundId)));
	const times = Map.groupBy(rows, ({ guardianId }) => guardianId);
	return ({ guardianIds }) => ({
		teacher: (id) => teachers.get(id) ?? [],
		interpreter: (id) => interpreters.get(id) ?? [],
		family: replied
			.filter(({ guardianId, answer }) => answer === 'times' && guardianIds.includes(guardianId))
			.map(({ guardianId }) => times.get(guardianId) ?? []),
		minutes: round.minutes,
	});
}

async function writeForSchool(
	tx: Tx,
	round: FoundRound,
	staff: StaffActor,
	{ asked, byNow, now }: { asked: readonly ProposedChange[]; byNow: TimesByNow; now: Date },
): Promise<'wrong_time' | undefined> {
	const interpreters = await interpretersOf(tx, round);
	const { roundId } = round;
	// all are looked at before the first is written
	const isTaken = asked.some((change) => {
		const span = spanOf(change, round.minutes);
		if (change.kind === 'teacher_time')
			return byNow.teacher(change.staffId).some((other) => overlaps(span, other));
		if (change.kind === 'family_time') return false;
		const one = interpreters.find(({ interpreterId }) => interpreterId === change.interpreterId);
		return !one || one.times.some((other) => overlaps(span, other));
	});
	if (isTaken) return 'wrong_time';
	for (const change of asked) {
		const span = spanOf(change, round.minutes);
		if (change.kind === 'teacher_time') {
			const { staffId, room } = change;
			await putSession(tx, round, { staffId, room, ...span });
			await audit(tx, staff, 'talks.times_changed', { roundId, staffId }, now);
		} else if (change.kind === 'interpreter_time') {
			const all = await interpretersOf(tx, round);
			const one = all.find(({ interpreterId }) => interpreterId === change.interpreterId);
			if (one) await putInterpreterTime(tx, round, one, span);
			await audit(tx, staff, 'talks.interpreter_saved', { roundId }, now);
		}
	}
	return undefined;
}

/** The same for all of them who gave times: who comes together can at times that all of them can. */
async function writeForFamily(
	tx: Tx,
	round: FoundRound,
	staff: StaffActor,
	{ left, asked, now }: { left: LeftOut; asked: readonly ProposedChange[]; now: Date },
): Promise<'stale' | 'no_address' | undefined> {
	const { talkReply, talkTime } = tx.t;
	const { roundId } = round;
	const here = <T extends typeof talkReply | typeof talkTime>(table: T) =>
		and(
			eq(table.schoolId, staff.schoolId),
			eq(table.roundId, roundId),
			inArray(table.guardianId, left.guardianIds),
		);
	const replies = await tx.select().from(talkReply).where(here(talkReply));
	const times = await tx.select().from(talkTime).where(here(talkTime));
	const given = replies.filter(({ answer }) => answer === 'times');
	let written = 0;
	let lacksAddress = false;
	for (const { guardianId, ...reply } of given) {
		const own = times.filter((time) => time.guardianId === guardianId);
		const more = asked.map((change) => ({ ...spanOf(change, round.minutes), preferred: false }));
		const { together, apart, withChild, place, interpreter, mayAskParent } = reply;
		const result = await replyIn(tx, onBehalfOf(staff, guardianId), {
			...{ roundId, answer: 'times', now, address: null },
			...{ together, apart, withChild, place, interpreter, mayAskParent },
			times: [...more, ...own],
		});
		if (result.ok) written++;
		else lacksAddress ||= result.refusal === 'no_address';
	}
	if (written > 0) return undefined;
	// nobody gave times, or has the say, any more
	return lacksAddress ? 'no_address' : 'stale';
}
