import { and, desc, eq, isNotNull, max } from 'drizzle-orm';
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

/** When each guardian was in the app last, to the hour, by id; who is signed out everywhere is not there. Of all, or `only` of one. One query. */
export async function lastVisits(db: Reader, schoolId: string, only?: string): Promise<Map<string, Date>> {
	const { session } = db.t;
	const rows = await db
		.select({ guardianId: session.guardianId, last: max(session.lastSeenAt) })
		.from(session)
		.where(
			and(
				eq(session.schoolId, schoolId),
				only === undefined ? isNotNull(session.guardianId) : eq(session.guardianId, only),
			),
		)
		.groupBy(session.guardianId);
	return new Map(rows.flatMap(({ guardianId, last }) => (guardianId && last ? [[guardianId, last]] : [])));
}
