import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Mails that are no notice (sign-in codes) hold an address: a week is enough to find out why one did not come. */
const CODE_MAIL_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** Deletes the notices of a school year that ended, with their deliveries. `before`: the first instant after it. */
export async function forgetNotices(tx: Tx, schoolId: string, before: Date): Promise<void> {
	const { notice } = tx.t;
	await tx.delete(notice).where(and(eq(notice.schoolId, schoolId), lt(notice.createdAt, before)));
}

/** Deletes mails that are no notice a week after they were queued. */
export async function forgetCodeMails(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { delivery } = tx.t;
	const limit = new Date(now.getTime() - CODE_MAIL_DAYS * DAY);
	await tx
		.delete(delivery)
		.where(and(eq(delivery.schoolId, schoolId), isNull(delivery.noticeId), lt(delivery.createdAt, limit)));
}
