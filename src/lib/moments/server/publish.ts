// Publishing: parents see it, and those who may sign up are invited.
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { kinds } from '../kinds.ts';
import { isFirstForSome, opensFor } from '../opening.ts';
import { closesAt } from '../slots.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { invitationGoesOut } from './invitation-time.ts';
import { findInvitees } from './invitees.ts';
import { invited } from './notices.ts';
import { mayRun } from './policy.ts';
import { whoWasHere } from './was-here.ts';
import { writePlan } from './draft.ts';
import type { Plan, PlanResult } from './plan.ts';
import { KIND } from './text-kinds.ts';
import { hasOwnTexts, wantMomentTexts } from './translations.ts';

/**
 * Saves a plan and publishes it: parents see it at once, and the guardians who may sign up are invited, in their own
 * language, when school is out (`inviteAt`), and not before `waitMinutes` were given to translations of what the school wrote
 * itself. Sent twice, it is published once.
 */
export function publishPlan(
	store: Store,
	staff: StaffActor,
	plan: Plan,
	now: Date,
	waitMinutes = 0,
): Promise<PlanResult> {
	return store.transact((tx) => publishIn(tx, staff, plan, now, waitMinutes));
}

/**
 * The same for several groups. Where parents come for one child, each group gets a moment of its own, with its own
 * classroom and places; else it is one moment for them all. Answers with the first, and how many there are.
 */
export function publishForEach(
	store: Store,
	staff: StaffActor,
	plan: Plan,
	now: Date,
	waitMinutes = 0,
): Promise<PlanResult & { moments?: number }> {
	if (kinds[plan.kind].comeFor === 'family' || plan.groupIds.length < 2)
		return publishPlan(store, staff, plan, now, waitMinutes);
	return store.transact(async (tx): Promise<PlanResult & { moments?: number }> => {
		const [first, ...others] = await groupsWithChildren(tx, staff.schoolId, plan);
		if (first === undefined) return { ok: false, refusal: 'no_children' };
		// the groups, the times and the draft are right for all or for none: so nothing is half published
		const result = await publishIn(tx, staff, plan, now, waitMinutes, first);
		if (!result.ok) return result;
		let { invited } = result;
		for (const [index, groupId] of others.entries()) {
			const one = { ...plan, momentId: `${plan.momentId}-${index + 2}`, groupIds: [groupId], revision: 0 };
			const published = await publishIn(tx, staff, one, now, waitMinutes, groupId);
			if (!published.ok) throw new Error(`a group of a plan was refused: ${published.refusal}`);
			invited += published.invited;
		}
		return { ...result, invited, moments: others.length + 1 };
	});
}

/** `only`: of the plan's groups, which are all looked at, the one that this moment is for. */
async function publishIn(
	tx: Tx,
	staff: StaffActor,
	plan: Plan,
	now: Date,
	waitMinutes: number,
	only?: string,
): Promise<PlanResult> {
	const before = await findMoment(tx, staff.schoolId, plan.momentId);
	const isMine =
		before &&
		mayRun(
			staff,
			before.groups.map(({ groupId }) => groupId),
		);
	if (isMine && before.publishedAt) {
		const invitees = await findInvitees(tx, before, dayOf(now, before.school.timeZone));
		return { ok: true, momentId: plan.momentId, invited: invitees.length, inviteAt: null };
	}
	const refusal = await writePlan(tx, staff, plan, now, only);
	if (refusal) return { ok: false, refusal };
	const { moment: moments } = tx.t;
	await tx
		.update(moments)
		.set({ publishedAt: now })
		.where(and(eq(moments.schoolId, staff.schoolId), eq(moments.id, plan.momentId)));
	const moment = await findMoment(tx, staff.schoolId, plan.momentId);
	if (!moment) throw new Error('a plan that was just written is not there');
	await wantMomentTexts(tx, moment, now, dayOf(now, moment.school.timeZone));
	const told = await invite(tx, moment, now, waitMinutes);
	const about = { momentId: plan.momentId, kind: plan.kind, invited: told.invited };
	await audit(tx, staff, 'moments.published', about, now);
	return { ok: true, momentId: plan.momentId, ...told };
}

/** The groups of a plan, without those that have none of the children that it is for. */
async function groupsWithChildren(tx: Tx, schoolId: string, { groupIds, childIds }: Plan): Promise<string[]> {
	if (!childIds) return groupIds;
	const { groupChild } = tx.t;
	const found = new Set<string>();
	for (const part of chunks(childIds)) {
		const rows = await tx
			.selectDistinct({ groupId: groupChild.groupId })
			.from(groupChild)
			.where(
				and(
					eq(groupChild.schoolId, schoolId),
					inArray(groupChild.groupId, groupIds),
					inArray(groupChild.childId, part),
				),
			);
		for (const { groupId } of rows) found.add(groupId);
	}
	return groupIds.filter((groupId) => found.has(groupId));
}

async function invite(
	tx: Tx,
	moment: FoundMoment,
	now: Date,
	waitMinutes: number,
): Promise<{ invited: number; inviteAt: Date | null }> {
	const { schoolId, timeZone } = moment.school;
	const { slot } = tx.t;
	const slots = await tx
		.select({ startsAt: slot.startsAt, endsAt: slot.endsAt })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, moment.momentId), gt(slot.startsAt, now)))
		.orderBy(asc(slot.startsAt));
	const [from] = slots;
	const till = slots.at(-1);
	if (!from || !till) return { invited: 0, inviteAt: null };
	// what closes before this afternoon is told now; what opens later invites when it opens
	const dueAt = invitationGoesOut(from, moment, timeZone, now);
	const invitees = await findInvitees(tx, moment, dayOf(now, timeZone));
	const ids = isFirstForSome(moment, now) ? invitees.map(({ guardianId }) => guardianId) : [];
	const here = await whoWasHere(tx, { schoolId, schoolYearId: moment.schoolYearId }, ids);
	const opens = (guardianId: string) => opensFor(moment, here.has(guardianId)) ?? dueAt;
	const until = new Date(now.getTime() + (hasOwnTexts(moment) ? waitMinutes * 60_000 : 0));
	const notices = invitees.map((to) => ({
		...invited({
			moment,
			from,
			till,
			meetings: slots.length,
			to,
			dueAt: opens(to.guardianId) > dueAt ? opens(to.guardianId) : dueAt,
			expiresAt: closesAt(till, moment),
		}),
		waitsFor: { kind: KIND, id: moment.momentId, until },
	}));
	await queueNotices(tx, notices, now);
	return { invited: invitees.length, inviteAt: dueAt };
}
