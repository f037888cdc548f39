import { and, eq, lte, or } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';

/**
 * Takes a job for one process until `until`. False: another process has it, or has done it and said until when it is
 * done. Who has it may take it again, to make it longer or shorter.
 */
export async function takeJob(
	store: Store,
	name: string,
	{ owner, now, until }: { owner: string; now: Date; until: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { jobLease } = tx.t;
		const taken = await tx
			.insert(jobLease)
			.values({ name, owner, until })
			.onConflictDoUpdate({
				target: jobLease.name,
				set: { owner, until },
				setWhere: and(eq(jobLease.name, name), or(lte(jobLease.until, now), eq(jobLease.owner, owner))),
			})
			.returning({ name: jobLease.name });
		return taken.length > 0;
	});
}
