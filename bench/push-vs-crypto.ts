// push-vs-crypto: encrypting and signing push messages, against the same cryptography written by hand on node:crypto.
import { encrypt, openVapid } from '#lib/notifications/server/push-request.ts';
import { pushPayload } from '#lib/notifications/server/push-payload.ts';
import { newVapidKeys } from '#lib/platform/server/keys.ts';
import { encryptByHand, newBrowserKeys } from './support/browser-keys.ts';
import { atLeast, median, type BenchResult } from './support/result.ts';

const MESSAGES = 200;
const ROUNDS = 15;
const BUDGET = 0.6;

export function run(): BenchResult {
	const browsers = Array.from({ length: 50 }, newBrowserKeys);
	const vapid = openVapid({ subject: 'mailto:beheer@school.example', vapid: newVapidKeys() });
	const { payload } = pushPayload(
		{
			locale: 'tr',
			title: 'Yarın: Elif’in sınıfında izleme',
			lines: ['13 Ekim Salı, 8:30–9:00', 'Zonnebloem grubu'],
			action: { label: 'Aç', path: '/join/abcdefghijklmnopqrst' },
		},
		{ origin: 'https://school.example', tag: 'abcdefghijklmnopqrst', discreet: false, unread: 1 },
	);
	const ways = {
		ours: (index: number) => {
			vapid('https://push.example/one');
			encrypt(at(browsers, index), payload);
		},
		limit: (index: number) => encryptByHand(at(browsers, index), payload),
	};
	const rates = { ours: [] as number[], limit: [] as number[] };
	// in turns, so that a busy machine slows both
	for (let round = 0; round <= ROUNDS; round++)
		for (const name of ['ours', 'limit'] as const) {
			const rate = measure(ways[name]);
			if (round > 0) rates[name].push(rate); // the first warms up
		}
	return atLeast('push-vs-crypto', median(rates.ours), median(rates.limit), BUDGET, 'messages/s');
}

/** Messages a second. */
function measure(encryptOne: (index: number) => unknown): number {
	const start = performance.now();
	for (let index = 0; index < MESSAGES; index++) encryptOne(index);
	return MESSAGES / ((performance.now() - start) / 1000);
}

function at<T>(list: readonly T[], index: number): T {
	return list[index % list.length] as T;
}
