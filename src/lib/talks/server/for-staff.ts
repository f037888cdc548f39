// What staff see of rounds: all of them, one with its times and talks, and the planner's proposal.
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { maySee } from '#lib/moments/server/policy.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { shownText, type ShownText } from '#lib/translation/content.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { translationsOf } from '#lib/translation/server/content.ts';
import type { QuestionName, TalkPlace } from '../round.ts';
import { lotsPhase, roundState, type LotsPhase, type RoundState } from '../round-state.ts';
import { openTimes } from '../open-times.ts';
import { roomName } from '../rooms.ts';
import { startsOf } from '../rules.ts';
import { readLots, type FamilyLot } from './draw.ts';
import { childrenHeldBy } from './answer-readers.ts';
import { childrenOfRound, findRound, findRounds, type ChildInRound, type FoundRound } from './find-round.ts';
import { mayRunRound } from './rounds.ts';
import { calledNames, readSchedule, type AgreedTalk } from './schedule.ts';
import { ANSWER_KIND } from './text-kinds.ts';

export interface StaffRound {
	round: FoundRound;
	state: RoundState | 'over';
	/** Of a round by lots how far it is. */
	lots: LotsPhase;
	children: number;
	/** Children about whom somebody answered. */
	answered: number;
	talks: number;
	mayRun: boolean;
}

/** The rounds of a school year that a member of staff may see, newest first. */
export async function staffRounds(
	db: Reader,
	staff: StaffActor,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
): Promise<StaffRound[]> {
	const { talkRound, talk, talkReply } = db.t;
	const { schoolId } = staff;
	const rows = await db
		.select({ id: talkRound.id })
		.from(talkRound)
		.where(and(eq(talkRound.schoolId, schoolId), eq(talkRound.schoolYearId, schoolYearId)))
		.orderBy(desc(talkRound.firstDay), asc(talkRound.id));
	const ids = rows.map(({ id }) => id);
	const rounds = (await findRounds(db, schoolId, ids)).reverse();
	const talks =
		ids.length === 0
			? []
			: await db
					.select({ roundId: talk.roundId, childId: talk.childId })
					.from(talk)
					.where(and(eq(talk.schoolId, schoolId), inArray(talk.roundId, ids), eq(talk.status, 'agreed')));
	const replies =
		ids.length === 0
			? []
			: await db
					.select({ roundId: talkReply.roundId, guardianId: talkReply.guardianId })
					.from(talkReply)
					.where(and(eq(talkReply.schoolId, schoolId), inArray(talkReply.roundId, ids)));
	const today = dayOf(now, staff.school.timeZone);
	const found: StaffRound[] = [];
	for (const round of rounds) {
		const groupIds = round.groups.map(({ groupId }) => groupId);
		const mayRun = mayRunRound(staff, round);
		if (!maySee(staff, groupIds) || (!mayRun && !round.publishedAt)) continue;
		// who does not run it: of own groups only, how far the others are is theirs to know
		const children = (await childrenOfRound(db, round, today)).filter(
			({ groupId }) => mayRun || worksWithGroup(staff, groupId),
		);
		const counted = new Set(children.map(({ childId }) => childId));
		const said = new Set(
			replies.filter((one) => one.roundId === round.roundId).map(({ guardianId }) => guardianId),
		);
		const own = talks.filter((one) => one.roundId === round.roundId && (mayRun || counted.has(one.childId)));
		const withTalk = new Set(own.map(({ childId }) => childId));
		const state = roundState(round, now);
		found.push({
			round,
			state: state === 'closed' && round.lastDay < today ? 'over' : state,
			lots: lotsPhase(round, now),
			children: children.length,
			answered: children.filter(
				({ childId, guardianIds }) => withTalk.has(childId) || guardianIds.some((id) => said.has(id)),
			).length,
			talks: own.length,
			mayRun,
		});
	}
	return found;
}

