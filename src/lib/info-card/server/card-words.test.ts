// What the school writes on its card, in the languages of its parents: from a draft to what is read at home.
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { startTranslationService } from '../../../../tests/support/translator.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { breaker } from '#lib/translation/server/breaker.ts';
import { libreTranslate } from '#lib/translation/server/libretranslate.ts';
import { translateDue } from '#lib/translation/server/translate-due.ts';
import { howOf, linesOf } from '../card-view.ts';
import { addOwnSection, setNote, setOwn, setStep, setValues } from '../edit.ts';
import type { Section } from '../sections.ts';
import { moveCardWords, withAllWords, withWordsFor, withWordsToMend } from './card-words.ts';
import { discardDraft, editDraft, publishCard, readDraft, versionSections } from './draft.ts';
import { keepCardWords } from './keep-words.ts';
import { cardForParent } from './published.ts';
import { viewCard } from './view.ts';

const yearId = '2026';
const TODAY = '2026-10-06';
const dutch = { title: 'Fietsen', text: 'Zet de fiets in het rek.' };
const turkish = { title: 'Bisiklet', text: 'Bisikleti rafa koyun.' };
const newDutch = { title: 'Fietsen', text: 'Fietsen blijven thuis.' };

async function school() {
	const store = freshStore();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	await edit(store, (sections) => addOwnSection(sections, { id: 'bike', icon: 'bike', words: dutch }));
	return { store, joke };
}

async function edit(store: TestStore, how: (sections: Section[]) => Section[] | undefined) {
	expect(await editDraft(store, await asStaff(store, 'joke'), { yearId, now: today }, how)).toEqual({
		ok: true,
	});
}
const write = (store: TestStore, words: typeof dutch) =>
	edit(store, (sections) => setOwn(sections, 'bike', { icon: 'bike', words }));
const publish = async (store: TestStore) =>
	expect(await publishCard(store, await asStaff(store, 'joke'), { yearId, now: today })).toMatchObject({
		ok: true,
	});
const mend = async (store: TestStore, words = turkish, of = dutch, who: 'joke' | 'marieke' = 'joke') =>
	keepCardWords(store, await asStaff(store, who), {
		...{ yearId, sectionId: 'bike', name: 'own', of, now: today },
		translations: { tr: words },
	});

async function serviceTurn(store: TestStore): Promise<number> {
	const service = await startTranslationService('libretranslate');
	const provider = libreTranslate({ url: service.url, key: '', outside: false, now: () => today });
	const rest = { namesOf: () => Promise.resolve([]), dayOf: () => TODAY };
	const done = await translateDue({ store, provider, breaker: breaker(), ...rest }, today);
	await service.close();
	return done;
}

/** What Ayşe reads of the section: its lines, how they came about, and the Dutch one tap away. */
async function read(store: TestStore, id = 'bike', locale: Locale = 'tr') {
	const parent = await asParent(store, 'ayse');
	const found = await cardForParent(store.read, parent, TODAY);
	if (!found || found === 'not_allowed') throw new Error('no card');
	const worded = await withWordsFor(store.read, parent, found.card.sections, locale);
	const view = viewCard(worded.sections, {
		...{ locale, reads: worded.reads, schoolPhone: '', daysOff: [], people: [] },
		...{ today: TODAY, readVersion: null },
	});
	const section = view.sections.find((one) => one.id === id);
	return section && { lines: linesOf(section), how: howOf(section), original: section.original };
}
const inDutch = { lines: [dutch.title, dutch.text], how: 'not_yet', original: undefined };
const inTurkish = {
	lines: [turkish.title, turkish.text],
	how: 'person',
	original: [dutch.title, dutch.text],
};

test('told as it is: not yet, by machine, by a person; a person’s is not replaced', async () => {
	const { store } = await school();
	await publish(store);
	expect(await read(store)).toEqual(inDutch);
	expect(await serviceTurn(store)).toBeGreaterThan(0);
	expect(await read(store)).toEqual({
		lines: ['[tr] Fietsen', '[tr] Zet de fiets in het rek.'],
		how: 'machine',
		original: [dutch.title, dutch.text],
	});
	expect(await mend(store)).toEqual({ ok: true });
	// parents read that Dutch already: they get it at once
	expect(await read(store)).toEqual(inTurkish);
	await write(store, newDutch);
	await publish(store);
	await write(store, dutch);
	await publish(store);
	await serviceTurn(store);
	expect(await read(store)).toEqual(inTurkish);
	expect(await read(store, 'bike', 'nl')).toEqual({ ...inDutch, how: 'original' });
});

