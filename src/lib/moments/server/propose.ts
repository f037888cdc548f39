// What a plan begins with: a proposal that mostly fits.
import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { DayOff } from '#lib/school/days-off.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { kinds, type MomentKind } from '../kinds.ts';
import {
	monday,
	nextSensibleWeek,
	planTotals,
	proposeSlots,
	sameInWeek,
	schoolWeek,
	seriesOf,
	usualTimes,
	type FreeDays,
	type TimeSpan,
} from '../week-plan.ts';
import { findAudience, type Audience } from './audience.ts';
import { mayRun } from './policy.ts';
import type { Plan } from './plan.ts';

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
