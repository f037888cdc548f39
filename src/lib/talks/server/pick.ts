// Picking a time for each child, all or nothing; moving a talk and calling it off. Every path locks the round first.
import { and, eq, inArray } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findOwnSignUps } from '#lib/moments/server/own-sign-ups.ts';
import { overlaps, type Span } from '#lib/moments/slots.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { familyWays, openTimes, type FamilyWay, type OpenTime } from '../open-times.ts';
import { canDoBoth, stayApart, walkingMinutes } from '../rules.ts';
import { roomName } from '../rooms.ts';
import { changeUntil } from '../round-state.ts';
import { childrenOfRound, lockRound, type FoundRound } from './find-round.ts';
import { confirmed, cancelled, left, moved, planned } from './notices.ts';
import { childrenOfReplier, type Replier } from './replier.ts';
import { lacksAddress, placeOf, refusedReply, writeReply, type ReplyDetails } from './reply.ts';
import { readSchedule, tell, type AgreedTalk, type Schedule, type ToTell } from './schedule.ts';
import { tellTeachers } from './tell-teachers.ts';

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
 * where it can be. Times at which they have something else at school are left out, and times at which the child's other
 * parent is there, when one of the two asked to come apart. In order of time.
 */
export async function familyOffers(
	db: Reader,
	round: FoundRound,
	guardianId: string,
	wish: { childIds?: readonly string[]; now: Date; apart?: boolean },
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
	const apart = await apartTalks(db, round, schedule.talks, guardianId, wish.apart ?? false);
	const busy = await busyOf(db, round, guardianId, now);
	return familyWays(options, rules, apart).flatMap((way): FamilyOffer[] => {
		const talks = way.talks.map(({ childId, start, staffIds, room }) => {
			const startsAt = clock.instantOf(start);
			const endsAt = new Date(startsAt.getTime() + round.minutes * 60_000);
			return { childId, startsAt, endsAt, staffIds, room: roomName(room) };
		});
		if (talks.some((talk) => busy.some((span) => overlaps(talk, span)))) return [];
		return [{ talks, sideBySide: way.sideBySide }];
	});
}

/** Times of a group that are still to come and to be had. */
function timesOf(schedule: Schedule, groupId: string, now: Date, without?: string): OpenTime[] {
	const { teams, teachers, rules, clock } = schedule;
	const taken = schedule.talks.filter(({ talkId }) => talkId !== without);
	return openTimes(teams.get(groupId) ?? [], teachers, taken, rules).filter(
		({ start }) => clock.instantOf(start) > now,
	);
}

const ownTalk = (talks: readonly AgreedTalk[], guardianId: string, childId: string) =>
	talks.find((talk) => talk.childId === childId && talk.guardianIds.includes(guardianId));

/** Talks of parents from whom this guardian comes apart, because one of the two asked. */
async function apartTalks(
	db: Reader,
	round: FoundRound,
	talks: readonly AgreedTalk[],
	guardianId: string,
	asks: boolean,
): Promise<AgreedTalk[]> {
	const { talkReply, guardianship } = db.t;
	const { schoolId } = round.school;
	const rows = await db
		.select({ guardianId: talkReply.guardianId, apart: talkReply.apart })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, round.roundId)));
	const apart = new Set(rows.filter((row) => row.apart).map((row) => row.guardianId));
	if (apart.size === 0 && !asks) return [];
	const links = await db
		.select({ guardianId: guardianship.guardianId, childId: guardianship.childId })
		.from(guardianship)
		.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.level, 'full')));
	const own = new Set(links.filter((link) => link.guardianId === guardianId).map(({ childId }) => childId));
	const others = new Set(
		links
			.filter((link) => link.guardianId !== guardianId && own.has(link.childId))
			.map((link) => link.guardianId),
	);
	const me = asks || apart.has(guardianId);
	return talks.filter(
		({ guardianIds }) =>
			!guardianIds.includes(guardianId) && guardianIds.some((id) => others.has(id) && (me || apart.has(id))),
	);
}

