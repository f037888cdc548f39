import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { isTarget, MOST_GUARDIANS, targets, type Mapping } from '#lib/families/guardian-columns.ts';
import { mappingProblemText, targetText } from '#lib/families/import-texts.ts';
import { findMapping } from '#lib/families/server/column-mapping.ts';
import { readDraft, setMapping } from '#lib/families/server/import-drafts.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const EXAMPLES = 3;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { draft, table } = await waiting(staff, event.params.draft);
	const found = await findMapping(app().store.read, staff.schoolId, table);
	const mapping = draft.mapping ?? found.mapping;
	const guardians = Math.max(2, ...mapping.map((target) => Number(/^guardian(\d)/.exec(target)?.[1] ?? 0)));
	const offered = targets.filter(
		(target) => Number(/^guardian(\d)/.exec(target)?.[1] ?? 0) <= Math.min(guardians, MOST_GUARDIANS),
	);
	return {
		fileName: draft.fileName,
		remembered: found.remembered,
		choices: offered.map((value) => ({ value, label: targetText(value, { locale: event.locals.locale }) })),
		columns: table.headers.map((header, index) => ({
			header,
			chosen: mapping[index] ?? 'ignore',
			examples: [
				...new Set(table.rows.map(({ cells }) => (cells[index] ?? '').trim()).filter(Boolean)),
			].slice(0, EXAMPLES),
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const { draft, table } = await waiting(staff, event.params.draft);
		const schema = v.object({ column: v.array(v.pipe(v.string(), v.check(isTarget, 'not_a_choice'))) });
		const form = await readForm(event.request, schema);
		if (!form.ok || form.value.column.length !== table.headers.length) error(400);
		const done = await setMapping(app().store, staff, draft, form.value.column as Mapping);
		if (done.ok) redirect(303, `/staff/import/${draft.id}`);
		const problem = mappingProblemText(done.refusal, { locale: event.locals.locale });
		return fail(422, { problem, column: form.value.column });
	},
};

/** A list that still waits; for the office of the school only. */
async function waiting(staff: StaffActor, id: string) {
	const { store, clock } = app();
	const draft = await readDraft(store.read, staff, id, clock.now());
	if (draft?.kind !== 'guardians' || !draft.table) error(404);
	return { draft: draft, table: draft.table };
}
