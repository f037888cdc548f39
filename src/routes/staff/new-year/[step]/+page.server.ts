import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { YearChoices } from '#lib/new-year/choices.ts';
import {
	cardSchema,
	groupsSchema,
	leaversSchema,
	momentsSchema,
	teachersSchema,
	yearSchema,
} from '#lib/new-year/schemas.ts';
import { mayTurnYear } from '#lib/new-year/server/policy.ts';
import { stepPage } from '#lib/new-year/server/step-page.ts';
import { choose, readTurn, type OpenTurn } from '#lib/new-year/server/turn.ts';
import { stepAfter } from '#lib/new-year/server/view.ts';
import { steps, type Step } from '#lib/new-year/steps.ts';
import { readForm, type ReadForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** The step of the address, for who turns the year; to the first page when nobody began. */
async function stepAsked(event: RequestEvent<{ step: string }>) {
	const staff = requireStaff(event);
	if (!mayTurnYear(staff)) error(403);
	const step = steps.find((one) => one === event.params.step);
	if (!step) error(404);
	const { store, clock } = app();
	const open = await readTurn(store.read, staff.schoolId, clock.now());
	if (!open) redirect(303, '/staff/new-year');
	return { staff, step, open };
}

export const load: PageServerLoad = async (event) => {
	const { staff, step, open } = await stepAsked(event);
	const to = { locale: event.locals.locale, timeZone: staff.school.timeZone };
	const group = event.url.searchParams.get('group');
	return { step, page: await stepPage(app().store.read, staff.schoolId, { open, step, group, to }) };
};

export const actions: Actions = {
	default: async (event) => {
		const { staff, step, open } = await stepAsked(event);
		const form = await readStep(event.request, step, open);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const chosen = await choose(store, staff, form.value, clock.now());
		if (!chosen.ok) error(409);
		redirect(303, stepAfter(step));
	},
};

/** What a step's form chooses. */
async function readStep(
	request: Request,
	step: Step,
	{ plan }: OpenTurn,
): Promise<ReadForm<Partial<YearChoices>>> {
	switch (step) {
		case 'year': {
			const form = await readForm(request, yearSchema);
			return form.ok ? { ok: true, value: { year: { name: plan.year.name, ...form.value } } } : form;
		}
		case 'groups': {
			const form = await readForm(request, groupsSchema);
			if (!form.ok) return form;
			const { fromId, yearGroup, name } = form.value;
			const groups = fromId.map((id, at) => ({
				fromId: id,
				yearGroup: yearGroup[at] || null,
				name: name[at] || null,
			}));
			return { ok: true, value: { groups } };
		}
		case 'teachers': {
			const form = await readForm(request, teachersSchema);
			if (!form.ok) return form;
			const { group, first, other } = form.value;
			const chosen = group.map((key, at): [string, string[]] => [
				key,
				[...new Set([first[at], other[at]].filter((id): id is string => Boolean(id)))],
			]);
			return { ok: true, value: { teachers: Object.fromEntries(chosen) } };
		}
		case 'leavers': {
			const form = await readForm(request, leaversSchema);
			if (!form.ok) return form;
			const { lastDay, child } = form.value;
			return { ok: true, value: { leavers: { lastDay, childIds: [...new Set(child)] } } };
		}
		case 'moments': {
			const form = await readForm(request, momentsSchema);
			return form.ok ? { ok: true, value: { moments: form.value.moment } } : form;
		}
		case 'card': {
			const form = await readForm(request, cardSchema);
			return form.ok ? { ok: true, value: { card: form.value.copy !== undefined } } : form;
		}
	}
}
