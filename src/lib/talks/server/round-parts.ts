// What planning a round and changing a draft share: what the form may say, and the rows that it comes to.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, daysFrom, instantOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { spansOfDay } from '../day-pattern.ts';
import { CLOSES_AT, OPENS_AT, type RoundPlan } from '../round-form.ts';

export type PlanRefusal =
	/** A group that is not theirs to plan for, or no such group. */
	| 'not_allowed'
	/** The last day is before the first, or all are over. */
	| 'no_days'
	/** Later than the school year. */
	| 'after_year'
	/** Parents can't answer after the last talk, nor in the past. */
	| 'closes_too_late'
	| 'closes_too_early'
	/** Parents can answer before it closes, and from a time that is still to come. */
	| 'opens_too_late'
	| 'opens_too_early'
	/** Lots are drawn after now and after parents can answer, and at least a day before it closes, so that what is left can be picked. */
	| 'draws_too_early'
	| 'draws_too_late'
	/** The times of a day hold no talk. */
	| 'no_times';

/** A longer period is a school year, not a round. */
const MOST_DAYS = 100;

/** When parents can begin to answer; null: as soon as it is published. */
function opensAtOf({ opensOn, opensTime }: RoundPlan, timeZone: string): Date | null {
	return opensOn ? instantOf(opensOn, opensTime || OPENS_AT, timeZone) : null;
}

/** When lots are drawn; null: they are not. */
const drawsAtOf = ({ way, drawsOn }: RoundPlan, timeZone: string): Date | null =>
	way === 'lots' && drawsOn ? instantOf(drawsOn, CLOSES_AT, timeZone) : null;

/** What of the form stands in the round itself. */
export function factsOf(plan: RoundPlan, timeZone: string) {
	const { way: chosen, title, note, places, child, minutes, pauseMinutes, firstDay, lastDay } = plan;
	const way = chosen === 'lots' ? ('pick' as const) : chosen;
	return {
		...{ way, title, note, places, child, minutes, pauseMinutes, firstDay, lastDay },
		inARow: plan.inARow || null,
		walkMinutes: places.includes('school') ? 2 : 0,
		interpreterOffered: plan.interpreterOffered,
		opensAt: opensAtOf(plan, timeZone),
		drawsAt: drawsAtOf(plan, timeZone),
		closesAt: instantOf(plan.closesOn, CLOSES_AT, timeZone),
	};
}

/** Why a round can't be planned, or changed while it is a draft, as the form says. */
export async function refusePlan(
	tx: Tx,
	staff: StaffActor,
	plan: RoundPlan,
	{ groupIds, lastDay, now }: { groupIds: string[]; lastDay: string; now: Date },
): Promise<PlanRefusal | undefined> {
	const { group } = tx.t;
	const { timeZone } = staff.school;
	if (!mayRun(staff, groupIds) || groupIds.length === 0) return 'not_allowed';
	const here = await tx
		.select({ id: group.id })
		.from(group)
		.where(and(eq(group.schoolId, staff.schoolId), inArray(group.id, groupIds)));
	if (here.length !== groupIds.length) return 'not_allowed';
	const today = dayOf(now, timeZone);
	if (plan.lastDay < plan.firstDay || plan.lastDay < today) return 'no_days';
	if (daysFrom(plan.firstDay, plan.lastDay).length > MOST_DAYS) return 'no_days';
	if (plan.lastDay > lastDay) return 'after_year';
	if (plan.closesOn > plan.lastDay) return 'closes_too_late';
	const closesAt = instantOf(plan.closesOn, CLOSES_AT, timeZone);
	if (closesAt <= now) return 'closes_too_early';
	const opensAt = opensAtOf(plan, timeZone);
	if (opensAt && opensAt <= now) return 'opens_too_early';
	if (opensAt && opensAt >= closesAt) return 'opens_too_late';
	if (plan.way !== 'lots') return undefined;
	if (plan.drawsOn >= plan.closesOn) return 'draws_too_late';
	const drawsAt = drawsAtOf(plan, timeZone);
	return !drawsAt || drawsAt <= (opensAt ?? now) ? 'draws_too_early' : undefined;
}

