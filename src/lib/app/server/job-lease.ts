import { and, eq, gt, lte, or } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';

/**
 * Takes a job for one process until `until`. False: another process has it, or has done it and said until when it is
 * done. Who has it may take it again, to make it longer or shorter. A lease that ends more than `longestMs` from now was
 * taken by a clock that has been put back since, and counts no more.
 */
export async function takeJob(
	store: Store,
	name: string,
	{ owner, now, until, longestMs }: { owner: string; now: Date; until: Date; longestMs: number },
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { jobLease } = tx.t;
		const taken = await tx
			.insert(jobLease)
			.values({ name, owner, until })
			.onConflictDoUpdate({
				target: jobLease.name,
				set: { owner, until },
				setWhere: and(
					eq(jobLease.name, name),
					or(
						lte(jobLease.until, now),
						eq(jobLease.owner, owner),
						gt(jobLease.until, new Date(now.getTime() + longestMs)),
					),
				),
			})
			.returning({ name: jobLease.name });
		return taken.length > 0;
	});
}
