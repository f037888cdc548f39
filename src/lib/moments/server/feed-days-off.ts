import type { ICalCalendar } from 'ical-generator';
import { dayOffWords, type NamedDayOff } from '#lib/school/day-off-words.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { dayAfter } from '../week-plan.ts';

/** Puts the school's days off into a calendar, as whole days. `reads`: what the reader reads, best first. */
export function addDaysOff(
	calendar: ICalCalendar,
	daysOff: readonly NamedDayOff[],
	{
		schoolId,
		locale,
		reads,
		now,
	}: { schoolId: string; locale: Locale; reads?: readonly string[]; now: Date },
): void {
	for (const dayOff of daysOff)
		calendar.createEvent({
			id: `${dayOff.kind}-${dayOff.firstDay}-${schoolId}@schoolbrug`,
			stamp: now,
			allDay: true,
			start: `${dayOff.firstDay}T00:00:00`,
			// the day after the last one: the end of a whole day is not in it (RFC 5545 section 3.6.1)
			end: `${dayAfter(dayOff.lastDay, 1)}T00:00:00`,
			summary: dayOffWords(dayOff, locale, reads).text,
		});
}