export interface StaffGuardian {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	phone: string | null;
	/** Tag of the language that they read; null: not known. */
	language: string | null;
}

export interface StaffAnswer {
	question: QuestionName;
	/** Of a question in the school's own words. */
	text: string | null;
	/** What was said, with its translation; null where it is only spoken. */
	said: ShownText | null;
	/** Id of the recording. */
	voiceId: string | null;
}

export interface StaffTalk {
	talkId: string;
	childId: string;
	childName: string;
	groupName: string;
	startsAt: Date;
	endsAt: Date;
	staffIds: readonly string[];
	teachers: string[];
	guardians: StaffGuardian[];
	place: TalkPlace;
	room: string | null;
	withChild: boolean | null;
	/** Tag of the interpreter's language that was wished for. */
	interpreter: string | null;
	interpreterFound: boolean;
	fixed: boolean;
	answers: StaffAnswer[];
}

export interface StaffSession {
	sessionId: string;
	startsAt: Date;
	endsAt: Date;
	room: string | null;
}

export interface StaffRoundPage {
	round: FoundRound;
	state: RoundState;
	lots: LotsPhase;
	mayRun: boolean;
	/** In order of time; for who may not run the round, the own talks only. */
	talks: StaffTalk[];
	teachers: { staffId: string; name: string; videoAddress: string | null; sessions: StaffSession[] }[];
	/** By name, with how far each is; empty for who may not run the round. */
	children: {
		childId: string;
		givenName: string;
		groupName: string;
		guardians: StaffGuardian[];
		/** `talk`: has one; else what the guardians said, `silent` when nothing. By lots: gave `wishes`, or drew `nothing`. */
		state: 'talk' | 'times' | 'wishes' | 'nothing' | 'none' | 'call' | 'silent';
		/** Staff wrote down what a guardian said by phone or at the gate. */
		bySchool: boolean;
	}[];
	/** Times that teachers have, and how many are still free; for who may not run the round, the own ones. */
	times: { all: number; free: number };
}

