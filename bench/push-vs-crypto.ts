// push-vs-crypto: encrypting and signing push messages, against the same cryptography written by hand on node:crypto; and
// what a push to everybody costs those who read a page meanwhile.
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { encrypt, openVapid } from '#lib/notifications/server/push-request.ts';
import { pushPayload } from '#lib/notifications/server/push-payload.ts';
import { newVapidKeys } from '#lib/platform/server/keys.ts';
import { pageDuringFanOut } from './support/fan-out.ts';
import { atLeast, median, type BenchResult } from './support/result.ts';

const MESSAGES = 200;
const ROUNDS = 15;
const BUDGET = 0.6;
/** A page's median time during the fan-out, against just before. */
const PAGE_BUDGET = 1.2;

export async function run(): Promise<BenchResult> {
	const browsers = Array.from({ length: 50 }, newBrowser);
	const vapid = openVapid({ subject: 'mailto:beheer@school.example', vapid: newVapidKeys() });
	const { payload } = pushPayload(
		{
			locale: 'tr',
			title: 'Yarın: Elif’in sınıfında izleme',
			lines: ['13 Ekim Salı, 8:30–9:00', 'Zonnebloem grubu'],
			action: { label: 'Aç', path: '/join/abcdefghijklmnopqrst' },
			discreet: 'Yeni mesaj',
		},
		{ origin: 'https://school.example', tag: 'abcdefghijklmnopqrst', discreet: false, unread: 1 },
	);
	const ways = {
		ours: (index: number) => {
			const { keys } = at(browsers, index);
			vapid('https://push.example/one');
			encrypt({ p256dh: keys.publicKey, auth: keys.auth }, payload);
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
	const { factor, pushesPerSecond } = await pageDuringFanOut();
	const note = `a page takes ${factor.toFixed(2)} times as long during ${Math.round(pushesPerSecond)} pushes/s, at most ${PAGE_BUDGET}`;
	const ours = median(rates.ours);
	const result = atLeast('push-vs-crypto', ours, median(rates.limit), BUDGET, 'messages/s', note);
	return { ...result, ok: result.ok && factor <= PAGE_BUDGET };
}

interface Browser {
	point: Buffer;
	secret: Buffer;
	keys: { publicKey: string; auth: string };
}

function newBrowser(): Browser {
	const ecdh = createECDH('prime256v1');
	const point = ecdh.generateKeys();
	const secret = randomBytes(16);
	return {
		point,
		secret,
		keys: {
			publicKey: point.toString('base64url'),
			auth: secret.toString('base64url'),
		},
	};
}

/** RFC 8291 with nothing around it. */
function encryptByHand({ point, secret }: Browser, text: string): Buffer {
	const ecdh = createECDH('prime256v1');
	const ours = ecdh.generateKeys();
	const salt = randomBytes(16);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), point, ours]);
	const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(point), secret, info, 32));
	const cek = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
	const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
	const cipher = createCipheriv('aes-128-gcm', cek, nonce);
	const head = Buffer.alloc(21);
	salt.copy(head);
	head.writeUInt32BE(4096, 16);
	head[20] = ours.length;
	return Buffer.concat([head, ours, cipher.update(`${text}\x02`), cipher.final(), cipher.getAuthTag()]);
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
