import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** The name of a member of staff, for "who changed this"; null when there is none such. One query. */
export async function staffName(db: Reader, schoolId: string, staffId: string): Promise<string | null> {
	const { staffMember } = db.t;
	const [found] = await db
		.select({ name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
	return found?.name ?? null;
}
