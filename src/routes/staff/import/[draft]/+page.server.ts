import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { Answers } from '#lib/families/import-types.ts';
import { applyDraft, planOfDraft } from '#lib/families/server/apply-draft.ts';
import { readDraft } from '#lib/families/server/import-drafts.ts';
import { viewOfChildren, viewOfGuardians } from '#lib/families/server/import-view.ts';
import { yearBeingTurned } from '#lib/new-year/server/turn.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const draft = await findDraft(staff, event.params.draft);
	const { kind, fileName, done } = draft;
	const newYear = done ? await yearBeingTurned(store.read, staff.schoolId, clock.now()) : undefined;
	const head = { kind, fileName, done, newYear };
	if (draft.kind === 'guardians' && draft.table && !draft.mapping)
		redirect(303, `/staff/import/${draft.id}/columns`);
	const planned = await planOfDraft(store.read, staff, draft, {}, clock.now());
	const { locale } = event.locals;
	if (!planned) return { ...head, schoolYear: null, view: null };
	return planned.kind === 'edexml'
		? { ...head, schoolYear: planned.plan.schoolYear, view: viewOfChildren(planned.plan, locale) }
		: { ...head, schoolYear: null, view: viewOfGuardians(planned.plan, locale) };
};

export const actions: Actions = {
	apply: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const draft = await findDraft(staff, event.params.draft);
		const planned = await planOfDraft(store.read, staff, draft, {}, clock.now());
		if (!planned) redirect(303, event.url.pathname);
		const keys = planned.plan.questions.map(({ key }) => key);
		const answers = await readAnswers(event.request, keys);
		const done = await applyDraft(store, staff, draft, answers, clock.now());
		if (done.ok) redirect(303, event.url.pathname);
		if (done.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: done.refusal, answers });
	},
};

async function findDraft(staff: StaffActor, id: string) {
	const { store, clock } = app();
	const draft = await readDraft(store.read, staff, id, clock.now());
	if (!draft) error(404);
	return draft;
}

/** A field for each question that the page asked, and the children who were ticked as gone. */
async function readAnswers(request: Request, keys: string[]): Promise<Answers> {
	const asked = keys.map((key) => [`answer ${key}`, v.optional(v.string(), '')] as const);
	const schema = v.object({ ...Object.fromEntries(asked), gone: v.optional(v.array(v.string()), []) });
	const form = await readForm(request, schema);
	if (!form.ok) error(400);
	const given = form.value as Record<string, string | string[]>;
	const chosen = keys.flatMap((key) => {
		const value = given[`answer ${key}`];
		return typeof value === 'string' && value !== '' ? [[key, value] as const] : [];
	});
	const gone = (given.gone as string[]).map((id) => [`gone:${id}`, 'left'] as const);
	return Object.fromEntries([...chosen, ...gone]);
}
