import { and, eq, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';

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

/** The language as the school's list has it, as long as the guardian has not chosen: a proposal to ask about. */
export async function readListedLanguage(
	db: Reader,
	{ schoolId, guardianId }: ParentActor,
): Promise<string | undefined> {
	const { guardian } = db.t;
	const [row] = await db
		.select({ listed: guardian.listedLanguage, chosenAt: guardian.languageChosenAt })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	return row?.chosenAt ? undefined : (row?.listed ?? undefined);
}
