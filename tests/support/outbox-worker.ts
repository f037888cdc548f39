// A process of its own that empties the outbox, for tests that kill it. Argument: `WorkerOrders` as JSON.
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { openMailer } from '#lib/notifications/server/mail.ts';
import { sendDue } from '#lib/notifications/server/outbox.ts';
import { openPushSender } from '#lib/notifications/server/push.ts';
import { fixedClock } from '#lib/platform/server/clock.ts';
import { openSqlite } from '#lib/platform/server/database/sqlite.ts';
import { certificate } from './push-receiver.ts';

export interface WorkerOrders {
	file: string;
	now: string;
	smtpUrl: string;
	origin: string;
	pushHosts: string[];
	vapid: { publicKey: string; privateKey: string };
	atOnce: number;
	owner: string;
}

const orders = JSON.parse(process.argv[2] ?? '') as WorkerOrders;
const clock = fixedClock(orders.now);
const store = openSqlite({ file: orders.file }, sqliteTables);
const mailer = openMailer(
	{ smtpUrl: orders.smtpUrl, mailFrom: 'noreply@school.example', origin: orders.origin, dataDir: '' },
	{ codes: Buffer.alloc(32, 7) },
	clock,
);
const push = openPushSender(
	{ origin: orders.origin, pushSubject: 'mailto:beheer@school.example', pushHosts: orders.pushHosts },
	orders,
	clock,
	{ ca: certificate },
);
await sendDue({
	store,
	email: mailer,
	push,
	clock,
	owner: orders.owner,
	atOnce: { codes: orders.atOnce, mails: orders.atOnce, pushes: orders.atOnce },
});
mailer.close();
await push.close();
await store.close();
