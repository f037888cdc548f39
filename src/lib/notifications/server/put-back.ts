import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';

/** Clocks of servers are a little apart; more is a clock that was wrong. */
const APART_MS = 5 * 60_000;

/**
 * What was to go at once, and was queued by a clock that was ahead and has been put back since, goes now: otherwise it
 * would wait until that time has come once more. What was to go later stays for its time. Gives how many went on.
 */
export async function sendQueuedAhead(store: Store, now: Date): Promise<number> {
	const why = 'one outbox serves all schools';
	return store.transact((tx) =>
		acrossSchools(why, async () => {
			const { delivery, notice } = tx.t;
			const ahead = new Date(now.getTime() + APART_MS);
			const found = await tx
				.update(delivery)
				.set({ dueAt: now, createdAt: now })
				.where(
					and(
						eq(delivery.state, 'due'),
						gt(delivery.dueAt, ahead),
						gt(delivery.createdAt, ahead),
						lte(delivery.dueAt, delivery.createdAt),
					),
				)
				.returning({ noticeId: delivery.noticeId });
			const noticeIds = [...new Set(found.flatMap(({ noticeId }) => noticeId ?? []))];
			for (let from = 0; from < noticeIds.length; from += PART)
				await tx
					.update(notice)
					.set({ createdAt: now })
					.where(and(inArray(notice.id, noticeIds.slice(from, from + PART)), gt(notice.createdAt, ahead)));
			return found.length;
		}),
	);
}

const PART = 500;
