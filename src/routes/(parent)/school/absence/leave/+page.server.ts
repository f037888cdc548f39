import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import { leaveGrounds } from '#lib/absence/rules.ts';
import { askLeave } from '#lib/absence/server/leave-requests.ts';
import { maySayAbsent } from '#lib/absence/server/policy.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { groundText, ruleText } from '#lib/absence/texts.ts';
import { app } from '#lib/app/server/app.ts';
import { leaveRules } from '#lib/info-card/server/published.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf, isDay } from '#lib/platform/server/local-time.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function asking(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const parent = requireConfirmedParent(event);
	const children = [...parent.children.values()].filter(({ childId }) => maySayAbsent(parent, childId));
	if (children.length === 0) error(403);
	return { parent, children };
}

export const load: PageServerLoad = async (event) => {
	const { parent, children } = asking(event);
	const { store, clock } = app();
	const today = dayOf(clock.now(), parent.school.timeZone);
	const { locale } = event.locals;
	const [settings, rules] = await Promise.all([
		absenceSettings(store.read, parent.schoolId),
		leaveRules(store.read, parent.schoolId, today),
	]);
	return {
		isOn: settings.leaveRequests,
		today,
		children: children.map(({ childId, givenName }) => ({ value: childId, label: givenName })),
		grounds: leaveGrounds.map((ground) => ({
			value: ground,
			label: groundText(ground, locale),
			rule: ruleText(ground, rules.headDays, locale),
		})),
	};
};

const day = v.pipe(v.string('required'), v.nonEmpty('required'), v.check(isDay, 'not_a_date'));
const leaveSchema = v.object({
	childId: v.pipe(v.string('required'), v.nonEmpty('required')),
	ground: v.picklist(leaveGrounds, 'not_a_choice'),
	firstDay: day,
	lastDay: day,
});

export const actions: Actions = {
	default: async (event) => {
		const { parent } = asking(event);
		const form = await readForm(event.request, leaveSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await askLeave(store, parent, { ...form.value, now: clock.now() });
		if (result.ok) redirect(303, '/school/absence?done=asked');
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal, values: form.value });
	},
};
