// Reporting a child ill, as a guardian does it: the same behind the page of absence and the easy view.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { isSchoolDay, sickState } from '#lib/absence/rules.ts';
import { schoolCalendar } from '#lib/absence/server/calendar.ts';
import { maySayAbsent } from '#lib/absence/server/policy.ts';
import type { AbsenceSettings } from '#lib/absence/server/settings.ts';
import { ownReportsToday, reportSick, withdrawSick } from '#lib/absence/server/sick-reports.ts';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import type { Store } from '#lib/database/store.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { formatClock } from '#lib/translation/clock.ts';
import { formatTime } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { app } from './app.ts';

/** Children whom this guardian has the say over; 403 for who has none. */
export function childrenToReport(parent: ParentActor) {
	const children = [...parent.children.values()].filter(({ childId }) => maySayAbsent(parent, childId));
	if (children.length === 0) error(403);
	return children;
}

/** Who can be reported ill today, and who was; false where the school did not switch it on. */
export async function sickToday(
	{ read }: Pick<Store, 'read'>,
	parent: ParentActor,
	settings: AbsenceSettings,
	{ locale, now }: { locale: Locale; now: Date },
) {
	if (!settings.sickReports) return false;
	const { timeZone } = parent.school;
	const today = dayOf(now, timeZone);
	const time = timeOf(now, timeZone);
	const [reports, calendar] = await Promise.all([
		ownReportsToday(read, parent, now),
		schoolCalendar(read, parent.schoolId, today),
	]);
	return {
		until: formatClock(settings.reportUntil, locale),
		seenBy: formatClock(settings.seenBy, locale),
		isOpen: time < settings.reportUntil,
		isSchoolDay: isSchoolDay(today, calendar?.free ?? []),
		children: childrenToReport(parent).map(({ childId, givenName }) => {
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
	};
}

const childSchema = v.object({ childId: v.pipe(v.string('required'), v.nonEmpty('required')) });

/** The form actions "is ill today" and "is not after all"; they go on to `path`. */
export function sickActs(path: string) {
	return {
		sick: async (event: RequestEvent) => {
			const parent = requireConfirmedParent(event);
			childrenToReport(parent);
			const form = await readForm(event.request, childSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await reportSick(store, parent, { ...form.value, now: clock.now() });
			if (result.ok) redirect(303, `${path}?done=sick`);
			if (result.refusal === 'not_allowed') error(403);
			return fail(409, { refusal: result.refusal });
		},
		notSick: async (event: RequestEvent) => {
			const parent = requireConfirmedParent(event);
			childrenToReport(parent);
			const form = await readForm(event.request, childSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await withdrawSick(store, parent, { ...form.value, now: clock.now() });
			if (result.ok) redirect(303, `${path}?done=not_sick`);
			if (result.refusal === 'not_allowed') error(403);
			return fail(409, { refusal: result.refusal });
		},
	};
}
