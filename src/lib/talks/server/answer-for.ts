// What staff need to write down a guardian's answer, by phone or at the gate.
import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { Span } from '#lib/moments/slots.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { lotsPhase, roundState, type LotsPhase } from '../round-state.ts';
import { timeBlocks, type TickedTime } from '../time-blocks.ts';
import { readLots } from './draw.ts';
import { findRound, type FoundRound } from './find-round.ts';
import { timesOfGroups } from './offered-times.ts';
import { familyOffers, type FamilyOffer } from './pick.ts';
import { childrenOfReplier } from './replier.ts';
import { mayRunRound } from './rounds.ts';
import { agreedTalks, calledNames } from './schedule.ts';

export interface AnswerForPage {
	round: FoundRound;
	guardian: { guardianId: string; name: string | null; phone: string | null; language: string | null };
	children: { childId: string; givenName: string }[];
	/** How they come, as it was said before. */
	reply: {
		together: boolean;
		apart: boolean;
		withChild: boolean | null;
		place: FoundRound['places'][number] | null;
		interpreter: string | null;
		mayAskParent: boolean;
	} | null;
	/** There is a talk about each of the children. */
	allHaveTalks: boolean;
	/** By lots: until the draw wishes are written down, then what is picked of the times that are left. */
	lots: LotsPhase;
	/** By lots: they gave wishes. Which is not for staff to see before the draw. */
	hasWishes: boolean;
	/** Where parents pick, or wish: a talk for each child that has none. */
	offers: FamilyOffer[];
	/** Where they give times: what can be ticked, and what is. */
	blocks: Span[];
	times: TickedTime[];
	/** What parents call the teachers of the offers. */
	teachers: ReadonlyMap<string, string>;
}

/**
 * For who runs a round that parents have: a guardian with the say of a child in it. Undefined for everybody else, and for
 * every other guardian (404). Staff write down what they heard also before it opens and after it closed. A dozen queries.
 */
export async function answerForPage(
	db: Reader,
	staff: StaffActor,
	{ roundId, guardianId, now }: { roundId: string; guardianId: string; now: Date },
): Promise<AnswerForPage | undefined> {
	const { schoolId } = staff;
	const round = await findRound(db, schoolId, roundId);
	if (!round || !mayRunRound(staff, round)) return undefined;
	const state = roundState(round, now);
	if (state === 'draft' || state === 'cancelled') return undefined;
	const children = await childrenOfReplier(db, round, guardianId, dayOf(now, round.school.timeZone));
	const guardian = await findGuardian(db, schoolId, guardianId);
	if (!guardian || children.length === 0) return undefined;
	const { talkReply, talkTime } = db.t;
	const [reply] = await db
		.select()
		.from(talkReply)
		.where(
			and(
				eq(talkReply.schoolId, schoolId),
				eq(talkReply.roundId, roundId),
				eq(talkReply.guardianId, guardianId),
			),
		);
	const times = await db
		.select({ startsAt: talkTime.startsAt, endsAt: talkTime.endsAt, preferred: talkTime.preferred })
		.from(talkTime)
		.where(
			and(
				eq(talkTime.schoolId, schoolId),
				eq(talkTime.roundId, roundId),
				eq(talkTime.guardianId, guardianId),
			),
		);
	const talks = (await agreedTalks(db, round)).filter(({ guardianIds }) => guardianIds.includes(guardianId));
	const picks = round.way === 'pick';
	const lots = lotsPhase(round, now);
	const offers = picks && lots !== 'drawing' ? await familyOffers(db, round, guardianId, { now }) : [];
	const offered = picks
		? []
		: await timesOfGroups(db, round, [...new Set(children.map(({ groupId }) => groupId))]);
	return {
		round,
		guardian,
		children: children.map(({ childId, givenName }) => ({ childId, givenName })),
		reply: reply ?? null,
		allHaveTalks: children.every(({ childId }) => talks.some((talk) => talk.childId === childId)),
		lots,
		hasWishes: lots === 'wishes' && (await readLots(db, round, guardianId)).length > 0,
		offers,
		blocks: timeBlocks(offered, round.minutes).filter(({ startsAt }) => startsAt > now),
		times,
		teachers: await calledNames(
			db,
			schoolId,
			offers.flatMap((offer) => offer.talks.flatMap(({ staffIds }) => staffIds)),
		),
	};
}

async function findGuardian(db: Reader, schoolId: string, guardianId: string) {
	const { guardian } = db.t;
	const [row] = await db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			phone: guardian.phone,
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			locale: guardian.locale,
		})
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	return (
		row && {
			...{ guardianId: row.guardianId, name: row.name, phone: row.phone },
			language: row.spoken ?? row.written ?? row.locale,
		}
	);
}
