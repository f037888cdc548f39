// What the school writes of a task, mended by a person in another language.
import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today } from '../../../../tests/support/people.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import { taskPage } from './for-parent.ts';
import { keepTaskTranslations, languagesOfTask } from './translations.ts';
import { taskView } from '../words.ts';

const note = 'Wij vertrekken om 9.00 uur.';
const turkish = 'Saat 9.00’da yola çıkıyoruz.';

async function school() {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, { note });
	return store;
}

it('who runs the task puts its words into a language that is read; the parent reads them, and the Dutch beside', async () => {
	const store = await school();
	const marieke = await asStaff(store, 'marieke');
	const kept = await keepTaskTranslations(store, marieke, {
		...{ taskId, language: 'tr', now: today },
		texts: [{ field: 'note', text: turkish, of: note }],
	});
	expect(kept).toEqual({ ok: true });
	expect(await auditSoFar(store)).toContain('staff marieke tasks.translated');
	const found = await languagesOfTask(store.read, marieke, taskId, today);
	expect(found?.languages.find(({ tag }) => tag === 'tr')?.texts).toEqual([
		{ field: 'note', written: note, own: turkish, of: null, machine: null },
	]);
	expect(found?.languages.map(({ tag }) => tag)).not.toContain('nl');
	const page = await taskPage(store.read, await asParent(store, 'ayse'), taskId, today);
	const view = page && taskView(page, { locale: 'tr', timeZone: 'Europe/Amsterdam' });
	expect(view?.note).toMatchObject({ text: turkish, lang: 'tr', original: { text: note, lang: 'nl' } });
});

it('nothing is kept of a text that changed meanwhile, of Dutch, and from who does not run it', async () => {
	const store = await school();
	const texts = [{ field: 'note' as const, text: turkish, of: note }];
	const keep = async (who: 'marieke' | 'selin', part: Partial<Parameters<typeof keepTaskTranslations>[2]>) =>
		keepTaskTranslations(store, await asStaff(store, who), {
			...{ taskId, language: 'tr', texts, now: today },
			...part,
		});
	expect(
		await keep('marieke', { texts: [{ field: 'note', text: turkish, of: 'Eerst stond er iets anders.' }] }),
	).toEqual({
		ok: false,
		refusal: 'changed',
	});
	expect(await keep('marieke', { language: 'nl' })).toEqual({ ok: false, refusal: 'not_found' });
	expect(await keep('selin', {})).toEqual({ ok: false, refusal: 'not_found' });
	expect(await languagesOfTask(store.read, await asStaff(store, 'selin'), taskId, today)).toBeUndefined();
});
