// What the staff's pages show: the week, the list of moments, one moment.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { addDays, dayOf, mondayOf, startOfDay } from '#lib/platform/server/local-time.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { MomentKind } from '../kinds.ts';
import { placesLeft } from '../slots.ts';
import { findAttendees, type Attendee } from './attendees.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { findGuides, namesOf, type Guide } from './guides.ts';
import { groupWall, type ChildOnWall } from './overview.ts';
import { mayRun, maySee } from './policy.ts';
import { findGroups, findStaffSlots, peopleOf, type StaffSlot } from './staff-slots.ts';

export interface StaffWeek {
	/** The Monday. */
	week: string;
	days: { day: string; slots: StaffSlot[] }[];
	/** Free places in slots to come. */
	left: number;
	/** Wishes for an interpreter in slots to come. */
	interpreters: { slotId: string; momentId: string; startsAt: Date; kind: MomentKind; attendee: Attendee }[];
}

/** A week at a glance, Monday to Sunday: slots of the own groups and of the whole school. Drafts are in it, marked. */
export async function staffWeek(
	store: Store,
	staff: StaffActor,
	{ day, now }: { day?: string; now: Date },
): Promise<StaffWeek> {
	const db = store.read;
	const { timeZone } = await readSchool(db, staff.schoolId);
	const week = mondayOf(day ?? dayOf(now, timeZone));
	const span = { from: startOfDay(week, timeZone), till: startOfDay(addDays(week, 7), timeZone) };
	const slots = await findStaffSlots(db, staff, span, now);
	const days = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(week, days));
	const toCome = slots.filter(isToCome);
	return {
		week,
		days: days.map((day) => ({
			day,
			slots: slots.filter(({ startsAt }) => dayOf(startsAt, timeZone) === day),
		})),
		left: freeSlots(slots).reduce((sum, { left }) => sum + left, 0),
		interpreters: toCome.flatMap(({ coming, slotId, momentId, startsAt, kind }) =>
			coming
				.filter(({ interpreter, skips }) => interpreter !== null && !skips)
				.map((attendee) => ({ slotId, momentId, startsAt, kind, attendee })),
		),
	};
}

const isToCome = ({ cancelled, over, draft }: StaffSlot) => !cancelled && !over && !draft;

/** Of these slots those to come in which somebody can still have a place. */
export function freeSlots(slots: readonly StaffSlot[]): StaffSlot[] {
	return slots.filter((slot) => isToCome(slot) && slot.left > 0);
}

/** One line in the list of moments. */
export interface StaffMomentLine {
	momentId: string;
	kind: MomentKind;
	title: string | null;
	groups: { groupId: string; name: string }[];
	/** Of its slots that are not cancelled; null when none is. */
	startsAt: Date | null;
	endsAt: Date | null;
	slots: number;
	places: number;
	taken: number;
	waiting: number;
	state: 'draft' | 'coming' | 'over' | 'cancelled';
}

/** All moments of the school year that this member of staff may see: those to come first, then those over, latest first. */
export async function staffMoments(
	store: Store,
	staff: StaffActor,
	{
		schoolYearId,
		now,
		shows,
	}: {
		schoolYearId: string;
		now: Date;
		/** Which published ones; left out: those that they may see. */
		shows?: (groups: readonly { groupId: string; name: string }[]) => boolean;
	},
): Promise<StaffMomentLine[]> {
	const db = store.read;
	const { moment, slot } = db.t;
	const rows = await db
		.select({
			momentId: moment.id,
			kind: moment.kind,
			meetings: moment.meetings,
			title: moment.title,
			publishedAt: moment.publishedAt,
			cancelledAt: moment.cancelledAt,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			capacity: slot.capacity,
			taken: slot.taken,
			waiting: slot.waiting,
		})
		.from(moment)
		.leftJoin(
			slot,
			and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id), isNull(slot.cancelledAt)),
		)
		.where(and(eq(moment.schoolId, staff.schoolId), eq(moment.schoolYearId, schoolYearId)))
		.orderBy(asc(moment.createdAt), asc(moment.id));
	const groups = await findGroups(db, staff.schoolId, [...new Set(rows.map(({ momentId }) => momentId))]);
	const lines = [...Map.groupBy(rows, ({ momentId }) => momentId)].flatMap(([momentId, slots]) => {
		const [head] = slots;
		const of = groups.get(momentId) ?? [];
		const ids = of.map(({ groupId }) => groupId);
		const may = head?.publishedAt ? (shows?.(of) ?? maySee(staff, ids)) : mayRun(staff, ids);
		if (!head || !may) return [];
		return [lineOf(momentId, head, slots, of, now)];
	});
	const at = ({ startsAt }: StaffMomentLine) => startsAt?.getTime() ?? 0;
	const isAhead = ({ state }: StaffMomentLine) => state === 'coming' || state === 'draft';
	return [
		...lines.filter(isAhead).sort((a, b) => at(a) - at(b)),
		...lines.filter((line) => !isAhead(line)).sort((a, b) => at(b) - at(a)),
	];
}

