// What the night deletes of rounds, and when: docs/domains/talks.md says why.
import { and, eq, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { addDays, startOfDay } from '#lib/platform/server/local-time.ts';
import { dropTranslations } from '#lib/translation/server/content.ts';
import { AGREEMENT_KIND, ANSWER_KIND } from './text-kinds.ts';

/** Days that answers are kept after the talk, and replies after the round. */
const ANSWER_DAYS = 30;
/** Days that an address is kept after the visit, and where a teacher was. */
const ADDRESS_DAYS = 14;

/**
 * Deletes what was only needed before a talk: answers and what families could 30 days after, addresses of visits 14 days
 * after. For who has no talk in a round its last day counts.
 */
export async function forgetPreparation(
	tx: Tx,
	{ schoolId, today, timeZone }: { schoolId: string; today: string; timeZone: string },
): Promise<void> {
	const { talkRound, talkReply, talkTime, talkReminder, talkProposal, talkVisitDay } = tx.t;
	const { talkAnswer, talkAddress, talkWish, talkLot } = tx.t;
	const longOver = tx
		.select({ id: talkRound.id })
		.from(talkRound)
		.where(and(eq(talkRound.schoolId, schoolId), lt(talkRound.lastDay, addDays(today, -ANSWER_DAYS))));
	for (const t of [talkReply, talkTime, talkReminder, talkProposal, talkWish])
		await tx.delete(t).where(and(eq(t.schoolId, schoolId), inArray(t.roundId, longOver)));
	// who drew nothing goes first in the next draw of the year
	await tx
		.delete(talkLot)
		.where(and(eq(talkLot.schoolId, schoolId), inArray(talkLot.roundId, longOver), isNotNull(talkLot.wish)));
	await tx
		.delete(talkVisitDay)
		.where(and(eq(talkVisitDay.schoolId, schoolId), lt(talkVisitDay.day, addDays(today, -ADDRESS_DAYS))));

	const endOf = await endsOfTalks(tx, schoolId);
	const isOver = (days: number, lastDay: string, end: Date | undefined) =>
		end ? end < startOfDay(addDays(today, -days), timeZone) : lastDay < addDays(today, -days);
	const answers = await tx
		.select({
			id: talkAnswer.id,
			roundId: talkAnswer.roundId,
			guardianId: talkAnswer.guardianId,
			childId: talkAnswer.childId,
			lastDay: talkRound.lastDay,
		})
		.from(talkAnswer)
		.innerJoin(
			talkRound,
			and(eq(talkRound.schoolId, talkAnswer.schoolId), eq(talkRound.id, talkAnswer.roundId)),
		)
		.where(eq(talkAnswer.schoolId, schoolId));
	const gone = answers
		.filter((one) => isOver(ANSWER_DAYS, one.lastDay, endOf(one, one.childId)))
		.map(({ id }) => id);
	await inParts(gone, (part) =>
		tx.delete(talkAnswer).where(and(eq(talkAnswer.schoolId, schoolId), inArray(talkAnswer.id, part))),
	);
	await dropTranslations(tx, schoolId, ANSWER_KIND, gone);
	const addresses = await tx
		.select({
			roundId: talkAddress.roundId,
			guardianId: talkAddress.guardianId,
			lastDay: talkRound.lastDay,
		})
		.from(talkAddress)
		.innerJoin(
			talkRound,
			and(eq(talkRound.schoolId, talkAddress.schoolId), eq(talkRound.id, talkAddress.roundId)),
		)
		.where(eq(talkAddress.schoolId, schoolId));
	const left = addresses.filter((one) => isOver(ADDRESS_DAYS, one.lastDay, endOf(one)));
	for (const [roundId, own] of Map.groupBy(left, (one) => one.roundId))
		await inParts(own, (part) =>
			tx.delete(talkAddress).where(
				and(
					eq(talkAddress.schoolId, schoolId),
					eq(talkAddress.roundId, roundId),
					inArray(
						talkAddress.guardianId,
						part.map(({ guardianId }) => guardianId),
					),
				),
			),
		);
}

/** When the last talk of a guardian in a round ends (about one child, where it is given); undefined without one. */
async function endsOfTalks(tx: Tx, schoolId: string) {
	const { talk, talkGuardian } = tx.t;
	const rows = await tx
		.select({
			roundId: talkGuardian.roundId,
			guardianId: talkGuardian.guardianId,
			childId: talkGuardian.childId,
			endsAt: talk.endsAt,
		})
		.from(talkGuardian)
		.innerJoin(talk, and(eq(talk.schoolId, talkGuardian.schoolId), eq(talk.id, talkGuardian.talkId)))
		.where(eq(talkGuardian.schoolId, schoolId));
	const byGuardian = Map.groupBy(rows, ({ roundId, guardianId }) => `${roundId} ${guardianId}`);
	return ({ roundId, guardianId }: { roundId: string; guardianId: string }, childId?: string) => {
		const own = (byGuardian.get(`${roundId} ${guardianId}`) ?? []).filter(
			(one) => childId === undefined || one.childId === childId,
		);
		return own.length > 0 ? new Date(Math.max(...own.map(({ endsAt }) => endsAt.getTime()))) : undefined;
	};
}

/** Deletes talks of school years that ended, with their people and what was agreed. */
export async function forgetTalks(tx: Tx, schoolId: string, schoolYearIds: readonly string[]): Promise<void> {
	if (schoolYearIds.length === 0) return;
	const { talk, talkRound, talkAgreement, talkLot, talkDraw } = tx.t;
	const ofThoseYears = tx
		.select({ id: talkRound.id })
		.from(talkRound)
		.where(and(eq(talkRound.schoolId, schoolId), inArray(talkRound.schoolYearId, [...schoolYearIds])));
	const agreements = await tx
		.select({ id: talkAgreement.id })
		.from(talkAgreement)
		.innerJoin(talk, and(eq(talk.schoolId, talkAgreement.schoolId), eq(talk.id, talkAgreement.talkId)))
		.where(and(eq(talkAgreement.schoolId, schoolId), inArray(talk.roundId, ofThoseYears)));
	await dropTranslations(
		tx,
		schoolId,
		AGREEMENT_KIND,
		agreements.map(({ id }) => id),
	);
	for (const t of [talkLot, talkDraw])
		await tx.delete(t).where(and(eq(t.schoolId, schoolId), inArray(t.roundId, ofThoseYears)));
	await tx.delete(talk).where(and(eq(talk.schoolId, schoolId), inArray(talk.roundId, ofThoseYears)));
}

/**
 * What answers and agreements said in other languages, and what is still to be translated of them, where they went with their
 * child, their guardian or their talk. After whatever lets people go.
 */
export async function forgetWordsOfTalks(tx: Tx, schoolId: string): Promise<void> {
	const { talkAnswer, talkAgreement, translation, translationWish } = tx.t;
	for (const [kind, thing] of [
		[ANSWER_KIND, talkAnswer],
		[AGREEMENT_KIND, talkAgreement],
	] as const)
		for (const t of [translation, translationWish]) {
			const there = tx
				.select({ one: sql`1` })
				.from(thing)
				.where(and(eq(thing.schoolId, t.schoolId), eq(thing.id, t.aboutId)));
			await tx.delete(t).where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, kind), notExists(there)));
		}
}
