import { and, eq } from 'drizzle-orm';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import {
	content,
	deliveries,
	notice,
	only,
	origin,
	vapid,
	withOutbox,
	withPush,
} from '../../../../tests/support/outbox.ts';
import type { TestStore } from '../../../../tests/support/database.ts';
import { asParent, schoolId, today } from '../../../../tests/support/people.ts';
import { countUnread } from './inbox.ts';
import { sendDue } from './outbox.ts';
import { outboxAge } from './outbox-age.ts';
import { claimDue } from './parcels.ts';
import { sendQueuedAhead } from './put-back.ts';
import { queueMail } from './queue.ts';
import type { WorkerOrders } from '../../../../tests/support/outbox-worker.ts';

const MINUTE = 60_000;
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
	await queue(notice({ kind: 'moments.confirmed' }));
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

test('an address that nobody has rests for a week, but for what is urgent; then it is tried, and found again', async () => {
	const { store, receiver, clock, outbox, queue } = await withOutbox();
	await queue(notice());
	receiver.refuse(550, 'rcpt', 1);
	await sendDue(outbox);
	await queue(notice({ onceKey: 'two' }), notice({ onceKey: 'three', kind: 'messages.urgent' }));
	expect((await lostWays(store)).map(({ address, failure }) => [address, failure])).toEqual([
		['ayse.yildirim.tr@ouders.example', 'smtp_550'],
	]);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(1);
	expect((await deliveries(store)).map(({ failure }) => failure ?? 'sent').sort()).toEqual([
		'bounced',
		'sent',
		'smtp_550',
	]);
	// the server took the urgent one: it knows the address again
	expect(await lostWays(store)).toEqual([]);
	receiver.refuse(550, 'rcpt', 1);
	await queue(notice({ onceKey: 'four' }));
	await sendDue(outbox);
	expect(await lostWays(store)).toHaveLength(1);
	clock.advance(7 * 24 * 60 * MINUTE);
	await queue(notice({ onceKey: 'five' }));
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(2);
	expect(await lostWays(store)).toEqual([]);
});