/** One round; undefined for who may not see it (404): who neither runs it nor holds a talk of it. */
export async function staffRound(
	db: Reader,
	staff: StaffActor,
	roundId: string,
	now: Date,
): Promise<StaffRoundPage | undefined> {
	const { schoolId } = staff;
	const round = await findRound(db, schoolId, roundId);
	if (!round || !staff.passkey) return undefined;
	const mayRun = mayRunRound(staff, round);
	const state = roundState(round, now);
	const schedule = await readSchedule(db, round);
	const holds = schedule.teachers.some(({ staffId }) => staffId === staff.staffId);
	if (!mayRun && (!holds || state === 'draft')) return undefined;
	const all = mayRun
		? schedule.talks
		: schedule.talks.filter(({ staffIds }) => staffIds.includes(staff.staffId));
	const children = await childrenOfRound(db, round, dayOf(now, round.school.timeZone));
	const guardians = await guardiansOf(db, schoolId, [
		...new Set([
			...all.flatMap(({ guardianIds }) => guardianIds),
			...(mayRun ? children.flatMap(({ guardianIds }) => guardianIds) : []),
		]),
	]);
	const sessions = await sessionsOf(db, round);
	const names = await calledNames(db, schoolId, [
		...schedule.teachers.map(({ staffId }) => staffId),
		...all.flatMap(({ staffIds }) => staffIds),
	]);
	const lots = mayRun && round.drawsAt ? await readLots(db, round) : [];
	const replies = mayRun ? await answersOf(db, round) : new Map<string, Answered>();
	const held = await childrenHeldBy(db, staff, round.roundId);
	const groupName = (id: string) => round.groups.find(({ groupId }) => groupId === id)?.name ?? '';
	const time = timesOf(schedule, mayRun ? undefined : staff.staffId);
	return {
		round,
		state,
		lots: lotsPhase(round, now),
		mayRun,
		talks: await staffTalks(db, round, { talks: all, children, guardians, names, held }),
		teachers: schedule.teachers
			.filter(({ staffId }) => mayRun || staffId === staff.staffId)
			.map(({ staffId, videoAddress }) => ({
				staffId,
				name: names.get(staffId) ?? '',
				videoAddress,
				sessions: sessions
					.filter((one) => one.staffId === staffId)
					.map(({ id, startsAt, endsAt, room }) => ({ sessionId: id, startsAt, endsAt, room })),
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
		children: mayRun
			? children.map((child) => ({
					childId: child.childId,
					givenName: child.givenName,
					groupName: groupName(child.groupId),
					guardians: child.guardianIds.flatMap((id) => guardians.get(id) ?? []),
					state: stateOf(child, schedule.talks, replies, lots),
					bySchool: child.guardianIds.some((id) => replies.get(id)?.bySchool),
				}))
			: [],
		times: time,
	};
}

function stateOf(
	{ childId, guardianIds }: ChildInRound,
	talks: readonly AgreedTalk[],
	replies: ReadonlyMap<string, Answered>,
	lots: readonly FamilyLot[],
) {
	if (talks.some((talk) => talk.childId === childId)) return 'talk';
	const lot = lots.find(({ guardianId }) => guardianIds.includes(guardianId));
	if (lot) return lot.place === null ? 'wishes' : 'nothing';
	const said = guardianIds.flatMap((id) => replies.get(id)?.answer ?? []);
	return (['times', 'call', 'none'] as const).find((one) => said.includes(one)) ?? 'silent';
}

/** How many talks fit into the teachers' times, of all or one of them, and how many still do; teams count once. */
function timesOf(
	{ teams, teachers, rules, talks }: Awaited<ReturnType<typeof readSchedule>>,
	staffId?: string,
) {
	const own = [...teams.values()].flat().filter((team) => staffId === undefined || team.includes(staffId));
	const distinct = [...new Map(own.map((team) => [[...team].sort().join(), team])).values()];
	const sessions = new Map(teachers.map(({ staffId, sessions }) => [staffId, sessions]));
	const all = distinct.reduce(
		(sum, [lead = '']) =>
			sum + (sessions.get(lead) ?? []).reduce((n, session) => n + startsOf(session, rules).length, 0),
		0,
	);
	return { all, free: openTimes(distinct, teachers, talks, rules).length };
}

async function sessionsOf(db: Reader, { school, roundId }: FoundRound) {
	const { talkSession } = db.t;
	return db
		.select()
		.from(talkSession)
		.where(and(eq(talkSession.schoolId, school.schoolId), eq(talkSession.roundId, roundId)))
		.orderBy(asc(talkSession.startsAt), asc(talkSession.id));
}

interface Answered {
	answer: 'times' | 'none' | 'call';
	bySchool: boolean;
}

async function answersOf(db: Reader, { school, roundId }: FoundRound): Promise<Map<string, Answered>> {
	const { talkReply } = db.t;
	const rows = await db
		.select({ guardianId: talkReply.guardianId, answer: talkReply.answer, byStaffId: talkReply.byStaffId })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, school.schoolId), eq(talkReply.roundId, roundId)));
	return new Map(
		rows.map(({ guardianId, answer, byStaffId }) => [guardianId, { answer, bySchool: byStaffId !== null }]),
	);
}

export async function guardiansOf(
	db: Reader,
	schoolId: string,
	ids: readonly string[],
): Promise<Map<string, StaffGuardian>> {
	const { guardian } = db.t;
	const found = new Map<string, StaffGuardian>();
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db
			.select()
			.from(guardian)
			.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, ids.slice(from, from + 500))));
		for (const { id, name, phone, writtenLanguage, locale } of rows)
			found.set(id, { guardianId: id, name, phone, language: writtenLanguage ?? locale });
	}
	return found;
}

