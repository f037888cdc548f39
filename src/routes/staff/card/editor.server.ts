import type { RequestEvent } from '@sveltejs/kit';
import { isDeepStrictEqual } from 'node:util';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { app } from '#lib/app/server/app.ts';
import { withTitles } from '#lib/contacts/server/job-titles.ts';
import { findPeople } from '#lib/contacts/server/people.ts';
import { isTooLongForPaper } from '#lib/info-card/print-size.ts';
import { absenceSteps, type Section, type Translation } from '#lib/info-card/sections.ts';
import { asRead, countReaders, readDraft, versionSections } from '#lib/info-card/server/draft.ts';
import { withAllWords, withWordsToMend } from '#lib/info-card/server/card-words.ts';
import { groupsOfYear } from '#lib/info-card/server/groups.ts';
import { mayEditCard, mayEditSection, mayWriteOnCard } from '#lib/info-card/server/policy.ts';
import { isPartChanged } from '#lib/info-card/server/publish-part.ts';
import { isListed } from '#lib/info-card/server/published.ts';
import { viewCard, viewSection, type CardAround } from '#lib/info-card/server/view.ts';
import { stepsOf } from '#lib/info-card/server/view-absence.ts';
import { ABSENCE_TEXTS_DATED, sectionOf } from '#lib/info-card/template.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOffText } from '#lib/school/day-off-text.ts';
import { dayOffKinds, usualDaysOff } from '#lib/school/days-off.ts';
import { firstWeeks } from '#lib/school/holidays.ts';
import { daysOffOf, daysVersion } from '#lib/school/server/calendar.ts';
import { withNames } from '#lib/school/server/day-off-names.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { canBeRead, directionOf, languageName } from '#lib/translation/languages.ts';
import { baseLocale, isLocale, localeNames, locales } from '#lib/translation/locale.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { languagesOfGuardians } from '#lib/translation/server/reader-languages.ts';
import { todayOf, yearAsked } from './actions/editing.server.ts';

