import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { mayReadCard } from './policy.ts';
import { newestCard } from './published.ts';

/** `changed`: a newer version was published meanwhile; it is to be read first. */
export type AcknowledgeRefusal = 'not_allowed' | 'changed';

/**
 * "I have read this": one guardian, one version. Twice is once. Only the newest version counts, so that nobody confirms
 * what they did not see.
 */
export async function acknowledgeCard(
	store: Store,
	parent: ParentActor,
	{ cardId, today, now }: { cardId: string; today: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: AcknowledgeRefusal }> {
	if (!mayReadCard(parent)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId, guardianId } = parent;
	return store.transact(async (tx) => {
		const card = await newestCard(tx, schoolId, today);
		if (card?.cardId !== cardId) return { ok: false as const, refusal: 'changed' as const };
		const [added] = await tx
			.insert(tx.t.acknowledgement)
			.values({ schoolId, cardId, guardianId, at: now })
			.onConflictDoNothing()
			.returning({ at: tx.t.acknowledgement.at });
		if (added) await audit(tx, parent, 'card.read', { card: cardId, version: card.version }, now);
		return { ok: true as const };
	});
}
