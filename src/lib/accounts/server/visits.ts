import { and, desc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { ParentActor } from './actors.ts';

/** What the school sees of a guardian's use of the app: when first, when last. Nothing about pages. */
export interface Visits {
	first: Date | null;
	/** To the hour. */
	last: Date | null;
}

export async function visitsOf(db: Reader, parent: ParentActor): Promise<Visits> {
	const { guardian, session } = db.t;
	const [row] = await db
		.select({ first: guardian.enteredAt, last: session.lastSeenAt })
		.from(guardian)
		.leftJoin(session, and(eq(session.schoolId, guardian.schoolId), eq(session.guardianId, guardian.id)))
		.where(and(eq(guardian.schoolId, parent.schoolId), eq(guardian.id, parent.guardianId)))
		.orderBy(desc(session.lastSeenAt))
		.limit(1);
	return { first: row?.first ?? null, last: row?.last ?? null };
}
