// A round's times and talks, as the rules and the messages need them.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import type { RoundRules, TakenTime, TeacherTimes } from '../open-times.ts';
import type { Minute, Session } from '../problem.ts';
import type { TalkPlace } from '../round.ts';
import { roomName, roomOf } from '../rooms.ts';
import { agreedToParent } from '../interpreters.ts';
import type { FoundRound } from './find-round.ts';
import { hasTheSay } from './has-the-say.ts';
import type { TalkOfNotice, ToGuardian } from './notices.ts';
import { roundClock, type RoundClock } from './round-clock.ts';

/** A talk that was agreed and not called off. */
export interface AgreedTalk extends TakenTime {
	talkId: string;
	childId: string;
	guardianIds: string[];
	startsAt: Date;
	endsAt: Date;
	start: Minute;
	place: TalkPlace;
	/** Of a visit at home: which of its guardians lives there. */
	homeOf?: string | null;
	videoAddress: string | null;
	withChild: boolean | null;
	interpreter: string | null;
	interpreterId: string | null;
	interpreterFoundAt: Date | null;
	/** Who wished for an interpreter said that the school may ask another parent. */
	mayAskParent?: boolean;
	fixed: boolean;
	revision: number;
}

export interface Schedule {
	clock: RoundClock;
	rules: RoundRules;
	teachers: (TeacherTimes & { sessions: Session[]; videoAddress: string | null })[];
	/** Teams of each group: who talk together. */
	teams: Map<string, string[][]>;
	talks: AgreedTalk[];
}

export function rulesOf(round: FoundRound): RoundRules {
	return {
		length: round.minutes,
		pause: round.pauseMinutes,
		inARow: round.inARow,
		waitAtMost: round.waitMinutes,
		apartMinutes: round.apartMinutes,
		walking: { otherwise: round.walkMinutes, between: [] },
	};
}

/** Who holds talks when, and what is agreed; rooms as in `rooms.ts`. Six queries. */
export async function readSchedule(db: Reader, round: FoundRound): Promise<Schedule> {
	const { schoolId, timeZone } = round.school;
	const { roundId } = round;
	const { talkSession, talkTeam, talkTeacher } = db.t;
	const clock = roundClock(round.firstDay, timeZone);
	const atSchool = round.places.includes('school');
	const sessions = await db
		.select()
		.from(talkSession)
		.where(and(eq(talkSession.schoolId, schoolId), eq(talkSession.roundId, roundId)))
		.orderBy(asc(talkSession.startsAt), asc(talkSession.id));
	const teamRows = await db
		.select()
		.from(talkTeam)
		.where(and(eq(talkTeam.schoolId, schoolId), eq(talkTeam.roundId, roundId)))
		.orderBy(asc(talkTeam.team), asc(talkTeam.staffId));
	const teachers = await db
		.select()
		.from(talkTeacher)
		.where(and(eq(talkTeacher.schoolId, schoolId), eq(talkTeacher.roundId, roundId)));
	const address = new Map(teachers.map(({ staffId, videoAddress }) => [staffId, videoAddress]));
	const byStaff = Map.groupBy(sessions, ({ staffId }) => staffId);
	const ids = [...new Set([...teamRows, ...sessions].map(({ staffId }) => staffId))].sort();
	return {
		clock,
		rules: rulesOf(round),
		teachers: ids.map((staffId) => ({
			staffId,
			videoAddress: address.get(staffId) ?? null,
			sessions: (byStaff.get(staffId) ?? []).map(({ startsAt, endsAt, room }) => ({
				from: clock.minuteOf(startsAt),
				to: clock.minuteOf(endsAt),
				room: atSchool ? roomOf(room, [staffId]) : null,
			})),
		})),
		teams: new Map(
			[...Map.groupBy(teamRows, ({ groupId }) => groupId)].map(([groupId, rows]) => [
				groupId,
				[...Map.groupBy(rows, ({ team }) => team).values()].map((team) => team.map(({ staffId }) => staffId)),
			]),
		),
		talks: (await agreedTalks(db, round)).map((talk) => ({
			...talk,
			room: talk.place === 'school' ? roomOf(talk.room, talk.staffIds) : null,
		})),
	};
}

/**
 * The talks of a round that are not called off, in order of time; a teacher's own room is null. Of their guardians those
 * who have the say now: whose right was taken away neither moves nor is shown one. Three queries.
 */
