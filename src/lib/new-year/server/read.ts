import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, min, ne, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { schoolYearDays } from '#lib/school/holidays.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { YearChoices } from '../choices.ts';
import type { GroupOfYear, MomentOfYear, YearNow } from '../plan.ts';
import type { StepOutcomes } from '../steps.ts';

/** For so long after the new year began, the old one can still be turned: schools that do it in September. */
const LATE_DAYS = 75;

export interface YearTurn {
	id: string;
	fromYearId: string;
	choices: YearChoices;
	outcomes: StepOutcomes;
	startedBy: string;
	createdAt: Date;
	changedAt: Date;
	finishedAt: Date | null;
}

type YearRow = { id: string; name: string; startsOn: string; endsOn: string };

/** The year to turn from, and what was chosen and done so far. Undefined for a school without years. */
export async function findTurn(
	db: Reader,
	schoolId: string,
	now: Date,
): Promise<{ from: YearRow; to: YearRow | null; turn: YearTurn | undefined } | undefined> {
	const { schoolYear, yearTurn } = db.t;
	const { timeZone } = await readSchool(db, schoolId);
	const today = dayOf(now, timeZone);
	const years: YearRow[] = await db
		.select({
			id: schoolYear.id,
			name: schoolYear.name,
			startsOn: schoolYear.startsOn,
			endsOn: schoolYear.endsOn,
		})
		.from(schoolYear)
		.where(eq(schoolYear.schoolId, schoolId))
		.orderBy(asc(schoolYear.startsOn));
	const turns = await db
		.select({
			id: yearTurn.id,
			fromYearId: yearTurn.fromYearId,
			choices: yearTurn.choices,
			outcomes: yearTurn.outcomes,
			startedBy: yearTurn.startedBy,
			createdAt: yearTurn.createdAt,
			changedAt: yearTurn.changedAt,
			finishedAt: yearTurn.finishedAt,
		})
		.from(yearTurn)
		.where(eq(yearTurn.schoolId, schoolId))
		.orderBy(desc(yearTurn.createdAt));
	const begun = years.filter(({ startsOn }) => startsOn <= today);
	const current = begun.at(-1) ?? years[0];
	if (!current) return undefined;
	const before = begun.at(-2);
	const turnFrom = (year: YearRow) => turns.find(({ fromYearId }) => fromYearId === year.id);
	const mayBeLate = before && today <= addDays(current.startsOn, LATE_DAYS) && !turnFrom(before)?.finishedAt;
	// somebody began to turn it, or the year that runs has nobody in its groups: the old one is the one to turn
	const isLate = mayBeLate && (turnFrom(before) || !(await hasChildren(db, schoolId, current.id)));
	const from = isLate ? before : current;
	const to = years.find(({ startsOn }) => startsOn > from.startsOn) ?? null;
	return { from, to, turn: turnFrom(from) };
}

async function hasChildren(db: Reader, schoolId: string, yearId: string): Promise<boolean> {
	const { group, groupChild } = db.t;
	const found = await db
		.select({ childId: groupChild.childId })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(and(eq(groupChild.schoolId, schoolId), eq(group.schoolYearId, yearId)))
		.limit(1);
	return found.length > 0;
}

/** `2026-2027` → `2027-2028`. */
export function nextYearName(name: string): string {
	const start = Number(name.slice(0, 4)) + 1;
	return `${start}-${start + 1}`;
}

