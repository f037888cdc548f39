import { and, asc, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { isSchoolDay } from '../rules.ts';
import { schoolCalendar } from './calendar.ts';
import { maySayAbsent, maySeeAbsence, maySeeAbsenceOf, seesAllAbsence } from './policy.ts';
import { absenceSettings } from './settings.ts';

/** `off`: this school takes calls only; `too_late`: after the school's time one calls; `no_school`: nobody is expected. */
export type SickRefusal = 'not_allowed' | 'off' | 'too_late' | 'no_school';
export type SickReported = { ok: true } | { ok: false; refusal: SickRefusal };

/** "My child is ill today": no reason, no words. Twice is once; what another carer reported is another row. */
export async function reportSick(
	store: Store,
	parent: ParentActor,
	{ childId, now }: { childId: string; now: Date },
): Promise<SickReported> {
	if (!maySayAbsent(parent, childId)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId, guardianId } = parent;
	const { timeZone } = parent.school;
	const day = dayOf(now, timeZone);
	return store.transact(async (tx): Promise<SickReported> => {
		const settings = await absenceSettings(tx, schoolId);
		if (!settings.sickReports) return { ok: false, refusal: 'off' };
		if (timeOf(now, timeZone) >= settings.reportUntil) return { ok: false, refusal: 'too_late' };
		const calendar = await schoolCalendar(tx, schoolId, day);
		if (!isSchoolDay(day, calendar?.free ?? [])) return { ok: false, refusal: 'no_school' };
		const { sickReport } = tx.t;
		const [added] = await tx
			.insert(sickReport)
			.values({ schoolId, id: newId(), childId, guardianId, day, createdAt: now })
			.onConflictDoNothing()
			.returning({ id: sickReport.id });
		if (added) await audit(tx, parent, 'absence.sick_reported', { report: added.id, child: childId }, now);
		return { ok: true };
	});
}

/** Takes back what was said by mistake, as long as the school has not seen it. */
export async function withdrawSick(
	store: Store,
	parent: ParentActor,
	{ childId, now }: { childId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' | 'seen' }> {
	if (!maySayAbsent(parent, childId)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId, guardianId } = parent;
	return store.transact(async (tx) => {
		const { sickReport } = tx.t;
		const [gone] = await tx
			.delete(sickReport)
			.where(
				and(
					eq(sickReport.schoolId, schoolId),
					eq(sickReport.childId, childId),
					eq(sickReport.guardianId, guardianId),
					eq(sickReport.day, dayOf(now, parent.school.timeZone)),
					isNull(sickReport.seenAt),
				),
			)
			.returning({ id: sickReport.id });
		if (!gone) return { ok: false as const, refusal: 'seen' as const };
		await audit(tx, parent, 'absence.sick_withdrawn', { report: gone.id, child: childId }, now);
		return { ok: true as const };
	});
}

export interface OwnReport {
	childId: string;
	createdAt: Date;
	seenAt: Date | null;
}

/** What this guardian reported today; what another carer did is not among it. One query. */
export async function ownReportsToday(db: Reader, parent: ParentActor, now: Date): Promise<OwnReport[]> {
	const { sickReport } = db.t;
	return db
		.select({
			childId: sickReport.childId,
			createdAt: sickReport.createdAt,
			seenAt: sickReport.seenAt,
		})
		.from(sickReport)
		.where(
			and(
				eq(sickReport.schoolId, parent.schoolId),
				eq(sickReport.guardianId, parent.guardianId),
				eq(sickReport.day, dayOf(now, parent.school.timeZone)),
			),
		);
}

export interface SickChild {
	childId: string;
	name: string;
	groups: { id: string; name: string }[];
	day: string;
	/** Of this child on this day, whoever of the carers said so. */
	reportIds: string[];
	reportedAt: Date;
	seenAt: Date | null;
	enteredAt: Date | null;
}

/**
 * The children who were reported ill since a day, newest day first, then by group and name. A teacher gets those of own
 * groups. Two queries.
 */
export async function sickChildren(db: Reader, staff: StaffActor, since: string): Promise<SickChild[]> {
	if (!maySeeAbsence(staff)) return [];
	const { sickReport, child, groupChild, group, schoolYear } = db.t;
	const { schoolId } = staff;
	const rows = await db
		.select({
			id: sickReport.id,
			day: sickReport.day,
			createdAt: sickReport.createdAt,
			seenAt: sickReport.seenAt,
			enteredAt: sickReport.enteredAt,
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			sortKey: child.sortKey,
		})
		.from(sickReport)
		.innerJoin(child, and(eq(child.schoolId, sickReport.schoolId), eq(child.id, sickReport.childId)))
		.where(and(eq(sickReport.schoolId, schoolId), gte(sickReport.day, since)))
		.orderBy(desc(sickReport.day), asc(sickReport.createdAt), asc(sickReport.id));
	if (rows.length === 0) return [];
	const inGroups = await db
		.select({
			childId: groupChild.childId,
			id: group.id,
			name: group.name,
			sortKey: group.sortKey,
		})
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, group.schoolId), eq(schoolYear.id, group.schoolYearId)),
		)
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				inArray(groupChild.childId, [...new Set(rows.map(({ childId }) => childId))]),
			),
		)
		.orderBy(desc(schoolYear.startsOn), desc(group.kind), asc(group.sortKey));
	const groups = Map.groupBy(inGroups, ({ childId }) => childId);
	const found = [...Map.groupBy(rows, ({ day, childId }) => `${day} ${childId}`).values()].flatMap((own) => {
		const [first] = own;
		if (!first) return [];
		const ofChild = groups.get(first.childId) ?? [];
		return {
			childId: first.childId,
			name: [first.givenName, first.prefix, first.surname].filter(Boolean).join(' '),
			groups: ofChild.map(({ id, name }) => ({ id, name })),
			day: first.day,
			reportIds: own.map(({ id }) => id),
			reportedAt: first.createdAt,
			seenAt: own.every(({ seenAt }) => seenAt) ? first.seenAt : null,
			enteredAt: own.every(({ enteredAt }) => enteredAt) ? first.enteredAt : null,
			order: `${ofChild[0]?.sortKey ?? '\uffff'}\u0000${first.sortKey}`,
		};
	});
	return found
		.filter((one) =>
			maySeeAbsenceOf(
				staff,
				one.groups.map(({ id }) => id),
			),
		)
		.sort((a, b) => (a.day === b.day ? (a.order < b.order ? -1 : 1) : a.day > b.day ? -1 : 1))
		.map(({ order: _, ...one }) => one);
}

