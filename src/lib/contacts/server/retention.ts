import { and, eq, isNotNull, lt } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import { removePicture } from '#lib/platform/server/files.ts';

/** Deletes when somebody was away, the night after it was over. `today`: the day at school. */
export async function forgetAwayPeriods(tx: Tx, schoolId: string, today: string): Promise<void> {
	const { awayPeriod } = tx.t;
	await tx.delete(awayPeriod).where(and(eq(awayPeriod.schoolId, schoolId), lt(awayPeriod.lastDay, today)));
}

/** Takes the portraits of people who left out of the database, and off the disk where nobody else has the same picture. */
export async function forgetPortraits(
	store: Store,
	{ dataDir, schoolId }: { dataDir: string; schoolId: string },
): Promise<void> {
	const orphans = await store.transact(async (tx) => {
		const { staffMember } = tx.t;
		const here = eq(staffMember.schoolId, schoolId);
		const withPortrait = await tx
			.select({ photo: staffMember.photo, status: staffMember.status })
			.from(staffMember)
			.where(and(here, isNotNull(staffMember.photo)));
		const left = withPortrait.filter(({ status }) => status === 'gone');
		if (left.length === 0) return [];
		await tx
			.update(staffMember)
			.set({ photo: null })
			.where(and(here, eq(staffMember.status, 'gone'), isNotNull(staffMember.photo)));
		const kept = new Set(withPortrait.filter(({ status }) => status !== 'gone').map(({ photo }) => photo));
		return left.flatMap(({ photo }) => (photo === null || kept.has(photo) ? [] : [photo]));
	});
	for (const address of new Set(orphans)) await removePicture(dataDir, schoolId, address);
}
