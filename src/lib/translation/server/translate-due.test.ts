import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { startTranslationService, type TranslationService } from '../../../../tests/support/translator.ts';
import { dropTranslations, keepTranslation, translationsOf, wantTranslations } from './content.ts';
import { breaker } from './breaker.ts';
import { deepl } from './deepl.ts';
import { libreTranslate } from './libretranslate.ts';
import { setOutside } from './outside.ts';
import { translateDue, type Translating } from './translate-due.ts';

const about = { kind: 'moment', id: 'look' };
const nl = (text: string) => ({ text, language: 'nl' });

let store: TestStore;
let service: TranslationService;
let translating: Translating;

beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	await use('libretranslate');
});
afterEach(() => service.close());

async function use(kind: 'libretranslate' | 'deepl'): Promise<void> {
	await service?.close().catch(() => undefined);
	service = await startTranslationService(kind);
	const provider =
		kind === 'deepl'
			? deepl({ url: service.url, key: 'right' })
			: libreTranslate({ url: service.url, key: '', outside: false, now: () => today });
	translating = {
		store,
		provider,
		breaker: breaker(),
		namesOf: () => Promise.resolve(['Aya Bakkali', 'Aya']),
		dayOf: () => '2026-10-06',
	};
}

const want = (texts: Record<string, string | null>, languages = ['tr'], at = today, school = schoolId) =>
	store.transact((tx) =>
		wantTranslations(tx, school, {
			about,
			texts: Object.fromEntries(
				Object.entries(texts).map(([field, text]) => [field, text ? nl(text) : null]),
			),
			languages,
			now: at,
		}),
	);

const byPerson = (text: string, of: string, language = 'tr') =>
	store.transact((tx) =>
		keepTranslation(tx, schoolId, {
			about,
			field: 'note',
			language,
			text,
			of: nl(of),
			staffId: 'marieke',
			now: today,
		}),
	);

async function stored(school = schoolId) {
	const rows = (await translationsOf(store.read, school, about.kind, [about.id])).get(about.id) ?? [];
	return rows.map(({ field, language, state, text }) => `${field} ${language} ${state}: ${text}`).sort();
}

const requests = () => service.asked.filter(({ path }) => path !== '/languages');
const after = (ms: number) => new Date(today.getTime() + ms);

describe('what a service makes of a text', () => {
	test('each language and each field, with names, days and links as they were, a line for a line', async () => {
		await want({ title: 'Kom kijken', note: 'Aya Bakkali danst op 12 oktober.\n\n- Kijk op https://a.nl' }, [
			'tr',
			'pl',
		]);
		expect(await translateDue(translating, today)).toBe(4);
		expect(await stored()).toEqual([
			'note pl machine: [pl] Aya Bakkali danst op 12 października.\n\n[pl] - Kijk op https://a.nl',
			'note tr machine: [tr] Aya Bakkali danst op 12 Ekim.\n\n[tr] - Kijk op https://a.nl',
			'title pl machine: [pl] Kom kijken',
			'title tr machine: [tr] Kom kijken',
		]);
		expect(JSON.stringify(requests())).not.toMatch(/Bakkali|oktober|a\.nl/);
		// a request a language, not a text
		expect(requests()).toHaveLength(2);
		expect(await translateDue(translating, today)).toBe(0);
	});

	test('the same text again is not asked again', async () => {
		await want({ title: 'Kom kijken' });
		await translateDue(translating, today);
		await want({ title: 'Kom kijken', note: 'Kom kijken' });
		expect(await translateDue(translating, today)).toBe(1);
		expect(requests()).toHaveLength(1);
		expect(await stored()).toEqual(['note tr machine: [tr] Kom kijken', 'title tr machine: [tr] Kom kijken']);
	});

	test('a changed text: what was made of the older one is gone at once', async () => {
		await want({ note: 'Neem een foto mee' });
		await translateDue(translating, today);
		await want({ note: 'Neem een schoen mee' });
		expect(await stored()).toEqual([]);
		await translateDue(translating, today);
		expect(await stored()).toEqual(['note tr machine: [tr] Neem een schoen mee']);
		await want({ note: null });
		expect(await stored()).toEqual([]);
	});

	test('an answer that changed a number is tried once more without numbers, and else left', async () => {
		service.speak((text) => text.replace('3', '30'));
		await want({ note: 'Neem 3 foto’s mee' });
		await translateDue(translating, today);
		expect(await stored()).toEqual(['note tr machine: Neem 3 foto’s mee']);
		service.speak(() => 'hepsi');
		await want({ note: 'Neem 4 foto’s mee' });
		expect(await translateDue(translating, today)).toBe(0);
		expect(await stored()).toEqual([]);
		expect(await translateDue(translating, after(60_000_000))).toBe(0);
	});

	test('languages that the service lacks are not asked', async () => {
		await want({ note: 'Dag' }, ['ti', 'rif', 'nl']);
		expect(await translateDue(translating, today)).toBe(0);
		expect(requests()).toEqual([]);
	});

	test('large texts go in several requests', async () => {
		await want({ note: Array.from({ length: 45 }, (_, n) => `regel ${'x'.repeat(n)}`).join('\n') });
		expect(await translateDue(translating, today)).toBe(1);
		expect(requests().map(({ body }) => (body.q as string[]).length)).toEqual([20, 20, 5]);
	});
});

