import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { tonguesPath } from '#lib/moments/paths.ts';
import { keepMomentTranslations, languagesOfMoment } from '#lib/moments/server/translations.ts';
import { ownTexts } from '#lib/moments/own-texts.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { directionOf, languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const today = dayOf(clock.now(), staff.school.timeZone);
	const found = await languagesOfMoment(store.read, staff, event.params.moment, today);
	if (!found?.moment.publishedAt || found.moment.cancelledAt) error(404);
	const { moment, languages } = found;
	return {
		moment: { momentId: moment.momentId, kind: moment.kind, title: moment.title, groups: moment.groups },
		hasTexts: ownTexts.some((field) => moment[field]),
		languages: languages.map((one) => ({
			...one,
			name: languageName(one.tag, event.locals.locale),
			dir: directionOf(one.tag),
		})),
		saved: event.url.searchParams.get('saved'),
	};
};

const text = v.optional(v.pipe(v.string(), v.maxLength(1000, 'too_long')), '');
const schema = v.object({
	language: v.pipe(v.string('required'), v.nonEmpty('required')),
	...{ title: text, place: text, note: text },
	...{ ofTitle: v.optional(v.string()), ofPlace: v.optional(v.string()), ofNote: v.optional(v.string()) },
});

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { language, title, place, note, ofTitle, ofPlace, ofNote } = form.value;
		const { store, clock } = app();
		const momentId = event.params.moment;
		const texts = [
			{ field: 'title' as const, text: title, of: ofTitle },
			{ field: 'place' as const, text: place, of: ofPlace },
			{ field: 'note' as const, text: note, of: ofNote },
		].flatMap(({ of, ...one }) => (of === undefined ? [] : [{ ...one, of }]));
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
};
