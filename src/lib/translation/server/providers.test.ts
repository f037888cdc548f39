import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTranslationService, type TranslationService } from '../../../../tests/support/translator.ts';
import type { Marked } from './protect.ts';
import { breaker } from './breaker.ts';
import { deepl } from './deepl.ts';
import { libreTranslate } from './libretranslate.ts';
import type { TranslationProvider } from './provider.ts';

const texts: Marked[] = [['Kom op ', 0, ' & neem <brood> mee'], ['Dag']];
const now = new Date('2026-10-06T09:00:00Z');

describe.each(['libretranslate', 'deepl'] as const)('%s', (kind) => {
	let service: TranslationService;
	let at: Date;
	const provider = (key = 'right'): TranslationProvider =>
		kind === 'deepl'
			? deepl({ url: service.url, key })
			: libreTranslate({ url: service.url, key, outside: false, now: () => at });

	beforeEach(async () => {
		service = await startTranslationService(kind);
		at = now;
	});
	afterEach(() => service.close());

	test('translates several texts at once, with their marks wherever it puts them', async () => {
		service.speak((text, target) => `${target}: ${text.split(' ').reverse().join(' ')}`);
		service.speak((text) => `Evet ${text}`);
		expect(await provider().translate(texts, 'nl', 'tr')).toEqual({
			did: 'translated',
			texts: [['Evet Kom op ', 0, ' & neem <brood> mee'], ['Evet Dag']],
		});
		expect(service.asked).toHaveLength(1);
	});

	test('what it may not see is not in what it gets', async () => {
		await provider().translate(texts, 'nl', 'tr');
		const sent = JSON.stringify(service.asked[0]?.body);
		expect(sent).toContain(kind === 'deepl' ? '<x id=\\"0\\"/>' : '<span translate=\\"no\\">0</span>');
		expect(sent).toContain('&amp; neem &lt;brood&gt;');
	});

	test('elements that were not ours make the answer unreadable, and that one only', async () => {
		service.speak((text) => (text === 'Dag' ? '<b>Selam</b>' : text));
		const answer = await provider().translate(texts, 'nl', 'tr');
		expect(answer).toEqual({ did: 'translated', texts: [texts[0], null] });
	});

	test.each([
		[429, 7, { did: 'later', failure: 'too_many', afterMs: 7000 }],
		[429, undefined, { did: 'later', failure: 'too_many' }],
		[500, undefined, { did: 'later', failure: 'status_500' }],
		[503, 60, { did: 'later', failure: 'status_503', afterMs: 60_000 }],
		[529, undefined, { did: 'later', failure: 'status_529' }],
		[400, undefined, { did: 'refused', failure: 'not_understood' }],
		[413, undefined, { did: 'refused', failure: 'too_large' }],
	] as const)('status %i', async (status, retryAfter, outcome) => {
		service.fail(status, 1, retryAfter);
		expect(await provider().translate(texts, 'nl', 'tr')).toEqual(outcome);
	});

	test('a wrong key is refused, a service that hangs up or is away may come back', async () => {
		expect(await provider('wrong').translate(texts, 'nl', 'tr')).toEqual({
			did: 'refused',
			failure: 'wrong_key',
		});
		service.hangUp();
		expect(await provider().translate(texts, 'nl', 'tr')).toEqual({ did: 'later', failure: 'not_reached' });
	});

	test('an answer of fewer texts than were asked is not taken', async () => {
		service.speak(() => '');
		const one = await provider().translate([['Dag']], 'nl', 'tr');
		expect(one).toEqual({ did: 'translated', texts: [[]] });
	});

	test('knows which languages it serves', async () => {
		const asked = provider();
		expect(await asked.serves('nl', 'tr')).toBe(true);
		expect(await asked.serves('nl', 'ti')).toBe(false);
		expect(await asked.serves('rif', 'nl')).toBe(false);
		// none of them writes our Serbian in its script
		expect(await asked.serves('nl', 'sr')).toBe(false);
	});
});

test('DeepL: the characters of the month are used up', async () => {
	const service = await startTranslationService('deepl');
	service.fail(456);
	const answer = await deepl({ url: service.url, key: 'right' }).translate(texts, 'nl', 'pl');
	expect(answer).toEqual({ did: 'later', failure: 'quota', afterMs: 12 * 60 * 60_000 });
	await service.close();
});

test('LibreTranslate: its languages are asked once an hour; when it is away, what it said before counts', async () => {
	const service = await startTranslationService('libretranslate');
	let at = now;
	const provider = libreTranslate({ url: service.url, key: '', outside: false, now: () => at });
	await provider.serves('nl', 'tr');
	await provider.serves('nl', 'ar');
	expect(service.asked).toHaveLength(1);
	at = new Date(now.getTime() + 61 * 60_000);
	await provider.serves('nl', 'ar');
	expect(service.asked).toHaveLength(2);
	await service.close();
	at = new Date(now.getTime() + 3 * 60 * 60_000);
	expect(await provider.serves('nl', 'ar')).toBe(true);
	const fresh = libreTranslate({ url: service.url, key: '', outside: false, now: () => at });
	expect(await fresh.serves('nl', 'ar')).toBe('later');
});

describe('a service that fails is left alone', () => {
	const after = (ms: number) => new Date(now.getTime() + ms);
	test('after three failures in a row, for longer each time, and not after one that worked', () => {
		const it = breaker();
		it.failed(now);
		it.failed(now);
		expect(it.waits(now)).toBe(0);
		it.failed(now);
		expect(it.waits(now)).toBe(60_000);
		expect(it.waits(after(60_000))).toBe(0);
		it.failed(after(60_000));
		expect(it.waits(after(60_000))).toBe(120_000);
		it.worked();
		it.failed(after(60_000));
		expect(it.waits(after(60_000))).toBe(0);
	});
	test('at most an hour, unless it says so itself, from its first word', () => {
		const it = breaker();
		it.failed(now, 12 * 60 * 60_000);
		expect(it.waits(now)).toBe(12 * 60 * 60_000);
		for (let n = 0; n < 20; n++) it.failed(after(13 * 60 * 60_000));
		expect(it.waits(after(13 * 60 * 60_000))).toBe(60 * 60_000);
	});
});
