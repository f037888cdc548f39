// Who was asked to interpret, with whom to tell and in which language.
import { and, eq, gte, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { schoolSide, type AskState } from '../interpreting.ts';
import type { FoundMoment } from './find-moment.ts';
import { notNeeded } from './interpreter-notices.ts';

/** An ask with its time, and the one who was asked. */
export interface Asked {
	askId: string;
	signUpId: string;
	slotId: string;
	momentId: string;
	guardianId: string;
	/** What they read. */
	locale: Locale;
	/** Tag of the language that was wished for. */
	language: string;
	/** What they speak with the school; nothing when the offer is gone. */
	withSchool: string[];
	byPhone: boolean;
	state: AskState;
	askedAt: Date;
	byStaffId: string;
	startsAt: Date;
	endsAt: Date;
	/** How often the slot's time changed. */
	revision: number;
	/** The slot was called off. */
	cancelledAt: Date | null;
}

/** Asks of these sign-ups or slots, in the order in which they were made. */
export async function findAsked(
	db: Reader,
	schoolId: string,
	of: { signUpIds: readonly string[] } | { slotIds: readonly string[] },
	states: readonly AskState[] = ['asked', 'accepted'],
): Promise<Asked[]> {
	const { interpreterAsk } = db.t;
	const ids = 'signUpIds' in of ? of.signUpIds : of.slotIds;
	if (ids.length === 0) return [];
	const column = 'signUpIds' in of ? interpreterAsk.signUpId : interpreterAsk.slotId;
	const where = and(inArray(column, [...ids]), inArray(interpreterAsk.state, [...states]));
	const rows = await selectAsks(db, schoolId, where);
	const readers = await findRecipients(db, schoolId, [...new Set(rows.map(({ guardianId }) => guardianId))]);
	return rows.map((row) => ({ ...row, locale: readers.get(row.guardianId)?.locale ?? baseLocale }));
}

/** Asks without the language of who was asked. */
export async function selectAsks(
	db: Reader,
	schoolId: string,
	where: SQL | undefined,
): Promise<Omit<Asked, 'locale'>[]> {
	const { interpreterAsk, interpreterOffer, slot } = db.t;
	const rows = await db
		.select({
			askId: interpreterAsk.id,
			signUpId: interpreterAsk.signUpId,
			slotId: interpreterAsk.slotId,
			momentId: slot.momentId,
			guardianId: interpreterAsk.guardianId,
			language: interpreterAsk.language,
			languages: interpreterOffer.languages,
			withSchool: interpreterOffer.withSchool,
			byPhone: interpreterAsk.byPhone,
			state: interpreterAsk.state,
			askedAt: interpreterAsk.askedAt,
			byStaffId: interpreterAsk.byStaffId,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			revision: slot.revision,
			cancelledAt: slot.cancelledAt,
		})
		.from(interpreterAsk)
		.innerJoin(slot, and(eq(slot.schoolId, interpreterAsk.schoolId), eq(slot.id, interpreterAsk.slotId)))
		.leftJoin(
			interpreterOffer,
			and(
				eq(interpreterOffer.schoolId, interpreterAsk.schoolId),
				eq(interpreterOffer.guardianId, interpreterAsk.guardianId),
			),
		)
		.where(and(eq(interpreterAsk.schoolId, schoolId), where))
		.orderBy(interpreterAsk.askedAt, interpreterAsk.id);
	return rows.map(({ languages, withSchool, ...row }) => ({
		...row,
		withSchool: languages && withSchool ? schoolSide({ languages, withSchool }, row.language) : [],
	}));
}

/**
 * Nobody has to interpret for these sign-ups any more, or not the one who would: everyone asked is told so, with thanks.
 * `but`: an ask that stays as it is.
 */
export async function closeAsks(
	tx: Tx,
	moment: FoundMoment,
	signUpIds: readonly string[],
	now: Date,
	but?: string,
): Promise<void> {
	const { schoolId } = moment.school;
	const open = (await findAsked(tx, schoolId, { signUpIds })).filter(({ askId }) => askId !== but);
	if (open.length === 0) return;
	const { interpreterAsk } = tx.t;
	await tx
		.update(interpreterAsk)
		.set({ state: 'closed' })
		.where(
			and(
				eq(interpreterAsk.schoolId, schoolId),
				inArray(
					interpreterAsk.id,
					open.map(({ askId }) => askId),
				),
			),
		);
	await queueNotices(
		tx,
		open.filter(({ startsAt }) => now < startsAt).map((to) => notNeeded({ moment, to, now })),
		now,
	);
}

/** The same, and what was arranged is to be arranged anew: the wish changed, or they don't come. */
export async function noInterpreter(
	tx: Tx,
	moment: FoundMoment,
	signUpIds: readonly string[],
	now: Date,
): Promise<void> {
	const { signUp } = tx.t;
	await closeAsks(tx, moment, signUpIds, now);
	await tx
		.update(signUp)
		.set({ interpreterFoundAt: null, interpreterBy: null })
		.where(and(eq(signUp.schoolId, moment.school.schoolId), inArray(signUp.id, [...signUpIds])));
}

/** Who may still have an interpreter for a sign-up: the guardian has the say over the child, and it is at this school. */
export function wishStands(db: Reader, today: string): SQL | undefined {
	const { guardianship, child } = db.t;
	return and(eq(guardianship.level, 'full'), or(isNull(child.leftOn), gte(child.leftOn, today)));
}
