// What a guardian answers to a round: times, or none; how they come. Picking a time is in `pick.ts`.
import { and, eq } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { TalkPlace } from '../round.ts';
import { roundState } from '../round-state.ts';
import { dropLot } from './draw.ts';
import { lockRound, type FoundRound } from './find-round.ts';
import { answeredFor } from './notices.ts';
import { endParentInterpreting } from './parent-interpreter-ends.ts';
import { childrenOfReplier, type Replier } from './replier.ts';

/** How a guardian comes. */
export interface ReplyDetails {
	/** The child's other carer comes along, and may know of the talk. */
	together: boolean;
	/** Wants to come apart from the other carer, who is not told. Not with `together`. */
	apart: boolean;
	/** Null: as the round says. */
	withChild: boolean | null;
	/** One of the round's places; null: the first. */
	place: TalkPlace | null;
	/** Language tag; null: no interpreter. */
	interpreter: string | null;
	mayAskParent: boolean;
	/** For a talk at home: where that is. Null keeps what was given. */
	address: { address: string; hint: string | null } | null;
}

export interface ReplyWish extends ReplyDetails {
	roundId: string;
	/** `times`: can at these times; `none`: no talk; `call`: none of the times, the school calls. */
	answer: 'times' | 'none' | 'call';
	times: readonly { startsAt: Date; endsAt: Date; preferred: boolean }[];
	now: Date;
}

export type ReplyRefusal =
	/** For this guardian there is no such round (404). */
	| 'not_found'
	| 'not_open_yet'
	| 'closed'
	/** An answer with times needs at least one that is as long as a talk, within the round's days; where parents pick there are none. */
	| 'no_times'
	/** A visit at home needs an address. */
	| 'no_address';

export type ReplyResult = { ok: true } | { ok: false; refusal: ReplyRefusal };

/** Most times that one guardian gives. */
const MOST_TIMES = 200;

/**
 * Writes down what a guardian answers, in the place of what they answered before. Staff may do it for them also after it
 * closed. What another carer of the child answered is neither asked nor told.
 */
export function saveReply(store: Store, who: Replier, wish: ReplyWish): Promise<ReplyResult> {
	return store.transact((tx) => replyIn(tx, who, wish), { key: wish.roundId });
}

/** The same in a transaction that does more. */
export async function replyIn(tx: Tx, who: Replier, wish: ReplyWish): Promise<ReplyResult> {
	// locked: an answer takes wishes back, which a draw may be reading
	const round = await lockRound(tx, who.schoolId, wish.roundId);
	const refusal = round ? await refusedReply(tx, round, who, wish.now) : 'not_found';
	if (!round || refusal) return { ok: false, refusal: refusal ?? 'not_found' };
	// where parents pick, times are picked; staff write down what was said by phone
	if (round.way === 'pick' && wish.answer === 'times' && !who.byStaffId)
		return { ok: false, refusal: 'no_times' };
	const times = wish.answer === 'times' ? usable(round, wish.times) : [];
	if (wish.answer === 'times' && times.length === 0) return { ok: false, refusal: 'no_times' };
	if (wish.answer === 'times' && (await lacksAddress(tx, round, who, wish)))
		return { ok: false, refusal: 'no_address' };
	await writeReply(tx, round, who, wish);
	if (round.drawsAt && !round.drawnAt) await dropLot(tx, round, who.guardianId);
	const { talkTime } = tx.t;
	const { schoolId, guardianId } = who;
	const { roundId } = round;
	await tx
		.delete(talkTime)
		.where(
			and(
				eq(talkTime.schoolId, schoolId),
				eq(talkTime.roundId, roundId),
				eq(talkTime.guardianId, guardianId),
			),
		);
	const rows = times.map((time) => ({ schoolId, id: newId(), roundId, guardianId, ...time }));
	await inParts(rows, (part) => tx.insert(talkTime).values(part));
	const about = { roundId, guardianId, answer: wish.answer, times: times.length };
	await audit(tx, who.actor, 'talks.replied', about, wish.now);
	if (who.byStaffId) await tellAnswered(tx, round, guardianId, times, wish.now);
	return { ok: true };
}

/** Tells a guardian, in their language, what staff wrote down for them. */
async function tellAnswered(
	tx: Tx,
	round: FoundRound,
	guardianId: string,
	times: ReplyWish['times'],
	now: Date,
): Promise<void> {
	const to = (await findRecipients(tx, round.school.schoolId, [guardianId])).get(guardianId);
	if (!to) return;
	// what they would rather is among what they can
	const can = times.filter(({ preferred }) => !preferred);
	await queueNotices(tx, [answeredFor({ round, to, times: can.length > 0 ? can : times, now })], now);
}