async function staffTalks(
	db: Reader,
	round: FoundRound,
	of: {
		talks: readonly AgreedTalk[];
		children: readonly ChildInRound[];
		guardians: ReadonlyMap<string, StaffGuardian>;
		names: ReadonlyMap<string, string>;
		/** Children whose talk who looks holds: what was said beforehand is for nobody else. */
		held: ReadonlySet<string>;
	},
): Promise<StaffTalk[]> {
	const answers = await readAnswers(db, round, of.talks);
	const nameOf = await childNames(
		db,
		round,
		of.talks.map(({ childId }) => childId),
	);
	return of.talks.map((talk) => ({
		talkId: talk.talkId,
		childId: talk.childId,
		childName: nameOf.get(talk.childId) ?? '',
		groupName:
			round.groups.find(
				({ groupId }) => of.children.find(({ childId }) => childId === talk.childId)?.groupId === groupId,
			)?.name ?? '',
		startsAt: talk.startsAt,
		endsAt: talk.endsAt,
		staffIds: talk.staffIds,
		teachers: talk.staffIds.flatMap((id) => of.names.get(id) ?? []),
		guardians: talk.guardianIds.flatMap((id) => of.guardians.get(id) ?? []),
		place: talk.place,
		room: roomName(talk.room),
		withChild: talk.withChild,
		interpreter: talk.interpreter,
		interpreterFound: talk.interpreterId !== null || talk.interpreterFoundAt !== null,
		fixed: talk.fixed,
		answers: of.held.has(talk.childId)
			? talk.guardianIds.flatMap((id) => answers.get(`${talk.childId} ${id}`) ?? [])
			: [],
	}));
}

async function childNames(
	db: Reader,
	{ school }: FoundRound,
	ids: readonly string[],
): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const { child } = db.t;
	const rows = await db
		.select({ id: child.id, givenName: child.givenName, prefix: child.prefix, surname: child.surname })
		.from(child)
		.where(and(eq(child.schoolId, school.schoolId), inArray(child.id, [...new Set(ids)])));
	return new Map(
		rows.map(({ id, givenName, prefix, surname }) => [
			id,
			[givenName, prefix, surname].filter(Boolean).join(' '),
		]),
	);
}

/** What guardians said beforehand, by child and guardian; as staff read it best: in Dutch, with the original. */
async function readAnswers(
	db: Reader,
	round: FoundRound,
	talks: readonly AgreedTalk[],
): Promise<Map<string, StaffAnswer[]>> {
	if (talks.length === 0) return new Map();
	const { talkAnswer, talkQuestion } = db.t;
	const { schoolId } = round.school;
	const rows = await db
		.select({ answer: talkAnswer, question: talkQuestion })
		.from(talkAnswer)
		.innerJoin(
			talkQuestion,
			and(eq(talkQuestion.schoolId, talkAnswer.schoolId), eq(talkQuestion.id, talkAnswer.questionId)),
		)
		.where(and(eq(talkAnswer.schoolId, schoolId), eq(talkAnswer.roundId, round.roundId)))
		.orderBy(asc(talkQuestion.position), asc(talkAnswer.id));
	const children = new Set(talks.map(({ childId }) => childId));
	const own = rows.filter(({ answer }) => children.has(answer.childId));
	const translations = await translationsOf(
		db,
		schoolId,
		ANSWER_KIND,
		own.map(({ answer }) => answer.id),
	);
	const shown = own.map(({ answer, question }) => {
		const choice = answer.choice === null ? undefined : question.choices?.[answer.choice];
		const stored = translations.get(answer.id) ?? [];
		const said = answer.text
			? shownText({ text: answer.text, language: answer.language }, stored, [baseLocale])
			: choice
				? shownText({ text: choice, language: baseLocale }, [], [baseLocale])
				: null;
		return {
			key: `${answer.childId} ${answer.guardianId}`,
			question: question.name,
			text: question.text,
			said,
			voiceId: answer.voiceId,
		};
	});
	return Map.groupBy(shown, ({ key }) => key);
}
