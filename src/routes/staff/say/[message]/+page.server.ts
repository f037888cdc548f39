import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { takeUploaded } from '#lib/files/server/uploads.ts';
import { heardIn, staffVoice } from '#lib/files/server/voices.ts';
import { languageField, recordingFields } from '#lib/files/voice-form.ts';
import { dropMessageVoice, saveMessageVoice } from '#lib/messages/server/record.ts';
import { voicesOfMessage } from '#lib/messages/server/voices.ts';
import { previewsOf } from '#lib/messages/server/preview.ts';
import { LONGEST_TEXT, sayPath, sentPath } from '#lib/messages/message.ts';
import { takeBack } from '#lib/messages/server/send.ts';
import { keepMessageTranslation, messageForStaff } from '#lib/messages/server/sent.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { spokenLanguages } from '../find.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const found = await messageForStaff(store.read, staff, event.params.message, now);
	if (!found) error(404);
	const { stored, audience, parts: _, ...message } = found;
	const voices = await voicesOfMessage(store.read, staff.schoolId, found.messageId, found);
	const { locale } = event.locals;
	const byGuardian = [...Map.groupBy(audience, ({ guardianId }) => guardianId).values()];
	return {
		now,
		phone: (await readSchool(store.read, staff.schoolId)).settings.interpreterPhone,
		message,
		previews: previewsOf(found, stored, audience, { coming: [], heard: heardIn(voices), locale }),
		voices: voices.map((voice) => staffVoice(voice, { locale, timeZone: staff.school.timeZone })),
		spoken: spokenLanguages(locale),
		speak: event.url.searchParams.get('speak'),
		byHand: stored.flatMap(({ language, state, text }) => (state === 'person' ? [{ language, text }] : [])),
		to: byGuardian.flatMap(([first, ...others]) =>
			first
				? [
						{
							guardianId: first.guardianId,
							name: first.name,
							children: [first, ...others].map(({ childName }) => childName),
						},
					]
				: [],
		),
		done: event.url.searchParams.has('done'),
		saved: event.url.searchParams.get('saved'),
	};
};

const schema = v.object({
	language: v.pipe(v.string('required'), v.nonEmpty('required')),
	text: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_TEXT * 2, 'too_long')), ''),
});

const voiceSchema = v.object({ language: languageField, ...recordingFields });
const unsaySchema = v.object({ language: languageField });

export const actions: Actions = {
	translate: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		const { store, clock } = app();
		const messageId = event.params.message;
		if (!(await messageForStaff(store.read, staff, messageId, clock.now()))) error(404);
		if (!form.ok) return fail(422, form.problems);
		const { language, text } = form.value;
		const result = await keepMessageTranslation(store, staff, {
			messageId,
			language,
			text,
			now: clock.now(),
		});
		if (!result.ok) error(404);
		redirect(
			303,
			`${sentPath(messageId)}?saved=${encodeURIComponent(language)}#t-${encodeURIComponent(language)}`,
		);
	},
	/** Keeps what somebody said of it. */
	voice: async (event) => {
		const staff = requireStaff(event);
		const { store, clock, settings } = app();
		const messageId = event.params.message;
		if (!(await messageForStaff(store.read, staff, messageId, clock.now()))) error(404);
		const form = await readForm(event.request, voiceSchema);
		if (!form.ok) return fail(422, form.problems);
		const { language, ...sent } = form.value;
		const { dataDir } = settings;
		const bytes = await takeUploaded(store, { dataDir, actor: staff }, sent);
		if (!bytes) return fail(422, { fileProblem: 'required' as const, speak: language });
		const recording = { language, bytes, dataDir, now: clock.now() };
		const result = await saveMessageVoice(store, staff, { messageId, recording });
		if (result.ok) return { spoken: true };
		if (result.refusal === 'not_found') error(404);
		if (result.refusal === 'unknown_language') error(422);
		return fail(422, { fileProblem: result.refusal, speak: language });
	},
	unsay: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, unsaySchema);
		const { store, clock } = app();
		const messageId = event.params.message;
		if (!(await messageForStaff(store.read, staff, messageId, clock.now()))) error(404);
		if (!form.ok) return fail(422, form.problems);
		await dropMessageVoice(store, staff, { messageId, language: form.value.language, now: clock.now() });
		return { unsaid: true };
	},
	takeBack: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const result = await takeBack(store, staff, event.params.message, clock.now());
		if (result.ok) redirect(303, `${sayPath()}?done=back`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
};
