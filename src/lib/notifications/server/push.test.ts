import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { fixedClock } from '#lib/platform/server/clock.ts';
import { newVapidKeys } from '#lib/platform/server/keys.ts';
import {
	certificate,
	startPushReceiver,
	type PushReceiver,
} from '../../../../tests/support/push-receiver.ts';
import { today } from '../../../../tests/support/people.ts';
import type { Parcel } from './parcels.ts';
import { openPushSender, type PushSender } from './push.ts';

const vapid = newVapidKeys();
const origin = 'https://school.example';

let receiver: PushReceiver;
let sender: PushSender;

beforeAll(async () => {
	receiver = await startPushReceiver();
	sender = senderTo([receiver.host]);
});
afterAll(async () => {
	await sender.close();
	await receiver.close();
});
beforeEach(() => {
	receiver.pushes = [];
});

function senderTo(pushHosts: string[], ca: string | undefined = certificate, timeoutMs?: number): PushSender {
	const settings = { origin, pushSubject: 'mailto:beheer@school.example', pushHosts };
	const options = { ...(ca && { ca }), ...(timeoutMs && { timeoutMs }) };
	return openPushSender(settings, { vapid }, fixedClock(today), options);
}

/** A sender with settings of its own, for one test. */
function otherSender(...settings: Parameters<typeof senderTo>): PushSender {
	const other = senderTo(...settings);
	onTestFinished(() => other.close());
	return other;
}

function parcel(browser: string, change: Partial<Parcel> = {}): Parcel {
	return {
		schoolId: 'vuurvogel',
		id: 'delivery-one',
		noticeId: 'notice_one-1234567890',
		channel: 'push',
		target: 'subscription',
		content: {
			locale: 'pl',
			title: 'Jest miejsce',
			lines: ['wtorek, 13 października'],
			action: { label: 'Otwórz', path: '/join/1' },
		},
		expiresAt: null,
		attempts: 1,
		route: 'one',
		sort: 'appointments',
		guardianId: 'ayse',
		school: { name: 'OBS De Vuurvogel', email: null },
		subscription: receiver.subscribe(browser),
		discreet: false,
		unread: 2,
		hindrance: null,
		...change,
	};
}

test('a push arrives at the browser: encrypted for it, signed by us, with the headers of the RFC', async () => {
	expect(await sender.send(parcel('phone'))).toEqual({ did: 'sent' });
	const [push] = receiver.pushes;
	expect(JSON.parse(push?.text ?? '')).toMatchObject({
		web_push: 8030,
		notification: {
			title: 'Jest miejsce',
			navigate: 'https://school.example/join/1',
			lang: 'pl',
			dir: 'ltr',
		},
	});
	expect(push?.headers).toMatchObject({
		ttl: String(3 * 24 * 60 * 60),
		urgency: 'normal',
		topic: 'notice_one-1234567890',
		'content-encoding': 'aes128gcm',
	});
	expect(push?.headers.topic).toMatch(/^[\w-]{1,32}$/);
	expect(push?.vapid).toMatchObject({
		aud: `https://${receiver.host}`,
		sub: 'mailto:beheer@school.example',
		key: vapid.publicKey,
	});
});

test('what soon is worth nothing is kept no longer than that, and hurries', async () => {
	await sender.send(parcel('phone', { expiresAt: new Date(today.getTime() + 3_600_000) }));
	expect(receiver.pushes[0]?.headers).toMatchObject({ ttl: '3600', urgency: 'high' });
});

test('what is urgent hurries, although it is worth something for days', async () => {
	await sender.send(parcel('phone', { sort: 'urgent' }));
	expect(receiver.pushes[0]?.headers).toMatchObject({ ttl: String(3 * 24 * 60 * 60), urgency: 'high' });
});

