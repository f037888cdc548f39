// Slots with who comes, as a member of staff may see them.
import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { MomentKind } from '../kinds.ts';
import { placesLeft, type Span } from '../slots.ts';
import { findAttendees, type Attendee } from './attendees.ts';
import { findGuides, namesOf } from './guides.ts';
import { mayRun, maySee } from './policy.ts';

/** A slot in a staff page, with who comes as far as this member of staff may know. */
export interface StaffSlot extends Span {
	slotId: string;
	momentId: string;
	kind: MomentKind;
	title: string | null;
	place: string | null;
	/** For these groups, by name; none: the whole school. */
	groups: { groupId: string; name: string }[];
	capacity: number;
	taken: number;
	left: number;
	/** Sign-ups in the waiting list. */
	waiting: number;
	draft: boolean;
	cancelled: boolean;
	over: boolean;
	/** Confirmed, by the child's name. */
	coming: Attendee[];
	/** The waiting list, in order. */
	inLine: Attendee[];
	/** Children who guide, by name: only of a tour, and those that one may see. */
	guides: string[];
	/** Marked as come; null before anything was marked. */
	came: number | null;
}

/** The slots that start in a span of time: of the own groups and of the whole school; drafts only for who plans them. */
export async function findStaffSlots(
	db: Reader,
	staff: StaffActor,
	{ from, till }: { from: Date; till: Date },
	now: Date,
): Promise<StaffSlot[]> {
	const { slot, moment, school } = db.t;
	const rows = await db
		.select({
			slotId: slot.id,
			momentId: slot.momentId,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			capacity: slot.capacity,
			taken: slot.taken,
			waiting: slot.waiting,
			cancelledAt: slot.cancelledAt,
			kind: moment.kind,
			title: moment.title,
			place: moment.place,
			publishedAt: moment.publishedAt,
			momentCancelledAt: moment.cancelledAt,
			timeZone: school.timeZone,
		})
		.from(slot)
		.innerJoin(school, eq(school.id, slot.schoolId))
		.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
		.where(and(eq(slot.schoolId, staff.schoolId), gte(slot.startsAt, from), lt(slot.startsAt, till)))
		.orderBy(asc(slot.startsAt), asc(slot.id));
	const groups = await findGroups(db, staff.schoolId, [...new Set(rows.map(({ momentId }) => momentId))]);
	const seen = rows.filter(({ momentId, publishedAt }) => {
		const ids = (groups.get(momentId) ?? []).map(({ groupId }) => groupId);
		return publishedAt ? maySee(staff, ids) : mayRun(staff, ids);
	});
	const today = dayOf(now, rows[0]?.timeZone ?? 'UTC');
	const attendees = await findAttendees(
		db,
		staff,
		seen.map(({ slotId }) => slotId),
		today,
	);
	const guides = await findGuides(db, staff, seen, today);
	return seen.map(({ timeZone: _, publishedAt, momentCancelledAt, cancelledAt, ...row }) => ({
		...row,
		...peopleOf(row.slotId, attendees),
		groups: groups.get(row.momentId) ?? [],
		guides: namesOf(guides, row.momentId),
		left: placesLeft(row),
		draft: publishedAt === null,
		cancelled: Boolean(cancelledAt ?? momentCancelledAt),
		over: now >= row.endsAt,
	}));
}

/** Who of the attendees is in a slot. */
export function peopleOf(
	slotId: string,
	attendees: Attendee[],
): Pick<StaffSlot, 'coming' | 'inLine' | 'came'> {
	const here = attendees.filter((one) => one.slotId === slotId);
	const coming = here.filter(({ status }) => status === 'confirmed');
	const marked = coming.filter(({ came }) => came !== null);
	return {
		coming,
		inLine: here.filter(({ status }) => status === 'waiting'),
		came: marked.length > 0 ? marked.filter(({ came }) => came).length : null,
	};
}

/** The groups of moments, by name. */
export async function findGroups(
	db: Reader,
	schoolId: string,
	momentIds: string[],
): Promise<Map<string, { groupId: string; name: string }[]>> {
	if (momentIds.length === 0) return new Map();
	const { momentGroup, group } = db.t;
	const rows = await db
		.select({ momentId: momentGroup.momentId, groupId: group.id, name: group.name })
		.from(momentGroup)
		.innerJoin(group, and(eq(group.schoolId, momentGroup.schoolId), eq(group.id, momentGroup.groupId)))
		.where(and(eq(momentGroup.schoolId, schoolId), inArray(momentGroup.momentId, momentIds)))
		.orderBy(asc(group.sortKey));
	return new Map(
		[...Map.groupBy(rows, ({ momentId }) => momentId)].map(([momentId, groups]) => [
			momentId,
			groups.map(({ groupId, name }) => ({ groupId, name })),
		]),
	);
}
