import { and, eq } from 'drizzle-orm';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { fixedClock } from '#lib/platform/server/clock.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { startMailReceiver } from '../../../../tests/support/mail-receiver.ts';
import type { WorkerOrders } from '../../../../tests/support/outbox-worker.ts';
import { addPeople, schoolId, today } from '../../../../tests/support/people.ts';
import type { NoticeContent } from '../content.ts';
import { openMailer } from './mail.ts';
import { sendDue, type Outbox } from './outbox.ts';
import { outboxAge } from './outbox-age.ts';
import { queueMail, queueNotices, type NewNotice } from './queue.ts';

const MINUTE = 60_000;
const origin = 'https://school.example';
const content: NoticeContent = {
	locale: 'tr',
	title: 'Yeriniz var',
	lines: ['13 Ekim Salı'],
	action: { label: 'Aç', path: '/join/1' },
	discreet: 'Yeni mesaj',
};

function notice(change: Partial<NewNotice> = {}): NewNotice {
	return {
		schoolId,
		to: { guardianId: 'ayse' },
		kind: 'moments.promoted',
		content,
		route: 'email',
		onceKey: 'one',
		...change,
	};
}

async function withOutbox() {
	const store = freshStore();
	await addPeople(store);
	const receiver = await startMailReceiver();
	const clock = fixedClock(today);
	const mailer = openMailer(
		{ smtpUrl: receiver.url, mailFrom: 'noreply@school.example', origin, dataDir: '' },
		clock,
	);
	onTestFinished(() => mailer.close());
	const outbox: Outbox = {
		store,
		email: mailer,
		push: { send: () => Promise.reject(new Error('no push here')) },
		clock,
		owner: 'test',
		random: () => 1,
	};
	const queue = (...notices: NewNotice[]) => store.transact((tx) => queueNotices(tx, notices, clock.now()));
	return { store, receiver, clock, outbox, queue };
}

async function deliveries(store: TestStore) {
	const { delivery } = store.t;
	return store.read
		.select()
		.from(delivery)
		.where(eq(delivery.schoolId, schoolId))
		.orderBy(delivery.createdAt, delivery.id);
}

async function only(store: TestStore) {
	const rows = await deliveries(store);
	expect(rows).toHaveLength(1);
	return rows[0] as (typeof rows)[number];
}

test('what is due is sent once and noted', async () => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(notice(), notice({ onceKey: 'two', to: { guardianId: 'fatima' } }));
	expect(await sendDue(outbox)).toBe(2);
	expect(await sendDue(outbox)).toBe(0);
	expect(receiver.mails.flatMap(({ to }) => to).sort()).toEqual([
		'ayse.yildirim.tr@ouders.example',
		'fatima.bakkali@ouders.example',
	]);
	for (const row of await deliveries(store))
		expect(row).toMatchObject({ state: 'sent', sentAt: today, attempts: 1, leaseUntil: null, failure: null });
});

test('what is not due yet waits for its time', async () => {
	const { receiver, clock, outbox, queue } = await withOutbox();
	await queue(notice({ dueAt: new Date(today.getTime() + MINUTE) }));
	expect(await sendDue(outbox)).toBe(0);
	clock.advance(MINUTE);
	expect(await sendDue(outbox)).toBe(1);
	expect(receiver.mails).toHaveLength(1);
});

test('what came too late to be worth anything is not sent', async () => {
	const { store, receiver, clock, outbox, queue } = await withOutbox();
	await queue(notice({ expiresAt: new Date(today.getTime() + 30 * MINUTE) }));
	clock.advance(30 * MINUTE);
	expect(await sendDue(outbox)).toBe(0);
	expect(await only(store)).toMatchObject({ state: 'failed', failure: 'expired' });
	expect(receiver.mails).toEqual([]);
});

test('a busy server is tried again, each time after twice as long, and nothing is lost', async () => {
	const { store, receiver, clock, outbox, queue } = await withOutbox();
	await queue(notice());
	receiver.refuse(451, 'rcpt', 3);
	const waits: number[] = [];
	for (let i = 0; i < 3; i++) {
		await sendDue(outbox);
		const row = await only(store);
		expect(row).toMatchObject({ state: 'due', failure: 'smtp_451', attempts: i + 1, leaseUntil: null });
		waits.push(row.dueAt.getTime() - clock.now().getTime());
		expect(await outboxAge(store.read, row.dueAt)).toBe(0);
		clock.set(row.dueAt);
	}
	expect(waits).toEqual([5_000, 10_000, 20_000]);
	await sendDue(outbox);
	expect(await only(store)).toMatchObject({ state: 'sent', failure: null });
	expect(receiver.mails).toHaveLength(1);
});

test('a server that stays away is given up after about a day', async () => {
	const { store, receiver, clock, outbox, queue } = await withOutbox();
	await queue(notice());
	receiver.refuse(451, 'rcpt', 100);
	let tries = 0;
	for (; tries < 100; tries++) {
		const row = await only(store);
		if (row.state !== 'due') break;
		clock.set(row.dueAt);
		await sendDue(outbox);
	}
	expect(await only(store)).toMatchObject({ state: 'failed', failure: 'smtp_451' });
	const hours = (clock.now().getTime() - today.getTime()) / (60 * MINUTE);
	expect(hours).toBeGreaterThan(20);
	expect(hours).toBeLessThan(30);
});

test('a mailbox that does not exist is not tried again', async () => {
	const { store, receiver, clock, outbox, queue } = await withOutbox();
	await queue(notice());
	receiver.refuse(550, 'rcpt');
	await sendDue(outbox);
	expect(await only(store)).toMatchObject({ state: 'failed', failure: 'smtp_550' });
	clock.advance(24 * 60 * MINUTE);
	expect(await sendDue(outbox)).toBe(0);
});

