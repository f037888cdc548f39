import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { withTitles } from '#lib/contacts/server/job-titles.ts';
import { findPeople } from '#lib/contacts/server/people.ts';
import { markForPaper } from '#lib/info-card/paper-marks.ts';
import { LINE_BLOCK, printSize, QR_BLOCK } from '#lib/info-card/print-size.ts';
import { isListed, newestCard } from '#lib/info-card/server/published.ts';
import { withAllWords } from '#lib/info-card/server/card-words.ts';
import { groupsOfYear } from '#lib/info-card/server/groups.ts';
import { viewCard } from '#lib/info-card/server/view.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { qrPath } from '#lib/platform/server/qr.ts';
import { firstWeeks } from '#lib/school/holidays.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { withNames } from '#lib/school/server/day-off-names.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { directionOf, isLocale, localeNames, locales } from '#lib/translation/locale.ts';
import type { PageServerLoad } from './$types';

/** What parents read now, on paper: in any language, for the whole school or with the part of one group. */
export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock, settings } = app();
	const { timeZone } = staff.school;
	const { searchParams } = event.url;
	const asked = searchParams.get('lang');
	const locale = asked && isLocale(asked) ? asked : event.locals.locale;
	const today = dayOf(clock.now(), timeZone);
	const card = await newestCard(store.read, staff.schoolId, today);
	if (!card) return { card: null };
	const [people, daysOff, groups] = await Promise.all([
		findPeople(store.read, staff.schoolId, { today }),
		daysOffOf(store.read, { schoolId: staff.schoolId, region: card.school.region }, card.year),
		groupsOfYear(store.read, staff.schoolId, card.year.id),
	]);
	const group = groups.find(({ id }) => id === searchParams.get('group'));
	const [worded, named, titled] = await Promise.all([
		withAllWords(store.read, staff.schoolId, card.sections),
		withNames(store.read, staff.schoolId, daysOff),
		withTitles(store.read, staff.schoolId, [...people.values()].filter(isListed)),
	]);
	const viewed = viewCard(worded, {
		locale,
		schoolPhone: card.school.phone ?? '',
		daysOff: named,
		people: titled,
		today,
		firstWeeks: firstWeeks(card.year.name, card.school.region, today),
		readerGroups: new Set(group ? [group.id] : []),
		groupNames: new Map(groups.map(({ id, name }) => [id, name])),
		readVersion: null,
	});
	const { sections, notes } = markForPaper(viewed.sections, locale);
	return {
		card: {
			sections,
			notes,
			...printSize(sections, locale, QR_BLOCK + notes.length * LINE_BLOCK),
			title: m.card_title({}, { locale }),
			year: m.card_year({ year: card.year.name }, { locale }),
			foot: m.card_print_foot(
				{
					version: card.version,
					day: formatDay(card.publishedAt, locale, timeZone, { year: true, weekday: false }),
				},
				{ locale },
			),
			scan: m.cardstaff_print_qr({}, { locale }),
			qr: qrPath(`${settings.origin}/school/card`),
			lang: locale,
			dir: directionOf(locale),
			group: group?.id ?? '',
			hasGroupParts: card.sections.some(({ shown, groupIds }) => shown && groupIds),
			groups,
			locales: locales.map((tag) => ({ tag, name: localeNames[tag] })),
		},
	};
};
