// An outbox with real servers behind it: mail, push, a database of the test school.
import { eq } from 'drizzle-orm';
import { expect, onTestFinished } from 'vitest';
import type { NoticeContent } from '#lib/notifications/content.ts';
import { openMailer } from '#lib/notifications/server/mail.ts';
import type { Outbox } from '#lib/notifications/server/outbox.ts';
import { openPushSender } from '#lib/notifications/server/push.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import { fixedClock } from '#lib/platform/server/clock.ts';
import { newVapidKeys } from '#lib/platform/server/keys.ts';
import { freshStore, type TestStore } from './database.ts';
import { startMailReceiver } from './mail-receiver.ts';
import { addPeople, asParent, schoolId, today, type GuardianName } from './people.ts';
import { certificate, startPushReceiver } from './push-receiver.ts';

/** What signs the addresses in mails. */
export const mailKey = Buffer.alloc(32, 7);
export const origin = 'https://school.example';
export const content: NoticeContent = {
	locale: 'tr',
	title: 'Yeriniz var',
	lines: ['13 Ekim Salı'],
	action: { label: 'Aç', path: '/join/1' },
};

export function notice(change: Partial<NewNotice> = {}): NewNotice {
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

export async function withOutbox() {
	const store = freshStore();
	await addPeople(store);
	const receiver = await startMailReceiver();
	const clock = fixedClock(today);
	const mailer = openMailer(
		{ smtpUrl: receiver.url, mailFrom: 'noreply@school.example', origin, dataDir: '' },
		{ codes: mailKey },
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

export const vapid = newVapidKeys();

/** The same, with a push service; `device` gives a guardian a browser that gets push messages. */
export async function withPush() {
	const base = await withOutbox();
	const { store, clock } = base;
	const service = await startPushReceiver();
	const settings = { origin, pushSubject: 'mailto:beheer@school.example', pushHosts: [service.host] };
	const sender = openPushSender(settings, { vapid }, clock, { ca: certificate });
	onTestFinished(async () => {
		await sender.close();
		await service.close();
	});
	const device = async (guardianId: GuardianName, browser: string) => {
		const { sessionId } = await asParent(store, guardianId);
		const row = { schoolId, id: browser, guardianId, sessionId, createdAt: today, endpointHash: browser };
		await store.transact(async (tx) => {
			await tx.insert(tx.t.pushSubscription).values({ ...row, ...service.subscribe(browser) });
		});
	};
	const devices = async () => {
		const { pushSubscription } = store.t;
		const rows = await store.read
			.select({ id: pushSubscription.id })
			.from(pushSubscription)
			.where(eq(pushSubscription.schoolId, schoolId));
		return rows.map(({ id }) => id);
	};
	return { ...base, service, device, devices, outbox: { ...base.outbox, push: sender } satisfies Outbox };
}

export async function deliveries(store: TestStore) {
	const { delivery } = store.t;
	return store.read
		.select()
		.from(delivery)
		.where(eq(delivery.schoolId, schoolId))
		.orderBy(delivery.createdAt, delivery.id);
}

export async function only(store: TestStore) {
	const rows = await deliveries(store);
	expect(rows).toHaveLength(1);
	return rows[0] as (typeof rows)[number];
}
