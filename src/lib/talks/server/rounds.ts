// Planning a round: a draft with its teachers' times, published to parents, closed, called off.
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { inviteAt } from '#lib/moments/server/hours.ts';
import { findInvitees } from '#lib/moments/server/invitees.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { findReaders } from '#lib/moments/server/readers.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, daysFrom, instantOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { wantTranslations } from '#lib/translation/server/content.ts';
import { CLOSES_AT, type RoundPlan } from '../round-form.ts';
import { roundState } from '../round-state.ts';
import { findRound, lockRound, type FoundRound } from './find-round.ts';
import { invited } from './notices.ts';
import { dropTalks } from './move.ts';
import { onBehalfOf } from './replier.ts';
import { agreedTalks, readSchedule } from './schedule.ts';
import { KIND, QUESTION_KIND } from './text-kinds.ts';

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
	/** The times of a day hold no talk. */
	| 'no_times';

export type PlanResult = { ok: true; roundId: string } | { ok: false; refusal: PlanRefusal };

/** A longer period is a school year, not a round. */
const MOST_DAYS = 100;

/**
 * Writes a draft: the round, its questions, and times for each teacher of its groups on their own days, which staff then
 * change. Sent twice, it is done once.
 */
export async function planRound(
	store: Store,
	staff: StaffActor,
	plan: RoundPlan,
	now: Date,
): Promise<PlanResult> {
	const calendar = await planCalendar(store.read, staff, now);
	return store.transact(async (tx): Promise<PlanResult> => {
		const { schoolId } = staff;
		const { timeZone } = staff.school;
		const { roundId } = plan;
		if (await findRound(tx, schoolId, roundId)) return { ok: true, roundId };
		const groupIds = [...new Set(plan.groups)];
		const refusal = await refuse(tx, staff, plan, { groupIds, lastDay: calendar.lastDay, now });
		const year = await findSchoolYear(tx, schoolId, dayOf(now, timeZone));
		if (refusal || !year) return { ok: false, refusal: refusal ?? 'not_allowed' };
		const days = daysFrom(plan.firstDay, plan.lastDay).filter(
			(day) =>
				plan.weekdays.includes(weekdayOf(day)) &&
				!calendar.daysOff.some(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay),
		);
		const spans = spansOfDay(plan);
		if (days.length === 0) return { ok: false, refusal: 'no_days' };
		if (spans.length === 0) return { ok: false, refusal: 'no_times' };
		const { talkRound, talkRoundGroup, talkTeam, talkSession } = tx.t;
		await tx.insert(talkRound).values({
			schoolId,
			id: roundId,
			schoolYearId: year.id,
			kind: plan.kind,
			way: plan.way,
			title: plan.title,
			note: plan.note,
			places: plan.places,
			child: plan.child,
			minutes: plan.minutes,
			pauseMinutes: plan.pauseMinutes,
			inARow: plan.inARow || null,
			walkMinutes: plan.places.includes('school') ? 2 : 0,
			waitMinutes: 20,
			apartMinutes: 30,
			firstDay: plan.firstDay,
			lastDay: plan.lastDay,
			interpreterOffered: plan.interpreterOffered,
			closesAt: instantOf(plan.closesOn, CLOSES_AT, timeZone),
			changeHoursBefore: 24,
			createdBy: staff.staffId,
			createdAt: now,
		});
		await tx.insert(talkRoundGroup).values(groupIds.map((groupId) => ({ schoolId, roundId, groupId })));
		const teachers = await teachersOf(tx, schoolId, groupIds);
		const teams = [...Map.groupBy(teachers, ({ groupId }) => groupId)].flatMap(([groupId, own]) =>
			own.map(({ staffId }, index) => ({
				...{ schoolId, roundId, groupId, staffId },
				team: plan.together ? 1 : index + 1,
			})),
		);
		await inParts(teams, (part) => tx.insert(talkTeam).values(part));
		const sessions = [...Map.groupBy(teachers, ({ staffId }) => staffId)].flatMap(([staffId, own]) =>
			days
				.filter((day) =>
					own.some(({ days: theirs }) => theirs.length === 0 || theirs.includes(weekdayOf(day))),
				)
				.flatMap((day) =>
					spans.map(({ from, till }) => ({
						...{ schoolId, id: newId(), roundId, staffId, room: null },
						startsAt: instantOf(day, from, timeZone),
						endsAt: instantOf(day, till, timeZone),
					})),
				),
		);
		await inParts(sessions, (part) => tx.insert(talkSession).values(part));
		await writeQuestions(tx, { schoolId, roundId }, plan);
		await audit(tx, staff, 'talks.planned', { roundId, kind: plan.kind, groups: groupIds.length }, now);
		return { ok: true, roundId };
	});
}

