import { error } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { cardVersions, versionSections, yearsToEdit } from '#lib/info-card/server/draft.ts';
import { withAllWords } from '#lib/info-card/server/card-words.ts';
import { groupsOfYear } from '#lib/info-card/server/groups.ts';
import { viewCard, viewSection, type CardAround } from '#lib/info-card/server/view.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { directionOf } from '#lib/translation/locale.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const { schoolId } = staff;
	const { timeZone } = staff.school;
	const today = dayOf(clock.now(), timeZone);
	const current = await findSchoolYear(store.read, schoolId, today);
	if (!current) return { year: null, versions: [], shown: null };
	const years = await yearsToEdit(store.read, schoolId, current);
	const year = years.find(({ id }) => id === event.url.searchParams.get('year')) ?? current;
	const asked = event.url.searchParams.get('version');
	const [versions, school, groups, shown] = await Promise.all([
		cardVersions(store.read, schoolId, year.id),
		readSchool(store.read, schoolId),
		groupsOfYear(store.read, schoolId, year.id),
		asked ? versionSections(store.read, schoolId, asked) : undefined,
	]);
	if (asked && !shown) error(404);
	const worded = await withAllWords(store.read, schoolId, [
		...(shown?.sections ?? []),
		...versions.flatMap(({ changed }) => changed),
	]);
	const shownSections = worded.slice(0, shown?.sections.length ?? 0);
	const ofVersions = worded.slice(shownSections.length);
	const changedOf = new Map(
		versions.map(({ cardId, changed }) => [cardId, ofVersions.splice(0, changed.length)]),
	);
	const around: CardAround = {
		locale,
		schoolPhone: school.phone ?? '',
		daysOff: [],
		people: [],
		today,
		groupNames: new Map(groups.map(({ id, name }) => [id, name])),
		readVersion: null,
	};
	const day = (at: Date) => formatDay(at, locale, timeZone, { year: true, weekday: false });
	return {
		year: { id: year.id, name: year.name },
		versions: versions.map(({ cardId, version, publishedAt, by }) => ({
			cardId,
			version,
			day: day(publishedAt),
			by,
			isShown: cardId === asked,
			changed:
				version === 1
					? null
					: formatList(
							(changedOf.get(cardId) ?? []).map((section) => viewSection(section, around).title),
							locale,
						),
		})),
		shown: shown && {
			version: shown.version,
			lang: locale,
			dir: directionOf(locale),
			// dates and people are those of today: a version is what the school wrote
			sections: viewCard(
				shownSections.filter(({ kind }) => kind !== 'holidays' && kind !== 'people'),
				{ ...around, readVersion: shown.version > 1 ? shown.version - 1 : null },
			).sections,
		},
	};
};
