// All moments of a school year with its days off, for the year plan and for the calendar on one's own phone.
import { and, asc, eq, gte, isNull, lt, type SQL } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { daysOffOf, type KeptDayOff } from '#lib/school/server/calendar.ts';
import { findSchoolYear, type SchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { findClashes, type Clash } from '../clashes.ts';
import type { YearEntry } from '../year-plan.ts';
import { mayRun, maySee } from './policy.ts';
import { findGroups } from './staff-slots.ts';
import { teachersOfGroups, type TeachersOn } from './teachers.ts';

export interface YearPlan {
	year: SchoolYear;
	daysOff: KeptDayOff[];
	/** In order of time: one for each day of a moment. */
	entries: YearEntry[];
	clashes: Clash<YearEntry>[];
}

/** What this member of staff may see of the year that `now` is in; undefined for a school without years. Six queries. */
export async function yearPlan(store: Store, staff: StaffActor, now: Date): Promise<YearPlan | undefined> {
	const db = store.read;
	const { schoolId } = staff;
	const { region, timeZone } = await readSchool(db, schoolId);
	const year = await findSchoolYear(db, schoolId, dayOf(now, timeZone));
	if (!year) return undefined;
	const all = await slotsOfYear(db, schoolId, year.id);
	const teachersOn = await teachersOfGroups(db, schoolId);
	const entries = entriesOf(all, teachersOn, timeZone).filter(({ groups, draft }) => {
		const ids = groups.map(({ groupId }) => groupId);
		return draft ? mayRun(staff, ids) : maySee(staff, ids);
	});
	const daysOff = await daysOffOf(db, { schoolId, region }, year);
	return { year, daysOff, entries, clashes: findClashes(entries, daysOff) };
}

export interface SlotOfYear extends Pick<YearEntry, 'momentId' | 'kind' | 'title' | 'groups' | 'draft'> {
	slotId: string;
	place: string | null;
	startsAt: Date;
	endsAt: Date;
	revision: number;
	places: number;
	taken: number;
}

/** The slots of a school year that are not called off, drafts too, in order of time. Two queries. */
export function slotsOfYear(db: Reader, schoolId: string, schoolYearId: string): Promise<SlotOfYear[]> {
	return standingSlots(db, schoolId, eq(db.t.moment.schoolYearId, schoolYearId));
}

/** The same for the slots that begin in a span of time, of whichever year. Two queries. */
export function slotsBetween(
	db: Reader,
	schoolId: string,
	{ from, till }: { from: Date; till: Date },
): Promise<SlotOfYear[]> {
	const { slot } = db.t;
	return standingSlots(db, schoolId, and(gte(slot.startsAt, from), lt(slot.startsAt, till)));
}

async function standingSlots(db: Reader, schoolId: string, which: SQL | undefined): Promise<SlotOfYear[]> {
	const { moment, slot } = db.t;
	const rows = await db
		.select({
			momentId: moment.id,
			kind: moment.kind,
			title: moment.title,
			place: moment.place,
			publishedAt: moment.publishedAt,
			slotId: slot.id,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			revision: slot.revision,
			places: slot.capacity,
			taken: slot.taken,
		})
		.from(slot)
		.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
		.where(and(eq(slot.schoolId, schoolId), which, isNull(moment.cancelledAt), isNull(slot.cancelledAt)))
		.orderBy(asc(slot.startsAt), asc(slot.id));
	const groups = await findGroups(db, schoolId, [...new Set(rows.map(({ momentId }) => momentId))]);
	return rows.map(({ publishedAt, ...row }) => ({
		...row,
		groups: groups.get(row.momentId) ?? [],
		draft: publishedAt === null,
	}));
}

/** The slots of one moment on one day are one entry. */
export function entriesOf(slots: SlotOfYear[], teachersOn: TeachersOn, timeZone: string): YearEntry[] {
	const byDay = Map.groupBy(slots, ({ momentId, startsAt }) => `${dayOf(startsAt, timeZone)} ${momentId}`);
	return [...byDay.values()].flatMap((ofDay) => {
		const [first] = ofDay;
		if (!first) return [];
		const { momentId, kind, title, place, groups, draft, startsAt } = first;
		const day = dayOf(startsAt, timeZone);
		const end = ofDay.reduce((last, { endsAt }) => (endsAt > last ? endsAt : last), first.endsAt);
		const sum = (of: 'places' | 'taken') => ofDay.reduce((total, slot) => total + slot[of], 0);
		return [
			{
				momentId,
				kind,
				title,
				groups,
				day,
				place,
				teachers: teachersOn(groups, day),
				times: ofDay.map((slot) => ({
					from: timeOf(slot.startsAt, timeZone),
					till: timeOf(slot.endsAt, timeZone),
				})),
				from: timeOf(startsAt, timeZone),
				till: timeOf(end, timeZone),
				slots: ofDay.length,
				places: sum('places'),
				taken: sum('taken'),
				draft,
			},
		];
	});
}
