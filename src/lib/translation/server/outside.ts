import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import type { OutsideKind } from '../outside.ts';

/** Which kinds a service outside may have of this school. One query. */
export async function kindsOutside(db: Reader, schoolId: string): Promise<Set<OutsideKind>> {
	const { translationOutside: t } = db.t;
	const rows = await db.select({ kind: t.kind }).from(t).where(eq(t.schoolId, schoolId));
	return new Set(rows.map(({ kind }) => kind));
}

/**
 * Whether texts of this kind may go to a service outside: the head switched that kind on. Off by default; a service of one's
 * own (`outside: false`) needs no leave. Names are replaced first in either case. One query.
 */
export async function mayGoOutside(db: Reader, schoolId: string, kind: OutsideKind): Promise<boolean> {
	return (await kindsOutside(db, schoolId)).has(kind);
}

/** Switches a kind on or off. Gives false when it stood so already. Who may, and the audit line, are the caller's. */
export async function setOutside(
	tx: Tx,
	schoolId: string,
	one: { kind: OutsideKind; on: boolean; staffId: string; now: Date },
): Promise<boolean> {
	const { translationOutside: t } = tx.t;
	const changed = one.on
		? await tx
				.insert(t)
				.values({ schoolId, kind: one.kind, byStaffId: one.staffId, at: one.now })
				.onConflictDoNothing()
				.returning({ kind: t.kind })
		: await tx
				.delete(t)
				.where(and(eq(t.schoolId, schoolId), eq(t.kind, one.kind)))
				.returning({ kind: t.kind });
	return changed.length > 0;
}
