import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { removeUnusedOfKind } from '#lib/files/server/stored.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { mayReadCard } from './policy.ts';
import { newestCard } from './published.ts';
import { isFor } from './view.ts';

/** The kind of owner of the card's files; the owner's id is the section's. */
export const CARD_FILES = 'card';

/**
 * A file of the card: staff see those of drafts and of earlier versions too; a guardian sees what stands on the card that
 * they read today, in a section for their own groups.
 */
export async function maySeeCardFile(
	db: Reader,
	actor: Actor,
	_sectionId: string,
	now: Date,
	fileId: string,
): Promise<boolean> {
	if (actor.kind === 'staff') return true;
	if (!mayReadCard(actor)) return false;
	const card = await newestCard(db, actor.schoolId, dayOf(now, actor.school.timeZone));
	const groups = new Set([...actor.children.values()].flatMap(({ groupIds }) => groupIds));
	return (card?.sections ?? []).some(
		(section) =>
			section.shown && isFor(section, groups) && section.files?.some((file) => file.fileId === fileId),
	);
}

/** The night: files that stand on no card any more, no draft and no earlier version. */
export async function forgetCardFiles(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { infoCard } = tx.t;
	const cards = await tx
		.select({ sections: infoCard.sections })
		.from(infoCard)
		.where(eq(infoCard.schoolId, schoolId));
	const used = new Set(
		cards.flatMap(({ sections }) => sections.flatMap(({ files = [] }) => files.map(({ fileId }) => fileId))),
	);
	await removeUnusedOfKind(tx, schoolId, { kind: CARD_FILES, isUsed: ({ fileId }) => used.has(fileId), now });
}
