import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { takeUploaded } from '#lib/files/server/uploads.ts';
import { staffVoice } from '#lib/files/server/voices.ts';
import { languageField, recordingFields } from '#lib/files/voice-form.ts';
import { linesOf } from '#lib/info-card/card-view.ts';
import { readDraft } from '#lib/info-card/server/draft.ts';
import { mayEditSection, mayWriteOnCard } from '#lib/info-card/server/policy.ts';
import { saveCardVoice, voicesOfSections, type CardVoiceRefusal } from '#lib/info-card/server/voices.ts';
import { viewSection } from '#lib/info-card/server/view.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { languagesByName } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who writes on the card, and the school year of today. */
async function writing(event: RequestEvent) {
	const staff = requireStaff(event);
	if (!mayWriteOnCard(staff)) error(403);
	const { store, clock } = app();
	const today = calendarDay(clock.now(), staff.school.timeZone);
	const year = await findSchoolYear(store.read, staff.schoolId, today);
	return { staff, year, today };
}

export const load: PageServerLoad = async (event) => {
	const { staff, year, today } = await writing(event);
	if (!year) return { sections: [], chosen: null, languages: [] };
	const { store } = app();
	const { locale } = event.locals;
	const draft = await readDraft(store.read, staff.schoolId, year.id);
	const own = draft.sections.filter((section) => section.shown && mayEditSection(staff, section));
	const voices = await voicesOfSections(store.read, staff.schoolId, own);
	const around = { locale: baseLocale, schoolPhone: '', daysOff: [], people: [], today, readVersion: null };
	const sections = own.map((section) => {
		const view = viewSection(section, around);
		const { icon, tint } = view;
		return {
			id: section.id,
			icon,
			tint,
			title: viewSection(section, { ...around, locale }).title,
			lines: linesOf(view),
			voices: (voices.get(section.id) ?? []).map((voice) =>
				staffVoice(voice, { locale, timeZone: staff.school.timeZone }),
			),
		};
	});
	return {
		sections,
		chosen: sections.find(({ id }) => id === event.url.searchParams.get('section')) ?? null,
		languages: languagesByName(locale).map(({ tag, names }) => ({ value: tag, label: names[locale] })),
	};
};

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(60, 'too_long'));
const saveSchema = v.object({ section: id, language: languageField, ...recordingFields });
const removeSchema = v.object({ section: id, language: languageField });

function refused(refusal: CardVoiceRefusal, chosen: string) {
	if (refusal === 'not_allowed') error(403);
	if (refusal === 'unknown_section') error(404);
	if (refusal === 'unknown_language')
		return fail(422, { problems: { language: 'not_a_choice' as const }, language: chosen });
	return fail(422, { fileProblem: refusal, language: chosen });
}

export const actions: Actions = {
	save: async (event) => {
		const { staff, year } = await writing(event);
		const form = await readForm(event.request, saveSchema);
		if (!form.ok) return fail(422, form.problems);
		if (!year) error(404);
		const { section: sectionId, language, ...sent } = form.value;
		const { store, clock, settings } = app();
		const { dataDir } = settings;
		const recording = await takeUploaded(store, { dataDir, actor: staff }, sent);
		if (!recording) return fail(422, { fileProblem: 'required' as const, language });
		const about = { yearId: year.id, sectionId, language, dataDir, now: clock.now() };
		const result = await saveCardVoice(store, staff, { ...about, recording });
		return result.ok ? { saved: true } : refused(result.refusal, language);
	},
	remove: async (event) => {
		const { staff, year } = await writing(event);
		const form = await readForm(event.request, removeSchema);
		if (!form.ok) return fail(422, form.problems);
		if (!year) error(404);
		const { section: sectionId, language } = form.value;
		const { store, clock, settings } = app();
		const { dataDir } = settings;
		const about = { yearId: year.id, sectionId, language, dataDir, now: clock.now() };
		const result = await saveCardVoice(store, staff, { ...about, recording: null });
		return result.ok ? { saved: true } : refused(result.refusal, language);
	},
};
