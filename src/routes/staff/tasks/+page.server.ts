import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { placesLeft } from '#lib/moments/slots.ts';
import { findReaders } from '#lib/moments/server/readers.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FormProblems } from '#lib/platform/problems.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { draftForm, draftSchema, type DraftForm } from '#lib/tasks/draft-form.ts';
import { planSchema, withName, WHOLE_SCHOOL } from '#lib/tasks/plan-form.ts';
import { staffTaskPath } from '#lib/tasks/paths.ts';
import {
	deleteTaskDraft,
	saveTaskDraft,
	taskDraft,
	taskDrafts,
	type TaskDraft,
} from '#lib/tasks/server/drafts.ts';
import { contactsToName, staffTasks, type StaffTask } from '#lib/tasks/server/for-staff.ts';
import { helpedAtSchool } from '#lib/tasks/server/helped.ts';
import { planTask, type PlanRefusal } from '#lib/tasks/server/plan.ts';
import { nextWeekday } from '#lib/tasks/shift-days.ts';
import { templateTexts } from '#lib/tasks/template-texts.ts';
import { isRole, templateNames, templates, type TemplateName } from '#lib/tasks/templates.ts';
import { formatMinutes } from '#lib/translation/durations.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

/** Gaps are shown so many days ahead. */
const GAP_DAYS = 21;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const groups = await groupsForStaff(store.read, staff, now);
	const query = event.url.searchParams;
	const asked = query.get('template');
	const named = query.get('draft');
	const draft = named === null ? undefined : await taskDraft(store.read, staff, named);
	// a form that was refused is shown again, also where somebody else published or threw away the draft meanwhile
	if (named !== null && !draft && event.request.method === 'GET') error(404);
	const template = draft?.template ?? templateNames.find((name) => name === asked);
	if (asked !== null && !template) error(404);
	if (template || query.has('new')) {
		const menu = templateNames.map((name) => ({ name, ...lookOf(name, locale) }));
		const plan = template && (await planOf(staff, template, locale, now));
		return { menu, plan: plan && withDraft(plan, draft), groups, list: undefined };
	}
	const year = await findSchoolYear(store.read, staff.schoolId, dayOf(now, staff.school.timeZone));
	const all = year ? await staffTasks(store.read, staff, { schoolYearId: year.id, now }) : [];
	const tasks = all.map((task) => ({
		...{ taskId: task.taskId, groups: task.groups, gaps: task.gaps, closed: task.closed },
		...{ state: task.state, mayRun: task.mayRun, flexible: task.flexible, interested: task.interested },
		...lookOf(task.template, locale),
		title: task.title ?? templateTexts[task.template].name({ locale }),
		first: shown(task)[0]?.startsAt ?? null,
		last: (task.flexible ? shown(task)[0]?.endsAt : shown(task).at(-1)?.startsAt) ?? null,
		shifts: shown(task).length,
	}));
	const drafts = (await taskDrafts(store.read, staff)).map((one) => draftLine(one, groups, locale));
	const of = (state: StaffTask['state']) => tasks.filter((task) => task.state === state);
	return {
		menu: undefined,
		plan: undefined,
		groups,
		list: {
			drafts,
			saved: query.has('saved'),
			deleted: query.has('deleted'),
			coming: of('coming'),
			past: [...of('over'), ...of('cancelled')],
			gaps: gapsOf(all, locale, now),
			helped: year
				? totalText(await helpedAtSchool(store.read, staff.schoolId, { schoolYearId: year.id, now }), locale)
				: null,
		},
	};
};

/** What all parents together did this school year; null where that is nothing yet. */
function totalText({ times: count, minutes }: { times: number; minutes: number }, locale: Locale) {
	if (count === 0) return null;
	return minutes > 0
		? m.taskstaff_total_time({ count, time: formatMinutes(minutes, locale) }, { locale })
		: m.taskstaff_total({ count }, { locale });
}

/** A draft in the list: what it is, for whom, and who saved it last. */
function draftLine(
	{ taskId, template, form, by, changedAt }: TaskDraft,
	groups: readonly { id: string; name: string }[],
	locale: Locale,
) {
	const own = typeof form.title === 'string' ? form.title : '';
	return {
		...{ taskId, by, changedAt, ...lookOf(template, locale) },
		title: own || templateTexts[template].name({ locale }),
		wholeSchool: form.groups.includes(WHOLE_SCHOOL),
		groups: groups.filter(({ id }) => form.groups.includes(id)),
	};
}

/** A draft is gone on with as it was typed. */
function withDraft<P extends { taskId: string }>(plan: P, draft: TaskDraft | undefined) {
	const typed: Partial<DraftForm> = draft?.form ?? {};
	return {
		...plan,
		taskId: draft?.taskId ?? plan.taskId,
		typed,
		revision: draft?.revision ?? 0,
		isDraft: draft !== undefined,
	};
}

