import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { auditLook, lookAt } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { mergeGuardians, previewMerge } from '#lib/app/server/merge-guardians.ts';
import { guardianSchema } from '#lib/families/guardian-form.ts';
import { changeGuardian, findCandidates, readGuardian } from '#lib/families/server/guardians.ts';
import { childForStaff } from '#lib/families/server/overview.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { languageName } from '#lib/translation/languages.ts';
import { readingLanguages } from '../../reading-languages.server.ts';
import type { Actions, PageServerLoad } from './$types';

const mergeSchema = v.object({ with: v.pipe(v.string('required'), v.nonEmpty('required')) });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { child, guardian } = await find(staff, event.params);
	const { store, clock } = app();
	await auditLook(store, staff, lookAt(child), clock.now());
	const { locale } = event.locals;
	const words = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
	const other = event.url.searchParams.get('with');
	const preview =
		other === null
			? undefined
			: await previewMerge(store.read, staff, { keep: guardian.guardianId, drop: other });
	if (other !== null && !preview) error(404);
	const candidates = await findCandidates(store.read, staff, { words, notOf: '' });
	return {
		child: { childId: child.childId, givenName: child.givenName },
		guardian,
		languages: readingLanguages(locale),
		words,
		candidates: candidates.filter(({ guardianId }) => guardianId !== guardian.guardianId),
		preview: preview && { ...preview, language: preview.language && languageName(preview.language, locale) },
	};
};

export const actions: Actions = {
	save: async (event) => {
		const staff = requireStaff(event);
		const { guardian } = await find(staff, event.params);
		const form = await readForm(event.request, guardianSchema);
		if (!form.ok) return fail(422, { ...form.problems, saved: false, refusal: null });
		const { store, clock } = app();
		const change = { ...form.value, guardianId: guardian.guardianId };
		const done = await changeGuardian(store, staff, change, clock.now());
		if (done.ok) return { saved: true, refusal: null };
		if (done.refusal === 'empty') return fail(422, { saved: false, refusal: done.refusal });
		error(404);
	},
	merge: async (event) => {
		const staff = requireStaff(event);
		const { child, guardian } = await find(staff, event.params);
		const form = await readForm(event.request, mergeSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const pair = { keep: guardian.guardianId, drop: form.value.with };
		const done = await mergeGuardians(store, staff, pair, clock.now());
		if (done.ok) redirect(303, `/staff/families/${child.childId}/${guardian.guardianId}?merged`);
		if (done.refusal === 'both_signed_up') return fail(409, { saved: false, refusal: done.refusal });
		error(done.refusal === 'not_allowed' ? 403 : 404);
	},
};

/** A guardian of a child of the school; for the office only. */
async function find(staff: StaffActor, params: { child: string; guardian: string }) {
	if (!runsOffice(staff)) error(403);
	const { store, clock } = app();
	const { read } = store;
	const child = await childForStaff(read, staff, params.child, clock.now());
	const linked = child?.guardians.some(({ guardianId }) => guardianId === params.guardian);
	const guardian = linked ? await readGuardian(read, staff, params.guardian) : undefined;
	if (!child || !guardian) error(404);
	return { child, guardian };
}
