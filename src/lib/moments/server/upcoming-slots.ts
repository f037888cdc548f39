// For the work of each minute, over all schools at once.
import { and, eq, gt, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import type { SchoolSettings } from '#lib/school/settings.ts';

export interface UpcomingSlot {
	schoolId: string;
	slotId: string;
	startsAt: Date;
	remindedDayAt: Date | null;
	remindedHourAt: Date | null;
	timeZone: string;
	settings: SchoolSettings;
}

const HOURS = 60 * 60 * 1000;

/** Slots of published moments that start within so many hours, of all schools; cancelled ones left out. */
export function findUpcomingSlots(
	db: Reader,
	{ hours, now }: { hours: number; now: Date },
	which: (slot: Reader['t']['slot']) => SQL | undefined,
): Promise<UpcomingSlot[]> {
	const { slot, moment, school } = db.t;
	return acrossSchools('one worker serves all schools', () =>
		db
			.select({
				schoolId: slot.schoolId,
				slotId: slot.id,
				startsAt: slot.startsAt,
				remindedDayAt: slot.remindedDayAt,
				remindedHourAt: slot.remindedHourAt,
				timeZone: school.timeZone,
				settings: school.settings,
			})
			.from(school)
			.innerJoin(
				slot,
				and(
					eq(slot.schoolId, school.id),
					gt(slot.startsAt, now),
					lt(slot.startsAt, new Date(now.getTime() + hours * HOURS)),
				),
			)
			.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
			.where(
				and(isNull(slot.cancelledAt), isNotNull(moment.publishedAt), isNull(moment.cancelledAt), which(slot)),
			)
			.orderBy(slot.startsAt),
	);
}
