// Who interprets at a round, from the tables: somebody from outside by name, or a parent of the school who offered to.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { findFamilyMembers } from '#lib/families/server/family-members.ts';
import { schoolSide } from '#lib/moments/interpreting.ts';
import { findBusy, findOffers } from '#lib/moments/server/interpreter-wishes.ts';
import type { Span } from '#lib/moments/slots.ts';
import { startOfDay } from '#lib/platform/server/local-time.ts';
import type { InterpretingParent } from '../interpreters.ts';
import type { FoundRound } from './find-round.ts';

/**
 * The interpreters of a round, by name; a parent's is the guardian's own, empty where the school has none. One query; where
 * parents are among them six more.
 */
export async function readInterpreters(db: Reader, round: FoundRound) {
	const { talkInterpreter, talkInterpreterParent, guardian } = db.t;
	const { schoolId } = round.school;
	const rows = await db
		.select({ one: talkInterpreter, guardianId: guardian.id, guardianName: guardian.name })
		.from(talkInterpreter)
		.leftJoin(
			talkInterpreterParent,
			and(
				eq(talkInterpreterParent.schoolId, talkInterpreter.schoolId),
				eq(talkInterpreterParent.interpreterId, talkInterpreter.id),
			),
		)
		.leftJoin(
			guardian,
			and(
				eq(guardian.schoolId, talkInterpreterParent.schoolId),
				eq(guardian.id, talkInterpreterParent.guardianId),
			),
		)
		.where(and(eq(talkInterpreter.schoolId, schoolId), eq(talkInterpreter.roundId, round.roundId)))
		.orderBy(asc(talkInterpreter.name), asc(guardian.searchKey), asc(talkInterpreter.id));
	const parents = await parentsOf(
		db,
		round,
		rows.flatMap(({ guardianId }) => guardianId ?? []),
	);
	return rows.map(({ one, guardianId, guardianName }) => ({
		...one,
		name: guardianName ?? one.name,
		// a parent whose record is gone can't come any more
		times: one.name === '' && !guardianId ? [] : one.times,
		parent: (guardianId && parents.get(guardianId)) || null,
	}));
}

async function parentsOf(
	db: Reader,
	round: FoundRound,
	guardianIds: readonly string[],
): Promise<Map<string, InterpretingParent>> {
	if (guardianIds.length === 0) return new Map();
	const { schoolId, timeZone } = round.school;
	const families = await findFamilyMembers(db, schoolId);
	const busy = await findBusy(db, schoolId, guardianIds, startOfDay(round.firstDay, timeZone));
	const talks = await otherTalks(db, round, guardianIds);
	return new Map(
		guardianIds.map((guardianId) => [
			guardianId,
			{
				guardianId,
				family: new Set([...(families.get(guardianId) ?? []), guardianId]),
				busy: [...(busy.get(guardianId) ?? []), ...(talks.get(guardianId) ?? [])],
			},
		]),
	);
}

/** Own talks, and those of other rounds at which they interpret. Two queries. */
async function otherTalks(
	db: Reader,
	{ school, roundId }: FoundRound,
	guardianIds: readonly string[],
): Promise<Map<string, (Span & { guardianId: string })[]>> {
	const { talk, talkGuardian, talkInterpreterParent } = db.t;
	const { schoolId } = school;
	const own = await db
		.select({ guardianId: talkGuardian.guardianId, startsAt: talk.startsAt, endsAt: talk.endsAt })
		.from(talkGuardian)
		.innerJoin(talk, and(eq(talk.schoolId, talkGuardian.schoolId), eq(talk.id, talkGuardian.talkId)))
		.where(
			and(
				eq(talkGuardian.schoolId, schoolId),
				inArray(talkGuardian.guardianId, [...guardianIds]),
				eq(talk.status, 'agreed'),
			),
		);
	const elsewhere = await db
		.select({ guardianId: talkInterpreterParent.guardianId, startsAt: talk.startsAt, endsAt: talk.endsAt })
		.from(talkInterpreterParent)
		.innerJoin(
			talk,
			and(
				eq(talk.schoolId, talkInterpreterParent.schoolId),
				eq(talk.interpreterId, talkInterpreterParent.interpreterId),
			),
		)
		.where(
			and(
				eq(talkInterpreterParent.schoolId, schoolId),
				inArray(talkInterpreterParent.guardianId, [...guardianIds]),
				eq(talk.status, 'agreed'),
				ne(talk.roundId, roundId),
			),
		);
	return Map.groupBy([...own, ...elsewhere], ({ guardianId }) => guardianId);
}

export interface OfferingParent {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	/** Tags of the languages that they interpret for. */
	languages: string[];
	atSchool: boolean;
	byPhone: boolean;
}

/** Parents who offered to interpret this school year, by name: nothing of their family. One query. */
export async function offeringParents(db: Reader, schoolId: string, now: Date): Promise<OfferingParent[]> {
	const offers = await findOffers(db, schoolId, now);
	return offers.flatMap(({ guardianId, name, atSchool, byPhone, ...offer }) => {
		const languages = offer.languages.filter((tag) => tag !== 'nl' && schoolSide(offer, tag).length > 0);
		return languages.length > 0 ? [{ guardianId, name, languages, atSchool, byPhone }] : [];
	});
}
