import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { app } from '#lib/app/server/app.ts';
import { findPeople } from '#lib/contacts/server/people.ts';
import { isTooLongForPaper } from '#lib/info-card/print-size.ts';
import { linesOf } from '#lib/info-card/card-view.ts';
import {
	addOwnSection,
	markLooked,
	moveSection,
	nameSectionFile,
	removeOwnSection,
	removeSectionFile,
	setGroups,
	showSection,
} from '#lib/info-card/edit.ts';
import { applyForm, LONGEST, schemas, type FormValues } from '#lib/info-card/section-forms.ts';
import {
	absenceSteps,
	ownIcons,
	type Section,
	type SectionFile,
	type Translation,
} from '#lib/info-card/sections.ts';
import {
	asRead,
	countReaders,
	discardDraft,
	editDraft,
	publishCard,
	readDraft,
	versionSections,
	yearsToEdit,
	type Edited,
	type Seen,
} from '#lib/info-card/server/draft.ts';
import { withAllWords, withWordsToMend } from '#lib/info-card/server/card-words.ts';
import { keepCardWords, type OwnCardWords } from '#lib/info-card/server/keep-words.ts';
import { ownNameOf, type OwnName } from '#lib/info-card/own-words.ts';
import { groupsOfYear } from '#lib/info-card/server/groups.ts';
import { mayEditCard, mayEditSection, mayWriteOnCard } from '#lib/info-card/server/policy.ts';
import { isPartChanged, publishPart } from '#lib/info-card/server/publish-part.ts';
import { isListed } from '#lib/info-card/server/published.ts';
import { putSectionFile } from '#lib/info-card/server/section-files.ts';
import { viewCard, viewSection, type CardAround } from '#lib/info-card/server/view.ts';
import { stepsOf } from '#lib/info-card/server/view-absence.ts';
import { ABSENCE_TEXTS_DATED, sectionOf } from '#lib/info-card/template.ts';
import { dropUpload, readUploaded } from '#lib/files/server/uploads.ts';
import { m } from '#lib/paraglide/messages.js';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { NamedDayOff } from '#lib/school/day-off-words.ts';
import { dayOffText } from '#lib/school/day-off-text.ts';
import { dayOffKinds, usualDaysOff, type DayOff } from '#lib/school/days-off.ts';
import { firstWeeks } from '#lib/school/holidays.ts';
import { daysOffOf, daysVersion, setDaysOff, type KeptDayOff } from '#lib/school/server/calendar.ts';
import { keepDayOffName, withNames, type OwnDayOffName } from '#lib/school/server/day-off-names.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { findSchoolYear, type SchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay, formatDay } from '#lib/translation/dates.ts';
import { canBeRead, directionOf, languageName } from '#lib/translation/languages.ts';
import { baseLocale, isLocale, localeNames, locales } from '#lib/translation/locale.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { languagesOfGuardians } from '#lib/translation/server/reader-languages.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';
import { daysSchema, readDays } from './days.ts';

const todayOf = (staff: StaffActor) => calendarDay(app().clock.now(), staff.school.timeZone);

/** The school year of the address, else the one of today. */
async function yearAsked(
	{ url }: { url: URL },
	staff: StaffActor,
): Promise<{ year: SchoolYear; years: SchoolYear[] } | undefined> {
	const { store } = app();
	const current = await findSchoolYear(store.read, staff.schoolId, todayOf(staff));
	if (!current) return undefined;
	const years = await yearsToEdit(store.read, staff.schoolId, current);
	const year = years.find(({ id }) => id === url.searchParams.get('year')) ?? current;
	return { year, years };
}

