import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { auditLook, lookAt } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { guardianSchema } from '#lib/families/guardian-form.ts';
import { addGuardian, findCandidates, linkGuardian } from '#lib/families/server/guardians.ts';
import { childForStaff } from '#lib/families/server/overview.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { readingLanguages } from '../../reading-languages.server.ts';
import type { Actions, PageServerLoad } from './$types';

const linkSchema = v.object({ guardianId: v.pipe(v.string('required'), v.nonEmpty('required')) });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const child = await findChild(staff, event.params.child);
	const words = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
	const { store, clock } = app();
	await auditLook(store, staff, lookAt(child), clock.now());
	return {
		child: { childId: child.childId, givenName: child.givenName },
		words,
		candidates: await findCandidates(store.read, staff, { words, notOf: child.childId }),
		languages: readingLanguages(event.locals.locale),
	};
};

export const actions: Actions = {
	link: async (event) => {
		const staff = requireStaff(event);
		const child = await findChild(staff, event.params.child);
		const form = await readForm(event.request, linkSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const link = { ...form.value, childId: child.childId, level: 'full', ground: null } as const;
		const done = await linkGuardian(store, staff, link, clock.now());
		if (!done.ok && done.refusal !== 'linked_already') error(404);
		redirect(303, `/staff/families/${child.childId}?linked=${form.value.guardianId}`);
	},
	add: async (event) => {
		const staff = requireStaff(event);
		const child = await findChild(staff, event.params.child);
		const form = await readForm(event.request, guardianSchema);
		if (!form.ok) return fail(422, { ...form.problems, empty: false });
		const { store, clock } = app();
		const done = await addGuardian(store, staff, { ...form.value, childId: child.childId }, clock.now());
		if (done.ok) redirect(303, `/staff/families/${child.childId}?linked=${done.guardianId}`);
		if (done.refusal !== 'empty') error(404);
		const { needsInterpreter, ...values } = form.value;
		const problem = formProblem(
			{ ...values, needsInterpreter: needsInterpreter ? 'yes' : '' },
			'name',
			'required',
		);
		return fail(422, { ...problem, empty: true });
	},
};

/** A child of the school; for the office only. */
async function findChild(staff: StaffActor, childId: string) {
	if (!runsOffice(staff)) error(403);
	const { store, clock } = app();
	const child = await childForStaff(store.read, staff, childId, clock.now());
	if (!child) error(404);
	return child;
}