function lookOf(name: TemplateName, locale: Locale) {
	const { icon, tint } = templates[name];
	return { icon, tint, kind: templateTexts[name].name({ locale }) };
}

/** Shifts to come, or all where none is. */
function shown({ shifts, state }: StaffTask) {
	const toCome = shifts.filter((one) => ['open', 'full', 'closed'].includes(one.state));
	return state === 'coming' ? toCome : shifts;
}

/** Shifts that still want helpers, soonest first; a period that has begun is of today. */
function gapsOf(tasks: StaffTask[], locale: Locale, now: Date) {
	const until = new Date(now.getTime() + GAP_DAYS * 86_400_000);
	return tasks
		.flatMap((task) =>
			task.shifts
				.filter(({ state, startsAt }) => state === 'open' && !task.closed && startsAt < until)
				.map((shift) => ({
					...{ taskId: task.taskId, shiftId: shift.shiftId, flexible: task.flexible, mayRun: task.mayRun },
					...{ startsAt: shift.startsAt, endsAt: shift.endsAt, left: placesLeft(shift) },
					groups: task.groups,
					from: shift.startsAt < now ? now : shift.startsAt,
					title: task.title ?? templateTexts[task.template].name({ locale }),
				})),
		)
		.sort((a, b) => +a.from - +b.from);
}

/** What a new task begins with, and what there is to choose from. */
async function planOf(staff: StaffActor, template: TemplateName, locale: Locale, now: Date) {
	const { store } = app();
	const { defaults } = templates[template];
	const calendar = await planCalendar(store.read, staff, now);
	const all = { groupIds: [], childIds: null };
	const { languages } = await findReaders(store.read, staff.schoolId, all, calendar.today);
	const firstDay = nextWeekday(calendar.today, defaults.weekday);
	const texts = templateTexts[template];
	return {
		template,
		...lookOf(template, locale),
		what: texts.what({ locale }),
		why: texts.why({ locale }),
		taskId: newId(),
		role: isRole(template),
		wholeSchool: seesAllFamilies(staff),
		values: {
			...defaults,
			firstDay,
			// a few weeks to begin with: nobody promises more at once
			lastDay: addDays(firstDay, defaults.repeat === 'period' ? 14 : 7 * 7),
			contactId: staff.staffId,
			stepBackHours: 24,
		},
		daysOff: calendar.daysOff.map(({ firstDay, lastDay }) => ({ firstDay, lastDay })),
		contacts: await contactsToName(store.read, staff.schoolId),
		languages: languages.map(({ tag }) => tag).filter((tag) => tag !== baseLocale),
	};
}

/** Which field a refusal is about; others are said above the form. */
const fieldOf: Partial<Record<PlanRefusal, string>> = { no_title: 'title' };

export const actions: Actions = {
	plan: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, planSchema);
		if (!form.ok) return fail(422, { ...withName(form.problems), refusal: undefined });
		const { store, clock } = app();
		const result = await planTask(store, staff, form.value, clock.now());
		if (result.ok) redirect(303, `${staffTaskPath(form.value.taskId)}?published=${result.invited}`);
		if (result.refusal === 'not_allowed') error(403);
		const values = typedIn(form.value);
		if (result.refusal === 'changed') return changed(values, result);
		const field = fieldOf[result.refusal];
		const problems = field ? formProblem(values, field, 'required') : { problems: {}, values };
		return fail(409, { ...problems, refusal: result.refusal });
	},
	draft: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, draftSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const { taskId, template, revision } = form.value;
		const one = { taskId, template, revision, form: draftForm(form.value), now: clock.now() };
		const result = await saveTaskDraft(store, staff, one);
		if (result.ok) redirect(303, '/staff/tasks?saved');
		if (result.refusal === 'published') redirect(303, staffTaskPath(taskId));
		if (result.refusal === 'changed') return changed(typedIn(form.value), result);
		error(403);
	},
	deleteDraft: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ taskId: v.string('required') }));
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const result = await deleteTaskDraft(store, staff, { ...form.value, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, '/staff/tasks?deleted');
	},
};

/** What was typed, as the form has it. */
function typedIn(read: Record<string, unknown>): FormProblems['values'] {
	return Object.fromEntries(
		Object.entries(read).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.map(String) : String(value ?? ''),
		]),
	);
}

/** Somebody else saved the draft: who. Saving or publishing once more is meant. */
function changed(values: FormProblems['values'], { by, revision }: { by: string; revision: number }) {
	const problems: FormProblems['problems'] = {};
	const again = { ...values, revision: String(revision) };
	return fail(409, { problems, values: again, refusal: 'changed' as const, by });
}
