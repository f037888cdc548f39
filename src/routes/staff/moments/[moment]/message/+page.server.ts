import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readyMessages } from '#lib/moments/messages.ts';
import { staffMomentPath } from '#lib/moments/paths.ts';
import { findMoment } from '#lib/moments/server/find-moment.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { addresseesOf, messagePreviews, sendMessage } from '#lib/moments/server/send-message.ts';
import { momentTranslations } from '#lib/moments/server/translations.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { directionOf, localeNames } from '#lib/translation/locale.ts';
import { waitField } from '#lib/translation/wait.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { callList, notUnderstoodOf } from '#lib/messages/server/call-list.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock, settings } = app();
	const now = clock.now();
	const moment = await findMoment(store.read, staff.schoolId, event.params.moment);
	const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
	if (!moment?.publishedAt || moment.cancelledAt || !mayRun(staff, groups)) error(404);
	const to = await addresseesOf(store.read, moment, now);
	const translations = await momentTranslations(store.read, staff.schoolId, moment);
	const wanted = event.url.searchParams.get('to');
	const chosen = readyMessages.find((one) => one === wanted && to[one].length > 0);
	const school = await readSchool(store.read, staff.schoolId);
	const calls = (await callList(store.read, staff, { kind: 'moment', id: moment.momentId }, now)) ?? [];
	return {
		phone: school.settings.interpreterPhone,
		notUnderstood: notUnderstoodOf(calls, event.locals.locale),
		translates: settings.translation !== undefined,
		moment: { momentId: moment.momentId, kind: moment.kind, title: moment.title, groups: moment.groups },
		counts: readyMessages.map((what) => ({ what, count: to[what].length })),
		chosen: chosen ?? readyMessages.find((what) => to[what].length > 0),
		previews: Object.fromEntries(
			readyMessages.map((what) => [
				what,
				messagePreviews({ ...moment, translations }, what, to[what], now).map(({ locale, content }) => ({
					locale,
					dir: directionOf(locale),
					language: localeNames[locale],
					title: content.title,
					lines: content.lines,
					label: content.action.label,
				})),
			]),
		),
	};
};

const schema = v.object({
	what: v.picklist(readyMessages, 'not_a_choice'),
	line: v.optional(v.pipe(v.string(), v.maxLength(300, 'too_long')), ''),
	wait: waitField,
});

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { what, line, wait: waitMinutes } = form.value;
		const momentId = event.params.moment;
		const result = await sendMessage(store, staff, {
			...{ momentId, what, waitMinutes },
			line: line || null,
			now: clock.now(),
		});
		if (result.ok) redirect(303, `${staffMomentPath(momentId)}?done=message&told=${result.told}#sent`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal, values: form.value });
	},
};