export async function agreedTalks(db: Reader, round: FoundRound): Promise<AgreedTalk[]> {
	const { talk, talkStaff, talkGuardian, guardianship, talkReply } = db.t;
	const { schoolId, timeZone } = round.school;
	const clock = roundClock(round.firstDay, timeZone);
	const ofRound = and(
		eq(talk.schoolId, schoolId),
		eq(talk.roundId, round.roundId),
		eq(talk.status, 'agreed'),
	);
	const rows = await db.select().from(talk).where(ofRound).orderBy(asc(talk.startsAt), asc(talk.id));
	const staff = await db
		.select({ talkId: talkStaff.talkId, staffId: talkStaff.staffId })
		.from(talkStaff)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.where(and(eq(talkStaff.schoolId, schoolId), ofRound))
		.orderBy(asc(talkStaff.staffId));
	const guardians = await db
		.select({
			talkId: talkGuardian.talkId,
			guardianId: talkGuardian.guardianId,
			interpreter: talkReply.interpreter,
			mayAskParent: talkReply.mayAskParent,
		})
		.from(talkGuardian)
		.innerJoin(guardianship, hasTheSay(db.t))
		.leftJoin(
			talkReply,
			and(
				eq(talkReply.schoolId, talkGuardian.schoolId),
				eq(talkReply.roundId, talkGuardian.roundId),
				eq(talkReply.guardianId, talkGuardian.guardianId),
			),
		)
		.where(and(eq(talkGuardian.schoolId, schoolId), eq(talkGuardian.roundId, round.roundId)))
		.orderBy(asc(talkGuardian.guardianId));
	const staffOf = Map.groupBy(staff, ({ talkId }) => talkId);
	const guardiansOf = Map.groupBy(guardians, ({ talkId }) => talkId);
	return rows.map((row) => ({
		talkId: row.id,
		childId: row.childId,
		guardianIds: (guardiansOf.get(row.id) ?? []).map(({ guardianId }) => guardianId),
		staffIds: (staffOf.get(row.id) ?? []).map(({ staffId }) => staffId),
		startsAt: row.startsAt,
		endsAt: row.endsAt,
		start: clock.minuteOf(row.startsAt),
		place: row.place,
		homeOf: row.homeOf,
		room: row.room,
		videoAddress: row.videoAddress,
		withChild: row.withChild,
		interpreter: row.interpreter,
		interpreterId: row.interpreterId,
		interpreterFoundAt: row.interpreterFoundAt,
		mayAskParent: agreedToParent(guardiansOf.get(row.id) ?? []),
		fixed: row.fixed,
		revision: row.revision,
	}));
}

/** What parents call these members of staff, by id. One query. */
export async function calledNames(
	db: Reader,
	schoolId: string,
	staffIds: readonly string[],
): Promise<Map<string, string>> {
	if (staffIds.length === 0) return new Map();
	const { staffMember } = db.t;
	const rows = await db
		.select({ id: staffMember.id, name: staffMember.name, called: staffMember.calledName })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), inArray(staffMember.id, [...new Set(staffIds)])));
	return new Map(rows.map(({ id, name, called }) => [id, called ?? name]));
}

/** Something that happened to talks, for each of their guardians. */
export interface ToTell {
	talk: AgreedTalk;
	/** Whom; all of the talk's when left out. */
	guardianIds?: readonly string[];
	say(one: { round: FoundRound; to: ToGuardian; talk: TalkOfNotice; now: Date }): NewNotice;
}

/** Says of talks of a round what a message needs. Three queries for all. */
export async function talksOfNotices(
	db: Reader,
	round: FoundRound,
	talks: readonly AgreedTalk[],
): Promise<(talk: AgreedTalk) => TalkOfNotice> {
	const { schoolId } = round.school;
	const { child, talkTeacher } = db.t;
	const staffIds = talks.flatMap((talk) => talk.staffIds);
	const names = await calledNames(db, schoolId, staffIds);
	const children = await db
		.select({ id: child.id, givenName: child.givenName })
		.from(child)
		.where(
			and(eq(child.schoolId, schoolId), inArray(child.id, [...new Set(talks.map(({ childId }) => childId))])),
		);
	const addresses = await db
		.select({ staffId: talkTeacher.staffId, videoAddress: talkTeacher.videoAddress })
		.from(talkTeacher)
		.where(and(eq(talkTeacher.schoolId, schoolId), eq(talkTeacher.roundId, round.roundId)));
	const nameOf = new Map(children.map(({ id, givenName }) => [id, givenName]));
	return (talk) => {
		const video = addresses.find(({ staffId }) => talk.staffIds.includes(staffId))?.videoAddress ?? null;
		return {
			...talk,
			room: roomName(talk.room),
			childName: nameOf.get(talk.childId) ?? '',
			teachers: talk.staffIds.flatMap((id) => names.get(id) ?? []),
			videoAddress: talk.videoAddress ?? video,
			interpreterFound: talk.interpreterFoundAt !== null || talk.interpreterId !== null,
		};
	};
}

/** Queues what there is to tell, in each reader's language, in the transaction of the change. Four queries. */
export async function tell(tx: Tx, round: FoundRound, news: readonly ToTell[], now: Date): Promise<number> {
	if (news.length === 0) return 0;
	const whom = ({ talk, guardianIds }: ToTell) => guardianIds ?? talk.guardianIds;
	const said = await talksOfNotices(
		tx,
		round,
		news.map(({ talk }) => talk),
	);
	const recipients = await findRecipients(tx, round.school.schoolId, [...new Set(news.flatMap(whom))]);
	const notices = news.flatMap((one) =>
		whom(one).flatMap((guardianId) => {
			const to = recipients.get(guardianId);
			return to ? [one.say({ round, to, talk: said(one.talk), now })] : [];
		}),
	);
	await queueNotices(tx, notices, now);
	return notices.length;
}