test('what is not published yet does not show, in no language; what is published stays', async () => {
	const { store, joke } = await school();
	await publish(store);
	await mend(store);
	await write(store, newDutch);
	const next = { title: 'Bisiklet', text: 'Bisikletler evde kalır.' };
	expect(await mend(store, next, newDutch)).toEqual({ ok: true });
	expect(await read(store)).toEqual(inTurkish);
	await discardDraft(store, joke, { yearId, now: today });
	expect(await read(store)).toEqual(inTurkish);
	await write(store, newDutch);
	await publish(store);
	expect((await read(store))?.lines).toEqual([next.title, next.text]);
	// and an earlier version is as it was
	const versions = store.t.infoCard;
	const [first] = await store.read
		.select({ id: versions.id })
		.from(versions)
		.where(and(eq(versions.schoolId, schoolId), eq(versions.version, 1)));
	const earlier = await versionSections(store.read, schoolId, first?.id ?? '');
	const worded = await withAllWords(store.read, schoolId, earlier?.sections ?? []);
	expect(worded.find(({ id }) => id === 'bike')?.values).toMatchObject({
		wording: { nl: dutch, others: { tr: turkish } },
	});
});

test('who mends sees the earlier translation with the Dutch that it says; parents see the new Dutch', async () => {
	const { store } = await school();
	await mend(store);
	await write(store, newDutch);
	await publish(store);
	const { sections } = await readDraft(store.read, schoolId, yearId);
	const toMend = await withWordsToMend(store.read, schoolId, sections);
	expect(toMend.find(({ id }) => id === 'bike')?.values).toMatchObject({
		wording: { nl: newDutch, others: { tr: { ...turkish, of: dutch } } },
	});
	expect(await read(store)).toMatchObject({ lines: [newDutch.title, newDutch.text], how: 'not_yet' });
	// half of it is no translation
	expect(await mend(store, { title: 'Bisiklet', text: '' }, newDutch)).toEqual({ ok: true });
	expect(await read(store)).toMatchObject({ how: 'not_yet' });
});

test('notes and steps too; taken away again', async () => {
	const { store, joke } = await school();
	await edit(store, (sections) =>
		setStep(setNote(sections, 'food', 'Op vrijdag eten we samen.'), 'better', {
			shown: true,
			words: { title: 'Weer beter?', text: 'Kom gerust.' },
		}),
	);
	await publish(store);
	const one = { yearId, now: today };
	const note = {
		...one,
		sectionId: 'food',
		name: 'note' as const,
		of: { title: '', text: 'Op vrijdag eten we samen.' },
	};
	const eten = (text: string) =>
		keepCardWords(store, joke, { ...note, translations: { tr: { title: '', text } } });
	await eten('Cuma günü birlikte yemek yiyoruz.');
	await keepCardWords(store, joke, {
		...one,
		...{ sectionId: 'absence', name: 'step.better', of: { title: 'Weer beter?', text: 'Kom gerust.' } },
		translations: { tr: { title: 'İyileşti mi?', text: 'Gelebilir.' } },
	});
	expect((await read(store, 'food'))?.lines).toContain('Cuma günü birlikte yemek yiyoruz.');
	expect((await read(store, 'absence'))?.lines).toContain('Gelebilir.');
	await eten('');
	expect((await read(store, 'food'))?.lines).toContain('Op vrijdag eten we samen.');
});

