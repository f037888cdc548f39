import type { ICalCalendar } from 'ical-generator';
import type { DayOff } from '#lib/school/days-off.ts';
import { dayOffText } from '#lib/school/day-off-text.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { dayAfter } from '../week-plan.ts';

/** Puts the school's days off into a calendar, as whole days. */
export function addDaysOff(
	calendar: ICalCalendar,
	daysOff: readonly DayOff[],
	{ schoolId, locale, now }: { schoolId: string; locale: Locale; now: Date },
): void {
	for (const dayOff of daysOff)
		calendar.createEvent({
			id: `${dayOff.kind}-${dayOff.firstDay}-${schoolId}@schoolbrug`,
			stamp: now,
			allDay: true,
			start: `${dayOff.firstDay}T00:00:00`,
			// the day after the last one: the end of a whole day is not in it (RFC 5545 section 3.6.1)
			end: `${dayAfter(dayOff.lastDay, 1)}T00:00:00`,
			summary: dayOffText(dayOff, locale).text,
		});
}