export const load: PageServerLoad = async (event) => {
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
	const [named, sections, toMend, readerTags] = await Promise.all([
		withNames(store.read, staff.schoolId, daysOff),
		withAllWords(store.read, staff.schoolId, draft.sections),
		withWordsToMend(store.read, staff.schoolId, draft.sections),
		languagesOfGuardians(store.read, staff.schoolId),
	]);
	const isPublished = (section: Section) => {
		const before = published?.sections.find(({ id }) => id === section.id);
		return before !== undefined && isDeepStrictEqual(asRead(before), asRead(section));
	};
	const listed = [...people.values()].filter(isListed);
	const around: CardAround = {
		locale,
		schoolPhone: school.phone ?? '',
		daysOff: named,
		people: listed,
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
			dayNames: named.flatMap((day) => (day.id && day.kind === 'other' ? nameWording(day) : [])),
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
};

/** The school's own name of a day off with its translations, for who mends them: a person's first. */
function nameWording({ id, name, translations = [] }: NamedDayOff & KeptDayOff) {
	if (!id || !name) return [];
	const nl = { title: name, text: '' };
	const others = Object.fromEntries(
		translations
			.toSorted((a, b) => rank(a, name) - rank(b, name))
			.map(({ language, state, text, of }): [string, Translation] => [
				language,
				{ title: text, text: '', of: { title: of, text: '' }, ...(state === 'machine' && { state }) },
			]),
	);
	return [{ id, wording: { nl, others } }];
}

/** What parents read comes last, and takes the place of the others. */
function rank({ state, of }: StoredTranslation, now: string): number {
	return (of === now ? 2 : 0) + (state === 'person' ? 1 : 0);
}

function stepTitles(values: Parameters<typeof stepsOf>[0], locale: Parameters<typeof stepsOf>[1]) {
	const steps = stepsOf(values, locale, '');
	return absenceSteps.map((name) => ({ name, title: steps[name].title, who: steps[name].who ?? null }));
}

/** The staff member and the school year of a change to the whole card: of office and head. */
async function changing(event: RequestEvent): Promise<{ staff: StaffActor; year: SchoolYear }> {
	if (!mayEditCard(requireStaff(event))) error(403);
	return writing(event);
}

/** The same of a change to some section, also by who writes the part of the own groups; 403 for who only reads along. */
async function writing(event: RequestEvent): Promise<{ staff: StaffActor; year: SchoolYear }> {
	const staff = requireStaff(event);
	if (!mayWriteOnCard(staff)) error(403);
	const asked = await yearAsked(event, staff);
	if (!asked) error(404);
	return { staff, year: asked.year };
}

/** Changes the draft; `too_many` is told, everything else is a wrong address. */
async function change(
	{ staff, year }: { staff: StaffActor; year: SchoolYear },
	how: (sections: Section[]) => Section[] | undefined,
	seen?: Seen,
) {
	const { store, clock } = app();
	return answer(staff, await editDraft(store, staff, { yearId: year.id, now: clock.now(), seen }, how));
}

async function answer(staff: StaffActor, result: Edited) {
	if (result.ok) return { saved: true };
	if (result.refusal === 'too_many' || result.refusal === 'gone')
		return fail(409, { refusal: result.refusal });
	if (result.refusal === 'changed')
		return fail(409, { changedBy: await nameOf(staff, result.by), changedAt: result.at });
	error(result.refusal === 'not_allowed' ? 403 : 404);
}

/** Keeps translations of a text of the draft. */
async function mend(
	{ staff, year }: { staff: StaffActor; year: SchoolYear },
	one: Pick<OwnCardWords, 'sectionId' | 'of' | 'translations'> & {
		name: (kind: Section['kind']) => OwnName;
	},
) {
	const { store, clock } = app();
	const { sections } = await readDraft(store.read, staff.schoolId, year.id);
	const section = sections.find(({ id }) => id === one.sectionId);
	if (!section) return fail(409, { refusal: 'gone' as const });
	const result = await keepCardWords(store, staff, {
		...one,
		name: one.name(section.kind),
		yearId: year.id,
		now: clock.now(),
	});
	if (result.ok) return { saved: true };
	if (result.refusal === 'not_allowed') error(403);
	return fail(409, { refusal: result.refusal === 'gone' ? ('gone' as const) : ('words_changed' as const) });
}

/** Keeps a translation of the school's own name of a day off. */
async function mendDayOff(staff: StaffActor, one: Omit<OwnDayOffName, 'now'>) {
	const { store, clock } = app();
	const result = await keepDayOffName(store, staff, { ...one, now: clock.now() });
	if (result.ok) return { saved: true };
	if (result.refusal === 'not_allowed') error(403);
	return fail(409, { refusal: result.refusal === 'gone' ? ('gone' as const) : ('words_changed' as const) });
}

/** A file of the draft, with its titles in other languages. */
async function currentFile(
	{ staff, year }: { staff: StaffActor; year: SchoolYear },
	sectionId: string,
	fileId: string,
): Promise<SectionFile | undefined> {
	const { read } = app().store;
	const { sections } = await readDraft(read, staff.schoolId, year.id);
	const its = sections.filter(({ id }) => id === sectionId);
	const [section] = await withAllWords(read, staff.schoolId, its);
	return section?.files?.find((file) => file.fileId === fileId);
}

/** Who works or worked here, by name; empty when that is not known. */
async function nameOf(staff: StaffActor, staffId: string): Promise<string> {
	const people = await findPeople(app().store.read, staff.schoolId, {
		ids: [staffId],
		today: todayOf(staff),
	});
	return people.get(staffId)?.name ?? '';
}

const text = (longest: number) => v.optional(v.pipe(v.string(), v.maxLength(longest, 'too_long')), '');
/** When the section was last changed, as far as the page showed it; milliseconds. */
const seenAt = v.optional(
	v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'not_a_number'), v.transform(Number)),
	'0',
);
const idSchema = v.object({
	section: v.pipe(v.string('required'), v.nonEmpty('required')),
	seen: seenAt,
});
const groupIds = v.optional(v.array(v.pipe(v.string(), v.maxLength(60, 'too_long'))), []);
const moveSchema = v.object({ ...idSchema.entries, by: v.picklist(['up', 'down'], 'not_a_choice') });
const showSchema = v.object({ ...idSchema.entries, shown: text(3) });
const addSchema = v.object({
	icon: v.picklist(ownIcons, 'not_a_choice'),
	title: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(LONGEST.title, 'too_long')),
	text: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(LONGEST.text, 'too_long')),
	groups: groupIds,
});
const translateSchema = v.object({
	...idSchema.entries,
	step: v.optional(v.picklist(['', ...absenceSteps], 'not_a_choice'), ''),
	/** Of the name of a day off: its id. */
	day: text(60),
	language: v.pipe(v.string('required'), v.maxLength(20, 'too_long')),
	title: text(LONGEST.stepTitle),
	text: text(LONGEST.text),
	ofTitle: v.optional(v.string(), ''),
	ofText: v.optional(v.string(), ''),
});

