import { and, asc, desc, eq } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { usualDaysOff, type DayOff } from '../days-off.ts';
import type { Region } from '../holidays.ts';
import { wantDayOffNames } from './day-off-names.ts';
import type { SchoolYear } from './school-year.ts';

export interface KeptDayOff extends DayOff {
	/** Null: of the region, not yet changed by the school. */
	id: string | null;
}

/** The days off of a school year in order of time: the school's own, or its region's as long as it has none. One query. */
export async function daysOffOf(
	db: Reader,
	{ schoolId, region }: { schoolId: string; region: Region },
	year: Pick<SchoolYear, 'id' | 'name'>,
): Promise<KeptDayOff[]> {
	const { dayOff } = db.t;
	const rows = await db
		.select({
			id: dayOff.id,
			kind: dayOff.kind,
			name: dayOff.name,
			firstDay: dayOff.firstDay,
			lastDay: dayOff.lastDay,
		})
		.from(dayOff)
		.where(and(eq(dayOff.schoolId, schoolId), eq(dayOff.schoolYearId, year.id)))
		.orderBy(asc(dayOff.firstDay), asc(dayOff.lastDay), asc(dayOff.id));
	if (rows.length > 0) return rows;
	return usualDaysOff(year.name, region).map((day) => ({ ...day, id: null }));
}

/** Tells one list of the school's own days off from another; days of the region are none of them. */
export function daysVersion(days: readonly KeptDayOff[]): string {
	const own = days.filter(({ id }) => id !== null).map(asText);
	return createHash('sha256').update(own.sort().join('\n')).digest('base64url').slice(0, 16);
}

function asText({ kind, name, firstDay, lastDay }: DayOff): string {
	return [firstDay, lastDay, kind, kind === 'other' ? name : ''].join(' ');
}

/** `backwards`: ends before it begins; `outside`: does not touch the school year; `too_many`: more than a year has. */
export type CalendarRefusal = 'not_allowed' | 'backwards' | 'outside' | 'too_many' | 'unnamed';

const MOST = 60;

/**
 * Writes the whole list of a school year anew. An empty list goes back to the dates of the region. Refused as a whole
 * when one day is wrong; `at` says which.
 */
export async function setDaysOff(
	store: Store,
	actor: StaffActor,
	{
		year,
		days,
		now,
		seen,
	}: {
		year: Pick<SchoolYear, 'id' | 'startsOn' | 'endsOn'>;
		days: DayOff[];
		now: Date;
		/** The list that the editor saw (`daysVersion`): another one of somebody else is not overwritten. */
		seen?: string;
	},
): Promise<
	| { ok: true }
	| { ok: false; refusal: CalendarRefusal; at?: number }
	| { ok: false; refusal: 'changed'; by: string }
> {
	if (!runsOffice(actor)) return { ok: false, refusal: 'not_allowed' };
	if (days.length > MOST) return { ok: false, refusal: 'too_many' };
	for (const [at, day] of days.entries()) {
		const refusal = wrong(day, year);
		if (refusal) return { ok: false, refusal, at };
	}
	return store.transact(async (tx) => {
		const by = seen === undefined ? undefined : await changedBy(tx, actor, year.id, seen);
		if (by !== undefined) return { ok: false as const, refusal: 'changed' as const, by };
		await write(tx, actor, year.id, days, now);
		return { ok: true as const };
	});
}

/** Who else wrote another list than the one that was seen; undefined: nobody did. */
async function changedBy(
	tx: Tx,
	{ schoolId, staffId }: StaffActor,
	yearId: string,
	seen: string,
): Promise<string | undefined> {
	const { dayOff, auditLine } = tx.t;
	const stored = await tx
		.select({
			id: dayOff.id,
			kind: dayOff.kind,
			name: dayOff.name,
			firstDay: dayOff.firstDay,
			lastDay: dayOff.lastDay,
		})
		.from(dayOff)
		.where(and(eq(dayOff.schoolId, schoolId), eq(dayOff.schoolYearId, yearId)));
	if (daysVersion(stored) === seen) return undefined;
	const lines = await tx
		.select({ by: auditLine.actorId, about: auditLine.about })
		.from(auditLine)
		.where(and(eq(auditLine.schoolId, schoolId), eq(auditLine.action, DAYS_OFF_SET)))
		.orderBy(desc(auditLine.at))
		.limit(20);
	const by = lines.find(({ about }) => about.year === yearId)?.by ?? '';
	return by === staffId ? undefined : by;
}

const DAYS_OFF_SET = 'school.days_off_set';

function wrong(
	{ kind, name, firstDay, lastDay }: DayOff,
	year: Pick<SchoolYear, 'startsOn' | 'endsOn'>,
): CalendarRefusal | undefined {
	if (lastDay < firstDay) return 'backwards';
	// the summer holiday begins where the school year ends
	if (lastDay < year.startsOn || firstDay > dayAfter(year.endsOn, 14)) return 'outside';
	return kind === 'other' && !name?.trim() ? 'unnamed' : undefined;
}

async function write(
	tx: Tx,
	actor: StaffActor,
	schoolYearId: string,
	days: DayOff[],
	now: Date,
): Promise<void> {
	const { dayOff } = tx.t;
	const { schoolId } = actor;
	const before = await tx
		.delete(dayOff)
		.where(and(eq(dayOff.schoolId, schoolId), eq(dayOff.schoolYearId, schoolYearId)))
		.returning({ id: dayOff.id, kind: dayOff.kind, name: dayOff.name, firstDay: dayOff.firstDay });
	const written = withIds(days, before);
	if (written.length > 0)
		await tx.insert(dayOff).values(written.map((day) => ({ schoolId, schoolYearId, ...day })));
	const ids = new Set(written.map(({ id }) => id));
	const gone = before.flatMap(({ id }) => (ids.has(id) ? [] : [id]));
	await wantDayOffNames(tx, schoolId, { days: written, gone, now });
	await audit(tx, actor, DAYS_OFF_SET, { year: schoolYearId, days: days.length }, now);
}

/** The list to write: a day that kept its name or its first day keeps its id, and with it what was translated of its name. */
function withIds(
	days: readonly DayOff[],
	before: readonly (Pick<DayOff, 'kind' | 'name' | 'firstDay'> & { id: string })[],
): (DayOff & { id: string })[] {
	const left = new Set(before);
	const own = days.map(({ kind, name, firstDay, lastDay }) => ({
		kind,
		name: kind === 'other' ? (name?.trim() ?? null) : null,
		firstDay,
		lastDay,
	}));
	const ids = new Map<DayOff, string>();
	const alike: ((a: Omit<DayOff, 'lastDay'>, b: Omit<DayOff, 'lastDay'>) => boolean)[] = [
		(a, b) => a.name === b.name && a.firstDay === b.firstDay,
		(a, b) => a.name === b.name,
		(a, b) => a.firstDay === b.firstDay,
	];
	for (const isAlike of alike)
		for (const day of own) {
			const found = !ids.has(day) && [...left].find((one) => one.kind === day.kind && isAlike(one, day));
			if (!found) continue;
			left.delete(found);
			ids.set(day, found.id);
		}
	return own.map((day) => ({ ...day, id: ids.get(day) ?? newId() }));
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
