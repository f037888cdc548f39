import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';

/** True when both records are signed up for the same slot and child: one would count twice. */
export async function bothSignedUp(db: Reader, schoolId: string, pair: [string, string]): Promise<boolean> {
	const { signUp } = db.t;
	const rows = await db
		.select({ guardianId: signUp.guardianId, slotId: signUp.slotId, childId: signUp.childId })
		.from(signUp)
		.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.guardianId, pair)));
	const places = rows.map(({ slotId, childId }) => `${slotId} ${childId}`);
	return new Set(places).size < places.length;
}

/**
 * Sign-ups, answers, topics, interpreting and what was sent of one record go to the other. Ask `bothSignedUp` before, in the same
 * transaction.
 */
export async function moveMoments(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { momentMessage } = tx.t;
	await moveSignUps(tx, schoolId, from, to);
	await moveTopics(tx, schoolId, from, to);
	await moveInterpreting(tx, schoolId, from, to);
	await tx
		.update(momentMessage)
		.set({ guardianId: to })
		.where(and(eq(momentMessage.schoolId, schoolId), eq(momentMessage.guardianId, from)));
}

/** Nobody wants their own topic too: a "this too" of one record for a topic of the other goes. */
async function moveTopics(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { momentTopic, topicSecond } = tx.t;
	const topics = await tx
		.update(momentTopic)
		.set({ guardianId: to })
		.where(and(eq(momentTopic.schoolId, schoolId), inArray(momentTopic.guardianId, [from, to])))
		.returning({ id: momentTopic.id });
	const own = new Set(topics.map(({ id }) => id));
	const seconds = await tx
		.delete(topicSecond)
		.where(and(eq(topicSecond.schoolId, schoolId), inArray(topicSecond.guardianId, [from, to])))
		.returning();
	const kept = seconds.filter(({ topicId }) => !own.has(topicId));
	if (kept.length === 0) return;
	await tx
		.insert(topicSecond)
		.values(kept.map((row) => ({ ...row, guardianId: to })))
		.onConflictDoNothing();
}

/** An offer of one record does for both; of two asks for the same sign-up, the yes, else that of the one that stays. */
async function moveInterpreting(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { interpreterOffer, interpreterAsk } = tx.t;
	const offers = await tx
		.delete(interpreterOffer)
		.where(and(eq(interpreterOffer.schoolId, schoolId), eq(interpreterOffer.guardianId, from)))
		.returning();
	for (const row of offers)
		await tx
			.insert(interpreterOffer)
			.values({ ...row, guardianId: to })
			.onConflictDoNothing();
	const asks = await tx
		.delete(interpreterAsk)
		.where(and(eq(interpreterAsk.schoolId, schoolId), eq(interpreterAsk.guardianId, from)))
		.returning();
	const accepted = asks.filter(({ state }) => state === 'accepted').map(({ signUpId }) => signUpId);
	if (accepted.length > 0)
		await tx
			.delete(interpreterAsk)
			.where(
				and(
					eq(interpreterAsk.schoolId, schoolId),
					eq(interpreterAsk.guardianId, to),
					inArray(interpreterAsk.signUpId, accepted),
				),
			);
	if (asks.length > 0)
		await tx
			.insert(interpreterAsk)
			.values(asks.map((row) => ({ ...row, guardianId: to })))
			.onConflictDoNothing();
}

async function moveSignUps(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { signUp, decline } = tx.t;
	await tx
		.update(signUp)
		.set({ guardianId: to })
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.guardianId, from)));
	const of = (guardianId: string) => and(eq(decline.schoolId, schoolId), eq(decline.guardianId, guardianId));
	const own = await tx.delete(decline).where(of(from)).returning();
	if (own.length === 0) return;
	await tx
		.insert(decline)
		.values(own.map((row) => ({ ...row, guardianId: to })))
		.onConflictDoNothing();
}
