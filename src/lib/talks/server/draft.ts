// A round that is not published yet: what its form holds, and changing it.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, timeOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { patternOf, samePattern, spansOfDay, type DayPattern } from '../day-pattern.ts';
import type { DraftPlan } from '../round-form.ts';
import type { QuestionName } from '../round.ts';
import { findRound, lockRound, type FoundRound } from './find-round.ts';
import { questionsOf } from './answers.ts';
import {
	daysOfPlan,
	factsOf,
	refusePlan,
	sessionsOf,
	teachersOf,
	teamsOf,
	writeQuestions,
	type HolderOfGroup,
	type PlanRefusal,
} from './round-parts.ts';
import { mayRunRound } from './rounds.ts';
import { timeRows } from './times.ts';

/** A draft as its form shows it. */
export interface DraftForm {
	round: FoundRound;
	pattern: DayPattern | null;
	together: boolean;
	questions: QuestionName[];
	ownQuestion: string | null;
	ownChoices: string[];
	childAsks: boolean;
	opensOn: string;
	opensTime: string;
	closesOn: string;
	/** Of a round by lots; else empty. */
	drawsOn: string;
	/** Who holds the talks of each group, and who could: its teachers first, then who was added. */
	groups: { groupId: string; name: string; people: { staffId: string; name: string; holds: boolean }[] }[];
	/** Everybody who works here: somebody else can hold talks too. By name. */
	colleagues: { staffId: string; name: string }[];
}

/** A draft for who runs it; undefined for everybody else (404), and once it is published. Seven queries. */
export async function draftForm(
	db: Reader,
	staff: StaffActor,
	roundId: string,
): Promise<DraftForm | undefined> {
	const { schoolId } = staff;
	const { timeZone } = staff.school;
	const round = await findRound(db, schoolId, roundId);
	if (!round || !mayRunRound(staff, round) || round.publishedAt || round.cancelledAt) return undefined;
	const teams = await teamRows(db, round);
	const times = await timeRows(db, round);
	const questions = await questionsOf(db, schoolId, roundId);
	const own = questions.find(({ name }) => name === 'own');
	const colleagues = await workingHere(db, schoolId);
	const teachers = await teachersOf(
		db,
		schoolId,
		round.groups.map(({ groupId }) => groupId),
	);
	const nameOf = new Map(colleagues.map(({ staffId, name }) => [staffId, name]));
	return {
		round,
		pattern: patternOf(times.map((time) => asTimeOfDay(time, timeZone))),
		together: teams.some((one) => teams.some((other) => other !== one && sameTeam(one, other))),
		questions: questions.flatMap(({ name }) => (name === 'own' || name === 'child_asks' ? [] : name)),
		ownQuestion: own?.text ?? null,
		ownChoices: own?.choices ?? [],
		childAsks: questions.some(({ name }) => name === 'child_asks'),
		opensOn: round.opensAt ? dayOf(round.opensAt, timeZone) : '',
		opensTime: round.opensAt ? timeOf(round.opensAt, timeZone) : '',
		closesOn: dayOf(round.closesAt, timeZone),
		drawsOn: round.drawsAt ? dayOf(round.drawsAt, timeZone) : '',
		groups: round.groups.map(({ groupId, name }) => {
			const holds = teams.filter((one) => one.groupId === groupId).map(({ staffId }) => staffId);
			const theirs = teachers.filter((one) => one.groupId === groupId).map(({ staffId }) => staffId);
			const people = [...new Set([...theirs, ...holds])].flatMap((staffId) => {
				const called = nameOf.get(staffId);
				return called ? [{ staffId, name: called, holds: holds.includes(staffId) }] : [];
			});
			return { groupId, name, people };
		}),
		colleagues,
	};
}

const sameTeam = (a: TeamRow, b: TeamRow) => a.groupId === b.groupId && a.team === b.team;

