// The link that a parent may pass on to anyone: kind, date, time and school, and nothing more.
import { and, asc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import type { MomentKind } from '../kinds.ts';
import type { Span } from '../slots.ts';

export interface SharedMoment {
	kind: MomentKind;
	schoolName: string;
	timeZone: string;
	/** Its slots that are not over, in order of time. */
	slots: Span[];
}

/**
 * What the link shows. Undefined for a wrong link, a draft, what was called off, and after the last slot: the link is
 * gone then. Says nothing of groups, people or how full it is.
 */
export async function sharedMoment(db: Reader, token: string, now: Date): Promise<SharedMoment | undefined> {
	const { moment, slot, school } = db.t;
	const rows = await acrossSchools('who follows the link is of no school', () =>
		db
			.select({
				kind: moment.kind,
				schoolName: school.name,
				timeZone: school.timeZone,
				startsAt: slot.startsAt,
				endsAt: slot.endsAt,
			})
			.from(moment)
			.innerJoin(school, eq(school.id, moment.schoolId))
			.innerJoin(slot, and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id)))
			.where(
				and(
					eq(moment.shareToken, token),
					isNotNull(moment.publishedAt),
					isNull(moment.cancelledAt),
					isNull(slot.cancelledAt),
					gt(slot.endsAt, now),
				),
			)
			.orderBy(asc(slot.startsAt)),
	);
	const [first] = rows;
	if (!first) return undefined;
	const { kind, schoolName, timeZone } = first;
	return { kind, schoolName, timeZone, slots: rows.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })) };
}

/** The tokens of the links of these moments, by moment: only of what is published and not called off. One query. */
export async function shareTokens(
	db: Reader,
	schoolId: string,
	momentIds: readonly string[],
): Promise<Map<string, string>> {
	if (momentIds.length === 0) return new Map();
	const { moment } = db.t;
	const rows = await db
		.select({ momentId: moment.id, token: moment.shareToken })
		.from(moment)
		.where(
			and(
				eq(moment.schoolId, schoolId),
				inArray(moment.id, [...momentIds]),
				isNotNull(moment.publishedAt),
				isNull(moment.cancelledAt),
			),
		);
	return new Map(rows.map(({ momentId, token }) => [momentId, token]));
}

/**
 * Of these moments those where somebody who comes wishes for an interpreter of one of these languages, agreed that another
 * parent is asked, and has none yet. Says neither who nor how many. One query.
 */
export async function momentsWithWish(
	db: Reader,
	schoolId: string,
	one: { momentIds: readonly string[]; languages: readonly string[]; now: Date },
): Promise<Set<string>> {
	const { momentIds, languages, now } = one;
	if (momentIds.length === 0 || languages.length === 0) return new Set();
	const { signUp, slot } = db.t;
	const rows = await db
		.selectDistinct({ momentId: slot.momentId })
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				eq(signUp.status, 'confirmed'),
				eq(signUp.mayAskParent, true),
				isNull(signUp.interpreterFoundAt),
				isNull(signUp.skipsAt),
				inArray(signUp.interpreter, [...languages]),
				inArray(slot.momentId, [...momentIds]),
				isNull(slot.cancelledAt),
				gt(slot.startsAt, now),
			),
		);
	return new Set(rows.map(({ momentId }) => momentId));
}
