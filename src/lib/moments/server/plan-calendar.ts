import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { newestCard } from '#lib/info-card/server/published.ts';
import { sectionOf } from '#lib/info-card/template.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { PlanCalendar } from '../plan-form.ts';

/**
 * What a planner has to know of the school's days: its days off, and when school ends as this year's information card
 * says; without a published card that is not known, and no afternoon is taken for free.
 */
export async function planCalendar(db: Reader, staff: StaffActor, now: Date): Promise<PlanCalendar> {
	const { id: schoolId, region, timeZone } = await readSchool(db, staff.schoolId);
	const today = dayOf(now, timeZone);
	const year = await findSchoolYear(db, schoolId, today);
	const daysOff = year ? await daysOffOf(db, { schoolId, region }, year) : [];
	const card = await newestCard(db, schoolId, today);
	const times = card && sectionOf(card.sections, 'times');
	return {
		daysOff: daysOff.map(({ kind, name, firstDay, lastDay }) => ({ kind, name, firstDay, lastDay })),
		schoolEnds: times?.shown ? times.values.days.map((day) => day && day.till) : [],
		today,
		time: timeOf(now, timeZone),
		lastDay: year?.endsOn ?? today,
	};
}
