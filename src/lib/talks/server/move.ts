// Moving a talk to another time, and calling it off. Every path locks the round first.
import { and, eq, inArray } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { overlaps } from '#lib/moments/slots.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { OpenTime } from '../open-times.ts';
import { canDoBoth, walkingMinutes } from '../rules.ts';
import { roomName } from '../rooms.ts';
import { changeUntil } from '../round-state.ts';
import { isFarFrom, keptFrom, type Keeping } from './apart.ts';
import { childrenOfRound, lockRound, type FoundRound } from './find-round.ts';
import { interpreterAfterMove } from './interpreters-of-round.ts';
import { busyOf, timesOf } from './free-times.ts';
import { cancelled, left, moved } from './notices.ts';
import type { Replier } from './replier.ts';
import { readSchedule, tell, type AgreedTalk, type Schedule, type ToTell } from './schedule.ts';
import { tellInterpreters } from './tell-interpreters.ts';
import { tellTeachers } from './tell-teachers.ts';
import { rewriteTalk } from './write-talks.ts';

export type MoveResult =
	| { ok: true }
	| {
			ok: false;
			/** `too_late`: a guardian can do it by themselves until some hours before. `fixed`: it is as the school planned it. */
			refusal: 'not_found' | 'too_late' | 'taken' | 'clash';
	  };

/**
 * The times to which a talk can be moved, in order; none for who may not. `keeping` as `apart.ts` says: `always` for a
 * guardian, `asked` for staff.
 */
export async function timesToMove(
	db: Reader,
	round: FoundRound,
	{ talkId, keeping, now }: { talkId: string; keeping: Keeping; now: Date },
): Promise<{ startsAt: Date; endsAt: Date; staffIds: string[]; room: string | null }[]> {
	const schedule = await readSchedule(db, round);
	const talk = schedule.talks.find((one) => one.talkId === talkId);
	const children = await childrenOfRound(db, round, dayOf(now, round.school.timeZone));
	const child = children.find(({ childId }) => childId === talk?.childId);
	if (!talk || !child) return [];
	const times = await movable(db, round, schedule, { talk, groupId: child.groupId, keeping, now });
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
	{ talk, groupId, keeping, now }: { talk: AgreedTalk; groupId: string; keeping: Keeping; now: Date },
): Promise<OpenTime[]> {
	const walk = walkingMinutes(schedule.rules);
	const { guardianIds } = talk;
	const others = await keptFrom(db, round, { talks: schedule.talks, guardianIds, keeping });
	const own = schedule.talks.filter(
		(other) => other.talkId !== talk.talkId && other.guardianIds.some((id) => talk.guardianIds.includes(id)),
	);
	return timesOf(schedule, groupId, now, talk.talkId).filter(
		(time) =>
			time.start !== talk.start &&
			own.every((other) => canDoBoth(other, time, round.minutes, walk)) &&
			isFarFrom([time], { own, others, rules: schedule.rules }),
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
				(now >= changeUntil(talk.startsAt, round) ||
					(round.way !== 'pick' && !round.sentAt) ||
					// until the lots are drawn nobody takes a time by being early
					(round.drawsAt && !round.drawnAt))
			)
				return { ok: false, refusal: 'too_late' };
			const children = await childrenOfRound(tx, round, dayOf(now, round.school.timeZone));
			const groupId = children.find(({ childId }) => childId === talk.childId)?.groupId ?? '';
			const key = [...wish.staffIds].sort().join();
			const start = schedule.clock.minuteOf(wish.startsAt);
			const keeping = who.byStaffId ? 'asked' : 'always';
			const times = await movable(tx, round, schedule, { talk, groupId, keeping, now });
			const time = times.find((one) => one.start === start && one.staffIds.join() === key);
			if (!time) return { ok: false, refusal: 'taken' };
			const busy = who.byStaffId ? [] : await busyOf(tx, round, who.guardianId, now);
			const startsAt = schedule.clock.instantOf(time.start);
			const endsAt = new Date(startsAt.getTime() + round.minutes * 60_000);
			if (busy.some((span) => overlaps({ startsAt, endsAt }, span))) return { ok: false, refusal: 'clash' };
			const there: AgreedTalk = {
				...talk,
				...time,
				startsAt,
				endsAt,
				room: talk.place === 'school' ? time.room : null,
				revision: talk.revision + 1,
			};
			const after = { ...there, ...(await interpreterAfterMove(tx, round, schedule.talks, there)) };
			await rewriteTalk(tx, round, after, who, now);
			const about = { roundId: round.roundId, talkId: talk.talkId, childId: talk.childId };
			await audit(tx, who.actor, 'talks.moved', about, now);
			const byThemselves = (id: string) => !who.byStaffId && id === who.guardianId;
			const news = talk.guardianIds.map((id): ToTell => {
				return {
					talk: after,
					guardianIds: [id],
					say: (one) => moved({ ...one, before: talk, byThemselves: byThemselves(id) }),
				};
			});
			await tell(tx, round, news, now);
			await tellInterpreters(tx, round, [{ before: talk, after }], now);
			if (!who.byStaffId) await tellTeachers(tx, round, { talks: [after], before: talk, now });
			return { ok: true };
		},
		{ key: wish.roundId },
	);
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
			if (!who.byStaffId) await tellTeachers(tx, round, { talks, now });
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
	const { talk, talkGuardian, talkCalledOff } = tx.t;
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
		const whose = await tx
			.delete(talkGuardian)
			.where(and(eq(talkGuardian.schoolId, schoolId), inArray(talkGuardian.talkId, part)))
			.returning({ talkId: talkGuardian.talkId, guardianId: talkGuardian.guardianId });
		if (who.byStaffId && whose.length > 0)
			await tx.insert(talkCalledOff).values(whose.map((one) => ({ schoolId, ...one })));
	}
	const one = talks.length === 1 ? talks[0] : undefined;
	const about = {
		...{ roundId: round.roundId, talkIds: ids.slice(0, 20).join(' '), talks: ids.length },
		...(one && { childId: one.childId }),
	};
	await audit(tx, who.actor, 'talks.cancelled', about, now);
	const news = talks.flatMap((talk): ToTell[] =>
		talk.guardianIds.map((id) => ({
			talk: { ...talk, revision: talk.revision + 1 },
			guardianIds: [id],
			say: who.byStaffId ? cancelled : left,
		})),
	);
	await tell(tx, round, news, now);
	await tellInterpreters(
		tx,
		round,
		talks.map((before) => ({ before, after: null })),
		now,
	);
}
