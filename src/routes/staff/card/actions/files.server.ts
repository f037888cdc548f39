import { fail, type RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { nameSectionFile, removeSectionFile } from '#lib/info-card/edit.ts';
import { LONGEST } from '#lib/info-card/section-forms.ts';
import type { SectionFile } from '#lib/info-card/sections.ts';
import { readDraft } from '#lib/info-card/server/draft.ts';
import { withAllWords } from '#lib/info-card/server/card-words.ts';
import { putSectionFile } from '#lib/info-card/server/section-files.ts';
import { dropUpload, readUploaded } from '#lib/files/server/uploads.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { type Editing, writing, change, answer } from './editing.server.ts';
import { fileSchema, removeFileSchema, nameFileSchema } from './schemas.ts';
import { mend } from './words.server.ts';

export async function addFile(event: RequestEvent) {
	const { staff, year } = await writing(event);
	const { store, clock, settings } = app();
	const form = await readForm(event.request, fileSchema);
	if (!form.ok) return fail(422, { section: event.url.searchParams.get('section'), ...form.problems });
	const { section, title, upload, file } = form.value;
	const place = { dataDir: settings.dataDir, actor: staff };
	const given = await readUploaded(store.read, place, { uploadId: upload, file });
	if (!given) return fail(422, { fileSection: section, fileProblem: 'required' as const, title });
	const now = clock.now();
	const { dataDir } = settings;
	const put = { yearId: year.id, dataDir, now, sectionId: section, bytes: given.bytes };
	const result = await putSectionFile(store, staff, { ...put, title: title || titleOf(given.name) });
	if (upload) await dropUpload(store, place, upload);
	if ('refused' in result) return fail(422, { fileSection: section, fileProblem: result.refused, title });
	return answer(staff, result.edited);
}

export async function nameFile(event: RequestEvent) {
	const who = await writing(event);
	const form = await readForm(event.request, nameFileSchema);
	if (!form.ok) return fail(422, { section: event.url.searchParams.get('section'), ...form.problems });
	const { section, file, locale, title, seen } = form.value;
	const named = Object.fromEntries(locale.map((tag, at) => [tag, title[at] ?? '']));
	const { [baseLocale]: dutch = '', ...titles } = named;
	const result = await change(who, (sections) => nameSectionFile(sections, section, file, dutch), {
		sectionId: section,
		at: seen,
	});
	if (!('saved' in result)) return result;
	const stored = await currentFile(who, section, file);
	// what stood there already is no new translation: else every machine's would become a person's
	const typed = Object.entries(titles).filter(([tag, title]) => title !== (stored?.titles?.[tag] ?? ''));
	return mend(who, {
		sectionId: section,
		name: () => `file.${file}`,
		of: { title: stored?.title ?? '', text: '' },
		translations: Object.fromEntries(typed.map(([tag, title]) => [tag, { title, text: '' }])),
	});
}

export async function removeFile(event: RequestEvent) {
	const who = await writing(event);
	const form = await readForm(event.request, removeFileSchema);
	if (!form.ok) return fail(422, form.problems);
	const { section, file } = form.value;
	return change(who, (sections) => removeSectionFile(sections, section, file));
}

/** A file of the draft, with its titles in other languages. */
async function currentFile(
	{ staff, year }: Editing,
	sectionId: string,
	fileId: string,
): Promise<SectionFile | undefined> {
	const { read } = app().store;
	const { sections } = await readDraft(read, staff.schoolId, year.id);
	const its = sections.filter(({ id }) => id === sectionId);
	const [section] = await withAllWords(read, staff.schoolId, its);
	return section?.files?.find((file) => file.fileId === fileId);
}

/** What a file is called when nobody said: its own name without the ending. */
function titleOf(name: string): string {
	return name.replace(/\.[^.]{1,5}$/, '').slice(0, LONGEST.title);
}