export type DraftRefusal =
	| PlanRefusal
	| 'not_found'
	/** Parents have it already. */
	| 'published'
	/** A group of which nobody holds the talks. */
	| 'no_teachers';
export type DraftResult = { ok: true } | { ok: false; refusal: DraftRefusal };

/**
 * Changes a draft to what the form says. Teachers' times stay as they were changed by hand as long as the weekdays and hours
 * stay the same: then only days that are no more in the period go, and new days and people get times. With other weekdays or
 * hours all times are made anew; who had one room keeps it. The kind stays.
 */
export async function changeDraft(
	store: Store,
	staff: StaffActor,
	plan: DraftPlan,
	now: Date,
): Promise<DraftResult> {
	const calendar = await planCalendar(store.read, staff, now);
	return store.transact(
		async (tx): Promise<DraftResult> => {
			const refuse = (refusal: DraftRefusal): DraftResult => ({ ok: false, refusal });
			const round = await lockRound(tx, staff.schoolId, plan.roundId);
			if (!round) return refuse('not_found');
			if (!mayRunRound(staff, round)) return refuse('not_allowed');
			if (round.publishedAt || round.cancelledAt) return refuse('published');
			const groupIds = [...new Set(plan.groups)];
			const refusal = await refusePlan(tx, staff, plan, { groupIds, lastDay: calendar.lastDay, now });
			if (refusal) return refuse(refusal);
			const days = daysOfPlan(plan, calendar.daysOff);
			if (days.length === 0) return refuse('no_days');
			if (spansOfDay(plan).length === 0) return refuse('no_times');
			const holders = await holdersOf(tx, round, plan, groupIds);
			if (!holders) return refuse('no_teachers');
			await writeTimes(tx, round, plan, { holders, days });
			await writeRound(tx, round, plan, { holders, groupIds });
			await audit(tx, staff, 'talks.draft_changed', { roundId: plan.roundId }, now);
			return { ok: true };
		},
		{ key: plan.roundId },
	);
}

/**
 * Who holds the talks of each group, with their days. A group that is new in the round has its teachers; of one that was in
 * it already the form says who. Undefined: it says nobody.
 */
async function holdersOf(
	tx: Tx,
	round: FoundRound,
	plan: DraftPlan,
	groupIds: readonly string[],
): Promise<HolderOfGroup[] | undefined> {
	const { schoolId } = round.school;
	const teachers = await teachersOf(tx, schoolId, groupIds);
	const { staffMember } = tx.t;
	const chosen = [...new Set(plan.holders.map(({ staffId }) => staffId))];
	const here =
		chosen.length === 0
			? []
			: await tx
					.select({ staffId: staffMember.id, days: staffMember.days })
					.from(staffMember)
					.where(
						and(
							eq(staffMember.schoolId, schoolId),
							inArray(staffMember.id, chosen),
							ne(staffMember.status, 'gone'),
						),
					);
	const found: HolderOfGroup[] = [];
	for (const groupId of groupIds) {
		const own = teachers.filter((one) => one.groupId === groupId);
		if (!round.groups.some((group) => group.groupId === groupId)) {
			found.push(...own);
			continue;
		}
		const wanted = new Set(
			plan.holders.filter((one) => one.groupId === groupId).map(({ staffId }) => staffId),
		);
		const holders = here
			.filter(({ staffId }) => wanted.has(staffId))
			.map(({ staffId, days }) => own.find((one) => one.staffId === staffId) ?? { groupId, staffId, days });
		if (holders.length === 0) return undefined;
		found.push(...holders.toSorted((a, b) => a.staffId.localeCompare(b.staffId)));
	}
	return found;
}

