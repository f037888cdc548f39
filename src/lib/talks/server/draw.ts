// What is kept of a draw: its seed and seal, whose lot is which, and what each family wished.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import type { DrawRecord } from '../lots.ts';
import type { FoundRound } from './find-round.ts';
import { newSeed, sealOf } from './lot-keys.ts';
import type { Pick as PickedTime } from './pick.ts';

type OfRound = Pick<FoundRound, 'roundId' | 'school'>;

/** Takes the seed when a round by lots is published: from then on nobody can choose another. */
export async function openDraw(tx: Tx, { roundId, school: { schoolId } }: OfRound): Promise<void> {
	const seed = newSeed();
	await tx.insert(tx.t.talkDraw).values({ schoolId, roundId, seed, seal: sealOf(seed) });
}

export interface Draw {
	seed: string;
	seal: string;
	/** Null before the draw: then the seed is nobody's business. */
	record: DrawRecord | null;
}

/** The draw of a round; undefined: it has none. Its seed goes to no page before it is drawn. One query. */
export async function readDraw(
	db: Reader,
	{ roundId, school: { schoolId } }: OfRound,
): Promise<Draw | undefined> {
	const { talkDraw } = db.t;
	const [row] = await db
		.select({ seed: talkDraw.seed, seal: talkDraw.seal, record: talkDraw.record })
		.from(talkDraw)
		.where(and(eq(talkDraw.schoolId, schoolId), eq(talkDraw.roundId, roundId)));
	return row;
}

/** The next lot number of a round. */
export async function nextLotNumber(tx: Tx, { roundId, school: { schoolId } }: OfRound): Promise<number> {
	const { talkDraw } = tx.t;
	const [row] = await tx
		.update(talkDraw)
		.set({ lastNumber: sql`${talkDraw.lastNumber} + 1` })
		.where(and(eq(talkDraw.schoolId, schoolId), eq(talkDraw.roundId, roundId)))
		.returning({ number: talkDraw.lastNumber });
	return row?.number ?? 0;
}

/** A family's lot with its wishes, the dearest first. */
export interface FamilyLot {
	guardianId: string;
	number: number;
	place: number | null;
	wish: number | null;
	withNumber: number | null;
	wishes: PickedTime[][];
}

/** The lots of a round in the order of their numbers; `guardianId`: only that one's. Two queries. */
export async function readLots(
	db: Reader,
	{ roundId, school: { schoolId } }: OfRound,
	guardianId?: string,
): Promise<FamilyLot[]> {
	const { talkLot, talkWish } = db.t;
	const lots = await db
		.select()
		.from(talkLot)
		.where(
			and(
				eq(talkLot.schoolId, schoolId),
				eq(talkLot.roundId, roundId),
				guardianId ? eq(talkLot.guardianId, guardianId) : undefined,
			),
		)
		.orderBy(asc(talkLot.number));
	const wishes = await db
		.select()
		.from(talkWish)
		.where(
			and(
				eq(talkWish.schoolId, schoolId),
				eq(talkWish.roundId, roundId),
				guardianId ? eq(talkWish.guardianId, guardianId) : undefined,
			),
		)
		.orderBy(asc(talkWish.rank), asc(talkWish.startsAt), asc(talkWish.childId));
	const wishesOf = Map.groupBy(wishes, (wish) => wish.guardianId);
	return lots.map((lot) => ({
		guardianId: lot.guardianId,
		number: lot.number,
		place: lot.place,
		wish: lot.wish,
		withNumber: lot.withNumber,
		wishes: [...Map.groupBy(wishesOf.get(lot.guardianId) ?? [], ({ rank }) => rank).values()].map((own) =>
			own.map(({ childId, startsAt, staffIds }) => ({ childId, startsAt, staffIds })),
		),
	}));
}

/** Takes a family's lot out of a draw that is to come; its number is not given again. */
export async function dropLot(
	tx: Tx,
	{ roundId, school: { schoolId } }: OfRound,
	guardianId: string,
): Promise<void> {
	for (const t of [tx.t.talkWish, tx.t.talkLot])
		await tx
			.delete(t)
			.where(and(eq(t.schoolId, schoolId), eq(t.roundId, roundId), eq(t.guardianId, guardianId)));
}
