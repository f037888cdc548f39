// Where a home visit is: asked for this visit, shown to who comes, gone 14 days after it.
import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { roundState } from '../round-state.ts';
import { childrenAt, findRound } from './find-round.ts';

export interface VisitAddress {
	/** Street, number and town. */
	address: string;
	/** Which bell, which floor; null: nothing to know. */
	hint: string | null;
}

/** What a guardian gave for this round's visit; null: nothing, or a session that does not open what is personal. One query. */
export async function ownAddress(
	db: Reader,
	{ schoolId, guardianId, strength }: ParentActor,
	roundId: string,
): Promise<VisitAddress | null> {
	if (strength !== 'confirmed') return null;
	const { talkAddress: a } = db.t;
	const [row] = await db
		.select({ address: a.address, hint: a.hint })
		.from(a)
		.where(and(eq(a.schoolId, schoolId), eq(a.roundId, roundId), eq(a.guardianId, guardianId)));
	return row ?? null;
}

export type AddressRefusal = 'not_found' | 'needs_proof' | 'over';

/** Keeps where the visit is; null takes it away at once. The audit line holds nothing of it. */
export function giveAddress(
	store: Store,
	parent: ParentActor,
	{ roundId, address, now }: { roundId: string; address: VisitAddress | null; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: AddressRefusal }> {
	return store.transact(async (tx): Promise<{ ok: true } | { ok: false; refusal: AddressRefusal }> => {
		const { schoolId, guardianId, strength } = parent;
		const round = await findRound(tx, schoolId, roundId);
		const isTheirs = round && childrenAt(round, parent).some(({ level }) => level === 'full');
		if (!round?.publishedAt || !isTheirs || !round.places.includes('home'))
			return { ok: false, refusal: 'not_found' };
		if (strength !== 'confirmed') return { ok: false, refusal: 'needs_proof' };
		if (address && roundState(round, now) === 'cancelled') return { ok: false, refusal: 'over' };
		const { talkAddress } = tx.t;
		await tx
			.delete(talkAddress)
			.where(
				and(
					eq(talkAddress.schoolId, schoolId),
					eq(talkAddress.roundId, roundId),
					eq(talkAddress.guardianId, guardianId),
				),
			);
		if (address)
			await tx.insert(talkAddress).values({ schoolId, roundId, guardianId, ...address, givenAt: now });
		await audit(
			tx,
			parent,
			address ? 'talks.address_given' : 'talks.address_removed',
			{ roundId, guardianId },
			now,
		);
		return { ok: true };
	});
}
