import { error } from '@sveltejs/kit';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { findFamilies } from '#lib/families/server/find-families.ts';
import { listTeachers } from '#lib/families/server/groups.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { heardIn, staffVoice } from '#lib/files/server/voices.ts';
import type { Draft, DraftPart } from '#lib/messages/draft.ts';
import { readAbout, sayPath, type ReadyPart, type Values } from '#lib/messages/message.ts';
import { urgentPhrases } from '#lib/messages/urgent.ts';
import { aboutForStaff, audienceOf, type AboutNamed } from '#lib/messages/server/audience.ts';
import { phrasesAtHand } from '#lib/messages/server/favourites.ts';
import { mayBeUrgent } from '#lib/messages/server/send.ts';
import { previewsOf } from '#lib/messages/server/preview.ts';
import { voicesOfDraft } from '#lib/messages/server/voices.ts';
import { groupsToPlan } from '#lib/moments/server/groups-to-plan.ts';
import { newToken } from '#lib/platform/server/ids.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { languages, languagesByName } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { mayGoOutside } from '#lib/translation/server/outside.ts';
import {
	fieldsOf,
	genders,
	phraseOf,
	phrasePlaces,
	phrases,
	phraseThemes,
	phraseThings,
	type FilledField,
	type Phrase,
	type PhraseId,
} from '#lib/translation/phrases.ts';
import { parseFilled } from '#lib/translation/server/phrase-blanks.ts';
import {
	fieldName,
	genderName,
	phraseOutline,
	phraseText,
	placeName,
	searchPhrases,
	themeName,
	thingName,
} from '#lib/translation/server/phrase-text.ts';

/** Whom the address asks to write to; 404 for what is not theirs. Undefined: nobody was chosen yet. */
export async function aboutAsked(staff: StaffActor, url: URL): Promise<AboutNamed | undefined> {
	const tag = url.searchParams.get('to');
	if (tag === null || tag === '') return undefined;
	const { store, clock } = app();
	const asked = readAbout(tag);
	const today = dayOf(clock.now(), staff.school.timeZone);
	const about = asked && (await aboutForStaff(store.read, staff, asked, today));
	if (!about) error(404);
	return about;
}

export function emptyDraft(): Draft {
	return {
		key: newToken(),
		parts: [],
		text: '',
		language: baseLocale,
		wait: 'now',
		theme: '',
		q: '',
		speak: '',
		urgent: false,
	};
}

/** A draft with a ready sentence for urgent news in it; its day is tomorrow until another is chosen. */
export function urgentDraft(phrase: PhraseId, about: AboutNamed, staff: StaffActor, today: string): Draft {
	const values = { ...beginOf(about, staff), day: addDays(today, 1) };
	return { ...emptyDraft(), parts: [{ phrase, values }], urgent: true };
}

/** Sentences that who may can send to the whole school at any hour. */
export function urgentChoices(staff: StaffActor, locale: Locale) {
	if (!mayBeUrgent(staff) || !seesAllFamilies(staff)) return [];
	return urgentPhrases.map((id) => ({
		path: `${sayPath({ kind: 'school', id: '' })}&urgent=${id}`,
		text: phraseOutline(id, locale),
	}));
}

/** What blanks hold before anybody chose: who it is about, and who writes. */
export function beginOf(about: AboutNamed, staff: StaffActor): Values {
	return {
		...(about.kind === 'child' ? { child: about.name, gender: 'unsaid' } : {}),
		...(about.kind === 'group' ? { group: about.name } : {}),
		staff: staff.name,
	};
}

/** The sentences of a draft that are filled in, and what is wrong with the others. */
export function readyOf(parts: readonly DraftPart[], about: AboutNamed) {
	const checked = parts.map(({ phrase, values }) => {
		const given = about.kind === 'child' ? { ...values, child: about.name } : values;
		return { phrase, ...parseFilled(phrase, given) };
	});
	return {
		ready: checked.flatMap((one): ReadyPart[] =>
			one.ok ? [{ phrase: one.phrase, filled: one.filled }] : [],
		),
		problems: checked.map((one): Partial<Record<FilledField, Problem>> => (one.ok ? {} : one.problems)),
	};
}

/** Sentences that may go there: what is about one child never goes to many. */
export function fitsAbout({ about: of }: Phrase, about: AboutNamed): boolean {
	return of === 'many' || about.kind === 'child';
}

/** Everything that the page shows of a draft. */
export async function composed(staff: StaffActor, about: AboutNamed, draft: Draft, locale: Locale) {
	const { store, clock } = app();
	const now = clock.now();
	const db = store.read;
	const audience = await audienceOf(db, staff.schoolId, about, dayOf(now, staff.school.timeZone));
	const { ready, problems } = readyOf(draft.parts, about);
	const written = writtenOf(draft, about);
	const atHand = await phrasesAtHand(db, staff);
	const coming = draft.text ? await comingInto(staff.schoolId, draft.language) : [];
	const voices = await voicesOfDraft(db, staff, draft.key, written);
	const { timeZone } = staff.school;
	return {
		draft,
		parts: draft.parts.map(({ phrase, values }, at) => ({
			phrase,
			values,
			outline: phraseOutline(phrase, locale),
			fields: phraseOf(phrase)
				.blanks.flatMap(fieldsOf)
				.filter((field) => field !== 'child')
				.map((field) => ({ field, label: fieldName(field, locale) })),
			problems: problems[at] ?? {},
			said: saidIn(ready, draft.parts, at, locale),
		})),
		unfinished: problems.some((one) => Object.keys(one).length > 0),
		choice: choiceOf(draft, about, atHand, locale),
		previews: previewsOf(written, [], audience, { coming, heard: heardIn(voices), locale }),
		voices: voices.map((voice) => staffVoice(voice, { locale, timeZone })),
		spoken: spokenLanguages(locale),
	};
}