test.each([
	['what it takes for spam', 550, 'rcpt', '5.7.1 we do not like your face'],
	['a full mailbox', 552, 'rcpt', '5.2.2 full'],
	['the text', 554, 'data', '5.6.0 no'],
] as const)('a server that refuses %s says nothing of the address', async (_, code, stage, says) => {
	const { store, receiver, outbox, queue } = await withOutbox();
	await queue(notice());
	receiver.refuse(code, stage, 1, says);
	await sendDue(outbox);
	expect(await only(store)).toMatchObject({ state: 'failed', failure: `smtp_${code}` });
	expect(await lostWays(store)).toEqual([]);
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

test('route one: a push where there is a device, and then no e-mail', async () => {
	const { store, receiver, service, device, outbox, queue } = await withPush();
	await device('ayse', 'phone');
	await queue(
		notice({ route: 'one' }),
		notice({ route: 'one', onceKey: 'two', to: { guardianId: 'fatima' } }),
	);
	await sendDue(outbox);
	expect(service.pushes.map(({ browser }) => browser)).toEqual(['phone']);
	expect(receiver.mails.flatMap(({ to }) => to)).toEqual(['fatima.bakkali@ouders.example']);
	const { pushSubscription } = store.t;
	const [row] = await store.read
		.select()
		.from(pushSubscription)
		.where(eq(pushSubscription.schoolId, schoolId));
	expect(row?.lastSentAt).toEqual(today);
});

test('the lock screen is discreet unless the guardian wants it otherwise; the badge counts what is unread', async () => {
	const { store, service, device, outbox, queue } = await withPush();
	await device('ayse', 'phone');
	await queue(notice({ route: 'email' }), notice({ route: 'one', onceKey: 'two' }));
	await sendDue(outbox);
	await store.transact(async (tx) => {
		await tx
			.insert(tx.t.preference)
			.values({ schoolId, guardianId: 'ayse', discreet: false, changedAt: today });
	});
	await queue(notice({ route: 'one', onceKey: 'three' }));
	await sendDue(outbox);
	const shown = service.pushes.map(
		({ text }) => JSON.parse(text) as { app_badge: string; notification: { title: string } },
	);
	expect(shown.map(({ notification }) => notification.title)).toEqual([
		'Okuldan bir mesajınız var',
		'Yeriniz var',
	]);
	expect(shown.map(({ app_badge }) => app_badge)).toEqual(['2', '3']);
});

test('the reminder of the hour goes out under the name of that of the day, and takes its place', async () => {
	const { service, device, queue, outbox } = await withPush();
	await device('fatima', 'phone');
	const to = { guardianId: 'fatima' };
	for (const which of ['day', 'hour'] as const)
		await queue(
			notice({
				to,
				route: 'one',
				kind: `moments.reminder_${which}`,
				onceKey: `moments.reminder_${which}:slot:0:fatima`,
			}),
		);
	await queue(notice({ to, route: 'one', onceKey: 'another' }));
	await sendDue(outbox);
	expect(service.pushes).toHaveLength(3);
	expect(new Set(service.pushes.map(({ headers }) => headers.topic)).size).toBe(2);
});

test('a dead subscription is deleted, and where no other device is left an e-mail goes instead, once', async () => {
	const { store, receiver, service, device, devices, outbox, queue } = await withPush();
	await device('ayse', 'old phone');
	await device('ayse', 'tablet');
	service.answer('old phone', { status: 410 });
	service.answer('tablet', { status: 404 });
	await queue(notice({ route: 'one' }));
	await sendDue(outbox);
	await sendDue(outbox);
	expect(await devices()).toEqual([]);
	expect(receiver.mails.flatMap(({ to }) => to)).toEqual(['ayse.yildirim.tr@ouders.example']);
	expect(
		(await deliveries(store)).map(({ channel, state, failure }) => [channel, state, failure]).sort(),
	).toEqual([
		['email', 'sent', null],
		['push', 'failed', 'push_404'],
		['push', 'failed', 'push_410'],
	]);
});

test('while one device is alive, no e-mail goes for the dead one', async () => {
	const { receiver, service, device, devices, outbox, queue } = await withPush();
	await device('ayse', 'old');
	await device('ayse', 'new');
	service.answer('old', { status: 410 });
	await queue(notice({ route: 'one' }));
	await sendDue(outbox);
	await sendDue(outbox);
	expect(await devices()).toEqual(['new']);
	expect(service.pushes.map(({ browser }) => browser)).toEqual(['new']);
	expect(receiver.mails).toEqual([]);
});

test('a device that signed out before the push went counts as dead', async () => {
	const { store, receiver, service, device, outbox, queue } = await withPush();
	await device('ayse', 'phone');
	await queue(notice({ route: 'one' }));
	await store.transact(async (tx) => {
		await tx
			.delete(tx.t.session)
			.where(and(eq(tx.t.session.schoolId, schoolId), eq(tx.t.session.guardianId, 'ayse')));
	});
	await sendDue(outbox);
	await sendDue(outbox);
	expect(service.pushes).toEqual([]);
	expect(receiver.mails).toHaveLength(1);
});

test('too many requests: the service says when to come back, and is heard', async () => {
	const { store, clock, service, device, outbox, queue } = await withPush();
	await device('ayse', 'phone');
	service.answer('phone', { status: 429, headers: { 'retry-after': '600' } }, { status: 201 });
	await queue(notice({ route: 'both', to: { guardianId: 'ayse' } }));
	await sendDue(outbox);
	const [push] = (await deliveries(store)).filter(({ channel }) => channel === 'push');
	expect(push).toMatchObject({ state: 'due', failure: 'push_429' });
	expect((push?.dueAt.getTime() ?? 0) - today.getTime()).toBe(600_000);
	clock.advance(599_000);
	expect(await sendDue(outbox)).toBe(0);
	clock.advance(1_000);
	expect(await sendDue(outbox)).toBe(1);
	expect(service.pushes).toHaveLength(1);
});

test('a push that could only come too late becomes an e-mail while that is still in time', async () => {
	const { receiver, service, device, outbox, queue } = await withPush();
	await device('ayse', 'phone');
	service.answer('phone', { status: 503, headers: { 'retry-after': '3600' } });
	await queue(notice({ route: 'one', expiresAt: new Date(today.getTime() + 30 * MINUTE) }));
	await sendDue(outbox);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(1);
});

test('a push service that stays away for ten minutes is no way to reach someone', async () => {
	const { receiver, clock, service, device, devices, outbox, queue } = await withPush();
	await device('ayse', 'phone');
	service.answer('phone', { status: 500 });
	await queue(notice({ route: 'one' }));
	for (let minutes = 0; minutes < 60 && receiver.mails.length === 0; minutes++) {
		await sendDue(outbox);
		await sendDue(outbox);
		clock.advance(MINUTE);
	}
	expect(receiver.mails).toHaveLength(1);
	const minutes = (clock.now().getTime() - today.getTime()) / MINUTE;
	expect(minutes).toBeGreaterThan(5);
	expect(minutes).toBeLessThan(25);
	expect(await devices()).toEqual(['phone']);
});

test.each([400, 401, 403])(
	'%d says that our settings are wrong: the subscription stays, an e-mail goes',
	async (status) => {
		const { receiver, service, device, devices, outbox, queue } = await withPush();
		await device('ayse', 'phone');
		service.answer('phone', { status });
		await queue(notice({ route: 'one' }));
		await sendDue(outbox);
		await sendDue(outbox);
		expect(await devices()).toEqual(['phone']);
		expect(receiver.mails).toHaveLength(1);
	},
);

test('the clock is put back while a worker has it: it does not wait for the lease of the time before', async () => {
	const { store, receiver, outbox, queue, clock } = await withOutbox();
	await queue(notice());
	const lease = { owner: 'killed', now: clock.now(), leaseMs: 2 * MINUTE, most: 1 };
	expect(await claimDue(store, 'mails', lease)).toHaveLength(1);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(0); // somebody has it
	clock.advance(-60 * MINUTE);
	await sendQueuedAhead(store, clock.now());
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(1);
});

test('queued by a clock that was a year ahead: once it is right, what was to go at once goes, and is in the list', async () => {
	const { store, receiver, outbox, queue, clock } = await withOutbox();
	const ayse = await asParent(store, 'ayse');
	const year = 365 * 24 * 60 * MINUTE;
	clock.advance(year);
	const tomorrow = new Date(clock.now().getTime() + 24 * 60 * MINUTE);
	await queue(notice({ onceKey: 'now' }), notice({ onceKey: 'later', dueAt: tomorrow }));
	clock.advance(-year);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(0);
	expect(await sendQueuedAhead(store, clock.now())).toBe(1);
	expect(await sendQueuedAhead(store, clock.now())).toBe(0);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(1);
	expect(await countUnread(store.read, ayse, clock.now())).toBe(1);
});

test('the clock goes ahead and back: what went stays gone, what was worth nothing by then is not sent', async () => {
	const { receiver, outbox, queue, clock } = await withOutbox();
	const hour = new Date(today.getTime() + 60 * MINUTE);
	const soon = new Date(today.getTime() + 30 * MINUTE);
	await queue(
		notice({ onceKey: 'planned', dueAt: hour }),
		notice({ onceKey: 'stale', dueAt: soon, expiresAt: hour }),
	);
	clock.advance(120 * MINUTE);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(1);
	clock.advance(-120 * MINUTE);
	for (let minutes = 0; minutes < 180; minutes += 30) {
		clock.advance(30 * MINUTE);
		await sendDue(outbox);
	}
	expect(receiver.mails).toHaveLength(1);
});

test('killed at twenty random points: nothing is lost, and no more than what was in flight comes twice, under the same id', async () => {
	const { store, receiver, service, device, queue } = await withPush();
	const seed = Date.now() % 1_000_000;
	const random = randomFrom(seed);
	const COUNT = 50;
	const AT_ONCE = 4;
	const KILLS = 20;
	await device('fatima', 'phone');
	await queue(
		...Array.from({ length: COUNT }, (_, i) => notice({ onceKey: `mail${i}` })),
		...Array.from({ length: COUNT }, (_, i) =>
			notice({ onceKey: `push${i}`, route: 'one', to: { guardianId: 'fatima' } }),
		),
	);
	/** Message-ID of a mail, Topic of a push: what tells a second from a new one. */
	const idOf = (row: { id: string; noticeId: string | null; channel: string }) =>
		row.channel === 'email' ? `<${row.id}@school.example>` : (row.noticeId ?? '');
	const ids = (await deliveries(store)).map(idOf);
	const noted = async () => (await deliveries(store)).filter(({ state }) => state === 'sent').map(idOf);
	const got = () => [
		...receiver.mails.map(({ email }) => email.messageId ?? ''),
		...service.pushes.map(({ headers }) => headers.topic ?? ''),
	];

	let kills = 0;
	for (let run = 0; ; run++) {
		const orders: WorkerOrders = {
			file: store.file,
			// after the leases of those that were killed
			now: new Date(today.getTime() + run * 3 * MINUTE).toISOString(),
			smtpUrl: receiver.url,
			pushHosts: [service.host],
			vapid,
			origin,
			atOnce: AT_ONCE,
			owner: `run${run}`,
		};
		const before = { got: got(), noted: new Set(await noted()) };
		const worker = spawn(process.execPath, ['tests/support/outbox-worker.ts', JSON.stringify(orders)], {
			env: { ...process.env, NODE_NO_WARNINGS: '1', LOG_LEVEL: 'silent' },
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		const lives = Math.floor(random() * 3);
		const late = random();
		receiver.onMail = service.onPush = () => {
			if (run >= KILLS || got().length - before.got.length <= lives) return;
			// before our answer, at it, or a little later: between the service's yes and our note
			if (late < 0.4) worker.kill('SIGKILL');
			else setTimeout(() => worker.kill('SIGKILL'), late * 8);
		};
		const [code] = (await once(worker, 'exit')) as [number | null];
		// what was noted before the kill never comes again
		const rest = [...got()];
		for (const id of before.got) rest.splice(rest.indexOf(id), 1);
		expect(
			rest.filter((id) => before.noted.has(id)),
			`seed ${seed}`,
		).toEqual([]);
		if (code === 0) break;
		kills++;
	}
	receiver.onMail = service.onPush = undefined;

	expect(kills, `seed ${seed}`).toBe(KILLS);
	expect([...new Set(got())].sort(), `seed ${seed}`).toEqual(ids.sort());
	// two channels, each with so many in flight
	expect(got().length - 2 * COUNT, `seed ${seed}, ${kills} kills`).toBeLessThanOrEqual(kills * 2 * AT_ONCE);
	expect(await noted()).toHaveLength(2 * COUNT);
}, 600_000);

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

async function lostWays(store: TestStore) {
	const { lostWay } = store.t;
	return store.read.select().from(lostWay).where(eq(lostWay.schoolId, schoolId));
}
