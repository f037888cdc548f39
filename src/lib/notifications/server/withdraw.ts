import { and, eq, gt, inArray, lte, notExists, or, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/**
 * Takes back notices that lie ready for later, by their once keys: what they tell of is off. A notice of which anything
 * was sent, or is being sent, stays. Gives how many were taken back.
 */
export async function withdrawNotices(
	tx: Tx,
	schoolId: string,
	onceKeys: string[],
	now: Date,
): Promise<number> {
	const { notice, delivery } = tx.t;
	let withdrawn = 0;
	for (let from = 0; from < onceKeys.length; from += CHUNK) {
		const underWay = tx
			.select({ one: sql`1` })
			.from(delivery)
			.where(
				and(
					eq(delivery.schoolId, notice.schoolId),
					eq(delivery.noticeId, notice.id),
					or(inArray(delivery.state, ['sent', 'failed']), gt(delivery.attempts, 0), lte(delivery.dueAt, now)),
				),
			);
		const gone = await tx
			.delete(notice)
			.where(
				and(
					eq(notice.schoolId, schoolId),
					inArray(notice.onceKey, onceKeys.slice(from, from + CHUNK)),
					notExists(underWay),
				),
			)
			.returning({ id: notice.id });
		withdrawn += gone.length;
	}
	return withdrawn;
}

const CHUNK = 200;
