import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import { isSchoolDay, sickState } from '#lib/absence/rules.ts';
import { schoolCalendar } from '#lib/absence/server/calendar.ts';
import { ownLeaveRequests, withdrawLeave } from '#lib/absence/server/leave-requests.ts';
import { maySayAbsent } from '#lib/absence/server/policy.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { ownReportsToday, reportSick, withdrawSick } from '#lib/absence/server/sick-reports.ts';
import { answerText, groundText, ruleText } from '#lib/absence/texts.ts';
import { app } from '#lib/app/server/app.ts';
import { absenceCall, leaveRules } from '#lib/info-card/server/published.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { telephoneHref, telephoneWords } from '#lib/platform/telephone.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { formatClock } from '#lib/translation/clock.ts';
import { formatTime } from '#lib/translation/dates.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

/** Children whom this guardian has the say over; 403 for who has none. */
function childrenOf(parent: ParentActor) {
	const children = [...parent.children.values()].filter(({ childId }) => maySayAbsent(parent, childId));
	if (children.length === 0) error(403);
	return children;
}

export const load: PageServerLoad = async (event) => {
	const parent = requireConfirmedParent(event);
	const children = childrenOf(parent);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const { timeZone } = parent.school;
	const today = dayOf(now, timeZone);
	const settings = await absenceSettings(store.read, parent.schoolId);
	const [reports, requests, calendar, call, rules, school] = await Promise.all([
		settings.sickReports ? ownReportsToday(store.read, parent, now) : [],
		settings.leaveRequests ? ownLeaveRequests(store.read, parent) : [],
		schoolCalendar(store.read, parent.schoolId, today),
		absenceCall(store.read, parent.schoolId, today),
		leaveRules(store.read, parent.schoolId, today),
		readSchool(store.read, parent.schoolId),
	]);
	const time = timeOf(now, timeZone);
	const phone = call?.phone ?? school.phone;
	return {
		phone: phone ? { words: telephoneWords(phone), href: telephoneHref(phone) } : null,
		done: event.url.searchParams.get('done'),
		sick: settings.sickReports && {
			until: formatClock(settings.reportUntil, locale),
			seenBy: formatClock(settings.seenBy, locale),
			isOpen: time < settings.reportUntil,
			isSchoolDay: isSchoolDay(today, calendar?.free ?? []),
			children: children.map(({ childId, givenName }) => {
				const report = reports.find((one) => one.childId === childId);
				return {
					childId,
					givenName,
					report: report && {
						state: sickState(report, time, settings.seenBy),
						at: formatTime(report.createdAt, locale, timeZone),
						seenAt: report.seenAt && formatTime(report.seenAt, locale, timeZone),
					},
				};
			}),
		},
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

const childSchema = v.object({ childId: v.pipe(v.string('required'), v.nonEmpty('required')) });
const requestSchema = v.object({ requestId: v.pipe(v.string('required'), v.nonEmpty('required')) });

export const actions: Actions = {
	sick: async (event) => {
		const parent = requireConfirmedParent(event);
		childrenOf(parent);
		const form = await readForm(event.request, childSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await reportSick(store, parent, { ...form.value, now: clock.now() });
		if (result.ok) redirect(303, `/school/absence?done=sick`);
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	},
	notSick: async (event) => {
		const parent = requireConfirmedParent(event);
		childrenOf(parent);
		const form = await readForm(event.request, childSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await withdrawSick(store, parent, { ...form.value, now: clock.now() });
		if (result.ok) redirect(303, '/school/absence?done=not_sick');
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	},
	withdraw: async (event) => {
		const parent = requireConfirmedParent(event);
		childrenOf(parent);
		const form = await readForm(event.request, requestSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await withdrawLeave(store, parent, { ...form.value, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, '/school/absence?done=withdrawn');
	},
};
