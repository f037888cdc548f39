import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';

/** The number that the school has of this parent: a proposal where one is asked. Empty when it has none. */
export async function ownPhone(db: Reader, { schoolId, guardianId }: ParentActor): Promise<string> {
	const { guardian } = db.t;
	const [found] = await db
		.select({ phone: guardian.phone })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	return found?.phone ?? '';
}
