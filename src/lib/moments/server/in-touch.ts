import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** The children of the school for whom somebody signed up for anything this school year. One query. */
export async function childrenInTouch(db: Reader, schoolId: string): Promise<Set<string>> {
	const { signUp } = db.t;
	const rows = await db
		.selectDistinct({ childId: signUp.childId })
		.from(signUp)
		.where(eq(signUp.schoolId, schoolId));
	return new Set(rows.map(({ childId }) => childId));
}
