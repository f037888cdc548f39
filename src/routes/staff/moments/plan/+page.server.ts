import { error, fail, redirect } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import {
	adjust,
	isMomentKind,
	planDifferences,
	planFormOfTyped,
	planOf,
	planSchema,
	problemOfForm,
	readPlanForm,
	type PlanCalendar,
	type PlanForm,
} from '#lib/moments/plan-form.ts';
import { aboutPlan } from '#lib/moments/server/about-plan.ts';
import { groupsToPlan } from '#lib/moments/server/groups-to-plan.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { findMoment } from '#lib/moments/server/find-moment.ts';
import { publishForEach } from '#lib/moments/server/publish.ts';
import { saveDraft } from '#lib/moments/server/draft.ts';
import type { PlanResult } from '#lib/moments/server/plan.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { staffName } from '#lib/moments/server/staff-name.ts';
import { startPlan } from '#lib/moments/server/start-plan.ts';
import { dropTemplate, keepTemplate, templatesOf } from '#lib/moments/server/templates.ts';
import { staffMomentPath, tonguesPath } from '#lib/moments/paths.ts';
import { templateIdSchema, templateNameSchema, templateOf } from '#lib/moments/template.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { waitSchema } from '#lib/translation/wait.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock, settings } = app();
	const now = clock.now();
	const query = event.url.searchParams;
	const kind = query.get('kind') ?? 'look';
	if (!isMomentKind(kind)) error(404);
	const groups = await groupsToPlan(store.read, staff, now);
	const calendar = await planCalendar(store.read, staff, now);
	const start = await startPlan(store, staff, {
		kind,
		groups,
		groupId: query.get('group'),
		day: query.get('day'),
		draft: query.get('draft'),
		copy: query.get('copy'),
		template: query.get('template'),
		calendar,
		now,
	});
	if (start === 'not_found') error(404);
	return {
		groups,
		phone: (await readSchool(store.read, staff.schoolId)).settings.interpreterPhone,
		translates: settings.translation !== undefined,
		takenBack: query.has('back'),
		templates: (await templatesOf(store.read, staff)).map(({ plan: _, ...one }) => one),
		templateDone: query.get('templates'),
		wholeSchool: mayRun(staff, []),
		calendar,
		start: start && { ...start, about: await aboutForm(staff, start.form, calendar, now) },
	};
};

async function aboutForm(staff: StaffActor, form: PlanForm, calendar: PlanCalendar, now: Date) {
	return form.groups.length === 0 ? undefined : aboutPlan(app().store, staff, planOf(form, calendar), now);
}

type Send = (
	store: ReturnType<typeof app>['store'],
	staff: StaffActor,
	plan: ReturnType<typeof planOf>,
	now: Date,
) => Promise<PlanResult & { moments?: number }>;

/** Saves or publishes what was posted. Where that can't be, the page comes back as it was with what is the matter. */
async function send(event: Parameters<Actions[string]>[0], how: Send) {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const calendar = await planCalendar(store.read, staff, now);
	const posted = await readForm(event.request, planSchema);
	if (!posted.ok) {
		const form = planFormOfTyped(posted.problems.values, calendar);
		return fail(422, {
			form,
			about: await aboutForm(staff, form, calendar, now),
			problems: posted.problems.problems,
		});
	}
	const form = readPlanForm(posted.value);
	const wrong = problemOfForm(form, calendar);
	const about = () => aboutForm(staff, form, calendar, now);
	if (wrong?.field === 'groups' || wrong?.field === 'children')
		return fail(422, { form, about: await about(), problems: { [wrong.field]: wrong.problem } });
	if (wrong) return fail(422, { form, about: await about(), refusal: wrong.problem });
	const result = await how(store, staff, planOf(form, calendar), now);
	if (result.ok) return result;
	if (result.refusal === 'not_found') error(404);
	if (result.refusal !== 'changed') return fail(409, { form, about: await about(), refusal: result.refusal });
	const other = await startPlan(store, staff, {
		kind: form.kind,
		groups: [],
		groupId: null,
		day: null,
		draft: form.momentId,
		copy: null,
		template: null,
		calendar,
		now,
	});
	if (!other || other === 'not_found') error(404);
	const saved = await findMoment(store.read, staff.schoolId, form.momentId);
	const by = saved?.changedBy ? await staffName(store.read, staff.schoolId, saved.changedBy) : null;
	// what was filled in stays; saving it once more is a choice that was made knowingly
	const mine = { ...form, revision: other.form.revision };
	const changed = { by, theirs: other.form, parts: planDifferences(form, other.form, calendar) };
	return fail(409, { form: mine, about: await about(), changed });
}

