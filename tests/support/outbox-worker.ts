// A process of its own that empties the outbox, for tests that kill it. Argument: `WorkerOrders` as JSON.
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { openMailer } from '#lib/notifications/server/mail.ts';
import { sendDue, type Channel } from '#lib/notifications/server/outbox.ts';
import { fixedClock } from '#lib/platform/server/clock.ts';
import { openSqlite } from '#lib/platform/server/database/sqlite.ts';

export interface WorkerOrders {
	file: string;
	now: string;
	smtpUrl: string;
	origin: string;
	atOnce: number;
	owner: string;
}

const orders = JSON.parse(process.argv[2] ?? '') as WorkerOrders;
const clock = fixedClock(orders.now);
const store = openSqlite({ file: orders.file }, sqliteTables);
const mailer = openMailer(
	{ smtpUrl: orders.smtpUrl, mailFrom: 'noreply@school.example', origin: orders.origin, dataDir: '' },
	clock,
);
const noPush: Channel = { send: () => Promise.reject(new Error('no push in this test')) };
await sendDue({
	store,
	email: mailer,
	push: noPush,
	clock,
	owner: orders.owner,
	atOnce: { codes: orders.atOnce, mails: orders.atOnce, pushes: orders.atOnce },
});
mailer.close();
await store.close();
