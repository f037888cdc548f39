import { and, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import type { NoticeContent } from '../content.ts';

/** Mails that are no notice (sign-in codes) hold an address: a week is enough to find out why one did not come. */
const CODE_MAIL_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** Whether a guardian was reached is kept for a year. */
const REACH_MONTHS = 12;

/** Of who was told what no word is left, nor where it was sent. */
const NO_WORDS: NoticeContent = {
	locale: 'nl',
	title: '',
	lines: [],
	action: { label: '', path: '' },
};

/**
 * Empties the notices of a school year that ended: their words go, and the addresses that they were sent to; that somebody was
 * told something, and whether they opened it, stays for `forgetReach`. What was for staff goes whole. `before`: the first
 * instant after the year.
 */
export async function forgetNotices(tx: Tx, schoolId: string, before: Date): Promise<void> {
	const { notice, delivery } = tx.t;
	const old = and(eq(notice.schoolId, schoolId), lt(notice.createdAt, before));
	await tx.delete(notice).where(and(old, isNull(notice.guardianId)));
	const full = and(old, eq(notice.emptied, false));
	const ids = tx.select({ id: notice.id }).from(notice).where(full);
	const theirs = and(eq(delivery.schoolId, schoolId), inArray(delivery.noticeId, ids));
	await tx
		.update(delivery)
		.set({ state: 'failed', failure: 'expired', leaseUntil: null, leaseOwner: null })
		.where(and(theirs, eq(delivery.state, 'due')));
	await tx.update(delivery).set({ target: '' }).where(theirs);
	await tx
		.update(notice)
		.set({ content: NO_WORDS, inDutch: null, searchKey: '', childId: null, emptied: true })
		.where(full);
}

/** Deletes what is older than a year of who was reached: notices, and ways that were lost and not found since. */
export async function forgetReach(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { notice, lostWay } = tx.t;
	const before = new Date(now);
	before.setUTCMonth(before.getUTCMonth() - REACH_MONTHS);
	await tx.delete(notice).where(and(eq(notice.schoolId, schoolId), lt(notice.createdAt, before)));
	await tx.delete(lostWay).where(and(eq(lostWay.schoolId, schoolId), lt(lostWay.lastAt, before)));
}

/** Deletes mails that are no notice a week after they were queued. */
export async function forgetCodeMails(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { delivery } = tx.t;
	const limit = new Date(now.getTime() - CODE_MAIL_DAYS * DAY);
	await tx
		.delete(delivery)
		.where(and(eq(delivery.schoolId, schoolId), isNull(delivery.noticeId), lt(delivery.createdAt, limit)));
}
