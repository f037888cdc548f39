import { and, asc, eq, lte } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';

/** Seconds that the oldest delivery which is due has been waiting; 0 when nothing is. */
export async function outboxAge(db: Reader, now: Date): Promise<number> {
	const { delivery } = db.t;
	const [oldest] = await acrossSchools('one outbox serves all schools', () =>
		db
			.select({ dueAt: delivery.dueAt })
			.from(delivery)
			.where(and(eq(delivery.state, 'due'), lte(delivery.dueAt, now)))
			.orderBy(asc(delivery.dueAt))
			.limit(1),
	);
	return oldest ? Math.round((now.getTime() - oldest.dueAt.getTime()) / 1000) : 0;
}