describe('what a person makes', () => {
	test('comes beside a machine’s, is never overwritten, and ends the wish', async () => {
		await want({ note: 'Dag' });
		await byPerson('Merhaba', 'Dag');
		expect(await translateDue(translating, today)).toBe(0);
		expect(await stored()).toEqual(['note tr person: Merhaba']);
		await want({ note: 'Dag allemaal' });
		expect(await translateDue(translating, today)).toBe(1);
		expect(await stored()).toEqual(['note tr machine: [tr] Dag allemaal', 'note tr person: Merhaba']);
		await byPerson('Herkese merhaba', 'Dag allemaal');
		expect(await stored()).toContain('note tr person: Herkese merhaba');
		await byPerson('  ', 'Dag allemaal');
		expect(await stored()).toEqual(['note tr machine: [tr] Dag allemaal']);
	});

	test('while the service was at it, wins', async () => {
		await want({ note: 'Dag' });
		let kept: Promise<void> | undefined;
		service.speak((text) => {
			kept = byPerson('Merhaba', 'Dag');
			return text;
		});
		await translateDue(translating, today);
		await kept;
		expect((await stored()).filter((row) => row.includes('person'))).toEqual(['note tr person: Merhaba']);
	});
});

describe('a service that does not answer', () => {
	test('is asked again later, and left alone when it keeps failing; nothing is lost', async () => {
		service.fail(500, 3);
		await want({ note: 'Dag' });
		for (const ms of [0, 60_000, 180_000]) expect(await translateDue(translating, after(ms))).toBe(0);
		expect(requests()).toHaveLength(3);
		// its wish is due in four minutes, the service itself is left alone for one
		expect(translating.breaker.waits(after(180_000))).toBe(60_000);
		expect(await translateDue(translating, after(180_000 + 241_000))).toBe(1);
		expect(await stored()).toEqual(['note tr machine: [tr] Dag']);
	});

	test('its month is used up: half a day', async () => {
		await use('deepl');
		service.fail(456);
		await want({ note: 'Dag' });
		await translateDue(translating, today);
		await translateDue(translating, after(11 * 60 * 60_000));
		expect(requests()).toHaveLength(1);
		expect(await translateDue(translating, after(13 * 60 * 60_000))).toBe(1);
	});

	test('for good: after three days the wish is forgotten', async () => {
		service.fail(503, 1000);
		await want({ note: 'Dag' });
		for (let hour = 0; hour < 24 * 7; hour++) await translateDue(translating, after(hour * 60 * 60_000));
		const asked = requests().length;
		expect(asked).toBeGreaterThan(10);
		expect(asked).toBeLessThan(20);
	});
});

test('schools do not meet: the same text of another school is asked for itself', async () => {
	await want({ note: 'Dag' });
	await want({ note: 'Dag' }, ['tr'], today, otherSchoolId);
	expect(await translateDue(translating, today)).toBe(2);
	expect(requests()).toHaveLength(2);
	expect(await stored(otherSchoolId)).toHaveLength(1);
	await store.transact((tx) => dropTranslations(tx, schoolId, 'moment', ['look']));
	expect(await stored()).toEqual([]);
	expect(await stored(otherSchoolId)).toHaveLength(1);
});

describe('a service outside', () => {
	const outside = () => ({ ...translating, provider: { ...translating.provider, outside: true } });
	const wanted = (kind: string) =>
		store.transact((tx) =>
			wantTranslations(tx, schoolId, {
				about: { kind, id: 'one' },
				texts: { text: nl('Aya was vandaag heel dapper') },
				languages: ['tr'],
				now: today,
			}),
		);
	const allow = (on: boolean) =>
		store.transact((tx) => setOutside(tx, schoolId, { kind: 'message', on, staffId: 'marieke', now: today }));

	test('gets a message only where the head switched that on, without names; a moment always', async () => {
		await wanted('message');
		await wanted('good_news');
		await wanted('moment');
		expect(await translateDue(outside(), today)).toBe(1);
		expect(requests()).toHaveLength(1);
		// nobody waits for the others
		const { translationWish: wish } = store.t;
		expect(await store.read.$count(wish, eq(wish.schoolId, schoolId))).toBe(0);
		expect(await allow(true)).toBe(true);
		expect(await allow(true)).toBe(false);
		await wanted('message');
		await wanted('good_news');
		expect(await translateDue(outside(), today)).toBe(1);
		expect(JSON.stringify(requests())).not.toContain('Aya');
		const made = await translationsOf(store.read, schoolId, 'message', ['one']);
		expect(made.get('one')).toMatchObject([{ text: '[tr] Aya was vandaag heel dapper' }]);
		expect(await allow(false)).toBe(true);
	});

	test('leave in one school is none in another; a service of one’s own needs none', async () => {
		await store.transact((tx) =>
			setOutside(tx, otherSchoolId, { kind: 'message', on: true, staffId: 'marieke', now: today }),
		);
		await wanted('message');
		expect(await translateDue(outside(), today)).toBe(0);
		await wanted('message');
		expect(await translateDue(translating, today)).toBe(1);
	});
});