/** The draft of a year with all that one needs to edit it; `card` is null where the school has no year yet. */
export async function loadEditor(event: RequestEvent) {
	const staff = requireStaff(event);
	const { store } = app();
	const asked = await yearAsked(event, staff);
	if (!asked) return { card: null };
	const { year, years } = asked;
	const { locale } = event.locals;
	const today = todayOf(staff);
	const [draft, school, people, here] = await Promise.all([
		readDraft(store.read, staff.schoolId, year.id),
		readSchool(store.read, staff.schoolId),
		findPeople(store.read, staff.schoolId, { today }),
		absenceSettings(store.read, staff.schoolId),
	]);
	const [daysOff, readers, groups, published] = await Promise.all([
		daysOffOf(store.read, { schoolId: staff.schoolId, region: school.region }, year),
		draft.published ? countReaders(store.read, staff, draft.published.cardId) : null,
		groupsOfYear(store.read, staff.schoolId, year.id),
		draft.published && draft.isChanged
			? versionSections(store.read, staff.schoolId, draft.published.cardId)
			: undefined,
	]);
	const listed = [...people.values()].filter(isListed);
	const [named, titled, sections, toMend, readerTags] = await Promise.all([
		withNames(store.read, staff.schoolId, daysOff),
		withTitles(store.read, staff.schoolId, listed),
		withAllWords(store.read, staff.schoolId, draft.sections),
		withWordsToMend(store.read, staff.schoolId, draft.sections),
		languagesOfGuardians(store.read, staff.schoolId),
	]);
	const isPublished = (section: Section) => {
		const before = published?.sections.find(({ id }) => id === section.id);
		return before !== undefined && isDeepStrictEqual(asRead(before), asRead(section));
	};
	const around: CardAround = {
		locale,
		schoolPhone: school.phone ?? '',
		daysOff: named,
		people: titled,
		firstWeeks: firstWeeks(year.name, school.region, today),
		today,
		here,
		groupNames: new Map(groups.map(({ id, name }) => [id, name])),
		readVersion: null,
	};
	const wanted = event.url.searchParams.get('lang');
	const previewIn = wanted && isLocale(wanted) ? wanted : locale;
	const preview = viewCard(sections, { ...around, locale: previewIn });
	const absence = sectionOf(draft.sections, 'absence');
	const mayEdit = mayEditCard(staff);
	const isMine = (section: Section) => mayEditSection(staff, section);
	/** A teacher's own part is another than what parents read; null for who publishes all of it, or when nothing is. */
	const partChanged =
		mayEdit || !mayWriteOnCard(staff) || !draft.published
			? null
			: isPartChanged(published?.sections ?? draft.sections, draft.sections, isMine);
	const day = (at: Date | string) =>
		formatDay(at, locale, staff.school.timeZone, { year: true, weekday: false });
	return {
		card: {
			mayEdit,
			mayWrite: mayWriteOnCard(staff),
			partChanged,
			year: { id: year.id, name: year.name },
			years: years.map(({ id, name }) => ({ id, name })),
			editing: event.url.searchParams.get('edit'),
			languages: [...new Set([...locales, ...readerTags])]
				.filter((tag) => tag !== baseLocale && canBeRead(tag))
				.map((tag) => ({
					tag,
					name: isLocale(tag) ? localeNames[tag] : languageName(tag, locale),
					dir: directionOf(tag),
				})),
			sections: draft.sections.map((section, at) => {
				const { icon, tint, title, how, forGroups } = viewSection(sections[at] ?? section, around);
				return {
					section: toMend[at] ?? section,
					icon,
					tint,
					title,
					forGroups,
					isDutch: how === 'not_yet',
					isChanged: published !== undefined && !isPublished(section),
					mayEdit: isMine(section),
				};
			}),
			isChanged: draft.isChanged,
			changedAt: draft.changedAt?.getTime() ?? 0,
			copiedFrom: draft.copiedFrom,
			toLookAt: draft.sections.filter(({ shown, lookAgain }) => shown && lookAgain).length,
			groups: groups
				.filter(({ id }) => mayEdit || staff.groupIds.has(id))
				.map(({ id, name }) => ({ value: id, label: name })),
			published: draft.published && {
				version: draft.published.version,
				day: day(draft.published.publishedAt),
				readers,
			},
			preview: {
				...preview,
				title: m.card_title({}, { locale: previewIn }),
				lang: previewIn,
				dir: directionOf(previewIn),
			},
			isTooLong: locales.some((lang) =>
				isTooLongForPaper(viewCard(sections, { ...around, locale: lang }).sections, lang),
			),
			steps: absence && stepTitles(absence.values, locale),
			dated: day(ABSENCE_TEXTS_DATED),
			checkedOn: absence?.values.checkedOn ? day(absence.values.checkedOn) : null,
			schoolPhone: school.phone ?? '',
			people: listed.map(({ staffId, name }) => ({ staffId, name })),
			daysOff,
			dayNames: named.flatMap(({ id, kind, name, translations }) =>
				id && kind === 'other' && name ? [{ id, wording: nameWording(name, translations) }] : [],
			),
			jobTitles: [...Map.groupBy(titled, ({ jobTitle }) => jobTitle)].flatMap(([title, [first]]) =>
				title && first ? [{ id: first.staffId, wording: nameWording(title, first.titles) }] : [],
			),
			daysSeen: daysVersion(daysOff),
			isOfRegion: daysOff.every(({ id }) => id === null),
			hasRegionDates: usualDaysOff(year.name, school.region).length > 0,
			region: school.region,
			dayKinds: dayOffKinds.map((kind) => ({
				value: kind,
				label: dayOffText({ kind, name: null }, locale).text,
			})),
		},
	};
}

/** A name of the school's own with its translations, for who mends them: a person's first. */
function nameWording(name: string, translations: readonly StoredTranslation[] = []) {
	const nl = { title: name, text: '' };
	const others = Object.fromEntries(
		translations
			.toSorted((a, b) => rank(a, name) - rank(b, name))
			.map(({ language, state, text, of }): [string, Translation] => [
				language,
				{ title: text, text: '', of: { title: of, text: '' }, ...(state === 'machine' && { state }) },
			]),
	);
	return { nl, others };
}

/** What parents read comes last, and takes the place of the others. */
function rank({ state, of }: StoredTranslation, now: string): number {
	return (of === now ? 2 : 0) + (state === 'person' ? 1 : 0);
}

function stepTitles(values: Parameters<typeof stepsOf>[0], locale: Parameters<typeof stepsOf>[1]) {
	const steps = stepsOf(values, locale, '');
	return absenceSteps.map((name) => ({ name, title: steps[name].title, who: steps[name].who ?? null }));
}
