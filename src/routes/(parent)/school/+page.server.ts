import { requireParent } from '#lib/accounts/server/guards.ts';
import { absenceSettings, type AbsenceSettings } from '#lib/absence/server/settings.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { mayReadCard } from '#lib/info-card/server/policy.ts';
import { newestCard, readingOf } from '#lib/info-card/server/published.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { dayOffWords, type NamedDayOff } from '#lib/school/day-off-words.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { withNamesFor } from '#lib/school/server/day-off-names.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay, dateLeaf, formatDay } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { shownBeside } from '#lib/translation/shown-words.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const { timeZone } = parent.school;
	const today = calendarDay(clock.now(), timeZone);
	const [school, card, absence] = await Promise.all([
		readSchool(store.read, parent.schoolId),
		mayReadCard(parent) ? newestCard(store.read, parent.schoolId, today) : undefined,
		absenceSettings(store.read, parent.schoolId),
	]);
	const year = card?.year ?? (await findSchoolYear(store.read, parent.schoolId, today));
	const [reading, days] = await Promise.all([
		card ? readingOf(store.read, parent, card) : undefined,
		year ? daysOffOf(store.read, { schoolId: parent.schoolId, region: school.region }, year) : [],
	]);
	const { daysOff, reads } = await withNamesFor(store.read, parent, days, locale);
	const hasTheSay = [...parent.children.values()].some(({ level }) => level === 'full');
	return {
		absence: hasTheSay ? absenceTitle(absence, locale) : null,
		words: { title: m.glossary_title({}, { locale }), under: m.glossary_intro({}, { locale }) },
		mayRead: mayReadCard(parent),
		card: card && {
			year: card.year.name,
			readOn: reading?.readAt ? formatDay(reading.readAt, locale, timeZone) : null,
			hasChanged: reading?.readAt === null && reading.readVersion !== null,
		},
		hasDates: days.length > 0,
		daysOff: daysOff
			.filter(({ lastDay }) => lastDay >= today)
			.map((day) => ({
				...nameOf(day, locale, reads),
				isNow: day.firstDay <= today,
				firstDay: day.firstDay,
				leaf: dateLeaf(day.firstDay, locale, timeZone),
				days: formatDayRange(day.firstDay, day.lastDay, locale, timeZone),
			})),
		office: {
			street: school.street,
			city: [school.postcode, school.city].filter(Boolean).join('  '),
			phone: school.phone && { words: school.phone, href: telephoneHref(school.phone) },
			email: school.email,
		},
	};
};

/** What a day off is called; of the school's own name in which language it is, how it came to it, and what the school wrote. */
function nameOf(day: NamedDayOff, locale: Locale, reads: readonly string[]) {
	const { text, own } = dayOffWords(day, locale, reads);
	return { text, ...shownBeside(own, locale) };
}

/** What parents can do about absence here, in a word: put here so that the page needs no texts of that domain. */
function absenceTitle({ sickReports, leaveRequests }: AbsenceSettings, locale: Locale): string | null {
	if (sickReports && leaveRequests) return m.absence_title({}, { locale });
	if (sickReports) return m.absence_sick_title({}, { locale });
	return leaveRequests ? m.absence_leave_title({}, { locale }) : null;
}