test('own numbers and groups that have gym, by what they are called: moved, changed, taken away', async () => {
	const { store, joke } = await school();
	const number = (label: string, phone: string) => ({ what: 'own' as const, label, phone });
	const rows = [number('Overblijf', '010 1'), number('Zwembad', '010 2')];
	const put = (next: typeof rows) =>
		edit(store, (sections) => setValues(sections, 'numbers', 'numbers', { rows: next }));
	await put(rows);
	await edit(store, (sections) =>
		setValues(sections, 'gym', 'gym', { lessons: [{ group: 'De kleuters', days: [1] }] }),
	);
	await publish(store);
	const lines = async (id: string) => (await read(store, id))?.lines ?? [];
	expect(await read(store, 'numbers')).toMatchObject({ how: 'not_yet' });
	await serviceTurn(store);
	expect(await lines('numbers')).toContain('[tr] Zwembad: 010 2');
	expect(await read(store, 'gym')).toMatchObject({ how: 'machine', original: ['De kleuters'] });
	const name = (sectionId: string, title: string, tr: string) =>
		keepCardWords(store, joke, {
			...{ yearId, sectionId, name: 'row', of: { title, text: '' }, now: today },
			translations: { tr: { title: tr, text: '' } },
		});
	expect(await name('gym', 'De kleuters', 'Anaokulu')).toEqual({ ok: true });
	expect(await name('numbers', 'Zwembad', 'Yüzme havuzu')).toEqual({ ok: true });
	expect(await name('numbers', 'Bibliotheek', 'Kütüphane')).toEqual({ ok: false, refusal: 'changed' });
	expect(await name('food', 'Zwembad', 'Havuz')).toEqual({ ok: false, refusal: 'gone' });
	expect((await lines('gym'))[1]).toMatch(/^Anaokulu: /);
	expect(await read(store, 'gym')).toMatchObject({ how: 'person' });
	expect(await lines('numbers')).toEqual(
		expect.arrayContaining(['[tr] Overblijf: 010 1', 'Yüzme havuzu: 010 2']),
	);
	// in another place of the list it keeps what was made of it
	await put(rows.toReversed());
	await publish(store);
	expect(await lines('numbers')).toContain('Yüzme havuzu: 010 2');
	// called otherwise, it is Dutch for parents; who mends it sees the earlier one, and no other row's
	await put([number('Zwembad De Dolfijn', '010 2'), number('Bibliotheek', '010 3')]);
	await publish(store);
	expect(await lines('numbers')).toContain('Zwembad De Dolfijn:');
	const { sections } = await readDraft(store.read, schoolId, yearId);
	const toMend = await withWordsToMend(store.read, schoolId, sections);
	expect(toMend.find(({ id }) => id === 'numbers')?.values).toMatchObject({
		rows: [
			{ others: { tr: { title: 'Yüzme havuzu', of: { title: 'Zwembad' } } } },
			expect.not.objectContaining({ others: expect.anything() as unknown }),
		],
	});
});

test('refused: of words that changed meanwhile, of a section that is gone, by who may not write it', async () => {
	const { store } = await school();
	expect(await mend(store, turkish, newDutch)).toEqual({ ok: false, refusal: 'changed' });
	expect(await mend(store, turkish, dutch, 'marieke')).toEqual({ ok: false, refusal: 'not_allowed' });
	await edit(store, (sections) => sections.filter(({ id }) => id !== 'bike'));
	expect(await mend(store)).toEqual({ ok: false, refusal: 'gone' });
});

test('what a card of an earlier release holds itself is shown, moves once, and is never lost', async () => {
	const { store } = await school();
	await publish(store);
	const { infoCard, translation } = store.t;
	const stored = async () => {
		const rows = await store.read
			.select({ sections: infoCard.sections })
			.from(infoCard)
			.where(eq(infoCard.schoolId, schoolId));
		return JSON.stringify(rows);
	};
	await store.transact(async (tx) => {
		const { sections } = await readDraft(tx, schoolId, yearId);
		const old = sections.map((section) =>
			section.kind === 'own'
				? {
						...section,
						values: { ...section.values, wording: { nl: dutch, others: { tr: { ...turkish, of: dutch } } } },
					}
				: section,
		);
		await tx.update(infoCard).set({ sections: old }).where(eq(infoCard.schoolId, schoolId));
	});
	expect(await read(store)).toEqual(inTurkish);
	for (const _ of [1, 2]) await store.transact((tx) => moveCardWords(tx, schoolId, today));
	expect(await stored()).not.toContain('Bisiklet');
	expect(await read(store)).toEqual(inTurkish);
	const rows = await store.read
		.select({ state: translation.state })
		.from(translation)
		.where(eq(translation.schoolId, schoolId));
	expect(rows).toEqual([{ state: 'person' }, { state: 'person' }]);
});
