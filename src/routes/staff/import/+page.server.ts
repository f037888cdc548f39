import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { undoImport } from '#lib/app/server/undo-import.ts';
import { listRefusalText } from '#lib/families/import-texts.ts';
import { listDrafts, removeDraft, uploadEdexml, uploadList } from '#lib/families/server/import-drafts.ts';
import { listRuns } from '#lib/families/server/import-runs.ts';
import { yearBeingTurned } from '#lib/new-year/server/turn.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { edexRefusalText } from '#lib/school/finding-texts.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

const uploadSchema = v.object({ file: v.file('required') });
/** What stands in the way of taking an import back: so many are named. */
const MOST_SINCE = 12;

const undoSchema = v.object({
	run: v.pipe(v.string('required'), v.nonEmpty('required')),
	sure: v.pipe(v.string('required'), v.nonEmpty('required')),
});
const removeSchema = v.object({ draft: v.string('required') });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!runsOffice(staff)) error(403);
	const { store, clock } = app();
	const drafts = await listDrafts(store.read, staff, clock.now());
	const runs = await listRuns(store.read, staff);
	const when = (at: Date) => formatDayAndTime(at, event.locals.locale, staff.school.timeZone);
	return {
		newYear: await yearBeingTurned(store.read, staff.schoolId, clock.now()),
		runs: runs.map(({ id, kind, fileName, appliedAt, undoneAt, undoable }) => ({
			id,
			kind,
			fileName,
			undoable,
			when: when(appliedAt),
			undoneAt: undoneAt && when(undoneAt),
		})),
		drafts: drafts.map(({ keptUntil, ...draft }) => ({
			...draft,
			keptUntil: when(keptUntil),
		})),
	};
};

export const actions: Actions = {
	children: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const upload = await readUpload(event.request);
		if (upload === 'no_file') return fail(422, { which: 'children', refusal: 'no_file', text: '' });
		if (upload === 'too_large') {
			const text = edexRefusalText({ code: 'too_large' }, { locale: event.locals.locale });
			return fail(413, { which: 'children', refusal: 'too_large', text });
		}
		const { store, clock } = app();
		const done = await uploadEdexml(store, staff, { ...upload, now: clock.now() });
		if (done.ok) redirect(303, `/staff/import/${done.draftId}`);
		if (done.refusal === 'not_allowed') error(403);
		const text = edexRefusalText(done.refusal, { locale: event.locals.locale });
		return fail(422, { which: 'children', refusal: done.refusal.code, text });
	},
	guardians: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const upload = await readUpload(event.request);
		if (upload === 'no_file') return fail(422, { which: 'guardians', refusal: 'no_file', text: '' });
		if (upload === 'too_large') {
			const text = listRefusalText('too_large', { locale: event.locals.locale });
			return fail(413, { which: 'guardians', refusal: 'too_large', text });
		}
		const { store, clock } = app();
		const done = await uploadList(store, staff, { ...upload, now: clock.now() });
		if (done.ok) redirect(303, `/staff/import/${done.draftId}/columns`);
		if (done.refusal === 'not_allowed') error(403);
		const text = listRefusalText(done.refusal, { locale: event.locals.locale });
		return fail(422, { which: 'guardians', refusal: done.refusal, text });
	},
	undo: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const form = await readForm(event.request, undoSchema);
		if (!form.ok) return fail(422, { undo: 'unsure' as const });
		const { store, clock } = app();
		const done = await undoImport(store, staff, form.value.run, clock.now());
		if (done.ok) return { undo: 'done' as const };
		if (done.refusal === 'not_allowed') error(403);
		if (!('since' in done)) return fail(409, { undo: 'not_last' as const });
		const since = done.since.slice(0, MOST_SINCE).map(({ name, why }) => ({ name, why }));
		return fail(409, { undo: 'since' as const, since, more: done.since.length - since.length });
	},
	remove: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const form = await readForm(event.request, removeSchema);
		if (!form.ok) error(400);
		await removeDraft(app().store, staff, form.value.draft);
		redirect(303, '/staff/import');
	},
};

type Upload = { fileName: string; bytes: Uint8Array } | 'no_file' | 'too_large';

async function readUpload(request: Request): Promise<Upload> {
	try {
		const form = await readForm(request, uploadSchema);
		if (!form.ok || form.value.file.name === '') return 'no_file';
		return { fileName: form.value.file.name, bytes: new Uint8Array(await form.value.file.arrayBuffer()) };
	} catch (problem) {
		// more than the server reads of one request
		if ((problem as { status?: number }).status === 413) return 'too_large';
		throw problem;
	}
}
