import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { takeUploaded } from '#lib/files/server/uploads.ts';
import { staffVoice } from '#lib/files/server/voices.ts';
import { languageField, recordingFields } from '#lib/files/voice-form.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { saveMomentVoice, voicesOfMoment } from '#lib/moments/server/voices.ts';
import { tonguesPath } from '#lib/moments/paths.ts';
import { keepMomentTranslations, languagesOfMoment } from '#lib/moments/server/translations.ts';
import { ownTexts } from '#lib/moments/own-texts.ts';
import { ownTextsSchema, sentTexts } from '#lib/moments/own-texts-form.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { directionOf, languageName, languagesByName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const today = dayOf(clock.now(), staff.school.timeZone);
	const found = await languagesOfMoment(store.read, staff, event.params.moment, today);
	if (!found || found.moment.cancelledAt) error(404);
	const { moment, languages } = found;
	const { momentId, kind, title, place, groups } = moment;
	const { locale } = event.locals;
	const voices = await voicesOfMoment(store.read, staff.schoolId, moment);
	return {
		moment: { momentId, kind, title, groups },
		isDraft: moment.publishedAt === null,
		lines: [kindTexts[kind].name({ locale: baseLocale }), title, place].filter((line) => line !== null),
		voices: voices.map((voice) => staffVoice(voice, { locale, timeZone: staff.school.timeZone })),
		spoken: languagesByName(locale).map(({ tag, names }) => ({ value: tag, label: names[locale] })),
		speak: event.url.searchParams.get('speak'),
		hasTexts: ownTexts.some((field) => moment[field]),
		languages: languages.map((one) => ({
			...one,
			name: languageName(one.tag, locale),
			dir: directionOf(one.tag),
		})),
		saved: event.url.searchParams.get('saved'),
	};
};

const voiceSchema = v.object({ language: languageField, ...recordingFields });
const unsaySchema = v.object({ language: languageField });

export const actions: Actions = {
	translate: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, ownTextsSchema);
		if (!form.ok) return fail(422, form.problems);
		const { language } = form.value;
		const { store, clock } = app();
		const momentId = event.params.moment;
		const texts = sentTexts(form.value);
		const result = await keepMomentTranslations(store, staff, {
			momentId,
			language,
			texts,
			now: clock.now(),
		});
		if (result.ok)
			redirect(
				303,
				`${tonguesPath(momentId)}?saved=${encodeURIComponent(language)}#t-${encodeURIComponent(language)}`,
			);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal, values: form.value });
	},
	/** Keeps what was said of the moment in a language. */
	voice: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, voiceSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock, settings } = app();
		const { language, ...sent } = form.value;
		const { dataDir } = settings;
		const recording = await takeUploaded(store, { dataDir, actor: staff }, sent);
		if (!recording) return fail(422, { fileProblem: 'required' as const, speak: language });
		const about = { momentId: event.params.moment, language, dataDir, now: clock.now() };
		const result = await saveMomentVoice(store, staff, { ...about, recording });
		if (result.ok) return { spoken: true };
		if (result.refusal === 'not_found') error(404);
		if (result.refusal === 'unknown_language') error(422);
		return fail(422, { fileProblem: result.refusal, speak: language });
	},
	unsay: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, unsaySchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock, settings } = app();
		const about = { momentId: event.params.moment, dataDir: settings.dataDir, now: clock.now() };
		const result = await saveMomentVoice(store, staff, { ...about, ...form.value, recording: null });
		if (!result.ok) error(404);
		return { unsaid: true };
	},
};
