// What a push to everybody costs those who read a page meanwhile.
import { fork } from 'node:child_process';
import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { openStore } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId, sha256 } from '#lib/platform/server/ids.ts';
import { startDemoServer } from '../../tests/support/running-demo.ts';
import { median } from './result.ts';

const DEVICES = 20;
const NOTICES = 100;
const BEFORE_MS = 4_000;

/** Median time of a page while two thousand pushes go out, against the median just before, in the same run. */
export async function pageDuringFanOut(): Promise<{ factor: number; pushesPerSecond: number }> {
	const sink = fork('bench/support/push-sink.ts', [String(DEVICES * NOTICES)]);
	const [port] = (await once(sink, 'message')) as [number];
	process.env.PUSH_HOSTS = `localhost:${port}`;
	process.env.NODE_EXTRA_CA_CERTS = path.resolve('tests/support/certificate/certificate.pem');
	const server = await startDemoServer();
	try {
		const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
		const read = () => timeOf(`${server.origin}/start`, cookie);
		for (let index = 0; index < 100; index++) await read();
		const before = await timesUntil(read, pause(BEFORE_MS));
		const all = once(sink, 'message');
		await queueForAll(server.dataDir, port);
		const started = performance.now();
		const during = await timesUntil(read, all);
		const seconds = (performance.now() - started) / 1000;
		return { factor: median(during) / median(before), pushesPerSecond: (DEVICES * NOTICES) / seconds };
	} finally {
		agent.destroy();
		await server.stop();
		sink.kill();
	}
}

async function timesUntil(read: () => Promise<number>, end: Promise<unknown>): Promise<number[]> {
	let over = false;
	void end.then(() => (over = true));
	const times: number[] = [];
	while (!over) times.push(await read());
	return times;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds from the question to the end of the answer. */
function timeOf(url: string, cookie: string): Promise<number> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		http
			.get(url, { agent, headers: { cookie, 'accept-encoding': 'identity' } }, (response) => {
				response.resume();
				response.on('end', () => resolve(performance.now() - started));
			})
			.on('error', reject);
	});
}

/** As if a school told everybody something: one guardian stands for all, with many devices. */
async function queueForAll(dataDir: string, port: number): Promise<void> {
	const store = await openStore({ engine: 'sqlite', file: path.join(dataDir, 'schoolbrug.db') });
	const { guardian } = store.t;
	const [somebody] = await store.read
		.select({ schoolId: guardian.schoolId, id: guardian.id })
		.from(guardian)
		.where(eq(guardian.locale, 'pl'))
		.limit(1);
	if (!somebody) throw new Error('the demo has nobody to tell');
	const { schoolId, id: guardianId } = somebody;
	const now = new Date();
	const session = { schoolId, person: { guardianId }, strength: 'confirmed', device: 'bench', now } as const;
	await store.transact(async (tx) => {
		const { id: sessionId } = await startSession(tx, session);
		const devices = Array.from({ length: DEVICES }, (_, index) => `https://localhost:${port}/${index}`);
		await tx.insert(tx.t.pushSubscription).values(
			devices.map((endpoint) => ({
				schoolId,
				id: newId(),
				guardianId,
				sessionId,
				endpoint,
				endpointHash: sha256(endpoint),
				p256dh: createECDH('prime256v1').generateKeys().toString('base64url'),
				auth: randomBytes(16).toString('base64url'),
				createdAt: now,
			})),
		);
		const content = {
			locale: 'pl',
			title: 'Zajęcia otwarte w grupie 4',
			lines: ['wtorek, 13 października, godz. 8:30–9:00'],
			action: { label: 'Zobacz', path: '/start' },
			discreet: 'Jest wiadomość ze szkoły',
		};
		const notices = Array.from({ length: NOTICES }, (_, index) => ({
			schoolId,
			to: { guardianId },
			kind: 'messages.urgent' as const,
			route: 'one' as const,
			onceKey: `bench ${index}`,
			content,
		}));
		await queueNotices(tx, notices, now);
	});
	await store.close();
}
