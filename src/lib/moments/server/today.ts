// What asks something of a member of staff today.
import { and, asc, eq, exists, gt, gte, inArray, isNotNull, isNull, notExists, or, sql } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { addDays, dayOf, startOfDay } from '#lib/platform/server/local-time.ts';
import { kinds, momentKindNames, type MomentKind } from '../kinds.ts';
import { closesAt, placesLeft } from '../slots.ts';
import type { Attendee } from './attendees.ts';
import { leftBehind, type LeftBehind } from './left-behind.ts';
import { mayRun } from './policy.ts';
import { findGroups, findStaffSlots, type StaffSlot } from './staff-slots.ts';

/** Wishes for an interpreter are shown this many days ahead: an interpreter has to be asked. */
const INTERPRETER_DAYS = 14;
/** Who has not signed up is shown when signing up closes within so many days. */
const CLOSING_DAYS = 3;
/** Marking who came is asked for so many days back. */
const MARKING_DAYS = 7;

export interface AsksOfToday {
	/** What somebody planned who does not work here any more, for who may run it. */
	leftBehind: LeftBehind[];
	/** Wishes for an interpreter that is not found yet, in slots to come, soonest first. */
	interpreters: { slot: StaffSlot; attendee: Attendee }[];
	/** Slots of today that are not over and have somebody coming: the list for the door. */
	door: StaffSlot[];
	/** Moments with free places that close soon, with the children for whom nobody signed up or said no. */
	silent: SilentMoment[];
	/** Slots of the last days of which nobody marked who came, latest first. */
	unmarked: StaffSlot[];
	/** Drafts that are not published, of those that this member of staff plans for. */
	drafts: Draft[];
}

export interface SilentMoment {
	momentId: string;
	kind: MomentKind;
	groups: { groupId: string; name: string }[];
	/** When the last slot closes. */
	closesAt: Date;
	children: { childId: string; givenName: string }[];
}

export interface Draft {
	momentId: string;
	kind: MomentKind;
	title: string | null;
	groups: { groupId: string; name: string }[];
	startsAt: Date;
	/** Its first slot is over already: nobody can be invited to it. */
	late: boolean;
}

/** Everything that asks for something, for the own groups; for who has none, for all that they see. */
export async function asksOfToday(store: Store, staff: StaffActor, now: Date): Promise<AsksOfToday> {
	const db = store.read;
	const { timeZone } = staff.school;
	const today = dayOf(now, timeZone);
	const start = (days: number) => startOfDay(addDays(today, days), timeZone);
	const slots = (
		await findStaffSlots(db, staff, { from: start(-MARKING_DAYS), till: start(INTERPRETER_DAYS) }, now)
	).filter(({ draft, cancelled, groups }) => !draft && !cancelled && isMine(staff, groups));
	const ahead = slots.filter(({ over }) => !over);
	return {
		interpreters: ahead.flatMap((slot) =>
			slot.coming.flatMap((attendee) =>
				attendee.interpreter && !attendee.interpreterFound && !attendee.skips ? [{ slot, attendee }] : [],
			),
		),
		door: ahead.filter(({ startsAt, coming }) => dayOf(startsAt, timeZone) === today && coming.length > 0),
		silent: await findSilent(db, staff, today, now),
		unmarked: slots.filter(({ over, coming, came }) => over && coming.length > 0 && came === null).reverse(),
		drafts: await findDrafts(db, staff, now),
		leftBehind: await leftBehind(db, staff, now),
	};
}

/** A teacher's own groups; a coordinator without groups looks after all. */
function isMine(staff: StaffActor, groups: readonly { groupId: string }[]): boolean {
	if (staff.groupIds.size === 0) return seesAllFamilies(staff);
	return groups.length === 0 || groups.some(({ groupId }) => staff.groupIds.has(groupId));
}

const perChild = momentKindNames.filter((kind) => kinds[kind].comeFor === 'child');

/** Talks and kijkmomenten with free places that close within some days, with the children of whom nothing was heard. Three queries. */
async function findSilent(db: Reader, staff: StaffActor, today: string, now: Date): Promise<SilentMoment[]> {
	const { moment, slot } = db.t;
	const rows = await db
		.select({
			momentId: moment.id,
			kind: moment.kind,
			closesHoursBefore: moment.closesHoursBefore,
			startsAt: slot.startsAt,
			capacity: slot.capacity,
			taken: slot.taken,
		})
		.from(moment)
		.innerJoin(slot, and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id)))
		.where(
			and(
				eq(moment.schoolId, staff.schoolId),
				inArray(moment.kind, perChild),
				isNotNull(moment.publishedAt),
				isNull(moment.cancelledAt),
				isNull(slot.cancelledAt),
				gt(slot.startsAt, now),
			),
		)
		.orderBy(asc(slot.startsAt));
	// where nothing is free there is nothing to remind of
	const free = rows.filter((row) => placesLeft(row) > 0);
	const last = new Map(free.map((row) => [row.momentId, { ...row, closesAt: closesAt(row, row) }]));
	const soon = now.getTime() + CLOSING_DAYS * 86_400_000;
	const closing = [...last.values()].filter(({ closesAt }) => closesAt > now && closesAt.getTime() <= soon);
	const ids = closing.map(({ momentId }) => momentId);
	const groups = await findGroups(db, staff.schoolId, ids);
	const silent = await findSilentChildren(db, staff, ids, today);
	return closing
		.map(({ momentId, kind, closesAt }) => ({
			momentId,
			kind,
			closesAt,
			groups: groups.get(momentId) ?? [],
			children: silent.get(momentId) ?? [],
		}))
		.filter(({ children, groups }) => children.length > 0 && isMine(staff, groups))
		.sort((a, b) => +a.closesAt - +b.closesAt);
}