/** Why this guardian can't answer to a round now; staff can for them as long as it is published. */
export async function refusedReply(
	tx: Tx,
	round: FoundRound,
	who: Replier,
	now: Date,
): Promise<'not_found' | 'not_open_yet' | 'closed' | undefined> {
	const state = roundState(round, now);
	const today = dayOf(now, round.school.timeZone);
	const children = await childrenOfReplier(tx, round, who.guardianId, today);
	if (state === 'draft' || children.length === 0) return 'not_found';
	if (state === 'cancelled') return 'closed';
	if (who.byStaffId) return undefined;
	if (state === 'soon') return 'not_open_yet';
	return state === 'closed' ? 'closed' : undefined;
}

/** Of these times those within the round's days that are long enough for a talk, cut to the round. */
function usable(round: FoundRound, times: ReplyWish['times']) {
	const { firstDay, lastDay, minutes } = round;
	const { timeZone } = round.school;
	return times
		.filter(({ startsAt, endsAt }) => {
			const day = dayOf(startsAt, timeZone);
			const longEnough = endsAt.getTime() - startsAt.getTime() >= minutes * 60_000;
			return day >= firstDay && day <= lastDay && longEnough;
		})
		.slice(0, MOST_TIMES)
		.map(({ startsAt, endsAt, preferred }) => ({ startsAt, endsAt, preferred }));
}

export const placeOf = ({ places }: Pick<FoundRound, 'places'>, wished: TalkPlace | null): TalkPlace =>
	(wished && places.includes(wished) ? wished : places[0]) ?? 'school';

/** True when it is to be at home, nobody said where that is, and who answers could. */
export async function lacksAddress(
	tx: Tx,
	round: FoundRound,
	{ schoolId, guardianId, mayAddress }: Replier,
	{ place, address }: ReplyDetails,
): Promise<boolean> {
	// who may not say it yet does so later, with the proof that the page asks for
	if (placeOf(round, place) !== 'home' || address || !mayAddress) return false;
	const { talkAddress } = tx.t;
	const known = await tx
		.select({ roundId: talkAddress.roundId })
		.from(talkAddress)
		.where(
			and(
				eq(talkAddress.schoolId, schoolId),
				eq(talkAddress.roundId, round.roundId),
				eq(talkAddress.guardianId, guardianId),
			),
		);
	return known.length === 0;
}

/** Writes how a guardian comes, in the place of what there was; the address only for who may say it (`mayAddress`). */
export async function writeReply(
	tx: Tx,
	round: FoundRound,
	{ schoolId, guardianId, byStaffId, mayAddress }: Replier,
	one: ReplyDetails & { answer: ReplyWish['answer']; now: Date },
): Promise<void> {
	const { talkReply, talkAddress } = tx.t;
	const { roundId } = round;
	const facts = {
		answer: one.answer,
		together: one.together && !one.apart,
		apart: one.apart,
		withChild: one.withChild,
		place: one.place && round.places.includes(one.place) ? one.place : null,
		interpreter: round.interpreterOffered ? one.interpreter : null,
		mayAskParent: one.mayAskParent,
		byStaffId,
		repliedAt: one.now,
		// what the schedule had no time for was the answer before
		leftOutAt: null,
	};
	const { apart, ...others } = facts;
	await tx
		.insert(talkReply)
		.values({ schoolId, roundId, guardianId, ...facts })
		.onConflictDoUpdate({
			target: [talkReply.schoolId, talkReply.roundId, talkReply.guardianId],
			// "no talk" and "call me" ask nothing about the other carer: that one asked to come apart still holds
			set: apart || one.answer === 'times' ? facts : others,
		});
	if (!one.mayAskParent) await endParentInterpreting(tx, round, guardianId, one.now);
	if (!mayAddress) return;
	if (placeOf(round, one.place) !== 'home') {
		// not at home after all: the address is nobody's business any more
		await tx
			.delete(talkAddress)
			.where(
				and(
					eq(talkAddress.schoolId, schoolId),
					eq(talkAddress.roundId, roundId),
					eq(talkAddress.guardianId, guardianId),
				),
			);
		return;
	}
	if (!one.address) return;
	const given = { ...one.address, givenAt: one.now };
	await tx
		.insert(talkAddress)
		.values({ schoolId, roundId, guardianId, ...given })
		.onConflictDoUpdate({
			target: [talkAddress.schoolId, talkAddress.roundId, talkAddress.guardianId],
			set: given,
		});
}
