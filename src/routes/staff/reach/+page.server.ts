import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { pageOf } from '#lib/platform/page-of.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { nextSteps } from '#lib/reach/next-step.ts';
import { guardiansForStaff } from '#lib/reach/server/not-reached.ts';
import { colleagues, markStep, planStep } from '#lib/reach/server/steps.ts';
import { languageName } from '#lib/translation/languages.ts';
import { aboutAsked, notReachedAsked, sentAsked } from './find.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const now = clock.now();
	if (event.url.searchParams.has('about'))
		return { now, of: 'about' as const, ...(await aboutAsked(staff, event.url, locale)) };
	if (event.url.searchParams.get('view') === 'sent')
		return { now, of: 'sent' as const, ...(await sentAsked(staff, event.url, locale)) };
	const { rows: all, ...rest } = await notReachedAsked(staff, event.url);
	const { rows, shown } = pageOf(event.url, all, PER_PAGE);
	return {
		now,
		of: 'not-reached' as const,
		...rest,
		part: shown,
		staffId: staff.staffId,
		colleagues: await colleagues(store.read, staff.schoolId),
		rows: rows.map(({ language, groups, ...row }) => ({
			...row,
			language: languageName(language, locale),
			groups: groups.map(({ name }) => name),
		})),
	};
};

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long'));
const planSchema = v.object({ guardianId: id, step: v.picklist(nextSteps, 'not_a_choice'), staffId: id });
const markSchema = v.object({ guardianId: id, stepId: id, done: v.picklist(['yes', 'no'], 'not_a_choice') });

/** The staff member, if they may see this guardian; 404 otherwise. */
async function whoSees(event: RequestEvent, guardianId: string) {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const seen = await guardiansForStaff(store.read, staff, { now: clock.now() });
	return seen.has(guardianId) ? staff : error(404);
}

export const actions: Actions = {
	/** Says what will be done to reach a guardian, and by whom. */
	plan: async (event) => {
		requireStaff(event);
		const form = await readForm(event.request, planSchema);
		if (!form.ok) return fail(422, form.problems);
		const staff = await whoSees(event, form.value.guardianId);
		const { store, clock } = app();
		const result = await planStep(store, staff, { ...form.value, now: clock.now() });
		if (!result.ok) return fail(409, { refusal: result.refusal });
		// back to the list as it was, without the question
		const query = new URLSearchParams(event.url.searchParams);
		for (const name of ['/plan', 'plan']) query.delete(name);
		redirect(303, `/staff/reach?${query}#g-${encodeURIComponent(form.value.guardianId)}`);
	},
	/** It was done, or was not after all. */
	mark: async (event) => {
		requireStaff(event);
		const form = await readForm(event.request, markSchema);
		if (!form.ok) return fail(422, form.problems);
		const { guardianId, stepId, done } = form.value;
		const staff = await whoSees(event, guardianId);
		const { store, clock } = app();
		const one = { guardianId, stepId, done: done === 'yes', now: clock.now() };
		if (!(await markStep(store, staff, one))) error(404);
		return { marked: guardianId };
	},
};
