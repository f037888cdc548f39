// Picking a time for each child, all or nothing. Every path locks the round first.
import { and, eq } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { overlaps } from '#lib/moments/slots.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { familyWays, plainWays, type FamilyWay } from '../open-times.ts';
import { canDoBoth, walkingMinutes } from '../rules.ts';
import { roomName } from '../rooms.ts';
import { isFarFrom, keptFrom } from './apart.ts';
import { childrenOfRound, lockRound, type FoundRound } from './find-round.ts';
import { busyOf, ownTalk, talksOf, timesOf } from './free-times.ts';
import { confirmed, planned } from './notices.ts';
import { childrenOfReplier, type Replier } from './replier.ts';
import { lacksAddress, placeOf, refusedReply, writeReply, type ReplyDetails } from './reply.ts';
import { readSchedule, tell, type AgreedTalk, type Schedule, type ToTell } from './schedule.ts';
import { insertTalks } from './write-talks.ts';

/** A time for one child, as it is offered and sent back. */
export interface Pick {
	childId: string;
	startsAt: Date;
	staffIds: readonly string[];
}

/** All talks of a family at once. */
export interface FamilyOffer {
	talks: (Pick & { endsAt: Date; room: string | null; staffIds: string[] })[];
	/** One after the other, with time to walk. */
	sideBySide: boolean;
}

/**
 * What a guardian can pick: a talk for each of these children (of all that have none yet, when left out), side by side
 * where it can be. Times at which they have something else at school are left out, and times near a talk of the child's
 * other carer in which they are not: whether or not somebody asked to come apart (`apart.ts` says why). In order of time;
 * of ways that are alike one (`plainWays`).
 */
export async function familyOffers(
	db: Reader,
	round: FoundRound,
	guardianId: string,
	wish: { childIds?: readonly string[]; now: Date },
): Promise<FamilyOffer[]> {
	const { now, childIds } = wish;
	const schedule = await readSchedule(db, round);
	const today = dayOf(now, round.school.timeZone);
	const children = (await childrenOfReplier(db, round, guardianId, today)).filter(
		({ childId }) =>
			(!childIds || childIds.includes(childId)) && !ownTalk(schedule.talks, guardianId, childId),
	);
	const { clock, rules } = schedule;
	const options = children.map(({ childId, groupId }) => ({
		childId,
		times: timesOf(schedule, groupId, now),
	}));
	const others = await keptFrom(db, round, {
		talks: schedule.talks,
		guardianIds: [guardianId],
		keeping: 'always',
	});
	const own = talksOf(schedule, guardianId);
	const busy = await busyOf(db, round, guardianId, now);
	const offers = familyWays(options, rules, others).flatMap((way): FamilyOffer[] => {
		if (!isFarFrom(way.talks, { own, others, rules })) return [];
		const talks = way.talks.map(({ childId, start, staffIds, room }) => {
			const startsAt = clock.instantOf(start);
			const endsAt = new Date(startsAt.getTime() + round.minutes * 60_000);
			return { childId, startsAt, endsAt, staffIds, room: roomName(room) };
		});
		if (talks.some((talk) => busy.some((span) => overlaps(talk, span)))) return [];
		return [{ talks, sideBySide: way.sideBySide }];
	});
	return plainWays(offers);
}

export interface PickWish {
	roundId: string;
	/** One for each child; with several, all or none. */
	picks: readonly Pick[];
	details: ReplyDetails;
	now: Date;
}

export type PickRefusal =
	/** For this guardian there is no such round, or no such child in it (404). */
	| 'not_found'
	| 'not_open_yet'
	/** By lots: until the draw one gives wishes. */
	| 'not_drawn_yet'
	| 'closed'
	/** Somebody was first, or it is no time of a teacher of the child. */
	| 'taken'
	/** Not enough time to walk from one room to the other. */
	| 'too_close'
	/** They have something else at school then. */
	| 'clash'
	| 'no_address';

export type PickResult =
	| {
			ok: true;
			/** Also talks that they had already (a double tap). */
			talkIds: string[];
	  }
	| { ok: false; refusal: PickRefusal };

/** Takes a time for each of these children, all or none. Two who want the same time at once never both get it. */
export function pickTalks(store: Store, who: Replier, wish: PickWish): Promise<PickResult> {
	return store.transact((tx) => pickIn(tx, who, wish), { key: wish.roundId });
}