test('a newer reminder replaces the older, at the service and on the phone, and is heard', async () => {
	await sender.send(parcel('phone', { topic: 'reminders-of-one-thing', noticeId: 'newer' }));
	const [push] = receiver.pushes;
	expect(push?.headers.topic).toBe('reminders-of-one-thing');
	expect(JSON.parse(push?.text ?? '')).toMatchObject({
		notification: { tag: 'reminders-of-one-thing', renotify: true, data: { notice: 'newer' } },
	});
});

test('a second push uses the kept connection and the kept signature', async () => {
	await sender.send(parcel('phone'));
	await sender.send(parcel('phone'));
	const headers = receiver.pushes.map(({ headers }) => headers.authorization);
	expect(headers[0]).toBe(headers[1]);
	expect(receiver.connections).toBe(1); // since the first test of this file
});

test.each([
	[{ status: 201 }, { did: 'sent' }],
	[{ status: 404 }, { did: 'failed', failure: 'push_404', gone: true }],
	[{ status: 410 }, { did: 'failed', failure: 'push_410', gone: true }],
	[
		{ status: 429, headers: { 'retry-after': '90' } },
		{ did: 'later', failure: 'push_429', afterMs: 90_000 },
	],
	[{ status: 429 }, { did: 'later', failure: 'push_429' }],
	[{ status: 500 }, { did: 'later', failure: 'push_500' }],
	[
		{ status: 503, headers: { 'retry-after': '5' } },
		{ did: 'later', failure: 'push_503', afterMs: 5_000 },
	],
	[{ status: 400 }, { did: 'failed', failure: 'push_400' }],
	[{ status: 401 }, { did: 'failed', failure: 'push_401' }],
	[{ status: 403 }, { did: 'failed', failure: 'push_403' }],
	[{ status: 413 }, { did: 'failed', failure: 'push_413' }],
])('%j means %j', async (answer, outcome) => {
	const one = parcel('phone');
	receiver.answer('phone', answer);
	expect(await sender.send(one)).toEqual(outcome);
});

test('Retry-After may be a date', async () => {
	const one = parcel('phone');
	const at = new Date(Date.now() + 600_000).toUTCString();
	receiver.answer('phone', { status: 429, headers: { 'retry-after': at } });
	const outcome = await sender.send(one);
	const afterMs = 'afterMs' in outcome ? (outcome.afterMs ?? 0) : 0;
	expect(afterMs).toBeGreaterThan(500_000);
	expect(afterMs).toBeLessThanOrEqual(600_000);
});

test('too large: the short form goes at once', async () => {
	const one = parcel('phone');
	receiver.answer('phone', { status: 413 }, { status: 201 });
	expect(await sender.send(one)).toEqual({ did: 'sent' });
	const { notification } = JSON.parse(receiver.pushes[0]?.text ?? '') as {
		notification: { title: string; body?: string };
	};
	expect(notification.title).toBe('Jest miejsce');
	expect(notification.body).toBeUndefined();
});

test('a redirect is not followed', async () => {
	const one = parcel('phone');
	parcel('elsewhere');
	receiver.answer('phone', { status: 307, headers: { location: `https://${receiver.host}/push/elsewhere` } });
	expect(await sender.send(one)).toEqual({ did: 'failed', failure: 'push_307' });
	expect(receiver.pushes).toEqual([]);
});

test('a host that the settings do not know is not called, whatever the subscription says', async () => {
	const strict = otherSender(['fcm.googleapis.com']);
	expect(await strict.send(parcel('phone'))).toEqual({ did: 'failed', failure: 'push_host' });
	expect(receiver.pushes).toEqual([]);
});

test('a known name that leads into our own network is not called', async () => {
	const strict = otherSender(['localhost']);
	const one = parcel('phone');
	const inside = { ...one.subscription, endpoint: 'https://localhost/push/phone' } as Parcel['subscription'];
	expect(await strict.send({ ...one, subscription: inside })).toEqual({
		did: 'failed',
		failure: 'push_private',
	});
});

