import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { listRefusalText } from '#lib/families/import-texts.ts';
import { listDrafts, removeDraft, uploadEdexml, uploadList } from '#lib/families/server/import-drafts.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { edexRefusalText } from '#lib/school/finding-texts.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

const uploadSchema = v.object({ file: v.file('required') });
const removeSchema = v.object({ draft: v.string('required') });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!runsOffice(staff)) error(403);
	const { store, clock } = app();
	const drafts = await listDrafts(store.read, staff, clock.now());
	return {
		drafts: drafts.map(({ keptUntil, ...draft }) => ({
			...draft,
			keptUntil: formatDayAndTime(keptUntil, event.locals.locale, staff.school.timeZone),
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
