// Teachers' times in a round: added, taken off, copied; the address of a teacher's talks by video.
import { and, asc, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import { lockRound, type FoundRound } from './find-round.ts';
import { mayRunRound } from './rounds.ts';
import { agreedTalks } from './schedule.ts';

export type TimesRefusal =
	| 'not_found'
	/** Not within the round's days, too short for a talk, or at a time that the teacher has already. */
	| 'wrong_time'
	/** Somebody has a talk in it. */
	| 'has_talks';
export type TimesResult = { ok: true } | { ok: false; refusal: TimesRefusal };

/** Who may change the times of a teacher of the round: who runs it, and the teacher. */
function mayChange(staff: StaffActor, round: FoundRound, staffId: string): boolean {
	return mayRunRound(staff, round) || (staff.passkey && staff.staffId === staffId);
}

function inTimes(
	store: Store,
	staff: StaffActor,
	{ roundId, staffId, now }: { roundId: string; staffId: string; now: Date },
	work: (tx: Tx, round: FoundRound) => Promise<TimesRefusal | undefined>,
): Promise<TimesResult> {
	return store.transact(
		async (tx): Promise<TimesResult> => {
			const round = await lockRound(tx, staff.schoolId, roundId);
			const { talkTeam } = tx.t;
			const teams = await tx
				.select({ staffId: talkTeam.staffId })
				.from(talkTeam)
				.where(
					and(
						eq(talkTeam.schoolId, staff.schoolId),
						eq(talkTeam.roundId, roundId),
						eq(talkTeam.staffId, staffId),
					),
				);
			if (!round || teams.length === 0 || !mayChange(staff, round, staffId))
				return { ok: false, refusal: 'not_found' };
			const refusal = await work(tx, round);
			if (refusal) return { ok: false, refusal };
			await audit(tx, staff, 'talks.times_changed', { roundId, staffId }, now);
			return { ok: true };
		},
		{ key: roundId },
	);
}

/** A teacher holds talks at this time too. */
export function addSession(
	store: Store,
	staff: StaffActor,
	one: {
		roundId: string;
		staffId: string;
		day: string;
		from: string;
		till: string;
		room: string | null;
		now: Date;
	},
): Promise<TimesResult> {
	return inTimes(store, staff, one, async (tx, round) => {
		const { timeZone } = round.school;
		const startsAt = instantOf(one.day, one.from, timeZone);
		const endsAt = instantOf(one.day, one.till, timeZone);
		const { staffId, room } = one;
		return putSession(tx, round, { staffId, startsAt, endsAt, room });
	});
}

/** Puts it among the times of a teacher; `wrong_time` as `TimesRefusal` says. Ask who may before. */
export async function putSession(
	tx: Tx,
	round: FoundRound,
	one: { staffId: string; startsAt: Date; endsAt: Date; room: string | null },
): Promise<'wrong_time' | undefined> {
	const { staffId, startsAt, endsAt } = one;
	const { timeZone, schoolId } = round.school;
	const day = dayOf(startsAt, timeZone);
	const fits = endsAt.getTime() - startsAt.getTime() >= round.minutes * 60_000;
	if (day < round.firstDay || day > round.lastDay || !fits) return 'wrong_time';
	const own = await sessionsOf(tx, round, staffId);
	if (own.some((other) => other.startsAt < endsAt && startsAt < other.endsAt)) return 'wrong_time';
	await tx.insert(tx.t.talkSession).values({ schoolId, id: newId(), roundId: round.roundId, ...one });
	return undefined;
}

/** Takes a time off, unless somebody has a talk in it. */
export async function removeSession(
	store: Store,
	staff: StaffActor,
	one: { roundId: string; staffId: string; sessionId: string; now: Date },
): Promise<TimesResult> {
	return inTimes(store, staff, one, async (tx, round) => {
		const { talkSession } = tx.t;
		const session = (await sessionsOf(tx, round, one.staffId)).find(({ id }) => id === one.sessionId);
		if (!session) return 'not_found';
		const talks = await agreedTalks(tx, round);
		const taken = talks.some(
			(talk) =>
				talk.staffIds.includes(one.staffId) &&
				talk.startsAt < session.endsAt &&
				session.startsAt < talk.endsAt,
		);
		if (taken) return 'has_talks';
		await tx
			.delete(talkSession)
			.where(and(eq(talkSession.schoolId, round.school.schoolId), eq(talkSession.id, session.id)));
		return undefined;
	});
}

/** The times of a teacher's day on another day too; what is there already stays. */
export function copyDay(
	store: Store,
	staff: StaffActor,
	one: { roundId: string; staffId: string; day: string; toDay: string; now: Date },
): Promise<TimesResult> {
	return inTimes(store, staff, one, async (tx, round) => {
		const { timeZone, schoolId } = round.school;
		if (one.toDay < round.firstDay || one.toDay > round.lastDay) return 'wrong_time';
		const own = await sessionsOf(tx, round, one.staffId);
		const rows = own
			.filter(({ startsAt }) => dayOf(startsAt, timeZone) === one.day)
			.map(({ startsAt, endsAt, room }) => ({
				...{ schoolId, id: newId(), roundId: one.roundId, staffId: one.staffId, room },
				startsAt: instantOf(one.toDay, timeOf(startsAt, timeZone), timeZone),
				endsAt: instantOf(one.toDay, timeOf(endsAt, timeZone), timeZone),
			}))
			.filter((copy) => !own.some((other) => other.startsAt < copy.endsAt && copy.startsAt < other.endsAt));
		if (rows.length === 0) return 'wrong_time';
		await inParts(rows, (part) => tx.insert(tx.t.talkSession).values(part));
		return undefined;
	});
}

/** Where a teacher's talks by video are; null takes it off. */
export function setVideoAddress(
	store: Store,
	staff: StaffActor,
	one: { roundId: string; staffId: string; address: string | null; now: Date },
): Promise<TimesResult> {
	return inTimes(store, staff, one, async (tx, round) => {
		const { talkTeacher } = tx.t;
		const { roundId, staffId, address: videoAddress } = one;
		await tx
			.insert(talkTeacher)
			.values({ schoolId: round.school.schoolId, roundId, staffId, videoAddress })
			.onConflictDoUpdate({
				target: [talkTeacher.schoolId, talkTeacher.roundId, talkTeacher.staffId],
				set: { videoAddress },
			});
		return undefined;
	});
}

const sessionsOf = async (tx: Tx, round: FoundRound, staffId: string) =>
	(await timeRows(tx, round)).filter((one) => one.staffId === staffId);

/** The times of all who hold talks of a round, in order. One query. */
export async function timeRows(db: Reader, { school, roundId }: FoundRound) {
	const { talkSession } = db.t;
	return db
		.select()
		.from(talkSession)
		.where(and(eq(talkSession.schoolId, school.schoolId), eq(talkSession.roundId, roundId)))
		.orderBy(asc(talkSession.startsAt), asc(talkSession.id));
}