/**
 * Children of the moments' groups without a sign-up that counts, of whom not everybody with a say said "I can't come": the
 * same children as on the moment's page, to which the number leads.
 */
async function findSilentChildren(
	db: Reader,
	staff: StaffActor,
	momentIds: string[],
	today: string,
): Promise<Map<string, { childId: string; givenName: string }[]>> {
	if (momentIds.length === 0) return new Map();
	const { moment, momentChild, momentGroup, groupChild, child, guardianship, signUp, slot, decline } = db.t;
	const one = { one: sql`1` };
	const withSay = and(
		eq(guardianship.schoolId, child.schoolId),
		eq(guardianship.childId, child.id),
		eq(guardianship.level, 'full'),
	);
	const mayCome = db.select(one).from(guardianship).where(withSay);
	const signedUp = db
		.select(one)
		.from(signUp)
		.innerJoin(
			slot,
			and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId), isNull(slot.cancelledAt)),
		)
		.where(
			and(
				eq(signUp.schoolId, child.schoolId),
				eq(signUp.childId, child.id),
				eq(signUp.momentId, momentGroup.momentId),
			),
		);
	// one carer's no is not the family's: only when all of them said it
	const declined = db
		.select(one)
		.from(decline)
		.where(
			and(
				eq(decline.schoolId, child.schoolId),
				eq(decline.childId, child.id),
				eq(decline.momentId, momentGroup.momentId),
				eq(decline.guardianId, guardianship.guardianId),
			),
		);
	const mightStill = db
		.select(one)
		.from(guardianship)
		.where(and(withSay, notExists(declined)));
	const isNamed = db
		.select(one)
		.from(momentChild)
		.where(
			and(
				eq(momentChild.schoolId, child.schoolId),
				eq(momentChild.childId, child.id),
				eq(momentChild.momentId, momentGroup.momentId),
			),
		);
	const rows = await db
		.selectDistinct({
			momentId: momentGroup.momentId,
			childId: child.id,
			givenName: child.givenName,
			sortKey: child.sortKey,
		})
		.from(momentGroup)
		.innerJoin(moment, and(eq(moment.schoolId, momentGroup.schoolId), eq(moment.id, momentGroup.momentId)))
		.innerJoin(
			groupChild,
			and(eq(groupChild.schoolId, momentGroup.schoolId), eq(groupChild.groupId, momentGroup.groupId)),
		)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.where(
			and(
				eq(momentGroup.schoolId, staff.schoolId),
				inArray(momentGroup.momentId, momentIds),
				seesAllFamilies(staff) ? undefined : inArray(groupChild.groupId, [...staff.groupIds, '']),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				or(notExists(mayCome), exists(mightStill)),
				or(eq(moment.named, false), exists(isNamed)),
				notExists(signedUp),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	return new Map(
		[...Map.groupBy(rows, ({ momentId }) => momentId)].map(([momentId, children]) => [
			momentId,
			children.map(({ childId, givenName }) => ({ childId, givenName })),
		]),
	);
}

async function findDrafts(db: Reader, staff: StaffActor, now: Date): Promise<Draft[]> {
	const { moment, slot } = db.t;
	const rows = await db
		.select({
			momentId: moment.id,
			kind: moment.kind,
			title: moment.title,
			createdBy: moment.createdBy,
			startsAt: slot.startsAt,
		})
		.from(moment)
		.innerJoin(slot, and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id)))
		.where(and(eq(moment.schoolId, staff.schoolId), isNull(moment.publishedAt), isNull(moment.cancelledAt)))
		.orderBy(asc(slot.startsAt));
	const groups = await findGroups(db, staff.schoolId, [...new Set(rows.map(({ momentId }) => momentId))]);
	return [...Map.groupBy(rows, ({ momentId }) => momentId)].flatMap(([momentId, [first]]) => {
		const of = groups.get(momentId) ?? [];
		const runs = mayRun(
			staff,
			of.map(({ groupId }) => groupId),
		);
		if (!first || !runs || !(first.createdBy === staff.staffId || isMine(staff, of))) return [];
		const { kind, title, startsAt } = first;
		return [{ momentId, kind, title, groups: of, startsAt, late: startsAt <= now }];
	});
}
