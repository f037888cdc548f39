import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { mayReadCard } from './policy.ts';

/**
 * A file of the card (`<card id>` or `<card id>:<section id>`): staff see those of drafts too, guardians those of a
 * card that was published.
 */
export async function maySeeCardFile(db: Reader, actor: Actor, ownerId: string): Promise<boolean> {
	if (actor.kind === 'guardian' && !mayReadCard(actor)) return false;
	const { infoCard } = db.t;
	const [cardId = ''] = ownerId.split(':');
	const [card] = await db
		.select({ publishedAt: infoCard.publishedAt })
		.from(infoCard)
		.where(and(eq(infoCard.schoolId, actor.schoolId), eq(infoCard.id, cardId)));
	return card !== undefined && (actor.kind === 'staff' || card.publishedAt !== null);
}
