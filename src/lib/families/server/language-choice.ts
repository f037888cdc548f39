import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** The guardian chose the language of the app; everything that is sent from now on is in it. */
export async function chooseLocale(
	store: Store,
	parent: ParentActor,
	locale: Locale,
	now: Date,
): Promise<void> {
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		await tx
			.update(guardian)
			.set({ locale, languageChosenAt: now })
			.where(and(eq(guardian.schoolId, parent.schoolId), eq(guardian.id, parent.guardianId)));
	});
}
