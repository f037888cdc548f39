// The link that a parent may pass on to anyone: kind, date, time and school, and nothing more.
import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
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
