// A family may take back that another parent interprets: from then on none does at their talks to come.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { mayInterpretFor } from '../interpreters.ts';
import type { FoundRound } from './find-round.ts';
import { asInterpreted, interpretersOf } from './interpreters-of-round.ts';
import { changed } from './notices.ts';
import { agreedTalks, tell, type AgreedTalk } from './schedule.ts';
import { tellInterpreters } from './tell-interpreters.ts';

/**
 * Frees parents of the talks of this guardian at which they may not interpret any more, as the reply that was just written
 * says; both sides are told, and staff see a talk without an interpreter. Somebody from outside stays. In a round that is
 * locked; one query where no interpreter is concerned.
 */
export async function endParentInterpreting(
	tx: Tx,
	round: FoundRound,
	guardianId: string,
	now: Date,
): Promise<void> {
	const own = (await agreedTalks(tx, round)).filter(
		(one) => one.interpreterId && one.startsAt > now && one.guardianIds.includes(guardianId),
	);
	if (own.length === 0) return;
	const parents = new Map(
		(await interpretersOf(tx, round)).map(({ interpreterId, parent }) => [interpreterId, parent]),
	);
	const changes = own.flatMap((before) => {
		const parent = parents.get(before.interpreterId ?? '');
		const asked = asInterpreted(before);
		if (!parent || (asked && mayInterpretFor(parent, asked))) return [];
		const revision = before.revision + 1;
		const after: AgreedTalk = { ...before, interpreterId: null, interpreterFoundAt: null, revision };
		return [{ before, after }];
	});
	const { talk } = tx.t;
	for (const [revision, same] of Map.groupBy(changes, ({ after }) => after.revision)) {
		const ids = same.map(({ after }) => after.talkId);
		await tx
			.update(talk)
			.set({ interpreterId: null, interpreterFoundAt: null, revision })
			.where(and(eq(talk.schoolId, round.school.schoolId), inArray(talk.id, ids)));
	}
	await tell(
		tx,
		round,
		changes.map(({ after }) => ({ talk: after, say: changed })),
		now,
	);
	await tellInterpreters(tx, round, changes, now);
}