/** When the guardian is at school for something else: other moments. */
async function busyOf(db: Reader, round: FoundRound, guardianId: string, now: Date): Promise<Span[]> {
	const { schoolId } = round.school;
	const rows = await findOwnSignUps(db, { schoolId, guardianId, momentId: '', now });
	return rows.filter(({ status, skips }) => status === 'confirmed' && !skips);
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
	if (await lacksAddress(tx, round, who, details)) return refuse('no_address');
	const found = await findPicked(tx, round, schedule, { who, picks, now });
	if ('refusal' in found) return refuse(found.refusal);
	const apart = await apartTalks(tx, round, schedule.talks, guardianId, details.apart);
	if (!stayApart(found.way, apart, schedule.rules)) return refuse('taken');
	await writeReply(tx, round, who, { ...details, answer: 'times', now });
	const others =
		details.together && !details.apart
			? await otherCarers(tx, round, schedule, found.way, guardianId, now)
			: new Map<string, string[]>();
	const talks = found.way.map((time): AgreedTalk => {
		const startsAt = schedule.clock.instantOf(time.start);
		return {
			talkId: newId(),
			childId: time.childId,
			guardianIds: [guardianId, ...(others.get(time.childId) ?? [])].sort(),
			staffIds: time.staffIds,
			startsAt,
			endsAt: new Date(startsAt.getTime() + round.minutes * 60_000),
			start: time.start,
			place: placeOf(round, details.place),
			room: placeOf(round, details.place) === 'school' ? time.room : null,
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

async function findPicked(
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

/** Writes talks with their people. */
export async function insertTalks(
	tx: Tx,
	{ roundId, school }: FoundRound,
	talks: readonly AgreedTalk[],
	{ by, byId, now }: { by: 'staff' | 'guardian'; byId: string; now: Date },
): Promise<void> {
	const { schoolId } = school;
	const chunk = 50;
	for (let from = 0; from < talks.length; from += chunk) {
		const part = talks.slice(from, from + chunk);
		await tx.insert(tx.t.talk).values(
			part.map(({ talkId, guardianIds: _, staffIds: __, start: ___, room, ...facts }) => ({
				schoolId,
				id: talkId,
				roundId,
				status: 'agreed' as const,
				...facts,
				room: roomName(room),
				changedBy: by,
				changedById: byId,
				changedAt: now,
				createdAt: now,
			})),
		);
		await insertPeople(tx, { roundId, schoolId }, part);
	}
}

/** Who holds these talks, and whose they are. */
export async function insertPeople(
	tx: Tx,
	{ roundId, schoolId }: { roundId: string; schoolId: string },
	talks: readonly PeopleOfTalk[],
): Promise<void> {
	const staff = talks.flatMap(({ talkId, staffIds }) =>
		staffIds.map((staffId) => ({ schoolId, talkId, staffId })),
	);
	const guardians = talks.flatMap(({ talkId, childId, guardianIds }) =>
		guardianIds.map((guardianId) => ({ schoolId, talkId, childId, guardianId, roundId })),
	);
	if (staff.length > 0) await tx.insert(tx.t.talkStaff).values(staff);
	if (guardians.length > 0) await tx.insert(tx.t.talkGuardian).values(guardians);
}
type PeopleOfTalk = {
	talkId: string;
	childId: string;
	staffIds: readonly string[];
	guardianIds: readonly string[];
};

export type MoveResult =
	| { ok: true }
	| {
			ok: false;
			/** `too_late`: a guardian can do it by themselves until some hours before. `fixed`: it is as the school planned it. */
			refusal: 'not_found' | 'too_late' | 'taken' | 'clash';
	  };

/** The times to which a talk can be moved, in order; none for who may not. */
export async function timesToMove(
	db: Reader,
	round: FoundRound,
	talkId: string,
	now: Date,
): Promise<{ startsAt: Date; endsAt: Date; staffIds: string[]; room: string | null }[]> {
	const schedule = await readSchedule(db, round);
	const talk = schedule.talks.find((one) => one.talkId === talkId);
	const children = await childrenOfRound(db, round, dayOf(now, round.school.timeZone));
	const child = children.find(({ childId }) => childId === talk?.childId);
	if (!talk || !child) return [];
	const times = await movable(db, round, schedule, talk, child.groupId, now);
	return times.map(({ start, staffIds, room }) => {
		const startsAt = schedule.clock.instantOf(start);
		const endsAt = new Date(startsAt.getTime() + round.minutes * 60_000);
		return { startsAt, endsAt, staffIds, room: roomName(room) };
	});
}

/** Times for a talk at which its people have no other talk, and no parent is there from whom they come apart. */
async function movable(
	db: Reader,
	round: FoundRound,
	schedule: Schedule,
	talk: AgreedTalk,
	groupId: string,
	now: Date,
): Promise<OpenTime[]> {
	const walk = walkingMinutes(schedule.rules);
	const [guardianId = ''] = talk.guardianIds;
	const apart = await apartTalks(db, round, schedule.talks, guardianId, false);
	const own = schedule.talks.filter(
		(other) => other.talkId !== talk.talkId && other.guardianIds.some((id) => talk.guardianIds.includes(id)),
	);
	return timesOf(schedule, groupId, now, talk.talkId).filter(
		(time) =>
			time.start !== talk.start &&
			own.every((other) => canDoBoth(other, time, round.minutes, walk)) &&
			stayApart([...own, time], apart, schedule.rules),
	);
}

/**
 * Moves a talk to another open time; its guardians are told, in their language. A guardian can until some hours before, and
 * where parents pick or after the school sent its schedule; staff can always (`byStaffId` of the replier): ask `mayRun` before.
 */
export function moveTalk(
	store: Store,
	who: Replier,
	wish: { roundId: string; talkId: string; startsAt: Date; staffIds: readonly string[]; now: Date },
): Promise<MoveResult> {
	return store.transact(
		async (tx): Promise<MoveResult> => {
			const { now } = wish;
			const round = await lockRound(tx, who.schoolId, wish.roundId);
			const schedule = round && (await readSchedule(tx, round));
			const talk = schedule?.talks.find(({ talkId }) => talkId === wish.talkId);
			if (!round || !schedule || !talk || (!who.byStaffId && !talk.guardianIds.includes(who.guardianId)))
				return { ok: false, refusal: 'not_found' };
			if (
				!who.byStaffId &&
				(now >= changeUntil(talk.startsAt, round) || (round.way !== 'pick' && !round.sentAt))
			)
				return { ok: false, refusal: 'too_late' };
			const children = await childrenOfRound(tx, round, dayOf(now, round.school.timeZone));
			const groupId = children.find(({ childId }) => childId === talk.childId)?.groupId ?? '';
			const key = [...wish.staffIds].sort().join();
			const start = schedule.clock.minuteOf(wish.startsAt);
			const time = (await movable(tx, round, schedule, talk, groupId, now)).find(
				(one) => one.start === start && one.staffIds.join() === key,
			);
			if (!time) return { ok: false, refusal: 'taken' };
			const busy = who.byStaffId ? [] : await busyOf(tx, round, who.guardianId, now);
			const startsAt = schedule.clock.instantOf(time.start);
			const endsAt = new Date(startsAt.getTime() + round.minutes * 60_000);
			if (busy.some((span) => overlaps({ startsAt, endsAt }, span))) return { ok: false, refusal: 'clash' };
			const after: AgreedTalk = {
				...talk,
				...time,
				startsAt,
				endsAt,
				room: talk.place === 'school' ? time.room : null,
				revision: talk.revision + 1,
			};
			await rewriteTalk(tx, round, after, who, now);
			await audit(tx, who.actor, 'talks.moved', { roundId: round.roundId, talkId: talk.talkId }, now);
			const byThemselves = (id: string) => !who.byStaffId && id === who.guardianId;
			const news = talk.guardianIds.map((id): ToTell => {
				return {
					talk: after,
					guardianIds: [id],
					say: (one) => moved({ ...one, before: talk, byThemselves: byThemselves(id) }),
				};
			});
			await tell(tx, round, news, now);
			if (!who.byStaffId) await tellTeachers(tx, round, { talks: [after], what: 'moved', now });
			return { ok: true };
		},
		{ key: wish.roundId },
	);
}

/** Writes the time, place and teachers of a talk that was there; its reminders are due again. */
export async function rewriteTalk(
	tx: Tx,
	{ school }: FoundRound,
	talk: AgreedTalk,
	who: Replier,
	now: Date,
): Promise<void> {
	const { schoolId } = school;
	const { talkId, staffIds } = talk;
	const { talk: talks, talkStaff } = tx.t;
	await tx
		.update(talks)
		.set({
			startsAt: talk.startsAt,
			endsAt: talk.endsAt,
			room: roomName(talk.room),
			interpreterId: talk.interpreterId,
			fixed: talk.fixed,
			revision: talk.revision,
			remindedDayAt: null,
			remindedHourAt: null,
			changedBy: who.byStaffId ? 'staff' : 'guardian',
			changedById: who.byStaffId ?? who.guardianId,
			changedAt: now,
		})
		.where(and(eq(talks.schoolId, schoolId), eq(talks.id, talkId)));
	await tx.delete(talkStaff).where(and(eq(talkStaff.schoolId, schoolId), eq(talkStaff.talkId, talkId)));
	await tx.insert(talkStaff).values(staffIds.map((staffId) => ({ schoolId, talkId, staffId })));
}

/**
 * Calls talks off; each of their guardians is told. A guardian can until some hours before (then they are free to pick
 * another); staff always. Sent twice, it is done once.
 */
export function cancelTalks(
	store: Store,
	who: Replier,
	wish: { roundId: string; talkIds: readonly string[]; now: Date },
): Promise<MoveResult> {
	return store.transact(
		async (tx): Promise<MoveResult> => {
			const { now } = wish;
			const round = await lockRound(tx, who.schoolId, wish.roundId);
			if (!round) return { ok: false, refusal: 'not_found' };
			const { talks: all } = await readSchedule(tx, round);
			const talks = all.filter(({ talkId }) => wish.talkIds.includes(talkId));
			const mine = (talk: AgreedTalk) => who.byStaffId !== null || talk.guardianIds.includes(who.guardianId);
			if (talks.length === 0 || !talks.every(mine)) return { ok: false, refusal: 'not_found' };
			const late = talks.some(({ startsAt }) => now >= changeUntil(startsAt, round));
			if (!who.byStaffId && late) return { ok: false, refusal: 'too_late' };
			await dropTalks(tx, round, talks, who, now);
			if (!who.byStaffId) await tellTeachers(tx, round, { talks, what: 'left', now });
			return { ok: true };
		},
		{ key: wish.roundId },
	);
}

/** Calls these talks off in a round that is locked. Their guardians can have another talk about the child. */
export async function dropTalks(
	tx: Tx,
	round: FoundRound,
	talks: readonly AgreedTalk[],
	who: Replier,
	now: Date,
): Promise<void> {
	const { schoolId } = round.school;
	const ids = talks.map(({ talkId }) => talkId);
	const { talk, talkGuardian } = tx.t;
	for (let from = 0; from < ids.length; from += 500) {
		const part = ids.slice(from, from + 500);
		await tx
			.update(talk)
			.set({
				status: 'cancelled',
				changedBy: who.byStaffId ? 'staff' : 'guardian',
				changedById: who.byStaffId ?? who.guardianId,
				changedAt: now,
			})
			.where(and(eq(talk.schoolId, schoolId), inArray(talk.id, part)));
		await tx
			.delete(talkGuardian)
			.where(and(eq(talkGuardian.schoolId, schoolId), inArray(talkGuardian.talkId, part)));
	}
	await audit(
		tx,
		who.actor,
		'talks.cancelled',
		{ roundId: round.roundId, talkIds: ids.slice(0, 20).join(' '), talks: ids.length },
		now,
	);
	const news = talks.flatMap((talk): ToTell[] =>
		talk.guardianIds.map((id) => ({
			talk: { ...talk, revision: talk.revision + 1 },
			guardianIds: [id],
			say: who.byStaffId ? cancelled : left,
		})),
	);
	await tell(tx, round, news, now);
}