async function pickIn(tx: Tx, who: Replier, wish: PickWish): Promise<PickResult> {
	const refuse = (refusal: PickRefusal): PickResult => ({ ok: false, refusal });
	const { now, picks, details } = wish;
	const { schoolId, guardianId } = who;
	const round = await lockRound(tx, schoolId, wish.roundId);
	if (!round || (round.way !== 'pick' && !who.byStaffId) || picks.length === 0) return refuse('not_found');
	const schedule = await readSchedule(tx, round);
	const before = picks.map(({ childId }) => ownTalk(schedule.talks, guardianId, childId));
	const same = picks.every(({ startsAt }, index) => before[index]?.startsAt.getTime() === startsAt.getTime());
	if (same) return { ok: true, talkIds: before.flatMap((talk) => talk?.talkId ?? []) };
	if (before.some(Boolean)) return refuse('taken');
	const refused = await refusedReply(tx, round, who, now);
	if (refused) return refuse(refused);
	// until the lots are drawn nobody takes a time by being early
	if (!who.byStaffId && round.drawsAt && !round.drawnAt) return refuse('not_drawn_yet');
	if (await lacksAddress(tx, round, who, details)) return refuse('no_address');
	const found = await findPicked(tx, round, schedule, { who, picks, now });
	if ('refusal' in found) return refuse(found.refusal);
	const { talks: all, rules } = schedule;
	const others = await keptFrom(tx, round, { talks: all, guardianIds: [guardianId], keeping: 'always' });
	if (!isFarFrom(found.way, { own: talksOf(schedule, guardianId), others, rules })) return refuse('taken');
	await writeReply(tx, round, who, { ...details, answer: 'times', now });
	const along =
		details.together && !details.apart
			? await otherCarers(tx, round, schedule, found.way, guardianId, now)
			: new Map<string, string[]>();
	const place = placeOf(round, details.place);
	const talks = found.way.map((time): AgreedTalk => {
		const startsAt = schedule.clock.instantOf(time.start);
		return {
			talkId: newId(),
			childId: time.childId,
			guardianIds: [guardianId, ...(along.get(time.childId) ?? [])].sort(),
			staffIds: time.staffIds,
			startsAt,
			endsAt: new Date(startsAt.getTime() + round.minutes * 60_000),
			start: time.start,
			place,
			homeOf: place === 'home' ? guardianId : null,
			room: place === 'school' ? time.room : null,
			videoAddress: null,
			withChild: details.withChild ?? (round.child === 'with' ? true : null),
			interpreter: round.interpreterOffered ? details.interpreter : null,
			interpreterId: null,
			interpreterFoundAt: null,
			fixed: false,
			revision: 0,
		};
	});
	const by = who.byStaffId ? ('staff' as const) : ('guardian' as const);
	await insertTalks(tx, round, talks, { by, byId: who.byStaffId ?? guardianId, now });
	await audit(
		tx,
		who.actor,
		'talks.picked',
		{ roundId: round.roundId, guardianId, talkIds: talks.map(({ talkId }) => talkId).join(' ') },
		now,
	);
	const news = talks.flatMap((talk): ToTell[] => [
		{ talk, guardianIds: [guardianId], say: who.byStaffId ? planned : confirmed },
		{ talk, guardianIds: talk.guardianIds.filter((id) => id !== guardianId), say: planned },
	]);
	await tell(tx, round, news, now);
	return { ok: true, talkIds: talks.map(({ talkId }) => talkId) };
}

type Way = FamilyWay['talks'];

/** The times that were picked, if a family of these children can have them all. */
export async function findPicked(
	tx: Tx,
	round: FoundRound,
	schedule: Schedule,
	{ who, picks, now }: { who: Replier; picks: readonly Pick[]; now: Date },
): Promise<{ way: Way } | { refusal: PickRefusal }> {
	const today = dayOf(now, round.school.timeZone);
	const children = await childrenOfReplier(tx, round, who.guardianId, today);
	const walk = walkingMinutes(schedule.rules);
	const busy = await busyOf(tx, round, who.guardianId, now);
	const way: Way = [];
	for (const { childId, startsAt, staffIds } of picks) {
		const child = children.find((one) => one.childId === childId);
		if (!child || way.some((one) => one.childId === childId)) return { refusal: 'not_found' };
		const start = schedule.clock.minuteOf(startsAt);
		const key = [...staffIds].sort().join();
		const time = timesOf(schedule, child.groupId, now).find(
			(one) => one.start === start && one.staffIds.join() === key,
		);
		if (!time) return { refusal: 'taken' };
		if (!way.every((other) => canDoBoth(other, time, round.minutes, walk))) return { refusal: 'too_close' };
		const span = { startsAt, endsAt: new Date(startsAt.getTime() + round.minutes * 60_000) };
		if (busy.some((other) => overlaps(span, other))) return { refusal: 'clash' };
		way.push({ childId, ...time });
	}
	// brother and sister of the same teacher: each is free by itself, not both
	const clash = way.some((a, index) =>
		way
			.slice(index + 1)
			.some(
				(b) =>
					a.staffIds.some((id) => b.staffIds.includes(id)) &&
					Math.abs(a.start - b.start) < schedule.rules.length + schedule.rules.pause,
			),
	);
	return clash ? { refusal: 'too_close' } : { way };
}

/** By child: carers with the say who come along, as far as they neither said otherwise nor have a talk of their own. */
async function otherCarers(
	tx: Tx,
	round: FoundRound,
	schedule: Schedule,
	way: Way,
	guardianId: string,
	now: Date,
): Promise<Map<string, string[]>> {
	const { talkReply } = tx.t;
	const replies = await tx
		.select({
			guardianId: talkReply.guardianId,
			answer: talkReply.answer,
			together: talkReply.together,
		})
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, round.school.schoolId), eq(talkReply.roundId, round.roundId)));
	const no = new Set(
		replies
			.filter(({ answer, together }) => answer !== 'times' || !together)
			.map((reply) => reply.guardianId),
	);
	const children = await childrenOfRound(tx, round, dayOf(now, round.school.timeZone));
	return new Map(
		way.map(({ childId }) => [
			childId,
			(children.find((one) => one.childId === childId)?.guardianIds ?? []).filter(
				(id) => id !== guardianId && !no.has(id) && !ownTalk(schedule.talks, id, childId),
			),
		]),
	);
}
