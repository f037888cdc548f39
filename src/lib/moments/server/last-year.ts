// Moments of the school year before, to plan again for the groups that have those names now.
import { and, desc, eq, lt } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { fold } from '#lib/platform/fold.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { planOf } from './about-plan.ts';
import { findMoment } from './find-moment.ts';
import { staffMoments, type StaffMomentLine } from './for-staff.ts';
import type { Plan } from './plan.ts';
import { mayRun } from './policy.ts';

/** A group that one may plan for now. */
export interface GroupNow {
	id: string;
	name: string;
}

/** The groups of now that have the names of these. */
export function sameNames(groups: readonly { name: string }[], now: readonly GroupNow[]): string[] {
	const wanted = new Set(groups.map(({ name }) => fold(name)));
	return now.filter(({ name }) => wanted.has(fold(name))).map(({ id }) => id);
}

/** What was held last year for the whole school, or for groups whose names one's own have now; earliest first. */
export async function lastYearsMoments(
	store: Store,
	staff: StaffActor,
	{ groups, now }: { groups: readonly GroupNow[]; now: Date },
): Promise<StaffMomentLine[]> {
	const before = await yearBefore(store.read, staff, now);
	if (!before) return [];
	const all = await staffMoments(store, staff, {
		schoolYearId: before,
		now,
		shows: (of) => (of.length === 0 ? mayRun(staff, []) : sameNames(of, groups).length > 0),
	});
	return all.filter(({ state }) => state === 'over').reverse();
}

async function yearBefore(db: Reader, staff: StaffActor, now: Date): Promise<string | undefined> {
	const today = dayOf(now, staff.school.timeZone);
	const year = await findSchoolYear(db, staff.schoolId, today);
	if (!year) return undefined;
	const { schoolYear } = db.t;
	const [before] = await db
		.select({ id: schoolYear.id })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, staff.schoolId), lt(schoolYear.endsOn, year.startsOn)))
		.orderBy(desc(schoolYear.endsOn))
		.limit(1);
	return before?.id;
}

/**
 * A moment as a plan for the groups of now: its own where one runs them, else those with the same names. Undefined: it
 * is not there, or none of the groups is one's to plan for.
 */
export async function planAgain(
	store: Store,
	staff: StaffActor,
	momentId: string,
	groups: readonly GroupNow[],
): Promise<Plan | undefined> {
	const moment = await findMoment(store.read, staff.schoolId, momentId);
	if (!moment) return undefined;
	const ids = moment.groups.map(({ groupId }) => groupId);
	const isNow = ids.every((id) => groups.some((group) => group.id === id));
	const groupIds = isNow ? ids : sameNames(moment.groups, groups);
	if (!moment.wholeSchool && groupIds.length === 0) return undefined;
	if (!mayRun(staff, groupIds)) return undefined;
	const plan = await planOf(store.read, moment);
	// names of last year's children are not this year's
	return { ...plan, groupIds, childIds: isNow ? plan.childIds : null };
}
