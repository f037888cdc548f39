import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser, signBrowserIn } from '#lib/app/server/browser-session.ts';
import { readBirthDate } from '#lib/families/birth-date.ts';
import { readCode } from '#lib/families/code.ts';
import { enterWithCode, lookAtCode } from '#lib/families/server/entering.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

const part = v.optional(v.pipe(v.string(), v.maxLength(20, 'not_a_date')), '');
const schema = v.object({
	birth_day: part,
	birth_month: part,
	birth_year: part,
	/** The button with the picture: the easy view. */
	easyView: v.optional(v.literal('1', 'not_a_choice')),
});

/** Looking changes nothing: a scanner, a preview or a second scan uses nothing up. */
export const load: PageServerLoad = async (event) => {
	refuseGuessing(event);
	const { store, keys, clock } = app();
	const { actor } = event.locals;
	const code = readCode(event.params.code);
	const seen = code ? await lookAtCode(store.read, keys.codes, code, clock.now(), actor) : undefined;
	if (!seen || seen.refusal === 'unknown') countMiss(event);
	if (seen?.isMine) redirect(303, '/start');
	return {
		refusal: seen ? seen.refusal : ('unknown' as const),
		school: seen?.school,
		signedInAs: actor ? (actor.name ?? '') : undefined,
	};
};

export const actions: Actions = {
	default: async (event) => {
		refuseGuessing(event);
		const { store, settings, keys, clock } = app();
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { birth_day: day, birth_month: month, birth_year: year, easyView } = form.value;
		const now = clock.now();
		const birthDate = readBirthDate({ day, month, year }, now.toISOString().slice(0, 10));
		if (!birthDate)
			return fail(422, { ...formProblem(form.value, 'birth', 'not_a_date'), refusal: undefined });

		const chosen = event.url.searchParams.get('language');
		const entered = await enterWithCode(
			store,
			keys.codes,
			{
				...fromBrowser(event),
				code: readCode(event.params.code) ?? '',
				birthDate,
				locale: isLocale(chosen) ? chosen : undefined,
				easyView: easyView !== undefined,
			},
			now,
		);
		if (!entered.ok) {
			countMiss(event);
			return fail(409, { ...entered, problems: {}, values: form.value });
		}
		setLocaleCookie(event.cookies, event.locals.locale, settings.secure);
		await signBrowserIn(event, entered.cookie);
		redirect(303, '/coming-in/language');
	},
};
