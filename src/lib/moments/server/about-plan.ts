// What a plan would come to, while one plans: for how many it is, who reads the invitation and how, when it goes out.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { addDays, dayOf, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import { kinds } from '../kinds.ts';
import { monday } from '../week-plan.ts';
import { findAudience, largestOf } from './audience.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { inviteAt } from './hours.ts';
import { invitationGoesOut, OPENS_AT } from './invitation-time.ts';
import { findGroups, phonePreviews, type PhonePreview } from './phone-preview.ts';
import type { Plan } from './plan.ts';
import { mayRun } from './policy.ts';
import { findReaders, type Readers } from './readers.ts';

export interface AboutPlan {
	/** Children that it is for, and their families. */
	children: number;
	families: number;
	readers: Readers;
	previews: PhonePreview[];
	/** The school's now, and when the invitation goes out if it is published now. */
	now: Date;
	inviteAt: Date;
}

/** Undefined when these groups are not theirs to plan for. Five queries. */
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
	const audience = await findAudience(store.read, schoolId, groupIds, today);
	const readers = await findReaders(store.read, schoolId, groupIds, today);
	const groups = await findGroups(store.read, schoolId, groupIds);
	const [first] = plan.slots;
	// each group gets its own places: they have to do for the largest
	const apart = kinds[plan.kind].comeFor === 'child' && groupIds.length > 1;
	const largest = apart ? await largestOf(store.read, schoolId, groupIds, today) : audience.children;
	return {
		children: Math.min(audience.children, largest),
		families: Math.min(audience.families, largest),
		readers,
		previews: phonePreviews(plan, { audience, groups, timeZone, now }),
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
	const { schoolId } = staff;
	const moment = await findMoment(store.read, schoolId, momentId);
	const groupIds = moment?.groups.map(({ groupId }) => groupId) ?? [];
	if (!moment || !mayRun(staff, groupIds)) return undefined;
	const { slot } = store.t;
	const rows = await store.read
		.select({ startsAt: slot.startsAt, endsAt: slot.endsAt, capacity: slot.capacity })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, momentId), isNull(slot.cancelledAt)))
		.orderBy(asc(slot.startsAt), asc(slot.id));
	const { timeZone } = moment.school;
	const slots = rows.map(({ startsAt, endsAt }) => ({
		day: dayOf(startsAt, timeZone),
		from: timeOf(startsAt, timeZone),
		till: timeOf(endsAt, timeZone),
	}));
	const { kind, title, place, note, adultsPerChild, slotsPerChild, closesHoursBefore, interpreterOffered } =
		moment;
	return {
		plan: {
			momentId,
			kind,
			groupIds,
			title,
			place,
			note,
			slots,
			places: Math.max(1, ...rows.map(({ capacity }) => capacity)),
			adultsPerChild,
			slotsPerChild,
			closesHoursBefore,
			interpreterOffered,
			opensOn: moment.opensAt && dayOf(moment.opensAt, timeZone),
			firstUntil: moment.openForAllAt && addDays(dayOf(moment.openForAllAt, timeZone), -1),
			closesOn: moment.signUpClosesAt && addDays(dayOf(moment.signUpClosesAt, timeZone), -1),
			revision: moment.revision,
		},
		week: monday(slots[0]?.day ?? dayOf(new Date(0), timeZone)),
		isDraft: moment.publishedAt === null && moment.cancelledAt === null,
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
	const { families } = await findReaders(db, schoolId, groupIds, dayOf(now, timeZone));
	return { families, at: invitationGoesOut(first, moment, timeZone, moment.publishedAt) };
}
