import { and, eq } from 'drizzle-orm';
import { isSchoolDay } from '#lib/absence/rules.ts';
import { schoolCalendar } from '#lib/absence/server/calendar.ts';
import { askLeave } from '#lib/absence/server/leave-requests.ts';
import { setAbsenceSettings } from '#lib/absence/server/settings.ts';
import { reportSick } from '#lib/absence/server/sick-reports.ts';
import type { Store } from '#lib/database/store.ts';
import { addDays, dayOf, daysFrom } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';
import { asParent } from './moments.ts';
import { asStaff } from './staff.ts';

/** The school lets parents report illness and ask for leave here; two of them did. */
export async function addAbsence(store: Store, schoolId: string, head: string, now: Date): Promise<void> {
	const settings = { sickReports: true, reportUntil: '10:00', seenBy: '10:30', leaveRequests: true };
	const set = await asStaff(store, schoolId, head, now, (joke) =>
		setAbsenceSettings(store, joke, settings, now),
	);
	if (!set.ok) throw new Error(`the demo can’t switch on absence: ${set.refusal}`);
	const ill = await carer(store, schoolId, 'Saar');
	const away = await carer(store, schoolId, 'Maksym');
	// later in the day, and in the weekend, nobody reports: the page then says so
	if (ill)
		await asParent(
			store,
			schoolId,
			ill.guardianId,
			now,
			(parent) => reportSick(store, parent, { childId: ill.childId, now }),
			'confirmed',
		);
	const day = await schoolDayAfter(store, schoolId, addDays(dayOf(now, TIME_ZONE), 35));
	if (away && day)
		await asParent(
			store,
			schoolId,
			away.guardianId,
			now,
			(parent) =>
				askLeave(store, parent, {
					childId: away.childId,
					ground: 'important',
					firstDay: day,
					lastDay: day,
					now,
				}),
			'confirmed',
		);
}

async function carer(store: Store, schoolId: string, givenName: string) {
	const { child, guardianship } = store.t;
	const [found] = await store.read
		.select({ childId: child.id, guardianId: guardianship.guardianId })
		.from(child)
		.innerJoin(
			guardianship,
			and(eq(guardianship.schoolId, child.schoolId), eq(guardianship.childId, child.id)),
		)
		.where(and(eq(child.schoolId, schoolId), eq(child.givenName, givenName), eq(guardianship.level, 'full')))
		.orderBy(guardianship.position)
		.limit(1);
	return found;
}

async function schoolDayAfter(store: Store, schoolId: string, from: string): Promise<string | undefined> {
	const calendar = await schoolCalendar(store.read, schoolId, from);
	return daysFrom(from, addDays(from, 60)).find((day) => isSchoolDay(day, calendar?.free ?? []));
}
