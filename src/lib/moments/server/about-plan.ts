// What a plan would come to, while one plans: for how many it is, who reads the invitation and how, when it goes out.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { heardIn } from '#lib/files/server/voices.ts';
import { addDays, dayOf, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import { kinds } from '../kinds.ts';
import { monday } from '../week-plan.ts';
import { childNames, findAudience, largestOf } from './audience.ts';
import { clashesOf, type PlanClash } from './clashes.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { inviteAt } from './hours.ts';
import { invitationGoesOut, OPENS_AT } from './invitation-time.ts';
import { findGroups, phonePreviews, type PhonePreview } from './phone-preview.ts';
import type { Plan } from './plan.ts';
import { voicesOfMoment } from './voices.ts';
import { mayRun } from './policy.ts';
import { findReaders, type Readers } from './readers.ts';

export interface AboutPlan {
	/** Children that it is for, and their families. */
	children: number;
	families: number;
	readers: Readers;
	/** Who can be chosen, where it is not for all: the children of the groups, by name. */
	names: { childId: string; name: string; groups: string[] }[];
	previews: PhonePreview[];
	/** What its times fall together with. */
	clashes: PlanClash[];
	/** The school's now, and when the invitation goes out if it is published now. */
	now: Date;
	inviteAt: Date;
}

/** Undefined when these groups are not theirs to plan for. Nine queries, one more where some children are chosen. */
export async function aboutPlan(
	store: Store,
	staff: StaffActor,
	plan: Plan,
	now: Date,
): Promise<AboutPlan | undefined> {
	const { groupIds } = plan;
	if (!mayRun(staff, groupIds)) return undefined;
	const { schoolId } = staff;
	const { timeZone } = staff.school;
	const today = dayOf(now, timeZone);
	const { childIds } = plan;
	const audience = await findAudience(store.read, schoolId, { groupIds, childIds }, today);
	const heard = heardIn(await voicesOfMoment(store.read, schoolId, plan));
	const readers = await findReaders(store.read, schoolId, { groupIds, childIds }, today, heard);
	const groups = await findGroups(store.read, schoolId, groupIds);
	const [first] = plan.slots;
	// each group gets its own places: they have to do for the largest
	const apart = kinds[plan.kind].comeFor === 'child' && groupIds.length > 1 && !childIds;
	const largest = apart ? await largestOf(store.read, schoolId, groupIds, today) : audience.children;
	return {
		children: Math.min(audience.children, largest),
		families: Math.min(audience.families, largest),
		readers,
		names: childIds ? await childNames(store.read, schoolId, groupIds, today) : [],
		previews: phonePreviews(plan, { audience, groups, timeZone, now }),
		clashes: await clashesOf(store.read, staff, { ...plan, groups }),
		now,
		inviteAt: first
			? invitationGoesOut(
					{ startsAt: instantOf(first.day, first.from, timeZone) },
					{ ...plan, opensAt: plan.opensOn === null ? null : instantOf(plan.opensOn, OPENS_AT, timeZone) },
					timeZone,
					now,
				)
			: inviteAt(now, timeZone),
	};
}

/** A saved moment as a plan, with its week: to go on with a draft, or to plan the same again. Undefined: not theirs. */
export async function savedPlan(
	store: Store,
	staff: StaffActor,
	momentId: string,
): Promise<{ plan: Plan; week: string; isDraft: boolean } | undefined> {
	const moment = await findMoment(store.read, staff.schoolId, momentId);
	const groupIds = moment?.groups.map(({ groupId }) => groupId) ?? [];
	if (!moment || !mayRun(staff, groupIds)) return undefined;
	const plan = await planOf(store.read, moment);
	return {
		plan,
		week: weekOf(plan),
		isDraft: moment.publishedAt === null && moment.cancelledAt === null,
	};
}

/** The week that a plan begins in. */
const weekOf = ({ slots }: Plan): string => monday(slots[0]?.day ?? '1970-01-01');

/** A moment as it would be planned, whoever may. One query. */
export async function planOf(db: Reader, moment: FoundMoment): Promise<Plan> {
	const { schoolId, timeZone } = moment.school;
	const { slot } = db.t;
	const rows = await db
		.select({ startsAt: slot.startsAt, endsAt: slot.endsAt, capacity: slot.capacity })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, moment.momentId), isNull(slot.cancelledAt)))
		.orderBy(asc(slot.startsAt), asc(slot.id));
	const { momentId, kind, title, place, note, adultsPerChild, slotsPerChild, closesHoursBefore } = moment;
	return {
		momentId,
		kind,
		groupIds: moment.groups.map(({ groupId }) => groupId),
		title,
		place,
		note,
		slots: rows.map(({ startsAt, endsAt }) => ({
			day: dayOf(startsAt, timeZone),
			from: timeOf(startsAt, timeZone),
			till: timeOf(endsAt, timeZone),
		})),
		places: Math.max(1, ...rows.map(({ capacity }) => capacity)),
		adultsPerChild,
		slotsPerChild,
		closesHoursBefore,
		interpreterOffered: moment.interpreterOffered,
		opensOn: moment.opensAt && dayOf(moment.opensAt, timeZone),
		firstUntil: moment.openForAllAt && addDays(dayOf(moment.openForAllAt, timeZone), -1),
		closesOn: moment.signUpClosesAt && addDays(dayOf(moment.signUpClosesAt, timeZone), -1),
		childIds: moment.children && [...moment.children],
		meetings: moment.meetings,
		everyWeeks: moment.everyWeeks,
		revision: moment.revision,
	};
}

/** The invitation of a published moment: how many families it is for, and when it goes or went out. */
export interface InvitationOfMoment {
	families: number;
	at: Date;
}

/** Undefined for a moment that is no longer to come, or called off, or was never published. Two queries. */
export async function invitationOf(
	db: Reader,
	moment: FoundMoment,
	slots: readonly { startsAt: Date; cancelled: boolean }[],
	now: Date,
): Promise<InvitationOfMoment | undefined> {
	const [first] = slots.filter(({ cancelled }) => !cancelled);
	const last = slots.at(-1);
	if (!first || !last || !moment.publishedAt || moment.cancelledAt || last.startsAt <= now) return undefined;
	const { schoolId, timeZone } = moment.school;
	const groupIds = moment.groups.map(({ groupId }) => groupId);
	const childIds = moment.children && [...moment.children];
	const { families } = await findReaders(db, schoolId, { groupIds, childIds }, dayOf(now, timeZone));
	return { families, at: invitationGoesOut(first, moment, timeZone, moment.publishedAt) };
}