const fileSchema = v.object({
	section: idSchema.entries.section,
	title: text(LONGEST.title),
	upload: text(60),
	file: v.optional(v.instance(File)),
});
const removeFileSchema = v.object({ section: idSchema.entries.section, file: idSchema.entries.section });

/** A title for each language, in the order of the languages. */
const nameFileSchema = v.object({
	...removeFileSchema.entries,
	seen: seenAt,
	locale: v.array(v.pipe(v.string(), v.maxLength(20, 'too_long'))),
	title: v.array(v.pipe(v.string(), v.maxLength(LONGEST.title, 'too_long'))),
});

/** What a file is called when nobody said: its own name without the ending. */
function titleOf(name: string): string {
	return name.replace(/\.[^.]{1,5}$/, '').slice(0, LONGEST.title);
}

const publishSchema = v.object({ seen: seenAt });

/** What the stored section says and the form does not, and the other way round, in the editor's language. */
async function differences(
	event: RequestEvent,
	{ staff, year }: { staff: StaffActor; year: SchoolYear },
	sectionId: string,
	apply: (sections: Section[]) => Section[],
): Promise<{ theirs: string[]; mine: string[] }> {
	const { store } = app();
	const [{ sections }, groups, school, people] = await Promise.all([
		readDraft(store.read, staff.schoolId, year.id),
		groupsOfYear(store.read, staff.schoolId, year.id),
		readSchool(store.read, staff.schoolId),
		findPeople(store.read, staff.schoolId, { today: todayOf(staff) }),
	]);
	const around: CardAround = {
		locale: event.locals.locale,
		schoolPhone: school.phone ?? '',
		daysOff: [],
		people: [...people.values()].filter(isListed),
		firstWeeks: firstWeeks(year.name, school.region, todayOf(staff)),
		today: todayOf(staff),
		groupNames: new Map(groups.map(({ id, name }) => [id, name])),
		readVersion: null,
	};
	const lines = (of: Section[]) => {
		const section = of.find(({ id }) => id === sectionId);
		if (!section) return [];
		const view = viewSection(section, around);
		const files = section.files?.map(({ title }) => title) ?? [];
		return [...linesOf(view), ...(view.forGroups ? [view.forGroups] : []), ...files];
	};
	const [theirs, mine] = [lines(sections), lines(apply(sections))];
	return {
		theirs: theirs.filter((line) => !mine.includes(line)),
		mine: mine.filter((line) => !theirs.includes(line)),
	};
}

