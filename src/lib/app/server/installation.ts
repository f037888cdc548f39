import { eq } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import { RefusedStart } from '#lib/platform/server/refused-start.ts';

const ONLY_ROW = 'installation';

/** Notes who made this database; the first note stays. */
export async function claimInstallation(tx: Tx, madeBy: 'demo' | 'school', now: Date): Promise<void> {
	await tx.insert(tx.t.installation).values({ id: ONLY_ROW, madeBy, createdAt: now }).onConflictDoNothing();
}

/** Throws when the demo is pointed at a database that it did not make, or the other way round. */
export async function refuseForeignDatabase(store: Store, demo: boolean): Promise<void> {
	const { installation } = store.t;
	const [found] = await store.read
		.select({ madeBy: installation.madeBy })
		.from(installation)
		.where(eq(installation.id, ONLY_ROW));
	if (demo && found?.madeBy !== 'demo')
		throw new RefusedStart(
			'SCHOOLBRUG_DEMO=1, but this database was not made by the demo. Run `npm run demo`, or set another DATA_DIR.',
		);
	if (!demo && found?.madeBy === 'demo')
		throw new RefusedStart(
			'This is a demo database with made-up people. Set another DATA_DIR, or SCHOOLBRUG_DEMO=1.',
		);
}
