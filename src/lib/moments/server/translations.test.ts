// The title, place and line of a moment, in the languages of its parents.
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { startTranslationService } from '../../../../tests/support/translator.ts';
import { breaker } from '#lib/translation/server/breaker.ts';
import { libreTranslate } from '#lib/translation/server/libretranslate.ts';
import { translateDue } from '#lib/translation/server/translate-due.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { momentView } from '../moment-words.ts';
import { changeDetails } from './change.ts';
import { momentPage } from './for-parent.ts';
import { publishPlan } from './publish.ts';
import type { Plan } from './plan.ts';
import { keepMomentTranslations, languagesOfMoment } from './translations.ts';

const momentId = 'plan-00000000000000x';
const words = { title: 'Samen kijken', place: null, note: 'Neem een schoen mee.' };
const plan: Plan = {
	momentId,
	...words,
	kind: 'look',
	groupIds: ['zonnebloem'],
	slots: [{ day: '2026-10-14', from: '08:30', till: '09:00' }],
	places: 4,
	adultsPerChild: 2,
	slotsPerChild: 1,
	closesHoursBefore: 1,
	interpreterOffered: true,
	opensOn: null,
	firstUntil: null,
	closesOn: null,
	childIds: null,
	meetings: 1,
	everyWeeks: 1,
	revision: 0,
};

async function published(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	expect(await publishPlan(store, await asStaff(store, 'marieke'), plan, today)).toMatchObject({ ok: true });
	return store;
}

/** How the service's turn goes. */
async function translated(store: TestStore): Promise<number> {
	const service = await startTranslationService('libretranslate');
	const done = await translateDue(
		{
			store,
			provider: libreTranslate({ url: service.url, key: '', outside: false, now: () => today }),
			breaker: breaker(),
			namesOf: () => Promise.resolve([]),
			dayOf: () => '2026-10-06',
		},
		today,
	);
	await service.close();
	return done;
}

async function seen(store: TestStore, who: GuardianName, locale: Locale) {
	const page = await momentPage(store, await asParent(store, who), momentId, today);
	const view = page && momentView(page, null, { locale, timeZone: 'Europe/Amsterdam' }, today);
	return view && { title: view.title, titleIn: view.titleIn?.lang, note: view.note };
}

const byHand = async (
	store: TestStore,
	note: string,
	of = words.note,
	who: 'marieke' | 'selin' = 'marieke',
) =>
	keepMomentTranslations(store, await asStaff(store, who), {
		momentId,
		language: 'ar',
		texts: [{ field: 'note', text: note, of }],
		now: today,
	});

const change = async (store: TestStore, note: string | null) =>
	changeDetails(store, await asStaff(store, 'marieke'), {
		momentId,
		...words,
		note,
		interpreterOffered: true,
		now: today,
	});

test('told as it is: not yet, by machine, by a person; in Dutch nothing is said', async () => {
	const store = await published();
	expect(await seen(store, 'fatima', 'ar')).toMatchObject({
		title: words.title,
		titleIn: 'nl',
		note: {
			text: words.note,
			lang: 'nl',
			how: 'كتبت المدرسة هذا بالهولندية، ولم يُترجم بعد.',
			original: null,
		},
	});
	await translated(store);
	expect(await seen(store, 'fatima', 'ar')).toMatchObject({
		title: '[ar] Samen kijken',
		titleIn: 'ar',
		note: {
			text: '[ar] Neem een schoen mee.',
			dir: 'rtl',
			how: 'ترجمة آلية',
			original: { text: words.note, lang: 'nl' },
		},
	});
	expect(await byHand(store, 'أحضروا حذاءً.')).toEqual({ ok: true });
	expect(await seen(store, 'fatima', 'ar')).toMatchObject({
		note: { text: 'أحضروا حذاءً.', how: 'ترجمه شخص من المدرسة', original: { text: words.note, open: false } },
	});
	expect(await seen(store, 'fatima', 'nl')).toMatchObject({
		note: { text: words.note, how: null, original: null },
	});
});

test('only the languages of its parents are asked for; the text of a draft is not', async () => {
	const store = await published();
	const { translationWish } = store.t;
	const wishes = await store.read
		.select({ language: translationWish.language, field: translationWish.field })
		.from(translationWish)
		.where(eq(translationWish.schoolId, schoolId));
	const readers = await languagesOfMoment(
		store.read,
		await asStaff(store, 'marieke'),
		momentId,
		'2026-10-06',
	);
	const tags = readers?.languages.map(({ tag }) => tag).sort();
	expect(tags).toContain('ar');
	expect([...new Set(wishes.map(({ language }) => language))].sort()).toEqual(tags);
	expect(new Set(wishes.map(({ field }) => field))).toEqual(new Set(['title', 'note']));
});

test('the school changes its text: what a person made stays, as older, with the new text open beside it', async () => {
	const store = await published();
	await byHand(store, 'أحضروا حذاءً.');
	await change(store, 'Neem een foto mee.');
	expect(await seen(store, 'fatima', 'ar')).toMatchObject({
		note: { text: 'أحضروا حذاءً.', original: { text: 'Neem een foto mee.', open: true } },
	});
	const staff = await asStaff(store, 'marieke');
	const mending = await languagesOfMoment(store.read, staff, momentId, '2026-10-06');
	const arabic = mending?.languages.find(({ tag }) => tag === 'ar');
	expect(arabic?.texts.find(({ field }) => field === 'note')).toMatchObject({
		written: 'Neem een foto mee.',
		own: 'أحضروا حذاءً.',
		of: words.note,
	});
	// and a service may say it of the new text meanwhile, without touching the person's
	await translated(store);
	expect((await seen(store, 'fatima', 'ar'))?.note?.text).toBe('[ar] Neem een foto mee.');
	await change(store, null);
	expect((await seen(store, 'fatima', 'ar'))?.note).toBeNull();
});

test('refused: of a text that changed meanwhile, of a group that is not theirs, of no language, of Dutch', async () => {
	const store = await published();
	expect(await byHand(store, 'أحضروا صورة.', 'Neem een foto mee.')).toEqual({
		ok: false,
		refusal: 'changed',
	});
	expect(await byHand(store, 'أحضروا حذاءً.', words.note, 'selin')).toEqual({
		ok: false,
		refusal: 'not_found',
	});
	const staff = await asStaff(store, 'marieke');
	for (const language of ['nl', 'xx'])
		expect(await keepMomentTranslations(store, staff, { momentId, language, texts: [], now: today })).toEqual(
			{
				ok: false,
				refusal: 'not_found',
			},
		);
	expect((await seen(store, 'fatima', 'ar'))?.note?.lang).toBe('nl');
});
