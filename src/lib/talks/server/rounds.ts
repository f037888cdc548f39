// Planning a round: a draft with its teachers' times, published to parents, closed, called off.
import { and, eq, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { inviteAt } from '#lib/moments/server/hours.ts';
import { findInvitees } from '#lib/moments/server/invitees.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { findReaders } from '#lib/moments/server/readers.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, instantOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { wantTranslations } from '#lib/translation/server/content.ts';
import { CLOSES_AT, type RoundPlan } from '../round-form.ts';
import { spansOfDay } from '../day-pattern.ts';
import { answersUntilOf, roundState } from '../round-state.ts';
import { openDraw } from './draw.ts';
import { findRound, lockRound, type FoundRound } from './find-round.ts';
import { invited } from './notices.ts';
import { dropTalks } from './move.ts';
import { onBehalfOf } from './replier.ts';
import {
	daysOfPlan,
	factsOf,
	refusePlan,
	sessionsOf,
	teachersOf,
	teamsOf,
	writeQuestions,
	type PlanRefusal,
} from './round-parts.ts';
import { agreedTalks, readSchedule } from './schedule.ts';
import { choiceField, KIND, QUESTION_KIND } from './text-kinds.ts';

export type PlanResult = { ok: true; roundId: string } | { ok: false; refusal: PlanRefusal };

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
		const refusal = await refusePlan(tx, staff, plan, { groupIds, lastDay: calendar.lastDay, now });
		const year = await findSchoolYear(tx, schoolId, dayOf(now, timeZone));
		if (refusal || !year) return { ok: false, refusal: refusal ?? 'not_allowed' };
		const days = daysOfPlan(plan, calendar.daysOff);
		if (days.length === 0) return { ok: false, refusal: 'no_days' };
		if (spansOfDay(plan).length === 0) return { ok: false, refusal: 'no_times' };
		const { talkRound, talkRoundGroup, talkTeam, talkSession } = tx.t;
		await tx.insert(talkRound).values({
			...{ schoolId, id: roundId, schoolYearId: year.id, kind: plan.kind },
			...factsOf(plan, timeZone),
			...{ waitMinutes: 20, apartMinutes: 30, changeHoursBefore: 24 },
			...{ createdBy: staff.staffId, createdAt: now },
		});
		await tx.insert(talkRoundGroup).values(groupIds.map((groupId) => ({ schoolId, roundId, groupId })));
		const teachers = await teachersOf(tx, schoolId, groupIds);
		const teams = teamsOf(teachers, plan.together);
		await inParts(teams, (part) =>
			tx.insert(talkTeam).values(part.map((one) => ({ schoolId, roundId, ...one }))),
		);
		const sessions = sessionsOf(teachers, { plan, days, timeZone });
		await inParts(sessions, (part) =>
			tx.insert(talkSession).values(part.map((one) => ({ schoolId, id: newId(), roundId, ...one }))),
		);
		await writeQuestions(tx, { schoolId, roundId }, plan);
		await audit(tx, staff, 'talks.planned', { roundId, kind: plan.kind, groups: groupIds.length }, now);
		return { ok: true, roundId };
	});
}

export type PublishRefusal =
	| 'not_found'
	| 'not_allowed'
	/** A group without anybody who holds its talks, or nobody has a time. */
	| 'no_times'
	/** The closing date is over. */
	| 'closed'
	/** The day of the draw is. */
	| 'draws_too_early';

export type PublishResult = { ok: true; invited: number } | { ok: false; refusal: PublishRefusal };

/** Parents see it from now on; each guardian with the say gets one message, when school is out. */
export function publishRound(
	store: Store,
	staff: StaffActor,
	{ roundId }: { roundId: string },
	now: Date,
): Promise<PublishResult> {
	return store.transact(
		async (tx): Promise<PublishResult> => {
			const round = await lockRound(tx, staff.schoolId, roundId);
			if (!round) return { ok: false, refusal: 'not_found' };
			if (!mayRunRound(staff, round)) return { ok: false, refusal: 'not_allowed' };
			if (round.publishedAt) return { ok: true, invited: 0 };
			if (round.cancelledAt || now >= round.closesAt) return { ok: false, refusal: 'closed' };
			if (round.drawsAt && now >= round.drawsAt) return { ok: false, refusal: 'draws_too_early' };
			const { teams, teachers } = await readSchedule(tx, round);
			const hasTime = new Set(
				teachers.filter(({ sessions }) => sessions.length > 0).map(({ staffId }) => staffId),
			);
			const ready = round.groups.every(({ groupId }) =>
				(teams.get(groupId) ?? []).some((team) => team.every((id) => hasTime.has(id))),
			);
			if (!ready) return { ok: false, refusal: 'no_times' };
			const { talkRound } = tx.t;
			// a draft that waited until after its own opening time is open at once
			const opens = round.opensAt && round.opensAt > now ? round.opensAt : null;
			await tx
				.update(talkRound)
				.set({ publishedAt: now, opensAt: opens })
				.where(and(eq(talkRound.schoolId, staff.schoolId), eq(talkRound.id, roundId)));
			if (round.drawsAt) await openDraw(tx, round);
			const published = { ...round, publishedAt: now, opensAt: opens };
			await wantTexts(tx, published, now);
			const { timeZone } = round.school;
			const invitees = await findInvitees(tx, published, dayOf(now, timeZone));
			const calm = inviteAt(now, timeZone);
			const dueAt = calm < answersUntilOf(round) ? calm : now;
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
		.select({ id: talkQuestion.id, text: talkQuestion.text, choices: talkQuestion.choices })
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
	for (const { id, text, choices } of questions)
		await wantTranslations(tx, schoolId, {
			about: { kind: QUESTION_KIND, id },
			texts: {
				text: written(text),
				...Object.fromEntries((choices ?? []).map((one, at) => [choiceField(at), written(one)])),
			},
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