/** Marks reports as seen: their parents read when. Gives how many were new. Ids that are not theirs to see change nothing. */
export async function markSeen(
	store: Store,
	staff: StaffActor,
	{ reportIds, now }: { reportIds: readonly string[]; now: Date },
): Promise<{ ok: true; seen: number } | { ok: false; refusal: 'not_allowed' }> {
	if (!maySeeAbsence(staff)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const { sickReport } = tx.t;
		const ids = await mayTick(tx, staff, reportIds);
		if (ids.length === 0) return { ok: true as const, seen: 0 };
		const seen = await tx
			.update(sickReport)
			.set({ seenAt: now, seenBy: staff.staffId })
			.where(
				and(eq(sickReport.schoolId, staff.schoolId), inArray(sickReport.id, ids), isNull(sickReport.seenAt)),
			)
			.returning({ id: sickReport.id });
		if (seen.length > 0) await audit(tx, staff, 'absence.sick_seen', { count: seen.length }, now);
		return { ok: true as const, seen: seen.length };
	});
}

/** Ticks "entered in our system", or takes the tick away. What is entered was seen. */
export async function markEntered(
	store: Store,
	staff: StaffActor,
	{ reportIds, entered, now }: { reportIds: readonly string[]; entered: boolean; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' }> {
	if (!maySeeAbsence(staff)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const { sickReport } = tx.t;
		const ids = await mayTick(tx, staff, reportIds);
		if (ids.length < new Set(reportIds).size) return { ok: false as const, refusal: 'not_allowed' as const };
		if (ids.length === 0) return { ok: true as const };
		const these = and(eq(sickReport.schoolId, staff.schoolId), inArray(sickReport.id, ids));
		await tx
			.update(sickReport)
			.set({ enteredAt: entered ? now : null, enteredBy: entered ? staff.staffId : null })
			.where(these);
		if (entered)
			await tx
				.update(sickReport)
				.set({ seenAt: now, seenBy: staff.staffId })
				.where(and(these, isNull(sickReport.seenAt)));
		await audit(
			tx,
			staff,
			entered ? 'absence.sick_entered' : 'absence.sick_unticked',
			{ count: ids.length },
			now,
		);
		return { ok: true as const };
	});
}

/** Those of the reports that this person may tick: a teacher only of children of own groups. */
async function mayTick(db: Reader, staff: StaffActor, reportIds: readonly string[]): Promise<string[]> {
	const wanted = [...new Set(reportIds)].slice(0, 500);
	if (wanted.length === 0) return [];
	const { sickReport, groupChild } = db.t;
	const rows = await db
		.select({ id: sickReport.id, groupId: groupChild.groupId })
		.from(sickReport)
		.leftJoin(
			groupChild,
			and(eq(groupChild.schoolId, sickReport.schoolId), eq(groupChild.childId, sickReport.childId)),
		)
		.where(
			and(
				eq(sickReport.schoolId, staff.schoolId),
				inArray(sickReport.id, wanted),
				seesAllAbsence(staff)
					? undefined
					: or(inArray(groupChild.groupId, [...staff.groupIds, '']), isNull(groupChild.groupId)),
			),
		);
	return [...Map.groupBy(rows, ({ id }) => id)]
		.filter(([, of]) =>
			maySeeAbsenceOf(
				staff,
				of.flatMap(({ groupId }) => groupId ?? []),
			),
		)
		.map(([id]) => id);
}
