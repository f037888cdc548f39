import { and, eq, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';

/** The guardian read what the school sees of them. The first time counts. */
export async function noteTold(
	store: Store,
	{ schoolId, guardianId }: ParentActor,
	now: Date,
): Promise<void> {
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		await tx
			.update(guardian)
			.set({ toldAt: now })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId), isNull(guardian.toldAt)));
	});
}
