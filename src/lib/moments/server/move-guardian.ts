import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';

/** True when both records are signed up for the same slot and child: one would count twice. */
export async function bothSignedUp(db: Reader, schoolId: string, pair: [string, string]): Promise<boolean> {
	const { signUp } = db.t;
	const rows = await db
		.select({ guardianId: signUp.guardianId, slotId: signUp.slotId, childId: signUp.childId })
		.from(signUp)
		.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.guardianId, pair)));
	const places = rows.map(({ slotId, childId }) => `${slotId} ${childId}`);
	return new Set(places).size < places.length;
}

/** Sign-ups and answers of one record go to the other. Ask `bothSignedUp` before, in the same transaction. */
export async function moveSignUps(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { signUp, decline } = tx.t;
	await tx
		.update(signUp)
		.set({ guardianId: to })
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.guardianId, from)));
	const of = (guardianId: string) => and(eq(decline.schoolId, schoolId), eq(decline.guardianId, guardianId));
	const own = await tx.delete(decline).where(of(from)).returning();
	if (own.length === 0) return;
	await tx
		.insert(decline)
		.values(own.map((row) => ({ ...row, guardianId: to })))
		.onConflictDoNothing();
}
