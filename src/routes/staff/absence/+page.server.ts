import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { isForOfficer, isLate, leaveAnswers } from '#lib/absence/rules.ts';
import { answerLeave, leaveToDecide, type LeaveToDecide } from '#lib/absence/server/leave-requests.ts';
import { mayDecideLeave, maySeeAbsence } from '#lib/absence/server/policy.ts';
import { absenceSettings, setAbsenceSettings } from '#lib/absence/server/settings.ts';
import { markEntered, markSeen, sickChildren } from '#lib/absence/server/sick-reports.ts';
import { groundText, ruleText } from '#lib/absence/texts.ts';
import { app } from '#lib/app/server/app.ts';
import { leaveRules } from '#lib/info-card/server/published.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { formatDay, formatTime } from '#lib/translation/dates.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { SICK_REPORT_DAYS } from '#lib/absence/server/retention.ts';
import type { Actions, PageServerLoad } from './$types';

const todayOf = (staff: StaffActor) => dayOf(app().clock.now(), staff.school.timeZone);

/** Who sees absence; 403 for everybody else on the staff. */
function seeing(event: Parameters<typeof requireStaff>[0]): StaffActor {
	const staff = requireStaff(event);
	if (!maySeeAbsence(staff)) error(403);
	return staff;
}

export const load: PageServerLoad = async (event) => {
	const staff = seeing(event);
	const { store } = app();
	const { locale } = event.locals;
	const { timeZone } = staff.school;
	const today = todayOf(staff);
	const [settings, sick, leave, rules] = await Promise.all([
		absenceSettings(store.read, staff.schoolId),
		sickChildren(store.read, staff, addDays(today, -SICK_REPORT_DAYS)),
		leaveToDecide(store.read, staff, today),
		leaveRules(store.read, staff.schoolId, today),
	]);
	const time = (at: Date | null) => at && formatTime(at, locale, timeZone);
	const children = sick.map((one) => ({
		...one,
		groups: one.groups.map(({ name }) => name),
		reportedAt: time(one.reportedAt) ?? '',
		seenAt: time(one.seenAt),
		isEntered: one.enteredAt !== null,
		dayText: formatDay(one.day, locale, 'UTC'),
	}));
	const request = (one: LeaveToDecide) => ({
		requestId: one.requestId,
		child: one.childName,
		group: one.group,
		guardian: one.guardianName,
		askedOn: formatDay(one.askedAt, locale, timeZone),
		days: formatDayRange(one.firstDay, one.lastDay, locale, 'UTC'),
		count: one.days,
		before: one.before,
		ground: groundText(one.ground, locale),
		rule: ruleText(one.ground, rules.headDays, locale),
		isLate: isLate(one, dayOf(one.askedAt, timeZone), rules),
		isOver: isForOfficer(one.ground, one.days, one.before, rules.headDays),
		answer: one.answer,
	});
	return {
		settings,
		mayDecide: mayDecideLeave(staff),
		headDays: rules.headDays,
		today: children.filter(({ day }) => day === today),
		earlier: children.filter(({ day }) => day !== today),
		open: leave.filter(({ answer }) => answer === null).map(request),
		answered: leave.filter(({ answer }) => answer !== null).map(request),
	};
};

const ids = v.optional(v.array(v.pipe(v.string(), v.maxLength(60, 'too_long'))), []);
const seenSchema = v.object({ report: ids });
const enteredSchema = v.object({ report: ids, entered: v.optional(v.string(), '') });
const answerSchema = v.object({
	requestId: v.pipe(v.string('required'), v.nonEmpty('required')),
	answer: v.picklist(leaveAnswers, 'not_a_choice'),
});
const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value !== ''),
);
const time = v.pipe(v.string('required'), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));
const settingsSchema = v.object({
	sickReports: ticked,
	reportUntil: time,
	seenBy: time,
	leaveRequests: ticked,
});

export const actions: Actions = {
	seen: async (event) => {
		const staff = seeing(event);
		const form = await readForm(event.request, seenSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await markSeen(store, staff, { reportIds: form.value.report, now: clock.now() });
		if (!result.ok) error(403);
		return { done: 'seen' as const };
	},
	entered: async (event) => {
		const staff = seeing(event);
		const form = await readForm(event.request, enteredSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { report, entered } = form.value;
		const result = await markEntered(store, staff, {
			reportIds: report,
			entered: entered !== '',
			now: clock.now(),
		});
		if (!result.ok) error(403);
		return { done: 'entered' as const };
	},
	answer: async (event) => {
		const staff = seeing(event);
		if (!mayDecideLeave(staff)) error(403);
		const form = await readForm(event.request, answerSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { headDays } = await leaveRules(store.read, staff.schoolId, todayOf(staff));
		const result = await answerLeave(store, staff, { ...form.value, headDays, now: clock.now() });
		if (result.ok) return { done: 'answered' as const };
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	},
	settings: async (event) => {
		const staff = seeing(event);
		if (!mayDecideLeave(staff)) error(403);
		const form = await readForm(event.request, settingsSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await setAbsenceSettings(store, staff, form.value, clock.now());
		if (result.ok) return { done: 'settings' as const };
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	},
};
