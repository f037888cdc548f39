import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';

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
	const { talkGuardian, talkReply, talkTime, talkAnswer, talkAddress, talkReminder } = tx.t;
	const guardianId = to;
	const talks = await tx
		.delete(talkGuardian)
		.where(and(eq(talkGuardian.schoolId, schoolId), eq(talkGuardian.guardianId, from)))
		.returning();
	if (talks.length > 0)
		await tx
			.insert(talkGuardian)
			.values(talks.map((one) => ({ ...one, guardianId })))
			.onConflictDoNothing();
	// of a round that both replied to, what the record that stays said holds
	const replied = await tx
		.select({ roundId: talkReply.roundId })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.guardianId, to)));
	const own = replied.map(({ roundId }) => roundId);
	if (own.length > 0)
		for (const t of [talkReply, talkTime, talkAddress])
			await tx
				.delete(t)
				.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from), inArray(t.roundId, own)));
	for (const t of [talkReply, talkTime, talkAddress])
		await tx
			.update(t)
			.set({ guardianId })
			.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)));
	const answers = await tx
		.select({ questionId: talkAnswer.questionId, childId: talkAnswer.childId })
		.from(talkAnswer)
		.where(and(eq(talkAnswer.schoolId, schoolId), eq(talkAnswer.guardianId, to)));
	for (const { questionId, childId } of answers)
		await tx
			.delete(talkAnswer)
			.where(
				and(
					eq(talkAnswer.schoolId, schoolId),
					eq(talkAnswer.guardianId, from),
					eq(talkAnswer.questionId, questionId),
					eq(talkAnswer.childId, childId),
				),
			);
	await tx
		.update(talkAnswer)
		.set({ guardianId })
		.where(and(eq(talkAnswer.schoolId, schoolId), eq(talkAnswer.guardianId, from)));
	const reminders = await tx
		.delete(talkReminder)
		.where(and(eq(talkReminder.schoolId, schoolId), eq(talkReminder.guardianId, from)))
		.returning();
	if (reminders.length > 0)
		await tx
			.insert(talkReminder)
			.values(reminders.map((one) => ({ ...one, guardianId })))
			.onConflictDoNothing();
}