/** The days of the period on which there are talks: of these weekdays, not off. */
export function daysOfPlan(
	plan: Pick<RoundPlan, 'firstDay' | 'lastDay' | 'weekdays'>,
	daysOff: readonly { firstDay: string; lastDay: string }[],
): string[] {
	return daysFrom(plan.firstDay, plan.lastDay).filter(
		(day) =>
			plan.weekdays.includes(weekdayOf(day)) &&
			!daysOff.some(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay),
	);
}

/** Who holds talks of a group, with the weekdays on which they are there for it; none: every day. */
export interface HolderOfGroup {
	groupId: string;
	staffId: string;
	days: number[];
}

/** The teachers of groups with their days there, in the order of names. */
export async function teachersOf(
	db: Reader,
	schoolId: string,
	groupIds: readonly string[],
): Promise<HolderOfGroup[]> {
	const { groupTeacher, staffMember } = db.t;
	const rows = await db
		.select({
			groupId: groupTeacher.groupId,
			staffId: staffMember.id,
			days: groupTeacher.days,
			atSchool: staffMember.days,
		})
		.from(groupTeacher)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, groupTeacher.schoolId), eq(staffMember.id, groupTeacher.staffId)),
		)
		.where(
			and(
				eq(groupTeacher.schoolId, schoolId),
				inArray(groupTeacher.groupId, [...groupIds]),
				ne(staffMember.status, 'gone'),
			),
		)
		.orderBy(asc(groupTeacher.groupId), asc(staffMember.name), asc(staffMember.id));
	return rows.map(({ groupId, staffId, days, atSchool }) => ({ groupId, staffId, days: days ?? atSchool }));
}

/** Teams from who holds the talks of each group: one together, or each a team of their own. */
export function teamsOf(
	holders: readonly { groupId: string; staffId: string }[],
	together: boolean,
): { groupId: string; staffId: string; team: number }[] {
	return [...Map.groupBy(holders, ({ groupId }) => groupId)].flatMap(([groupId, own]) =>
		own.map(({ staffId }, index) => ({ groupId, staffId, team: together ? 1 : index + 1 })),
	);
}

/** The times of each holder on these days, as far as they are there then; for somebody of two groups once. */
export function sessionsOf(
	holders: readonly HolderOfGroup[],
	{ plan, days, timeZone }: { plan: RoundPlan; days: readonly string[]; timeZone: string },
): { staffId: string; startsAt: Date; endsAt: Date; room: string | null }[] {
	const spans = spansOfDay(plan);
	return [...Map.groupBy(holders, ({ staffId }) => staffId)].flatMap(([staffId, own]) =>
		days
			.filter((day) => own.some(({ days: theirs }) => theirs.length === 0 || theirs.includes(weekdayOf(day))))
			.flatMap((day) =>
				spans.map(({ from, till }) => ({
					staffId,
					startsAt: instantOf(day, from, timeZone),
					endsAt: instantOf(day, till, timeZone),
					room: null,
				})),
			),
	);
}

/** Writes the questions beforehand, in the order of the form. */
export async function writeQuestions(
	tx: Tx,
	{ schoolId, roundId }: { schoolId: string; roundId: string },
	plan: Pick<RoundPlan, 'questions' | 'ownQuestion' | 'ownChoices' | 'childAsks'>,
): Promise<void> {
	const words = { form: 'words' as const, choices: null, text: null };
	const choices = plan.ownChoices.length > 0 ? plan.ownChoices : null;
	const form = choices ? ('choice' as const) : words.form;
	const own = plan.ownQuestion
		? [{ form, choices, text: plan.ownQuestion, name: 'own' as const, asks: 'guardian' as const }]
		: [];
	const questions = [
		...new Set(plan.questions.filter((name) => name !== 'own' && name !== 'child_asks')),
	].map((name) => ({ ...words, name, asks: 'guardian' as const }));
	const child = plan.childAsks ? [{ ...words, name: 'child_asks' as const, asks: 'child' as const }] : [];
	const rows = [...questions, ...own, ...child].map((one, index) => ({
		...{ schoolId, id: newId(), roundId, position: index + 1 },
		...one,
	}));
	if (rows.length > 0) await tx.insert(tx.t.talkQuestion).values(rows);
}
