import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { dropTranslations } from '#lib/translation/server/content.ts';
import { ANSWER_KIND } from './text-kinds.ts';

/** True when both records have a talk about the same child in the same round: staff take one off first. */
export async function bothTalk(db: Reader, schoolId: string, pair: [string, string]): Promise<boolean> {
	const { talkGuardian } = db.t;
	const rows = await db
		.select({ roundId: talkGuardian.roundId, childId: talkGuardian.childId, talkId: talkGuardian.talkId })
		.from(talkGuardian)
		.where(and(eq(talkGuardian.schoolId, schoolId), inArray(talkGuardian.guardianId, pair)));
	const talksOf = Map.groupBy(rows, ({ roundId, childId }) => `${roundId} ${childId}`);
	return [...talksOf.values()].some((own) => new Set(own.map(({ talkId }) => talkId)).size > 1);
}

/** Talks, replies and answers of one record go to the other. Ask `bothTalk` before, in the same transaction. */
export async function moveTalks(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { talk, talkAnswer, talkInterpreterParent } = tx.t;
	const guardianId = to;
	await moveWhose(tx, schoolId, from, to);
	await tx
		.update(talk)
		.set({ homeOf: to })
		.where(and(eq(talk.schoolId, schoolId), eq(talk.homeOf, from)));
	await tx
		.update(talkInterpreterParent)
		.set({ guardianId })
		.where(and(eq(talkInterpreterParent.schoolId, schoolId), eq(talkInterpreterParent.guardianId, from)));
	await moveReplies(tx, schoolId, from, to);
	await moveAddresses(tx, schoolId, from, to);
	await moveLots(tx, schoolId, from, to);
	const answers = await tx
		.select({ questionId: talkAnswer.questionId, childId: talkAnswer.childId })
		.from(talkAnswer)
		.where(and(eq(talkAnswer.schoolId, schoolId), eq(talkAnswer.guardianId, to)));
	const twice: { id: string }[] = [];
	for (const { questionId, childId } of answers)
		twice.push(
			...(await tx
				.delete(talkAnswer)
				.where(
					and(
						eq(talkAnswer.schoolId, schoolId),
						eq(talkAnswer.guardianId, from),
						eq(talkAnswer.questionId, questionId),
						eq(talkAnswer.childId, childId),
					),
				)
				.returning({ id: talkAnswer.id })),
		);
	await dropTranslations(
		tx,
		schoolId,
		ANSWER_KIND,
		twice.map(({ id }) => id),
	);
	await tx
		.update(talkAnswer)
		.set({ guardianId })
		.where(and(eq(talkAnswer.schoolId, schoolId), eq(talkAnswer.guardianId, from)));
}

/** What is there once for a guardian: where the record that stays has it already, that is the one. */
async function moveWhose(tx: Tx, schoolId: string, from: string, guardianId: string): Promise<void> {
	const { talkGuardian, talkCalledOff, talkReminder } = tx.t;
	for (const t of [talkGuardian, talkCalledOff, talkReminder]) {
		const moved = await tx
			.delete(t)
			.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)))
			.returning();
		if (moved.length > 0)
			await tx
				.insert(t)
				.values(moved.map((one) => ({ ...one, guardianId })))
				.onConflictDoNothing();
	}
}

/**
 * Of a round that both replied to, what the record that stays said holds; but one of the two asking to come apart is enough,
 * as for two parents: nobody is brought together by a merge.
 */
async function moveReplies(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { talkReply, talkTime } = tx.t;
	const replies = await tx
		.select({ roundId: talkReply.roundId, guardianId: talkReply.guardianId, apart: talkReply.apart })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), inArray(talkReply.guardianId, [from, to])));
	const own = replies.flatMap(({ roundId, guardianId }) => (guardianId === to ? roundId : []));
	const apart = replies.flatMap((one) => (one.guardianId === from && one.apart ? one.roundId : []));
	if (apart.length > 0)
		await tx
			.update(talkReply)
			.set({ apart: true, together: false })
			.where(
				and(
					eq(talkReply.schoolId, schoolId),
					eq(talkReply.guardianId, to),
					inArray(talkReply.roundId, apart),
				),
			);
	for (const t of [talkReply, talkTime]) {
		if (own.length > 0)
			await tx
				.delete(t)
				.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from), inArray(t.roundId, own)));
		await tx
			.update(t)
			.set({ guardianId: to })
			.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)));
	}
}

/** The address of the record that stays holds; the other's comes along where that one gave none. */
async function moveAddresses(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { talkAddress } = tx.t;
	const moved = await tx
		.delete(talkAddress)
		.where(and(eq(talkAddress.schoolId, schoolId), eq(talkAddress.guardianId, from)))
		.returning();
	if (moved.length > 0)
		await tx
			.insert(talkAddress)
			.values(moved.map((one) => ({ ...one, guardianId: to })))
			.onConflictDoNothing();
}

/** Of a round in which both have a lot the one of the record that stays; the other's lot comes along where that one has none. */
async function moveLots(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { talkLot, talkWish } = tx.t;
	const lots = await tx
		.select({ roundId: talkLot.roundId })
		.from(talkLot)
		.where(and(eq(talkLot.schoolId, schoolId), eq(talkLot.guardianId, to)));
	const own = lots.map(({ roundId }) => roundId);
	for (const t of [talkLot, talkWish]) {
		if (own.length > 0)
			await tx
				.delete(t)
				.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from), inArray(t.roundId, own)));
		await tx
			.update(t)
			.set({ guardianId: to })
			.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)));
	}
}