/** What the calendar has that the form does not, and the other way round; `seen`: the list that it is now. */
async function dayConflict(
	event: RequestEvent,
	{ staff, year }: { staff: StaffActor; year: SchoolYear },
	days: readonly DayOff[],
	by: string,
) {
	const { store } = app();
	const { locale } = event.locals;
	const school = await readSchool(store.read, staff.schoolId);
	const stored = await daysOffOf(store.read, { schoolId: staff.schoolId, region: school.region }, year);
	const line = (day: DayOff) =>
		`${dayOffText(day, locale).text}: ${formatDayRange(day.firstDay, day.lastDay, locale, 'UTC')}`;
	const [theirs, mine] = [stored.map(line), days.map(line)];
	return {
		changedBy: await nameOf(staff, by),
		changedAt: 0,
		seen: daysVersion(stored),
		theirs: theirs.filter((one) => !mine.includes(one)),
		mine: mine.filter((one) => !theirs.includes(one)),
	};
}

export const actions: Actions = {
	save: async (event) => {
		const who = await writing(event);
		const { staff, year } = who;
		const { store } = app();
		const id = event.url.searchParams.get('section');
		const { sections } = await readDraft(store.read, staff.schoolId, year.id);
		const section = sections.find((one) => one.id === id);
		if (!section) return fail(409, { refusal: 'gone' as const });
		const form = await readForm(
			event.request,
			v.object({ ...schemas[section.kind].entries, seen: seenAt, groups: groupIds }),
		);
		if (!form.ok) return fail(422, { section: id, ...form.problems });
		const people =
			section.kind === 'people'
				? await findPeople(store.read, staff.schoolId, { today: todayOf(staff) })
				: null;
		const filled = { today: todayOf(staff), staffIds: people ? [...people.keys()] : [] };
		const { seen, groups, ...values }: FormValues & { seen: number; groups: string[] } = form.value;
		const forGroups = await groupsFor(who, groups);
		const tried = applyForm(sections, section, values, filled);
		if (!tried.ok)
			return fail(422, { section: id, ...formProblem(asTyped(values), tried.field, tried.problem) });
		// once more on what is stored at that moment: others may have saved another section meanwhile
		const apply = (now: Section[]) => {
			const same = now.find((one) => one.id === id);
			const applied = same && applyForm(now, same, values, filled);
			return applied?.ok ? setGroups(applied.sections, section.id, forGroups) : now;
		};
		const result = await change(who, apply, { sectionId: section.id, at: seen });
		if (!('data' in result) || !('changedBy' in result.data)) return result;
		const differ = await differences(event, who, section.id, apply);
		return fail(409, { section: id, conflict: { ...result.data, ...differ }, values: asTyped(values) });
	},
	move: async (event) => {
		const who = await changing(event);
		const form = await readForm(event.request, moveSchema);
		if (!form.ok) return fail(422, form.problems);
		const { section, by } = form.value;
		return change(who, (sections) => moveSection(sections, section, by === 'up' ? -1 : 1));
	},
	show: async (event) => {
		const who = await changing(event);
		const form = await readForm(event.request, showSchema);
		if (!form.ok) return fail(422, form.problems);
		const { section, shown } = form.value;
		return change(who, (sections) => showSection(sections, section, shown !== ''));
	},
	add: async (event) => {
		const who = await writing(event);
		const form = await readForm(event.request, addSchema);
		if (!form.ok) return fail(422, { section: 'new', ...form.problems });
		const { icon, title, text } = form.value;
		const groupIds = await groupsFor(who, form.value.groups);
		return change(who, (sections) =>
			addOwnSection(sections, { id: newId(), icon, words: { title, text }, groupIds }),
		);
	},
	remove: async (event) => {
		const who = await writing(event);
		const form = await readForm(event.request, idSchema);
		if (!form.ok) return fail(422, form.problems);
		const { section, seen } = form.value;
		return change(who, (sections) => removeOwnSection(sections, section), { sectionId: section, at: seen });
	},
	looked: async (event) => {
		const who = await changing(event);
		const form = await readForm(event.request, idSchema);
		if (!form.ok) return fail(422, form.problems);
		return change(who, (sections) => markLooked(sections, form.value.section));
	},
	translate: async (event) => {
		const who = await writing(event);
		const form = await readForm(event.request, translateSchema);
		if (!form.ok) return fail(422, form.problems);
		const { section, step, day, language, title, text, ofTitle, ofText } = form.value;
		if (day) return mendDayOff(who.staff, { dayOffId: day, language, text: title, of: ofTitle });
		return mend(who, {
			sectionId: section,
			name: (kind) => ownNameOf({ kind }, step || null),
			of: { title: ofTitle, text: ofText },
			translations: { [language]: { title, text } },
		});
	},
	addFile: async (event) => {
		const { staff, year } = await writing(event);
		const { store, clock, settings } = app();
		const form = await readForm(event.request, fileSchema);
		if (!form.ok) return fail(422, { section: event.url.searchParams.get('section'), ...form.problems });
		const { section, title, upload, file } = form.value;
		const place = { dataDir: settings.dataDir, actor: staff };
		const given = await readUploaded(store.read, place, { uploadId: upload, file });
		if (!given) return fail(422, { fileSection: section, fileProblem: 'required' as const, title });
		const now = clock.now();
		const { dataDir } = settings;
		const put = { yearId: year.id, dataDir, now, sectionId: section, bytes: given.bytes };
		const result = await putSectionFile(store, staff, { ...put, title: title || titleOf(given.name) });
		if (upload) await dropUpload(store, place, upload);
		if ('refused' in result) return fail(422, { fileSection: section, fileProblem: result.refused, title });
		return answer(staff, result.edited);
	},
	nameFile: async (event) => {
		const who = await writing(event);
		const form = await readForm(event.request, nameFileSchema);
		if (!form.ok) return fail(422, { section: event.url.searchParams.get('section'), ...form.problems });
		const { section, file, locale, title, seen } = form.value;
		const named = Object.fromEntries(locale.map((tag, at) => [tag, title[at] ?? '']));
		const { [baseLocale]: dutch = '', ...titles } = named;
		const result = await change(who, (sections) => nameSectionFile(sections, section, file, dutch), {
			sectionId: section,
			at: seen,
		});
		if (!('saved' in result)) return result;
		const stored = await currentFile(who, section, file);
		// what stood there already is no new translation: else every machine's would become a person's
		const typed = Object.entries(titles).filter(([tag, title]) => title !== (stored?.titles?.[tag] ?? ''));
		return mend(who, {
			sectionId: section,
			name: () => `file.${file}`,
			of: { title: stored?.title ?? '', text: '' },
			translations: Object.fromEntries(typed.map(([tag, title]) => [tag, { title, text: '' }])),
		});
	},
	removeFile: async (event) => {
		const who = await writing(event);
		const form = await readForm(event.request, removeFileSchema);
		if (!form.ok) return fail(422, form.problems);
		const { section, file } = form.value;
		return change(who, (sections) => removeSectionFile(sections, section, file));
	},
	days: async (event) => {
		const { staff, year } = await changing(event);
		const { store, clock } = app();
		const form = await readForm(event.request, daysSchema);
		if (!form.ok) return fail(422, { section: 'holidays', ...form.problems });
		const { days, rowOf } = readDays(form.value);
		const { seen } = form.value;
		const result = await setDaysOff(store, staff, { year, days, now: clock.now(), seen: seen || undefined });
		if (result.ok) return { saved: true };
		if (result.refusal === 'changed')
			return fail(409, {
				section: 'holidays',
				values: form.value,
				dayConflict: await dayConflict(event, { staff, year }, days, result.by),
			});
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, {
			dayRefusal: result.refusal,
			dayRow: result.at === undefined ? null : (rowOf[result.at] ?? null),
		});
	},
	regionDays: async (event) => {
		const { staff, year } = await changing(event);
		const { store, clock } = app();
		const form = await readForm(event.request, v.object({ seen: daysSchema.entries.seen }));
		const seen = form.ok ? form.value.seen : '';
		const now = clock.now();
		const result = await setDaysOff(store, staff, { year, days: [], now, seen: seen || undefined });
		if (!result.ok && result.refusal === 'changed')
			return fail(409, { changedBy: await nameOf(staff, result.by), changedAt: 0 });
		if (!result.ok) error(403);
		return { saved: true };
	},
	publish: async (event) => {
		const { staff, year } = await writing(event);
		const { store, clock } = app();
		if (!mayEditCard(staff)) {
			const part = await publishPart(store, staff, { yearId: year.id, now: clock.now() });
			if (part.ok) return { published: part.version };
			if (part.refusal === 'not_allowed' || part.refusal === 'unknown_year') error(403);
			return fail(409, { refusal: part.refusal });
		}
		const form = await readForm(event.request, publishSchema);
		if (!form.ok) return fail(422, form.problems);
		const result = await publishCard(store, staff, {
			yearId: year.id,
			now: clock.now(),
			seenAt: new Date(form.value.seen),
		});
		if (result.ok) return { published: result.version };
		if (result.refusal === 'changed') {
			const { changedBy } = await readDraft(store.read, staff.schoolId, year.id);
			return fail(409, { publishChangedBy: changedBy ? await nameOf(staff, changedBy) : '' });
		}
		if (result.refusal === 'not_allowed' || result.refusal === 'unknown_year') error(403);
		return fail(409, { refusal: result.refusal });
	},
	discard: async (event) => {
		const { staff, year } = await changing(event);
		const { store, clock } = app();
		const result = await discardDraft(store, staff, { yearId: year.id, now: clock.now() });
		if (!result.ok) error(403);
		return { saved: true };
	},
};

/** The chosen groups that there are; a teacher's section is for own groups: for all of them when none was chosen. */
async function groupsFor(
	{ staff, year }: { staff: StaffActor; year: SchoolYear },
	chosen: readonly string[],
): Promise<string[]> {
	const known = await groupsOfYear(app().store.read, staff.schoolId, year.id);
	const offered = known.map(({ id }) => id).filter((id) => mayEditCard(staff) || staff.groupIds.has(id));
	const those = offered.filter((id) => chosen.includes(id));
	return mayEditCard(staff) || those.length > 0 ? those : offered;
}

/** Texts of a form as they were typed, to show them again. */
function asTyped(values: FormValues): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
	);
}