/** Every language that somebody can speak, those that are only spoken too. */
export function spokenLanguages(locale: Locale) {
	return languagesByName(locale).map(({ tag, names }) => ({ value: tag, label: names[locale] }));
}

/** What a draft says as far as its blanks are filled in. */
export function writtenOf(draft: Draft, about: AboutNamed) {
	const { ready } = readyOf(draft.parts, about);
	return { parts: ready, text: draft.text || null, language: draft.language };
}

/** The nth sentence in the language of the page; null while blanks are open. */
function saidIn(ready: readonly ReadyPart[], parts: readonly DraftPart[], at: number, locale: Locale) {
	const part = parts[at];
	const filled = part && ready.find(({ phrase }) => phrase === part.phrase);
	const said = filled && phraseText(filled.phrase, filled.filled, locale);
	return said?.ok ? said.text : null;
}

type AtHand = Awaited<ReturnType<typeof phrasesAtHand>>;

/** The sentences to choose from: found by words, else of a theme, else those at hand and used last. */
function choiceOf({ q, theme }: Draft, about: AboutNamed, { favourites, recent }: AtHand, locale: Locale) {
	const fitting = phrases.filter((one) => fitsAbout(one, about));
	const themes = phraseThemes.filter((one) => fitting.some((phrase) => phrase.theme === one));
	const atHand = [...new Set([...favourites, ...recent])];
	const found = q
		? searchPhrases(q, locale).filter((one) => fitsAbout(one, about))
		: theme
			? fitting.filter((one) => one.theme === theme)
			: atHand.flatMap((id) => fitting.find((one) => one.id === id) ?? []);
	return {
		themes: themes.map((one) => ({ theme: one, name: themeName(one, locale) })),
		found: found.map(({ id, theme: of }) => ({
			id,
			text: phraseOutline(id, locale),
			theme: themeName(of, locale),
			favourite: favourites.includes(id),
		})),
	};
}

/** Languages into which a service will put own words of this school; none where the head does not allow it. */
async function comingInto(schoolId: string, from: string): Promise<string[]> {
	const { store, settings } = app();
	const service = settings.translation;
	if (!service) return [];
	if (service.outside && !(await mayGoOutside(store.read, schoolId, 'message'))) return [];
	const code = service.service === 'deepl' ? 'deepl' : 'libre';
	const knows = languages.filter(({ machine }) => machine[code]).map(({ tag }) => tag);
	return knows.includes(from) ? knows.filter((tag) => tag !== from) : [];
}

/** What blanks are chosen from. */
export async function choicesFor(staff: StaffActor, locale: Locale) {
	const { store, clock } = app();
	return {
		genders: genders.map((value) => ({ value, label: genderName(value, locale) })),
		places: phrasePlaces.map((value) => ({ value, label: placeName(value, locale) })),
		things: phraseThings
			.map((value) => ({ value, label: thingName(value, locale) }))
			.sort((a, b) => a.label.localeCompare(b.label, locale)),
		groups: (await groupsForStaff(store.read, staff, clock.now())).map(({ name }) => ({
			value: name,
			label: name,
		})),
		staff: (await listTeachers(store.read, staff)).map(({ name }) => ({ value: name, label: name })),
		languages: languagesByName(locale)
			.filter(({ writtenIn }) => !writtenIn)
			.map(({ tag, names }) => ({ value: tag, label: names[locale] })),
	};
}

/** Whom one can write to: own groups, year groups and the school for who may, and children with these words in a name. */
export async function placesToWrite(staff: StaffActor, words: string) {
	const { store, clock } = app();
	const now = clock.now();
	const all = seesAllFamilies(staff);
	const groups = await groupsToPlan(store.read, staff, now);
	const filter = { words: words.slice(0, 100) };
	const found = words
		? (await findFamilies(store.read, staff, { filter, inTouch: new Set(), now })).children.slice(
				0,
				MOST_FOUND,
			)
		: [];
	const years = all ? [...new Set(groups.flatMap(({ yearGroups }) => yearGroups))] : [];
	return {
		groups: groups.map(({ id, name }) => ({ path: sayPath({ kind: 'group', id }), name })),
		years: years
			.sort((a, b) => a.localeCompare(b, 'nl', { numeric: true }))
			.map((id) => ({ path: sayPath({ kind: 'year', id }), name: id })),
		school: all ? sayPath({ kind: 'school', id: '' }) : null,
		words,
		children: found.map(({ childId, givenName, prefix, surname, groups: of }) => ({
			path: sayPath({ kind: 'child', id: childId }),
			name: [givenName, prefix, surname].filter(Boolean).join(' '),
			groups: of.map(({ name }) => name).join(' · '),
		})),
	};
}

const MOST_FOUND = 20;
