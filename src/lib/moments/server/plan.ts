// Planning: a proposal that mostly fits, a draft that no parent sees, and publishing, which invites.
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { newId, newToken } from '#lib/platform/server/ids.ts';
import { addDays, dayOf, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { DayOff } from '#lib/school/days-off.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { kinds, type MomentKind } from '../kinds.ts';
import { isFirstForSome, opensFor } from '../opening.ts';
import { closesAt, isSeries } from '../slots.ts';
import {
	monday,
	nextSensibleWeek,
	planTotals,
	problemOfOpening,
	problemOfSlots,
	proposeSlots,
	sameInWeek,
	schoolWeek,
	seriesOf,
	usualTimes,
	type FreeDays,
	type OpeningProblem,
	type PlannedSlot,
	type SlotsProblem,
	type TimeSpan,
} from '../week-plan.ts';
import { findAudience, type Audience } from './audience.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { invitationGoesOut, OPENS_AT } from './invitation-time.ts';
import { findConcerned } from './concerned.ts';
import { findInvitees } from './invitees.ts';
import { confirmed, invited, type SlotOfNotice } from './notices.ts';
import { mayRun } from './policy.ts';
import { changedMeanwhile } from './revision.ts';
import { whoWasHere } from './was-here.ts';

/** What a moment is planned with. */
export interface Plan {
	/** Made by the page before anything is saved, so that a form sent twice plans once. */
	momentId: string;
	kind: MomentKind;
	/** None: the whole school. */
	groupIds: string[];
	/** In the school's words; null: the kind's name, the group's classroom, no word. */
	title: string | null;
	place: string | null;
	note: string | null;
	slots: PlannedSlot[];
	/** Places in each slot. */
	places: number;
	adultsPerChild: number;
	slotsPerChild: number;
	closesHoursBefore: number;
	interpreterOffered: boolean;
	/** Day from which one can sign up; null: at once. */
	opensOn: string | null;
	/** Last day on which only guardians who were at no moment this school year can; null: all at once. */
	firstUntil: string | null;
	/** Last day on which one can sign up; null: until so many hours before. */
	closesOn: string | null;
	/** Only for these children of the groups; null: for all of them. */
	childIds: string[] | null;
	/** More than one: a series; `slots` are all its meetings. */
	meetings: number;
	/** Weeks from one meeting to the next. */
	everyWeeks: number;
	/** The revision of the draft that this was written from; 0 for a new plan. */
	revision: number;
}

export interface Proposal {
	plan: Plan;
	/** The Monday of the proposed week; null when the school year has no week left. */
	week: string | null;
	/** Monday to Friday of that week, and which are free. */
	days: { day: string; free: boolean }[];
	/** The rows of the grid. */
	times: TimeSpan[];
	audience: Audience;
}

/**
 * What to start with: the next sensible week, the weekdays, times and numbers of the last time for these groups, else
 * the kind's own; as many slots as give everyone a place. Undefined when these groups are not theirs to plan for.
 */
export async function proposePlan(
	store: Store,
	staff: StaffActor,
	ask: { kind: MomentKind; groupIds: string[]; week?: string; now: Date },
): Promise<Proposal | undefined> {
	const { kind, groupIds, now } = ask;
	if (!mayRun(staff, groupIds)) return undefined;
	const db = store.read;
	const { schoolId } = staff;
	const { timeZone, region } = await readSchool(db, schoolId);
	const today = dayOf(now, timeZone);
	const year = await findSchoolYear(db, schoolId, today);
	const free = freeDays(year ? await daysOffOf(db, { schoolId, region }, year) : []);
	const audience = await findAudience(db, schoolId, { groupIds, childIds: null }, today);
	const last = await findLast(db, schoolId, kind, groupIds, timeZone);
	const week = ask.week ? monday(ask.week) : (nextSensibleWeek(today, free, year?.endsOn ?? today) ?? null);
	const { defaults } = kinds[kind];
	const settings = last?.settings ?? {
		places: defaults.places,
		adultsPerChild: defaults.adultsPerChild,
		slotsPerChild: defaults.slotsPerChild,
		closesHoursBefore: defaults.closesHoursBefore,
		interpreterOffered: defaults.interpreterOffered,
		meetings: defaults.meetings ?? 1,
		everyWeeks: defaults.everyWeeks ?? 1,
	};
	const { needed } = planTotals(kind, 0, 0, audience);
	const ofWeek = !week
		? []
		: last
			? sameInWeek(last.slots, week, free)
			: proposeSlots(kind, week, { needed, places: settings.places, free });
	const slots = settings.meetings > 1 ? seriesOf(ofWeek, settings, free, year?.endsOn ?? today) : ofWeek;
	return {
		plan: {
			momentId: newId(),
			kind,
			groupIds,
			title: null,
			place: last?.place ?? null,
			note: null,
			...settings,
			opensOn: null,
			firstUntil: null,
			closesOn: null,
			childIds: null,
			slots,
			revision: 0,
		},
		week,
		days: week ? schoolWeek(week).map((day) => ({ day, free: free.isFree(day) })) : [],
		times: rowsOf([...slots, ...usualTimes(kind)]),
		audience,
	};
}

function freeDays(daysOff: readonly Pick<DayOff, 'kind' | 'firstDay' | 'lastDay'>[]): FreeDays {
	const on = (day: string) => daysOff.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
	return {
		isFree: (day) => on(day).some(({ kind }) => kind !== 'half_day'),
		isHalf: (day) => on(day).length > 0,
	};
}

/** Every time once, in order. */
function rowsOf(times: TimeSpan[]): TimeSpan[] {
	const rows = new Map(times.map(({ from, till }) => [`${from} ${till}`, { from, till }]));
	return [...rows.values()].sort((a, b) => a.from.localeCompare(b.from) || a.till.localeCompare(b.till));
}

/** The latest published moment of this kind for any of these groups, as a plan by the school's clock. */
async function findLast(
	db: Reader,
	schoolId: string,
	kind: MomentKind,
	groupIds: string[],
	timeZone: string,
) {
	const { moment, momentGroup, slot } = db.t;
	const [last] = await db
		.select({
			momentId: moment.id,
			place: moment.place,
			adultsPerChild: moment.adultsPerChild,
			slotsPerChild: moment.slotsPerChild,
			closesHoursBefore: moment.closesHoursBefore,
			interpreterOffered: moment.interpreterOffered,
			meetings: moment.meetings,
			everyWeeks: moment.everyWeeks,
		})
		.from(moment)
		.leftJoin(
			momentGroup,
			and(eq(momentGroup.schoolId, moment.schoolId), eq(momentGroup.momentId, moment.id)),
		)
		.where(
			and(
				eq(moment.schoolId, schoolId),
				eq(moment.kind, kind),
				isNotNull(moment.publishedAt),
				isNull(moment.cancelledAt),
				groupIds.length > 0 ? inArray(momentGroup.groupId, groupIds) : eq(moment.wholeSchool, true),
			),
		)
		.orderBy(desc(moment.createdAt))
		.limit(1);
	if (!last) return undefined;
	const slots = await db
		.select({ startsAt: slot.startsAt, endsAt: slot.endsAt, capacity: slot.capacity })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, last.momentId), isNull(slot.cancelledAt)))
		.orderBy(asc(slot.startsAt));
	if (slots.length === 0) return undefined;
	const { momentId: _, place, ...settings } = last;
	return {
		place,
		settings: { ...settings, places: Math.max(...slots.map(({ capacity }) => capacity)) },
		slots: slots.map(({ startsAt, endsAt }) => ({
			day: dayOf(startsAt, timeZone),
			from: timeOf(startsAt, timeZone),
			till: timeOf(endsAt, timeZone),
		})),
	};
}