test('a choice that was made after queueing counts', async () => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(notice());
	await store.transact(async (tx) => {
		await tx.insert(tx.t.preference).values({ schoolId, guardianId: 'ayse', email: false, changedAt: today });
	});
	await sendDue(outbox);
	expect(await only(store)).toMatchObject({ state: 'failed', failure: 'not_wanted' });
	expect(receiver.mails).toEqual([]);
});

test('a notice about a child does not reach a guardian who may not see the child any more', async () => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(
		notice({ childId: 'elif' }),
		notice({ onceKey: 'two', childId: 'elif', to: { guardianId: 'ahmet' } }),
		notice({ onceKey: 'three', childId: 'elif', to: { guardianId: 'fatima' } }),
	);
	await store.transact(async (tx) => {
		const { guardianship } = tx.t;
		await tx
			.update(guardianship)
			.set({ level: 'nothing' })
			.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'ayse')));
	});
	await sendDue(outbox);
	expect(receiver.mails.flatMap(({ to }) => to)).toEqual(['ahmet.yildirim@ouders.example']);
	const failures = (await deliveries(store)).flatMap(({ failure }) => failure ?? []);
	expect(failures).toEqual(['barred', 'barred']);
});

test('a sign-in code does not stand behind notices', async () => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(...Array.from({ length: 40 }, (_, i) => notice({ onceKey: `n${i}` })));
	await store.transact((tx) =>
		queueMail(
			tx,
			{ schoolId, email: 'joke@school.example', content: { ...content, lines: ['123456'] } },
			today,
		),
	);
	await sendDue(outbox);
	const place = receiver.mails.findIndex(({ to }) => to[0] === 'joke@school.example');
	expect(receiver.mails).toHaveLength(41);
	expect(place).toBeLessThan(16);
});

test('several workers at once send each delivery once', async () => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(...Array.from({ length: 60 }, (_, i) => notice({ onceKey: `n${i}` })));
	const handled = await Promise.all(
		['a', 'b', 'c', 'd'].map((owner) => sendDue({ ...outbox, owner, atOnce: { mails: 3 } })),
	);
	expect(handled.reduce((a, b) => a + b)).toBe(60);
	expect(new Set(receiver.mails.map(({ email }) => email.messageId)).size).toBe(60);
	expect(receiver.mails).toHaveLength(60);
	expect((await deliveries(store)).every(({ attempts }) => attempts === 1)).toBe(true);
});

test('asked to stop, a worker claims no more and notes what was under way', async () => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(...Array.from({ length: 20 }, (_, i) => notice({ onceKey: `n${i}` })));
	const stop = new AbortController();
	receiver.onMail = () => stop.abort();
	await sendDue({ ...outbox, atOnce: { mails: 4 } }, stop.signal);
	const states = (await deliveries(store)).map(({ state, leaseUntil }) => [state, leaseUntil]);
	const sent = states.filter(([state]) => state === 'sent').length;
	expect(sent).toBe(receiver.mails.length);
	expect(sent).toBeLessThan(20);
	expect(states.every(([, leaseUntil]) => leaseUntil === null)).toBe(true);
});

test('killed at any point: nothing is lost, and no more than what was in flight comes twice, with the same Message-ID', async () => {
	const { store, receiver, queue } = await withOutbox();
	const seed = Date.now() % 1_000_000;
	const random = randomFrom(seed);
	const COUNT = 60;
	const AT_ONCE = 4;
	await queue(...Array.from({ length: COUNT }, (_, i) => notice({ onceKey: `n${i}` })));
	const ids = (await deliveries(store)).map(({ id }) => `<${id}@school.example>`);
	const noted = async () =>
		(await deliveries(store)).flatMap(({ id, state }) => (state === 'sent' ? `<${id}@school.example>` : []));

	let kills = 0;
	for (let run = 0; ; run++) {
		const orders: WorkerOrders = {
			file: store.file,
			// after the leases of those that were killed
			now: new Date(today.getTime() + run * 3 * MINUTE).toISOString(),
			smtpUrl: receiver.url,
			origin,
			atOnce: AT_ONCE,
			owner: `run${run}`,
		};
		const before = { mails: receiver.mails.length, noted: new Set(await noted()) };
		const worker = spawn(process.execPath, ['tests/support/outbox-worker.ts', JSON.stringify(orders)], {
			env: { ...process.env, NODE_NO_WARNINGS: '1', LOG_LEVEL: 'silent' },
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		const lives = Math.floor(random() * 15);
		const late = random();
		receiver.onMail = () => {
			if (run > 3 || receiver.mails.length - before.mails <= lives) return;
			// before our answer, at it, or a little later: between the server's yes and our note
			if (late < 0.4) worker.kill('SIGKILL');
			else setTimeout(() => worker.kill('SIGKILL'), late * 8);
		};
		const [code] = (await once(worker, 'exit')) as [number | null];
		const again = receiver.mails.slice(before.mails).map(({ email }) => email.messageId ?? '');
		expect(
			again.filter((id) => before.noted.has(id)),
			`seed ${seed}`,
		).toEqual([]);
		if (code === 0) break;
		kills++;
	}
	receiver.onMail = undefined;

	const got = receiver.mails.map(({ email }) => email.messageId ?? '');
	expect(kills, `seed ${seed}`).toBeGreaterThan(0);
	expect([...new Set(got)].sort(), `seed ${seed}`).toEqual(ids.sort());
	expect(got.length - COUNT, `seed ${seed}, ${kills} kills`).toBeLessThanOrEqual(kills * AT_ONCE);
	expect(await noted()).toHaveLength(COUNT);
}, 120_000);

/** Numbers from 0 to 1 that a seed brings back (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