/** Where saving leads: to the list, or on to what was asked for beside it: whom to call, saying it aloud. */
function afterSaving(momentId: string, query: URLSearchParams): string {
	const next = query.get('next');
	if (next === 'calls') return `/staff/calls/moment/${momentId}`;
	if (next === 'speak')
		return `${tonguesPath(momentId)}?speak=${encodeURIComponent(query.get('speak') ?? '')}#speak`;
	return `/staff/moments?saved=${momentId}`;
}

export const actions: Actions = {
	/** Keeps what is filled in under a name, for the next time and for colleagues; the plan itself is not saved. */
	keepTemplate: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const now = clock.now();
		const calendar = await planCalendar(store.read, staff, now);
		const copy = event.request.clone();
		const named = await readForm(event.request, templateNameSchema);
		const posted = await readForm(copy, planSchema);
		const form = posted.ok ? readPlanForm(posted.value) : planFormOfTyped(posted.problems.values, calendar);
		const about = await aboutForm(staff, form, calendar, now);
		if (!posted.ok) return fail(422, { form, about, problems: posted.problems.problems });
		if (!named.ok) return fail(422, { form, about, problems: named.problems.problems });
		const { templateName: name } = named.value;
		const kept = await keepTemplate(store, staff, { name, kind: form.kind, plan: templateOf(form), now });
		if (kept.ok) return { form, about, templateKept: true };
		if (kept.refusal === 'not_allowed') error(403);
		return fail(409, { form, about, problems: {}, nameTaken: name });
	},
	dropTemplate: async (event) => {
		const staff = requireStaff(event);
		const posted = await readForm(event.request, templateIdSchema);
		if (!posted.ok) error(422);
		const { store, clock } = app();
		const { template: templateId } = posted.value;
		if (!(await dropTemplate(store, staff, { templateId, now: clock.now() }))) error(404);
		redirect(303, '/staff/moments/plan?templates=dropped');
	},
	/** Another week, a row more or less, without JavaScript: nothing is saved. */
	adjust: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const now = clock.now();
		const calendar = await planCalendar(store.read, staff, now);
		const posted = await readForm(event.request, planSchema);
		const before = posted.ok ? readPlanForm(posted.value) : planFormOfTyped(posted.problems.values, calendar);
		const button = posted.ok ? posted.value.adjust : String(posted.problems.values.adjust ?? '');
		const form = adjust(before, button, calendar);
		return { form, about: await aboutForm(staff, form, calendar, now) };
	},
	save: async (event) => {
		const result = await send(event, saveDraft);
		if ('momentId' in result) redirect(303, afterSaving(result.momentId, event.url.searchParams));
		return result;
	},
	publish: async (event) => {
		const waits = await readForm(event.request.clone(), waitSchema);
		const minutes = waits.ok ? waits.value.wait : 0;
		const result = await send(event, (store, staff, plan, now) =>
			publishForEach(store, staff, plan, now, minutes),
		);
		if ('momentId' in result && result.moments) redirect(303, `/staff/moments?published=${result.moments}`);
		if ('momentId' in result) redirect(303, `${staffMomentPath(result.momentId)}?published`);
		return result;
	},
};