async function writeRound(
	tx: Tx,
	round: FoundRound,
	plan: DraftPlan,
	{ holders, groupIds }: { holders: readonly HolderOfGroup[]; groupIds: readonly string[] },
): Promise<void> {
	const { talkRound, talkRoundGroup, talkTeam, talkQuestion } = tx.t;
	const { schoolId, timeZone } = round.school;
	const { roundId } = round;
	await tx
		.update(talkRound)
		.set(factsOf(plan, timeZone))
		.where(and(eq(talkRound.schoolId, schoolId), eq(talkRound.id, roundId)));
	for (const table of [talkRoundGroup, talkTeam, talkQuestion])
		await tx.delete(table).where(and(eq(table.schoolId, schoolId), eq(table.roundId, roundId)));
	await tx.insert(talkRoundGroup).values(groupIds.map((groupId) => ({ schoolId, roundId, groupId })));
	await inParts(teamsOf(holders, plan.together), (part) =>
		tx.insert(talkTeam).values(part.map((one) => ({ schoolId, roundId, ...one }))),
	);
	await writeQuestions(tx, { schoolId, roundId }, plan);
}

async function writeTimes(
	tx: Tx,
	round: FoundRound,
	plan: DraftPlan,
	{ holders, days }: { holders: readonly HolderOfGroup[]; days: readonly string[] },
): Promise<void> {
	const { talkSession } = tx.t;
	const { schoolId, timeZone } = round.school;
	const { roundId } = round;
	const before = await timeRows(tx, round);
	const pattern = patternOf(before.map((time) => asTimeOfDay(time, timeZone)));
	const same = pattern !== null && samePattern(pattern, plan);
	const holds = new Set(holders.map(({ staffId }) => staffId));
	const had = new Set((await teamRows(tx, round)).map(({ staffId }) => staffId));
	const inPeriod = (day: string, { firstDay, lastDay }: { firstDay: string; lastDay: string }) =>
		day >= firstDay && day <= lastDay;
	const gone = before.filter(
		({ staffId, startsAt }) => !same || !holds.has(staffId) || !inPeriod(dayOf(startsAt, timeZone), plan),
	);
	await inParts(gone, (part) =>
		tx.delete(talkSession).where(
			and(
				eq(talkSession.schoolId, schoolId),
				inArray(
					talkSession.id,
					part.map(({ id }) => id),
				),
			),
		),
	);
	const roomsOf = Map.groupBy(before, ({ staffId }) => staffId);
	const roomOf = (staffId: string) => {
		const rooms = new Set(roomsOf.get(staffId)?.map(({ room }) => room));
		return rooms.size === 1 ? ([...rooms][0] ?? null) : null;
	};
	const made = sessionsOf(holders, { plan, days, timeZone }).filter(
		({ staffId, startsAt }) => !same || !had.has(staffId) || !inPeriod(dayOf(startsAt, timeZone), round),
	);
	await inParts(made, (part) =>
		tx
			.insert(talkSession)
			.values(part.map((one) => ({ schoolId, id: newId(), roundId, ...one, room: roomOf(one.staffId) }))),
	);
}

type TeamRow = Awaited<ReturnType<typeof teamRows>>[number];

async function teamRows(db: Reader, { school, roundId }: FoundRound) {
	const { talkTeam } = db.t;
	return db
		.select()
		.from(talkTeam)
		.where(and(eq(talkTeam.schoolId, school.schoolId), eq(talkTeam.roundId, roundId)))
		.orderBy(asc(talkTeam.groupId), asc(talkTeam.team), asc(talkTeam.staffId));
}

function asTimeOfDay(
	{ staffId, startsAt, endsAt }: { staffId: string; startsAt: Date; endsAt: Date },
	timeZone: string,
) {
	const day = dayOf(startsAt, timeZone);
	return {
		staffId,
		day,
		weekday: weekdayOf(day),
		from: timeOf(startsAt, timeZone),
		till: timeOf(endsAt, timeZone),
	};
}

async function workingHere(db: Reader, schoolId: string) {
	const { staffMember } = db.t;
	return db
		.select({ staffId: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), ne(staffMember.status, 'gone')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
}
