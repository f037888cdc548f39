import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { previewsOf } from '#lib/messages/server/preview.ts';
import { LONGEST_TEXT, sayPath, sentPath } from '#lib/messages/message.ts';
import { takeBack } from '#lib/messages/server/send.ts';
import { keepMessageTranslation, messageForStaff } from '#lib/messages/server/sent.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const found = await messageForStaff(store.read, staff, event.params.message, now);
	if (!found) error(404);
	const { stored, audience, parts: _, ...message } = found;
	const byGuardian = [...Map.groupBy(audience, ({ guardianId }) => guardianId).values()];
	return {
		now,
		phone: (await readSchool(store.read, staff.schoolId)).settings.interpreterPhone,
		message,
		previews: previewsOf(found, stored, audience, { coming: [], locale: event.locals.locale }),
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
	takeBack: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const result = await takeBack(store, staff, event.params.message, clock.now());
		if (result.ok) redirect(303, `${sayPath()}?done=back`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
};