/** Everything that turning the year reads, in nine queries however large the school is. */
export async function readYear(
	db: Reader,
	schoolId: string,
	{ from, to, turnId, now }: { from: YearRow; to: YearRow | null; turnId: string; now: Date },
): Promise<YearNow> {
	const { child, staffMember, infoCard } = db.t;
	const { timeZone, region } = await readSchool(db, schoolId);
	const today = dayOf(now, timeZone);
	const groups = await readGroups(db, schoolId, [from.id, ...(to ? [to.id] : [])]);
	const children = await db
		.select({
			id: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			yearGroup: child.yearGroup,
			leftOn: child.leftOn,
		})
		.from(child)
		.where(and(eq(child.schoolId, schoolId), or(isNull(child.leftOn), gte(child.leftOn, today))))
		.orderBy(asc(child.sortKey), asc(child.id));
	const staff = await db
		.select({ id: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), ne(staffMember.status, 'gone')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	const cards = await db
		.select({ yearId: infoCard.schoolYearId, publishedAt: infoCard.publishedAt })
		.from(infoCard)
		.where(eq(infoCard.schoolId, schoolId));
	return {
		today,
		timeZone,
		from,
		to,
		usual: schoolYearDays(nextYearName(from.name), region),
		groups: groups.get(from.id) ?? [],
		newGroups: (to && groups.get(to.id)) ?? [],
		children: children.map(({ givenName, prefix, surname, ...rest }) => ({
			...rest,
			name: [givenName, prefix, surname].filter(Boolean).join(' '),
		})),
		staff,
		...(await readMoments(db, schoolId, { from, turnId, timeZone })),
		hasCard: cards.some(({ yearId, publishedAt }) => yearId === from.id && publishedAt !== null),
		newCard: cards.some(({ yearId }) => yearId === to?.id),
	};
}

async function readGroups(
	db: Reader,
	schoolId: string,
	yearIds: string[],
): Promise<Map<string, GroupOfYear[]>> {
	const { group, groupChild, groupTeacher } = db.t;
	const ofYears = and(eq(group.schoolId, schoolId), inArray(group.schoolYearId, yearIds));
	const rows = await db
		.select({
			id: group.id,
			yearId: group.schoolYearId,
			name: group.name,
			kind: group.kind,
			yearGroups: group.yearGroups,
		})
		.from(group)
		.where(ofYears)
		.orderBy(asc(group.sortKey), asc(group.id));
	const members = await db
		.select({ groupId: groupChild.groupId, childId: groupChild.childId })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(and(eq(groupChild.schoolId, schoolId), ofYears))
		.orderBy(asc(groupChild.childId));
	const teachers = await db
		.select({ groupId: groupTeacher.groupId, staffId: groupTeacher.staffId })
		.from(groupTeacher)
		.innerJoin(group, and(eq(group.schoolId, groupTeacher.schoolId), eq(group.id, groupTeacher.groupId)))
		.where(and(eq(groupTeacher.schoolId, schoolId), ofYears))
		.orderBy(asc(groupTeacher.staffId));
	const membersOf = Map.groupBy(members, ({ groupId }) => groupId);
	const teachersOf = Map.groupBy(teachers, ({ groupId }) => groupId);
	const years = new Map<string, GroupOfYear[]>();
	for (const { yearId, ...row } of rows) {
		const childIds = (membersOf.get(row.id) ?? []).map(({ childId }) => childId);
		const staffIds = (teachersOf.get(row.id) ?? []).map(({ staffId }) => staffId);
		years.set(yearId, [...(years.get(yearId) ?? []), { ...row, childIds, staffIds }]);
	}
	return years;
}

async function readMoments(
	db: Reader,
	schoolId: string,
	{ from, turnId, timeZone }: { from: YearRow; turnId: string; timeZone: string },
): Promise<{ moments: MomentOfYear[]; namedMoments: MomentOfYear[]; copied: string[] }> {
	const { moment, momentGroup, slot } = db.t;
	const rows = await db
		.select({
			id: moment.id,
			kind: moment.kind,
			title: moment.title,
			wholeSchool: moment.wholeSchool,
			named: moment.named,
			firstAt: min(slot.startsAt),
		})
		.from(moment)
		.innerJoin(
			slot,
			and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id), isNull(slot.cancelledAt)),
		)
		.where(
			and(
				eq(moment.schoolId, schoolId),
				eq(moment.schoolYearId, from.id),
				isNotNull(moment.publishedAt),
				isNull(moment.cancelledAt),
			),
		)
		.groupBy(moment.id, moment.kind, moment.title, moment.wholeSchool, moment.named)
		.orderBy(asc(min(slot.startsAt)), asc(moment.id));
	const links = await db
		.select({ momentId: momentGroup.momentId, groupId: momentGroup.groupId })
		.from(momentGroup)
		.where(eq(momentGroup.schoolId, schoolId));
	const groupsOf = Map.groupBy(links, ({ momentId }) => momentId);
	const ofYear = (row: (typeof rows)[number]): MomentOfYear => ({
		id: row.id,
		kind: row.kind,
		title: row.title,
		wholeSchool: row.wholeSchool,
		groupIds: (groupsOf.get(row.id) ?? []).map(({ groupId }) => groupId),
		firstDay: dayOf(new Date(row.firstAt ?? 0), timeZone),
	});
	// what was for some children by name was for those of that year
	const [named, forAll] = [rows.filter((row) => row.named), rows.filter((row) => !row.named)];
	const copies = new Map(forAll.map(({ id }) => [copyId(turnId, id), id]));
	const there =
		copies.size > 0
			? await db
					.select({ id: moment.id })
					.from(moment)
					.where(and(eq(moment.schoolId, schoolId), inArray(moment.id, [...copies.keys()])))
			: [];
	return {
		moments: forAll.map(ofYear),
		namedMoments: named.map(ofYear),
		copied: there.map(({ id }) => copies.get(id) ?? id),
	};
}

/** The id of the moment that is made from one of the old year: the same each time, so that it is made once. */
export function copyId(turnId: string, momentId: string): string {
	return sha256(`${turnId} ${momentId}`).slice(0, 20);
}