export type PlanRefusal =
	| SlotsProblem
	/** These groups, or this moment, are not theirs to plan for (404). */
	| 'not_found'
	| 'in_the_past'
	/** It was published meanwhile: change it slot by slot. */
	| 'published'
	/** Someone else changed the draft meanwhile. */
	| 'changed'
	/** None of the children that it is for is in these groups. */
	| 'no_children'
	| OpeningProblem;

export type PlanResult =
	| { ok: true; momentId: string; invited: number; inviteAt: Date | null }
	| { ok: false; refusal: PlanRefusal };

/** Keeps a plan as a draft that no parent sees. Saving it again writes it anew. */
export function saveDraft(store: Store, staff: StaffActor, plan: Plan, now: Date): Promise<PlanResult> {
	return store.transact(async (tx): Promise<PlanResult> => {
		const refusal = await writePlan(tx, staff, plan, now);
		if (refusal) return { ok: false, refusal };
		await audit(tx, staff, 'moments.drafted', { momentId: plan.momentId, kind: plan.kind }, now);
		return { ok: true, momentId: plan.momentId, invited: 0, inviteAt: null };
	});
}

/**
 * Saves a plan and publishes it: parents see it at once, and the guardians who may sign up are invited, in their own
 * language, when school is out (`inviteAt`). Sent twice, it is published once.
 */
