import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';

/** What a guardian says about how the app shows itself; what is left out stays as it is. */
export interface EasyChoice {
	/** Pictures with words, one thing a screen. */
	easyView?: boolean;
	/** Read aloud by itself. */
	likesListening?: boolean;
}

/** Keeps the choice, for all devices of this guardian. The same again writes nothing. */
export async function chooseEasyView(
	store: Store,
	parent: ParentActor,
	choice: EasyChoice,
	now: Date,
): Promise<void> {
	const easyView = choice.easyView ?? parent.easyView;
	const likesListening = choice.likesListening ?? parent.likesListening;
	if (easyView === parent.easyView && likesListening === parent.likesListening) return;
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		const { schoolId, guardianId } = parent;
		await tx
			.update(guardian)
			.set({ easyView, likesListening })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
		await audit(tx, parent, 'families.languages_chosen', { guardianId }, now);
	});
}
