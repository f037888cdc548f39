import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { ANY, done, draftOf, draftSchema, type Draft } from '#lib/messages/draft.ts';
import { sentPath } from '#lib/messages/message.ts';
import { takeUploaded } from '#lib/files/server/uploads.ts';
import { recordingFields } from '#lib/files/voice-form.ts';
import { dropDraftVoice, saveDraftVoice } from '#lib/messages/server/voices.ts';
import { keepFavourite } from '#lib/messages/server/favourites.ts';
import { mayBeUrgent, nextMorning, sendMessage } from '#lib/messages/server/send.ts';
import { isEvening, urgentPhrases } from '#lib/messages/urgent.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { messagesOfStaff } from '#lib/messages/server/sent.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { isPhraseId } from '#lib/translation/phrases.ts';
import {
	aboutAsked,
	beginOf,
	choicesFor,
	composed,
	emptyDraft,
	placesToWrite,
	readyOf,
	urgentChoices,
	urgentDraft,
	writtenOf,
} from './find.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const about = await aboutAsked(staff, event.url);
	const now = clock.now();
	const { timeZone } = staff.school;
	const mayUrgent = mayBeUrgent(staff);
	const asked = event.url.searchParams.get('urgent');
	const urgent = mayUrgent ? urgentPhrases.find((id) => id === asked) : undefined;
	const begin = about && (urgent ? urgentDraft(urgent, about, staff, dayOf(now, timeZone)) : emptyDraft());
	return {
		now,
		mayUrgent,
		urgentChoices: about ? [] : urgentChoices(staff, locale),
		// what is sent now goes out then
		morning: isEvening(timeOf(now, timeZone))
			? formatDay(nextMorning(now, timeZone), locale, timeZone)
			: null,
		phone: (await readSchool(store.read, staff.schoolId)).settings.interpreterPhone,
		about,
		sent: await messagesOfStaff(store.read, staff, { about, locale }),
		places: about ? undefined : await placesToWrite(staff, event.url.searchParams.get('q')?.trim() ?? ''),
		composed: about && begin && (await composed(staff, about, begin, locale)),
		choices: about && (await choicesFor(staff, locale)),
	};
};

const voiceSchema = v.object({ ...draftSchema.entries, ...recordingFields });

export const actions: Actions = {
	/** One step of writing: nothing is kept but which sentences are at hand. */
	compose: async (event) => {
		const staff = requireStaff(event);
		const about = (await aboutAsked(staff, event.url)) ?? error(404);
		const form = await readForm(event.request, draftSchema);
		if (!form.ok) return fail(422, form.problems);
		const sent = draftOf(form.value);
		const [what, phraseId] = sent.do.split(':');
		const { store, clock } = app();
		if (what === 'star' && isPhraseId(phraseId))
			await keepFavourite(store, staff, { phraseId, now: clock.now() });
		if (what === 'unsay' && phraseId)
			await dropDraftVoice(store, staff, { key: sent.key, language: phraseId });
		return { composed: await composed(staff, about, done(sent, beginOf(about, staff)), event.locals.locale) };
	},
	/** Keeps what was said of the message as it stands; the message itself is not sent yet. */
	voice: async (event) => {
		const staff = requireStaff(event);
		const about = (await aboutAsked(staff, event.url)) ?? error(404);
		const form = await readForm(event.request, voiceSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock, settings } = app();
		const { dataDir } = settings;
		const draft = draftOf(form.value);
		const again = (one: Draft) => composed(staff, about, one, event.locals.locale);
		const bytes = await takeUploaded(store, { dataDir, actor: staff }, form.value);
		if (!bytes) return fail(422, { fileProblem: 'required' as const, composed: await again(draft) });
		const result = await saveDraftVoice(store, staff, {
			key: draft.key,
			written: writtenOf(draft, about),
			recording: { language: draft.speak, bytes, dataDir, now: clock.now() },
		});
		if (result.ok) return { spoken: true, composed: await again({ ...draft, speak: '' }) };
		if (result.refusal === 'unknown_language')
			return fail(422, {
				problems: { speak: 'not_a_choice' as const },
				composed: await again({ ...draft, speak: ANY }),
			});
		return fail(422, { fileProblem: result.refusal, composed: await again(draft) });
	},
	send: async (event) => {
		const staff = requireStaff(event);
		const about = (await aboutAsked(staff, event.url)) ?? error(404);
		const form = await readForm(event.request, draftSchema);
		if (!form.ok) return fail(422, form.problems);
		const draft = draftOf(form.value);
		const { ready } = readyOf(draft.parts, about);
		const { store, clock } = app();
		const again = async (refusal: 'unfinished' | 'nobody' | 'empty' | 'no_right') =>
			fail(409, { refusal, composed: await composed(staff, about, draft, event.locals.locale) });
		if (ready.length < draft.parts.length) return again('unfinished');
		if (draft.urgent && mayBeUrgent(staff) && !form.value.sure)
			return fail(409, { ask: true, composed: await composed(staff, about, draft, event.locals.locale) });
		const { text, language, wait, urgent, key: formKey } = draft;
		const now = clock.now();
		const result = await sendMessage(store, staff, {
			about,
			parts: ready,
			text,
			language,
			wait,
			urgent,
			formKey,
			now,
		});
		if (result.ok) redirect(303, `${sentPath(result.messageId)}?done=1`);
		if (result.refusal === 'not_found') error(404);
		return again(result.refusal);
	},
};
