// Families for whom a schedule that is sent has no time.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { Proposal } from '../round.ts';
import { roundState } from '../round-state.ts';
import { childrenOfRound, type FoundRound } from './find-round.ts';
import { leftOut as leftOutNotice } from './notices.ts';

interface SentSchedule extends Pick<Proposal, 'leftOut'> {
	/** All that are agreed from now on. */
	talks: readonly { childId: string; guardianIds: readonly string[] }[];
	/** Until then the planner knew of answers. */
	madeAt: Date;
}

/**
 * Tells the guardians whose times fit nowhere, in their language, in the transaction that sends the schedule; how many. Told is
 * who gave those times, has the say of the child still and has no talk about it; not who was brought along by another carer,
 * said otherwise since, or answered after the schedule was made. Who was told of this answer is not told again, unless they
 * were placed in between.
 */
export async function tellLeftOut(
	tx: Tx,
	round: FoundRound,
	{ talks, leftOut, madeAt }: SentSchedule,
	now: Date,
): Promise<number> {
	const { schoolId, timeZone } = round.school;
	const { roundId } = round;
	const { talkReply } = tx.t;
	const without = new Map<string, { childId: string; givenName: string }[]>();
	for (const child of await childrenOfRound(tx, round, dayOf(now, timeZone)))
		for (const guardianId of child.guardianIds) {
			const isIn = (one: { guardianIds: readonly string[] }) => one.guardianIds.includes(guardianId);
			if (!leftOut.some((one) => isIn(one) && one.childIds.includes(child.childId))) continue;
			if (talks.some((talk) => isIn(talk) && talk.childId === child.childId)) continue;
			without.set(guardianId, [...(without.get(guardianId) ?? []), child]);
		}
	const ofRound = and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, roundId));
	const set = (leftOutAt: Date | null, guardianIds: readonly string[]) =>
		inParts(guardianIds, (part) =>
			tx
				.update(talkReply)
				.set({ leftOutAt })
				.where(and(ofRound, inArray(talkReply.guardianId, part))),
		);
	const placed = new Set(talks.flatMap(({ guardianIds }) => guardianIds));
	await set(
		null,
		[...placed].filter((id) => !without.has(id)),
	);
	const replies = await tx
		.select({
			guardianId: talkReply.guardianId,
			answer: talkReply.answer,
			repliedAt: talkReply.repliedAt,
			leftOutAt: talkReply.leftOutAt,
		})
		.from(talkReply)
		.where(ofRound);
	const told = replies
		.filter((one) => one.answer === 'times' && one.repliedAt <= madeAt && !one.leftOutAt)
		.map(({ guardianId }) => guardianId)
		.filter((id) => without.has(id));
	await set(now, told);
	const recipients = await findRecipients(tx, schoolId, told);
	const isOpen = roundState(round, now) === 'open';
	const notices = told.flatMap((guardianId) => {
		const to = recipients.get(guardianId);
		return to ? [leftOutNotice({ round, to, children: without.get(guardianId) ?? [], isOpen, now })] : [];
	});
	await queueNotices(tx, notices, now);
	return notices.length;
}
