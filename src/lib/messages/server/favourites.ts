// The ready sentences that somebody keeps at hand, and those that they used last.
import { and, desc, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';

/** Keeps a sentence at hand, or takes it off again. */
export function keepFavourite(
	store: Store,
	staff: StaffActor,
	{ phraseId, now }: { phraseId: string; now: Date },
): Promise<void> {
	return store.transact(async (tx) => {
		const { phraseFavourite: t } = tx.t;
		const { schoolId, staffId } = staff;
		const gone = await tx
			.delete(t)
			.where(and(eq(t.schoolId, schoolId), eq(t.staffId, staffId), eq(t.phraseId, phraseId)))
			.returning({ phraseId: t.phraseId });
		if (gone.length === 0) await tx.insert(t).values({ schoolId, staffId, phraseId, createdAt: now });
	});
}

/** How many messages one looks back for what was used last. */
const LOOKED_BACK = 20;

/** Ids of the sentences at hand, and of those used last, the newest first. Two queries. */
export async function phrasesAtHand(
	db: Reader,
	staff: StaffActor,
): Promise<{ favourites: string[]; recent: string[] }> {
	const { phraseFavourite: t, message } = db.t;
	const { schoolId, staffId } = staff;
	const kept = await db
		.select({ phraseId: t.phraseId })
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.staffId, staffId)))
		.orderBy(desc(t.createdAt), t.phraseId);
	const last = await db
		.select({ parts: message.parts })
		.from(message)
		.where(and(eq(message.schoolId, schoolId), eq(message.byStaffId, staffId)))
		.orderBy(desc(message.createdAt))
		.limit(LOOKED_BACK);
	return {
		favourites: kept.map(({ phraseId }) => phraseId),
		recent: [...new Set(last.flatMap(({ parts }) => parts.map(({ phrase }) => phrase)))],
	};
}
