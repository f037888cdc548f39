// A plan is written: as a draft that no parent sees, or to be published.
import { and, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { forgetCalls } from '#lib/families/server/calls.ts';
import { removeFiles } from '#lib/files/server/stored.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { newId, newToken } from '#lib/platform/server/ids.ts';
import { addDays, instantOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { problemOfOpening, problemOfSlots } from '../week-plan.ts';
import { findMoment } from './find-moment.ts';
import { OPENS_AT } from './invitation-time.ts';
import { mayRun } from './policy.ts';
import { changedMeanwhile } from './revision.ts';
import type { Plan, PlanRefusal, PlanResult } from './plan.ts';
import { dropMomentTexts, takeOverMomentTexts } from './translations.ts';
import { MOMENT_VOICES, takeOverMomentVoices } from './voices.ts';

/** Keeps a plan as a draft that no parent sees. Saving it again writes it anew. */
export function saveDraft(store: Store, staff: StaffActor, plan: Plan, now: Date): Promise<PlanResult> {
	return store.transact(async (tx): Promise<PlanResult> => {
		const refusal = await writePlan(tx, staff, plan, now);
		if (refusal) return { ok: false, refusal };
		await audit(tx, staff, 'moments.drafted', { momentId: plan.momentId, kind: plan.kind }, now);
		return { ok: true, momentId: plan.momentId, invited: 0, inviteAt: null };
	});
}

/** Writes moment, groups and slots; an earlier draft with this id is replaced. Returns why not, if not. */
export async function writePlan(
	tx: Tx,
	staff: StaffActor,
	plan: Plan,
	now: Date,
	only?: string,
): Promise<PlanRefusal | undefined> {
	const { schoolId } = staff;
	if (!mayRun(staff, plan.groupIds)) return 'not_found';
	const problem = problemOfSlots(plan.slots);
	if (problem) return problem;
	const before = await findMoment(tx, schoolId, plan.momentId);
	if (before) {
		if (
			!mayRun(
				staff,
				before.groups.map(({ groupId }) => groupId),
			)
		)
			return 'not_found';
		if (before.publishedAt) return 'published';
		if (changedMeanwhile(before, plan.revision, staff.staffId)) return 'changed';
	}
	const { timeZone } = await readSchool(tx, schoolId);
	const slots = plan.slots.map(({ day, from, till }) => ({
		startsAt: instantOf(day, from, timeZone),
		endsAt: instantOf(day, till, timeZone),
	}));
	if (slots.some(({ startsAt }) => startsAt <= now)) return 'in_the_past';
	const unclear = problemOfOpening(plan);
	if (unclear) return unclear;
	const schoolYearId = await yearOf(tx, staff, plan);
	if (!schoolYearId) return 'not_found';
	const groupIds = only === undefined ? plan.groupIds : [only];
	const childIds =
		plan.childIds && (await childrenIn(tx, schoolId, { groupIds, schoolYearId }, plan.childIds));
	if (childIds?.length === 0) return 'no_children';
	const { moment, momentGroup, momentChild, slot } = tx.t;
	if (before) await tx.delete(moment).where(and(eq(moment.schoolId, schoolId), eq(moment.id, plan.momentId)));
	await tx.insert(moment).values({
		schoolId,
		id: plan.momentId,
		schoolYearId,
		kind: plan.kind,
		wholeSchool: plan.groupIds.length === 0,
		title: plan.title,
		place: plan.place,
		note: plan.note,
		adultsPerChild: plan.adultsPerChild,
		slotsPerChild: plan.slotsPerChild,
		interpreterOffered: plan.interpreterOffered,
		closesHoursBefore: plan.closesHoursBefore,
		...openingOf(plan, timeZone),
		shareToken: newToken(),
		createdBy: staff.staffId,
		createdAt: now,
		meetings: plan.meetings,
		everyWeeks: plan.everyWeeks,
		named: childIds !== null,
		revision: (before?.revision ?? 0) + 1,
		changedBy: staff.staffId,
	});
	if (groupIds.length > 0)
		await tx
			.insert(momentGroup)
			.values(groupIds.map((groupId) => ({ schoolId, momentId: plan.momentId, groupId })));
	for (const part of chunks(childIds ?? []))
		await tx
			.insert(momentChild)
			.values(part.map((childId) => ({ schoolId, momentId: plan.momentId, childId })));
	await tx.insert(slot).values(
		slots.map((span) => ({
			schoolId,
			id: newId(),
			momentId: plan.momentId,
			capacity: plan.places,
			...span,
		})),
	);
	// what was taken away from a draft on purpose does not come back
	if (!before || before.title !== plan.title || before.place !== plan.place || before.note !== plan.note) {
		await takeOverMomentTexts(tx, schoolId, plan);
		await takeOverMomentVoices(tx, schoolId, plan);
	}
	return undefined;
}

/** Of these children those that are in the groups, or in any group of the year where it is for the whole school. */
async function childrenIn(
	tx: Tx,
	schoolId: string,
	{ groupIds, schoolYearId }: { groupIds: readonly string[]; schoolYearId: string },
	childIds: readonly string[],
): Promise<string[]> {
	const { groupChild, group } = tx.t;
	const found = new Set<string>();
	for (const part of chunks([...new Set(childIds)])) {
		const rows = await tx
			.selectDistinct({ childId: groupChild.childId })
			.from(groupChild)
			.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
			.where(
				and(
					eq(groupChild.schoolId, schoolId),
					inArray(groupChild.childId, part),
					groupIds.length > 0
						? inArray(groupChild.groupId, [...groupIds])
						: eq(group.schoolYearId, schoolYearId),
				),
			);
		for (const { childId } of rows) found.add(childId);
	}
	return [...found];
}

/** The school year that a plan belongs to: that of its groups, else that of its first day. Undefined: no such groups. */
async function yearOf(tx: Tx, { schoolId }: StaffActor, plan: Plan): Promise<string | undefined> {
	const { group } = tx.t;
	if (plan.groupIds.length === 0) {
		const days = plan.slots.map(({ day }) => day).sort();
		return (await findSchoolYear(tx, schoolId, days[0] ?? ''))?.id;
	}
	const groups = await tx
		.select({ year: group.schoolYearId })
		.from(group)
		.where(and(eq(group.schoolId, schoolId), inArray(group.id, plan.groupIds)));
	const years = new Set(groups.map(({ year }) => year));
	return groups.length === new Set(plan.groupIds).size && years.size === 1 ? groups[0]?.year : undefined;
}

/** The days of a plan as instants, by the school's clock: open from the morning, closed at the end of a day. */
function openingOf({ opensOn, firstUntil, closesOn }: Plan, timeZone: string) {
	const from = (day: string | null) => (day === null ? null : instantOf(day, OPENS_AT, timeZone));
	return {
		opensAt: from(opensOn),
		openForAllAt: firstUntil === null ? null : from(addDays(firstUntil, 1)),
		signUpClosesAt: closesOn === null ? null : instantOf(addDays(closesOn, 1), '00:00', timeZone),
	};
}

/** Throws a draft away. `published`: it is no draft any more; cancel it instead. */
export function deleteDraft(
	store: Store,
	staff: StaffActor,
	{ momentId, now }: { momentId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' | 'published' }> {
	return store.transact(async (tx) => {
		const moment = await findMoment(tx, staff.schoolId, momentId);
		const runs =
			moment &&
			mayRun(
				staff,
				moment.groups.map(({ groupId }) => groupId),
			);
		if (!runs) return { ok: false, refusal: 'not_found' as const };
		if (moment.publishedAt) return { ok: false, refusal: 'published' as const };
		const { moment: moments } = tx.t;
		await tx.delete(moments).where(and(eq(moments.schoolId, staff.schoolId), eq(moments.id, momentId)));
		await dropMomentTexts(tx, staff.schoolId, momentId);
		await removeFiles(tx, staff.schoolId, { kind: MOMENT_VOICES, id: momentId });
		await forgetCalls(tx, staff.schoolId, { kind: 'moment', id: momentId });
		await audit(tx, staff, 'moments.draft_deleted', { momentId }, now);
		return { ok: true as const };
	});
}