export function publishPlan(store: Store, staff: StaffActor, plan: Plan, now: Date): Promise<PlanResult> {
	return store.transact((tx) => publishIn(tx, staff, plan, now));
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
): Promise<PlanResult & { moments?: number }> {
	if (kinds[plan.kind].comeFor === 'family' || plan.groupIds.length < 2)
		return publishPlan(store, staff, plan, now);
	return store.transact(async (tx): Promise<PlanResult & { moments?: number }> => {
		const [first, ...others] = await groupsWithChildren(tx, staff.schoolId, plan);
		if (first === undefined) return { ok: false, refusal: 'no_children' };
		// the groups, the times and the draft are right for all or for none: so nothing is half published
		const result = await publishIn(tx, staff, plan, now, first);
		if (!result.ok) return result;
		let { invited } = result;
		for (const [index, groupId] of others.entries()) {
			const one = { ...plan, momentId: `${plan.momentId}-${index + 2}`, groupIds: [groupId], revision: 0 };
			const published = await publishIn(tx, staff, one, now, groupId);
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
	const told = await invite(tx, moment, now);
	const about = { momentId: plan.momentId, kind: plan.kind, invited: told.invited };
	await audit(tx, staff, 'moments.published', about, now);
	return { ok: true, momentId: plan.momentId, ...told };
}

/** Writes moment, groups and slots; an earlier draft with this id is replaced. Returns why not, if not. */
async function writePlan(
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

async function invite(
	tx: Tx,
	moment: FoundMoment,
	now: Date,
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
	const notices = invitees.map((to) =>
		invited({
			moment,
			from,
			till,
			meetings: slots.length,
			to,
			dueAt: opens(to.guardianId) > dueAt ? opens(to.guardianId) : dueAt,
			expiresAt: closesAt(till, moment),
		}),
	);
	await queueNotices(tx, notices, now);
	return { invited: invitees.length, inviteAt: dueAt };
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
		await audit(tx, staff, 'moments.draft_deleted', { momentId }, now);
		return { ok: true as const };
	});
}

/** The sign-ups of the last meeting of a series: who is in it comes to one more as well. */
async function lastMeeting(tx: Tx, schoolId: string, momentId: string) {
	const { slot, signUp } = tx.t;
	const [last] = await tx
		.select({ slotId: slot.id })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, momentId), isNull(slot.cancelledAt)))
		.orderBy(desc(slot.startsAt))
		.limit(1);
	if (!last) return [];
	return (
		tx
			.select()
			.from(signUp)
			// who stood at the door came to that one
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.slotId, last.slotId), eq(signUp.atDoor, false)))
	);
}

/** Who comes to a series hears of one more meeting, with the calendar file. */
async function tellOfMeeting(tx: Tx, moment: FoundMoment, slot: SlotOfNotice, now: Date): Promise<void> {
	const { schoolId, timeZone } = moment.school;
	const coming = await findConcerned(tx, schoolId, [slot.slotId], dayOf(now, timeZone), 'confirmed');
	await queueNotices(
		tx,
		coming.map((to) => confirmed({ moment, slot, to, interpreter: null, bySchool: true, now })),
		now,
	);
}

/**
 * Adds a slot to a moment, published or not: for who found no time that suits. Nobody is told; but of a series it is one
 * more meeting for all who are in it, and they are.
 */
export function addSlot(
	store: Store,
	staff: StaffActor,
	{ momentId, places, now, ...planned }: PlannedSlot & { momentId: string; places: number; now: Date },
): Promise<{ ok: true; slotId: string } | { ok: false; refusal: PlanRefusal | 'cancelled' }> {
	return store.transact(async (tx) => {
		const moment = await findMoment(tx, staff.schoolId, momentId);
		const runs =
			moment &&
			mayRun(
				staff,
				moment.groups.map(({ groupId }) => groupId),
			);
		if (!runs) return { ok: false, refusal: 'not_found' as const };
		if (moment.cancelledAt) return { ok: false, refusal: 'cancelled' as const };
		const problem = problemOfSlots([planned]);
		if (problem) return { ok: false, refusal: problem };
		const { schoolId, timeZone } = moment.school;
		const startsAt = instantOf(planned.day, planned.from, timeZone);
		const endsAt = instantOf(planned.day, planned.till, timeZone);
		if (startsAt <= now) return { ok: false, refusal: 'in_the_past' as const };
		const { slot } = tx.t;
		const [same] = await tx
			.select({ id: slot.id })
			.from(slot)
			.where(
				and(
					eq(slot.schoolId, schoolId),
					eq(slot.momentId, momentId),
					eq(slot.startsAt, startsAt),
					isNull(slot.cancelledAt),
				),
			);
		if (same) return { ok: false, refusal: 'same_slot' as const };
		const slotId = newId();
		const mates = isSeries(moment) ? await lastMeeting(tx, schoolId, momentId) : [];
		const isIn = (one: { status: string }) => one.status === 'confirmed';
		const taken = mates.filter(isIn).reduce((sum, one) => sum + one.places, 0);
		await tx.insert(slot).values({
			schoolId,
			id: slotId,
			momentId,
			startsAt,
			endsAt,
			capacity: Math.max(places, taken),
			taken,
			waiting: mates.filter((one) => !isIn(one)).length,
			ticket: Math.max(0, ...mates.map(({ ticket }) => ticket)),
		});
		for (const part of chunks(mates))
			await tx.insert(tx.t.signUp).values(
				part.map((one) => ({
					...one,
					id: newId(),
					slotId,
					interpreterFoundAt: null,
					skipsAt: null,
					createdAt: now,
				})),
			);
		if (mates.length > 0) await tellOfMeeting(tx, moment, { slotId, startsAt, endsAt, revision: 0 }, now);
		await audit(tx, staff, 'moments.slot_added', { momentId, slotId }, now);
		return { ok: true as const, slotId };
	});
}