async function refuse(
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
	return instantOf(plan.closesOn, CLOSES_AT, timeZone) <= now ? 'closes_too_early' : undefined;
}

/** A day's times around its break; only what holds a talk. */
function spansOfDay(plan: RoundPlan): { from: string; till: string }[] {
	const { from, till, breakFrom, breakTill } = plan;
	const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const hasBreak = breakFrom && breakTill && breakFrom < breakTill && breakFrom < till && breakTill > from;
	const parts = hasBreak
		? [
				{ from, till: breakFrom },
				{ from: breakTill, till },
			]
		: [{ from, till }];
	return parts.filter((part) => minutes(part.till) - minutes(part.from) >= plan.minutes);
}

/** The teachers of groups with their days there, in the order of names. */
async function teachersOf(
	db: Reader,
	schoolId: string,
	groupIds: readonly string[],
): Promise<{ groupId: string; staffId: string; days: number[] }[]> {
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

async function writeQuestions(
	tx: Tx,
	{ schoolId, roundId }: { schoolId: string; roundId: string },
	plan: RoundPlan,
): Promise<void> {
	const words = { form: 'words' as const, choices: null, text: null };
	const own = plan.ownQuestion
		? [{ ...words, name: 'own' as const, text: plan.ownQuestion, asks: 'guardian' as const }]
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

export type PublishRefusal =
	| 'not_found'
	| 'not_allowed'
	/** A group without anybody who holds its talks, or nobody has a time. */
	| 'no_times'
	/** The closing date is over. */
	| 'closed';

export type PublishResult = { ok: true; invited: number } | { ok: false; refusal: PublishRefusal };

/** Parents see it from now on; each guardian with the say gets one message, when school is out. */
export function publishRound(
	store: Store,
	staff: StaffActor,
	{ roundId, opensAt }: { roundId: string; opensAt?: Date | null },
	now: Date,
): Promise<PublishResult> {
	return store.transact(
		async (tx): Promise<PublishResult> => {
			const round = await lockRound(tx, staff.schoolId, roundId);
			if (!round) return { ok: false, refusal: 'not_found' };
			if (!mayRunRound(staff, round)) return { ok: false, refusal: 'not_allowed' };
			if (round.publishedAt) return { ok: true, invited: 0 };
			if (round.cancelledAt || now >= round.closesAt) return { ok: false, refusal: 'closed' };
			const { teams, teachers } = await readSchedule(tx, round);
			const hasTime = new Set(
				teachers.filter(({ sessions }) => sessions.length > 0).map(({ staffId }) => staffId),
			);
			const ready = round.groups.every(({ groupId }) =>
				(teams.get(groupId) ?? []).some((team) => team.every((id) => hasTime.has(id))),
			);
			if (!ready) return { ok: false, refusal: 'no_times' };
			const { talkRound } = tx.t;
			const opens = opensAt && opensAt > now && opensAt < round.closesAt ? opensAt : null;
			await tx
				.update(talkRound)
				.set({ publishedAt: now, opensAt: opens })
				.where(and(eq(talkRound.schoolId, staff.schoolId), eq(talkRound.id, roundId)));
			const published = { ...round, publishedAt: now, opensAt: opens };
			await wantTexts(tx, published, now);
			const { timeZone } = round.school;
			const invitees = await findInvitees(tx, published, dayOf(now, timeZone));
			const calm = inviteAt(now, timeZone);
			const dueAt = calm < round.closesAt ? calm : now;
			await queueNotices(
				tx,
				invitees.map((to) => invited({ round: published, to, dueAt })),
				now,
			);
			await audit(tx, staff, 'talks.published', { roundId, invited: invitees.length }, now);
			return { ok: true, invited: invitees.length };
		},
		{ key: roundId },
	);
}

/** Who may run a round: all of its groups are theirs. */
export function mayRunRound(staff: StaffActor, { groups }: Pick<FoundRound, 'groups'>): boolean {
	return (
		groups.length > 0 &&
		mayRun(
			staff,
			groups.map(({ groupId }) => groupId),
		)
	);
}

/** Asks for the school's own texts in the languages of those who read them. */
async function wantTexts(tx: Tx, round: FoundRound, now: Date): Promise<void> {
	const { talkQuestion } = tx.t;
	const { schoolId, timeZone } = round.school;
	const questions = await tx
		.select({ id: talkQuestion.id, text: talkQuestion.text })
		.from(talkQuestion)
		.where(
			and(
				eq(talkQuestion.schoolId, schoolId),
				eq(talkQuestion.roundId, round.roundId),
				eq(talkQuestion.name, 'own'),
			),
		);
	if (!round.title && !round.note && questions.length === 0) return;
	const forWhom = { groupIds: round.groups.map(({ groupId }) => groupId), childIds: null };
	const readers = await findReaders(tx, schoolId, forWhom, dayOf(now, timeZone));
	const languages = readers.languages.map(({ tag }) => tag);
	const written = (text: string | null) => (text ? { text, language: baseLocale } : null);
	await wantTranslations(tx, schoolId, {
		about: { kind: KIND, id: round.roundId },
		texts: { title: written(round.title), note: written(round.note) },
		...{ languages, now },
	});
	for (const { id, text } of questions)
		await wantTranslations(tx, schoolId, {
			about: { kind: QUESTION_KIND, id },
			texts: { text: written(text) },
			...{ languages, now },
		});
}

export type ChangeResult = { ok: true } | { ok: false; refusal: 'not_found' | 'not_allowed' };

/** Nobody answers any more, before the closing date. What was picked holds. */
export function closeRound(
	store: Store,
	staff: StaffActor,
	roundId: string,
	now: Date,
): Promise<ChangeResult> {
	return changeRound(store, staff, roundId, async (tx, round) => {
		if (roundState(round, now) === 'closed' || !round.publishedAt) return;
		const { talkRound } = tx.t;
		await tx
			.update(talkRound)
			.set({ closedAt: now })
			.where(and(eq(talkRound.schoolId, staff.schoolId), eq(talkRound.id, roundId)));
		await audit(tx, staff, 'talks.closed', { roundId }, now);
	});
}

/** Parents can answer again, or longer. */
export function reopenRound(
	store: Store,
	staff: StaffActor,
	{ roundId, closesOn }: { roundId: string; closesOn: string },
	now: Date,
): Promise<ChangeResult> {
	return changeRound(store, staff, roundId, async (tx, round) => {
		const closesAt = instantOf(closesOn, CLOSES_AT, round.school.timeZone);
		if (closesAt <= now || closesOn > round.lastDay || round.cancelledAt) return;
		const { talkRound } = tx.t;
		await tx
			.update(talkRound)
			.set({ closesAt, closedAt: null })
			.where(and(eq(talkRound.schoolId, staff.schoolId), eq(talkRound.id, roundId)));
		await audit(tx, staff, 'talks.reopened', { roundId, day: closesOn }, now);
	});
}

/** The whole round is off; who has a talk to come is told. A draft is deleted. */
export function cancelRound(
	store: Store,
	staff: StaffActor,
	roundId: string,
	now: Date,
): Promise<ChangeResult> {
	return changeRound(store, staff, roundId, async (tx, round) => {
		const { talkRound } = tx.t;
		const here = and(eq(talkRound.schoolId, staff.schoolId), eq(talkRound.id, roundId));
		if (!round.publishedAt) {
			await tx.delete(talkRound).where(here);
		} else {
			await tx
				.update(talkRound)
				.set({ cancelledAt: now })
				.where(and(here, isNull(talkRound.cancelledAt)));
			const talks = (await agreedTalks(tx, round)).filter(({ startsAt }) => startsAt > now);
			if (talks.length > 0) await dropTalks(tx, round, talks, onBehalfOf(staff, ''), now);
		}
		await audit(tx, staff, 'talks.called_off', { roundId }, now);
	});
}

/** A change of a round by who may run it, in its lock. */
export function changeRound(
	store: Store,
	staff: StaffActor,
	roundId: string,
	change: (tx: Tx, round: FoundRound) => Promise<void>,
): Promise<ChangeResult> {
	return store.transact(
		async (tx): Promise<ChangeResult> => {
			const round = await lockRound(tx, staff.schoolId, roundId);
			if (!round) return { ok: false, refusal: 'not_found' };
			if (!mayRunRound(staff, round)) return { ok: false, refusal: 'not_allowed' };
			await change(tx, round);
			return { ok: true };
		},
		{ key: roundId },
	);
}