test('keys that are no keys: the subscription is dead', async () => {
	const one = parcel('phone');
	const broken = {
		...one,
		subscription: { ...(one.subscription as object), p256dh: 'AAAA' } as Parcel['subscription'],
	};
	expect(await sender.send(broken)).toEqual({ did: 'failed', failure: 'push_keys', gone: true });
});

test('a service that can not be reached is tried later', async () => {
	const away = await startPushReceiver();
	const subscription = away.subscribe('phone');
	await away.close();
	const outcome = await otherSender([away.host]).send(parcel('phone', { subscription }));
	expect(outcome).toEqual({ did: 'later', failure: 'push_ECONNREFUSED' });
});

test.each(['silent', 'head'] as const)(
	'a service that never answers (%s) is left after the time-out, and tried later',
	async (hangs) => {
		const one = parcel('phone');
		receiver.answer('phone', { status: 201, hangs });
		const outcome = await otherSender([receiver.host], certificate, 300).send(one);
		expect(outcome).toEqual({ did: 'later', failure: 'push_timeout' });
	},
);

test('a service that said yes and then hangs has it: nothing is sent twice', async () => {
	const one = parcel('phone');
	receiver.answer('phone', { status: 201, hangs: 'body' });
	expect(await otherSender([receiver.host], certificate, 300).send(one)).toEqual({ did: 'sent' });
	expect(receiver.pushes).toHaveLength(1);
});

test('a service that hangs holds up nobody: others are sent meanwhile', async () => {
	const slow = parcel('slow');
	const fast = parcel('fast');
	receiver.answer('slow', { status: 201, hangs: 'silent' });
	const other = otherSender([receiver.host], certificate, 2_000);
	const hanging = other.send(slow);
	expect(await other.send(fast)).toEqual({ did: 'sent' });
	expect(await hanging).toEqual({ did: 'later', failure: 'push_timeout' });
});

test('a line that breaks before the answer is tried later', async () => {
	const one = parcel('phone');
	receiver.answer('phone', { status: 201, hangs: 'breaks' });
	expect(await sender.send(one)).toEqual({ did: 'later', failure: 'push_ECONNRESET' });
});

test.each([
	['takes the connection and says no word of TLS', () => {}, 'push_timeout'],
	['speaks something else', (socket: Socket) => socket.end('220 mail.school.example ESMTP\r\n'), 'push_'],
])('a service that %s is tried later', async (_, greet, failure) => {
	const sockets: Socket[] = [];
	const server = createServer((socket) => {
		sockets.push(socket.on('error', () => {}));
		greet(socket);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		sockets.forEach((socket) => socket.destroy());
		server.close();
	});
	const host = `localhost:${(server.address() as AddressInfo).port}`;
	const subscription = { ...receiver.subscribe('phone'), endpoint: `https://${host}/push/phone` };
	const outcome = await otherSender([host], certificate, 300).send(parcel('phone', { subscription }));
	expect(outcome).toEqual({ did: 'later', failure: expect.stringContaining(failure) as string });
});

test('connections are bounded, however many messages go at once', async () => {
	const own = await startPushReceiver();
	onTestFinished(() => own.close());
	const subscription = own.subscribe('phone');
	const many = otherSender([own.host]);
	const outcomes = await Promise.all(
		Array.from({ length: 200 }, () => many.send(parcel('phone', { subscription }))),
	);
	expect(outcomes.filter(({ did }) => did !== 'sent')).toEqual([]);
	expect(own.pushes).toHaveLength(200);
	expect(own.connections).toBeLessThanOrEqual(64);
});

test('a stranger who answers for the service is not believed', async () => {
	const trusting = otherSender([receiver.host], '');
	expect(await trusting.send(parcel('phone'))).toMatchObject({
		did: 'later',
		failure: 'push_DEPTH_ZERO_SELF_SIGNED_CERT',
	});
	expect(receiver.pushes).toEqual([]);
});