interface LineRow {
	kind: MomentKind;
	meetings: number;
	title: string | null;
	publishedAt: Date | null;
	cancelledAt: Date | null;
	startsAt: Date | null;
	endsAt: Date | null;
	capacity: number | null;
	taken: number | null;
	waiting: number | null;
}

function lineOf(
	momentId: string,
	{ kind, meetings, title, publishedAt, cancelledAt }: LineRow,
	rows: LineRow[],
	groups: StaffMomentLine['groups'],
	now: Date,
): StaffMomentLine {
	const slots = rows.filter(({ startsAt }) => startsAt !== null);
	const ends = slots.flatMap(({ endsAt }) => endsAt ?? []).sort((a, b) => +a - +b);
	const starts = slots.flatMap(({ startsAt }) => startsAt ?? []).sort((a, b) => +a - +b);
	// who comes to a series has one place in all of it
	const sum = (of: 'capacity' | 'taken' | 'waiting') =>
		meetings > 1
			? Math.max(0, ...slots.map((row) => row[of] ?? 0))
			: slots.reduce((total, row) => total + (row[of] ?? 0), 0);
	const last = ends.at(-1);
	const called = cancelledAt !== null || slots.length === 0;
	return {
		momentId,
		kind,
		title,
		groups,
		startsAt: starts[0] ?? null,
		endsAt: last ?? null,
		slots: slots.length,
		places: sum('capacity'),
		taken: sum('taken'),
		waiting: sum('waiting'),
		state: called ? 'cancelled' : !publishedAt ? 'draft' : last && now >= last ? 'over' : 'coming',
	};
}

export interface StaffMomentPage {
	moment: FoundMoment;
	/** May plan, change and call off; who may not, still sees. */
	mayRun: boolean;
	/** All slots, cancelled ones too, in order of time. */
	slots: StaffSlot[];
	/** By slot, how often its time changed: who moves it from an older page is told. */
	revisions: Map<string, number>;
	/** The children that it is for, one by one: who comes, who waits, who can't, who has not said anything. */
	wall: ChildOnWall[];
	/** The children who guide, of a tour. */
	guides: Guide[];
}

/** One moment with everything. Undefined: not there, or not theirs to see (404). */
export async function staffMoment(
	store: Store,
	staff: StaffActor,
	momentId: string,
	now: Date,
): Promise<StaffMomentPage | undefined> {
	const db = store.read;
	const moment = await findMoment(db, staff.schoolId, momentId);
	const ids = moment?.groups.map(({ groupId }) => groupId) ?? [];
	if (!moment || !(moment.publishedAt ? maySee(staff, ids) : mayRun(staff, ids))) return undefined;
	const { slot } = db.t;
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
			revision: slot.revision,
		})
		.from(slot)
		.where(and(eq(slot.schoolId, staff.schoolId), eq(slot.momentId, momentId)))
		.orderBy(asc(slot.startsAt), asc(slot.id));
	const today = dayOf(now, moment.school.timeZone);
	const attendees = await findAttendees(
		db,
		staff,
		rows.map(({ slotId }) => slotId),
		today,
	);
	const { kind, title, place, groups } = moment;
	const guides = await findGuides(db, staff, [moment], today);
	const guiding = namesOf(guides, momentId);
	const slots = rows.map(({ cancelledAt, revision: _, ...row }) => ({
		...row,
		...peopleOf(row.slotId, attendees),
		kind,
		title,
		place,
		groups,
		guides: guiding,
		left: placesLeft(row),
		draft: moment.publishedAt === null,
		cancelled: Boolean(cancelledAt ?? moment.cancelledAt),
		over: now >= row.endsAt,
	}));
	return {
		moment,
		guides,
		mayRun: mayRun(staff, ids),
		slots,
		revisions: new Map(rows.map(({ slotId, revision }) => [slotId, revision])),
		wall: await groupWall(db, staff, moment, slots, today),
	};
}
