import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import { ownLeaveRequests, withdrawLeave } from '#lib/absence/server/leave-requests.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { answerText, groundText, ruleText } from '#lib/absence/texts.ts';
import { app } from '#lib/app/server/app.ts';
import { childrenToReport, sickActs, sickToday } from '#lib/app/server/sick-of-parent.ts';
import { absenceCall, leaveRules } from '#lib/info-card/server/published.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { telephoneHref, telephoneWords } from '#lib/platform/telephone.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireConfirmedParent(event);
	childrenToReport(parent);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const { timeZone } = parent.school;
	const today = dayOf(now, timeZone);
	const settings = await absenceSettings(store.read, parent.schoolId);
	const [sick, requests, call, rules, school] = await Promise.all([
		sickToday(store, parent, settings, { locale, now }),
		settings.leaveRequests ? ownLeaveRequests(store.read, parent) : [],
		absenceCall(store.read, parent.schoolId, today),
		leaveRules(store.read, parent.schoolId, today),
		readSchool(store.read, parent.schoolId),
	]);
	const phone = call?.phone ?? school.phone;
	return {
		phone: phone ? { words: telephoneWords(phone), href: telephoneHref(phone) } : null,
		done: event.url.searchParams.get('done'),
		sick,
		leave: settings.leaveRequests && {
			requests: requests.map(({ requestId, childId, ground, firstDay, lastDay, answer }) => ({
				requestId,
				child: parent.children.get(childId)?.givenName ?? '',
				days: formatDayRange(firstDay, lastDay, locale, 'UTC'),
				ground: groundText(ground, locale),
				rule: ruleText(ground, rules.headDays, locale),
				answer,
				answerText: answer && answerText(answer, locale),
			})),
		},
	};
};

const requestSchema = v.object({ requestId: v.pipe(v.string('required'), v.nonEmpty('required')) });

const acts = sickActs('/school/absence');

export const actions: Actions = {
	sick: acts.sick,
	notSick: acts.notSick,
	withdraw: async (event) => {
		const parent = requireConfirmedParent(event);
		childrenToReport(parent);
		const form = await readForm(event.request, requestSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await withdrawLeave(store, parent, { ...form.value, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, '/school/absence?done=withdrawn');
	},
};
