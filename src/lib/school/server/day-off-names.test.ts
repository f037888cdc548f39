// The school's own names of days off, in the languages of those who read them.
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { startTranslationService } from '../../../../tests/support/translator.ts';
import { breaker } from '#lib/translation/server/breaker.ts';
import { libreTranslate } from '#lib/translation/server/libretranslate.ts';
import { translateDue } from '#lib/translation/server/translate-due.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { dayOffWords } from '../day-off-words.ts';
import type { DayOff } from '../days-off.ts';
import { daysOffOf, setDaysOff } from './calendar.ts';
import { keepDayOffName, withNames, withNamesFor } from './day-off-names.ts';
import { findSchoolYear, type SchoolYear } from './school-year.ts';

const school = { schoolId, region: 'midden' } as const;
const dutch = 'Kletsmiddag';
const turkish = 'Sohbet öğleden sonrası';
const on = (firstDay: string, name: string | null = dutch): DayOff => ({
	kind: name ? 'other' : 'study_day',
	name,
	firstDay,
	lastDay: firstDay,
});

async function withCalendar() {
	const store = freshStore();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	const year = (await findSchoolYear(store.read, schoolId, '2026-10-06')) as SchoolYear;
	const write = async (...days: DayOff[]) =>
		expect(await setDaysOff(store, joke, { year, days, now: today })).toEqual({ ok: true });
	const days = () => daysOffOf(store.read, school, year);
	const idOf = async (nth = 0) => (await days())[nth]?.id ?? '';
	const mend = async (text = turkish, { of = dutch, nth = 0 } = {}) =>
		keepDayOffName(store, joke, { dayOffId: await idOf(nth), language: 'tr', text, of, now: today });
	/** What a guardian reads of each day, how it came about, and the Dutch beside it. */
	const read = async (locale: Locale = 'tr', guardianId = 'ayse') => {
		const { daysOff, reads } = await withNamesFor(store.read, { schoolId, guardianId }, await days(), locale);
		return daysOff.map((day) => {
			const { text, own } = dayOffWords(day, locale, reads);
			return own ? [text, own.state, own.language, own.original?.text ?? null] : [text];
		});
	};
	await write(on('2026-11-04'));
	return { store, joke, year, write, days, idOf, mend, read };
}

async function serviceTurn(store: TestStore): Promise<number> {
	const service = await startTranslationService('libretranslate');
	const provider = libreTranslate({ url: service.url, key: '', outside: true, now: () => today });
	const rest = { namesOf: () => Promise.resolve([]), dayOf: () => '2026-10-06' };
	const done = await translateDue({ store, provider, breaker: breaker(), ...rest }, today);
	await service.close();
	return done;
}

const wishes = (store: TestStore) =>
	store.read
		.select({ language: store.t.translationWish.language, text: store.t.translationWish.text })
		.from(store.t.translationWish)
		.where(eq(store.t.translationWish.schoolId, schoolId));
const kept = (store: TestStore) =>
	store.read
		.select({ text: store.t.translation.text })
		.from(store.t.translation)
		.where(and(eq(store.t.translation.schoolId, schoolId), eq(store.t.translation.aboutKind, 'day_off')));

test('told as it is: not yet, by machine, by a person; a person’s is not replaced', async () => {
	const { store, read, mend, write } = await withCalendar();
	expect(await read()).toEqual([[dutch, 'none', 'nl', null]]);
	expect((await wishes(store)).map(({ language }) => language)).toContain('tr');
	expect(await serviceTurn(store)).toBeGreaterThan(0);
	const [[drafted = '', ...how] = []] = await read();
	expect(drafted).not.toBe(dutch);
	expect(how).toEqual(['machine', 'tr', dutch]);
	expect(await mend()).toEqual({ ok: true });
	expect(await read()).toEqual([[turkish, 'person', 'tr', dutch]]);
	// the same list again asks for nothing that there is
	await write(on('2026-11-04'));
	expect(await wishes(store)).toEqual([]);
	expect(await read()).toEqual([[turkish, 'person', 'tr', dutch]]);
	// who reads Dutch reads what the school wrote
	expect(await read('nl', 'jan')).toEqual([[dutch, 'original', 'nl', null]]);
	// taken away, the machine's holds again
	await mend('');
	expect((await read())[0]?.slice(1)).toEqual(['machine', 'tr', dutch]);
});

test('another name: the earlier translation counts no more, and who mends it sees of what it was', async () => {
	const { store, read, mend, write, days } = await withCalendar();
	await serviceTurn(store);
	await mend();
	await write(on('2026-11-04', 'Theemiddag'));
	expect(await read()).toEqual([['Theemiddag', 'none', 'nl', null]]);
	expect((await wishes(store)).find(({ language }) => language === 'tr')?.text).toBe('Theemiddag');
	const [day] = await withNames(store.read, schoolId, await days());
	expect(day?.translations?.map(({ state, text, of }) => [state, text, of])).toEqual([
		['person', turkish, dutch],
	]);
	// and when the day gets its first name back, so does what was made of it
	await write(on('2026-11-04'));
	expect(await read()).toEqual([[turkish, 'person', 'tr', dutch]]);
});

test('a day that moves keeps its name’s translation; a new one of the same name has it too', async () => {
	const { read, mend, write } = await withCalendar();
	await mend();
	await write(on('2026-10-21', null), on('2026-11-11'), on('2027-02-03'));
	expect(await read()).toEqual([
		[expect.any(String)],
		[turkish, 'person', 'tr', dutch],
		[turkish, 'person', 'tr', dutch],
	]);
});

test('a day that is no more takes its translations and wishes along', async () => {
	const { store, mend, write } = await withCalendar();
	await serviceTurn(store);
	await mend();
	expect((await kept(store)).length).toBeGreaterThan(0);
	await write(on('2026-11-04', null));
	expect(await kept(store)).toEqual([]);
	expect(await wishes(store)).toEqual([]);
});

test('who keeps the calendar mends its names; of another name than was seen nothing is kept', async () => {
	const { store, idOf, mend, read } = await withCalendar();
	const dayOffId = await idOf();
	const one = { dayOffId, language: 'tr', text: turkish, of: dutch, now: today };
	for (const who of ['marieke', 'naima', 'selin'] as const)
		expect(await keepDayOffName(store, await asStaff(store, who), one)).toEqual({
			ok: false,
			refusal: 'not_allowed',
		});
	const henk = await asStaff(store, 'henk');
	expect(henk.schoolId).toBe(otherSchoolId);
	expect(await keepDayOffName(store, henk, one)).toEqual({ ok: false, refusal: 'gone' });
	expect(await mend(turkish, { of: 'Theemiddag' })).toEqual({ ok: false, refusal: 'changed' });
	expect(await read()).toEqual([[dutch, 'none', 'nl', null]]);
	expect(await keepDayOffName(store, await asStaff(store, 'petra'), one)).toEqual({ ok: true });
	expect(await read()).toEqual([[turkish, 'person', 'tr', dutch]]);
});

test('who reads a language that the app has no texts in gets a person’s in it', async () => {
	const { store, joke, idOf, read } = await withCalendar();
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ writtenLanguage: 'ti' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse'))),
	);
	await keepDayOffName(store, joke, {
		...{ dayOffId: await idOf(), language: 'ti', text: 'ናይ ዕላል መዓልቲ', of: dutch, now: today },
	});
	expect(await read('nl')).toEqual([['ናይ ዕላል መዓልቲ', 'person', 'ti', dutch]]);
});
