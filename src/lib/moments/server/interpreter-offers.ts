// A parent offers to interpret for others, for this school year, and ends it with a tap.
import { and, eq, inArray } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { addDays, dayOf, instantOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { isLanguageTag } from '#lib/translation/languages.ts';
import { schoolSide } from '../interpreting.ts';
import { offerEnded } from './interpreter-notices.ts';

export interface InterpreterOffer {
	/** Tags of the languages that they interpret for. */
	languages: string[];
	/** Tags of what they speak with the school. */
	withSchool: string[];
	atSchool: boolean;
	byPhone: boolean;
}

/** The guardian's own offer of this school year; undefined when there is none. */
export async function readInterpreterOffer(
	db: Reader,
	parent: ParentActor,
	now: Date,
): Promise<InterpreterOffer | undefined> {
	const year = await findSchoolYear(db, parent.schoolId, dayOf(now, parent.school.timeZone));
	const { interpreterOffer } = db.t;
	const [found] = await db
		.select({
			languages: interpreterOffer.languages,
			withSchool: interpreterOffer.withSchool,
			atSchool: interpreterOffer.atSchool,
			byPhone: interpreterOffer.byPhone,
		})
		.from(interpreterOffer)
		.where(
			and(
				eq(interpreterOffer.schoolId, parent.schoolId),
				eq(interpreterOffer.guardianId, parent.guardianId),
				eq(interpreterOffer.schoolYearId, year?.id ?? ''),
			),
		);
	return found;
}

export type OfferRefusal =
	/** No language to interpret for beside one to speak with the school. */
	| 'no_language'
	/** Neither at school nor by telephone. */
	| 'no_way'
	/** The school has no school year. */
	| 'no_year';

/** Offers it, or changes the offer. It ends with the school year; who is asked then says yes or no each time. */
export function offerToInterpret(
	store: Store,
	parent: ParentActor,
	{ now, ...offer }: InterpreterOffer & { now: Date },
): Promise<{ ok: true } | { ok: false; refusal: OfferRefusal }> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const known = (tags: readonly string[]) => [...new Set(tags)].filter(isLanguageTag);
		const withSchool = known(offer.withSchool);
		const languages = known(offer.languages).filter(
			(tag) => schoolSide({ languages: [tag], withSchool }, tag).length > 0,
		);
		if (languages.length === 0) return { ok: false, refusal: 'no_language' as const };
		const { atSchool, byPhone } = offer;
		if (!atSchool && !byPhone) return { ok: false, refusal: 'no_way' as const };
		const year = await findSchoolYear(tx, schoolId, dayOf(now, parent.school.timeZone));
		if (!year) return { ok: false, refusal: 'no_year' as const };
		const { interpreterOffer } = tx.t;
		const set = { schoolYearId: year.id, languages, withSchool, atSchool, byPhone, offeredAt: now };
		await tx
			.insert(interpreterOffer)
			.values({ schoolId, guardianId, ...set })
			.onConflictDoUpdate({ target: [interpreterOffer.schoolId, interpreterOffer.guardianId], set });
		await audit(tx, parent, 'moments.interpreter_offered', { guardianId }, now);
		return { ok: true as const };
	});
}

/**
 * Ends the offer: nobody asks them any more, and what they were asked and did not answer is off. What they said yes to stays
 * until they give it back. Twice is once.
 */
export function endInterpreterOffer(store: Store, parent: ParentActor, now: Date): Promise<void> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const { interpreterOffer, interpreterAsk } = tx.t;
		const gone = await tx
			.delete(interpreterOffer)
			.where(and(eq(interpreterOffer.schoolId, schoolId), eq(interpreterOffer.guardianId, guardianId)))
			.returning({ guardianId: interpreterOffer.guardianId });
		// as a no: staff can't tell it from an answer that does not come
		await tx
			.update(interpreterAsk)
			.set({ state: 'declined' })
			.where(
				and(
					eq(interpreterAsk.schoolId, schoolId),
					eq(interpreterAsk.guardianId, guardianId),
					eq(interpreterAsk.state, 'asked'),
				),
			);
		if (gone.length > 0) await audit(tx, parent, 'moments.interpreter_offer_ended', { guardianId }, now);
	});
}

/** The new school year's question comes when it has run for a week, in the afternoon. */
const ASK_AFTER_DAYS = 7;
const ASK_AT = '16:00';

/** Deletes the offers of school years that ended, and asks who made them whether they want to again. */
export async function forgetInterpreterOffers(
	tx: Tx,
	{
		schoolId,
		timeZone,
		endedYearIds,
		now,
	}: { schoolId: string; timeZone: string; endedYearIds: string[]; now: Date },
): Promise<void> {
	if (endedYearIds.length === 0) return;
	const { interpreterOffer, schoolYear } = tx.t;
	const gone = await tx
		.delete(interpreterOffer)
		.where(and(eq(interpreterOffer.schoolId, schoolId), inArray(interpreterOffer.schoolYearId, endedYearIds)))
		.returning({ guardianId: interpreterOffer.guardianId, schoolYearId: interpreterOffer.schoolYearId });
	if (gone.length === 0) return;
	const today = dayOf(now, timeZone);
	const years = await tx
		.select({ startsOn: schoolYear.startsOn })
		.from(schoolYear)
		.where(eq(schoolYear.schoolId, schoolId))
		.orderBy(schoolYear.startsOn);
	const next = years.map(({ startsOn }) => addDays(startsOn, ASK_AFTER_DAYS)).find((day) => day >= today);
	const dueAt = instantOf(next ?? today, ASK_AT, timeZone);
	const readers = await findRecipients(
		tx,
		schoolId,
		gone.map(({ guardianId }) => guardianId),
	);
	await queueNotices(
		tx,
		gone.flatMap(({ guardianId, schoolYearId }) => {
			const reader = readers.get(guardianId);
			return reader ? [offerEnded({ schoolId, guardianId, schoolYearId, dueAt, locale: reader.locale })] : [];
		}),
		now,
	);
}
