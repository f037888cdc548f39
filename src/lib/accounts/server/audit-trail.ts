// What the head reads: who of the staff did what, with the names of now.
import { and, asc, desc, eq, gte, inArray, like, lt, ne, not, notInArray, or, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { addDays, startOfDay } from '#lib/platform/server/local-time.ts';
import { actionsOf, domainsOf, type AuditKind } from '../audit-kinds.ts';
import type { StaffActor } from './actors.ts';

/** Lines on one page. */
const PAGE = 100;
/** Lines in one file: more than two years of a large school. */
const MOST_IN_FILE = 50_000;

export interface AuditFilter {
	/** A staff member. */
	who?: string;
	what?: AuditKind;
	/** Days of the school, the last included. */
	from?: string;
	till?: string;
	/** Where the page before ended. */
	before?: string;
}

export interface AuditRow {
	id: string;
	at: Date;
	/** Null: done by the program. */
	actor: string | null;
	action: string;
	about: Record<string, string | number | boolean | null>;
	/** Names of what it is about, as far as they are still there. */
	names: { staff?: string; guardian?: string; child?: string; group?: string };
}

/** Only the head reads what colleagues did. */
export function mayReadAudit(staff: StaffActor): boolean {
	return staff.passkey && staff.roles.has('head');
}

/**
 * A page of lines, newest first, and where the next begins. What guardians do themselves is not among them. At most five
 * queries, however many lines.
 */
export async function readAudit(
	db: Reader,
	staff: StaffActor,
	filter: AuditFilter,
): Promise<{ lines: AuditRow[]; next: string | null }> {
	if (!mayReadAudit(staff)) return { lines: [], next: null };
	const rows = await findLines(db, staff, filter, PAGE + 1);
	const page = rows.slice(0, PAGE);
	const last = page.at(-1);
	const next = rows.length > PAGE && last ? `${last.at.getTime()}.${last.id}` : null;
	return { lines: await withNames(db, staff.schoolId, page), next };
}

/** Everything that the filter finds, for a file. */
export async function readWholeAudit(
	db: Reader,
	staff: StaffActor,
	filter: AuditFilter,
): Promise<AuditRow[]> {
	if (!mayReadAudit(staff)) return [];
	const rows = await findLines(db, staff, { ...filter, before: undefined }, MOST_IN_FILE);
	return withNames(db, staff.schoolId, rows);
}

/** Staff of whom there can be lines, also those who left, by name. */
export async function auditPeople(db: Reader, staff: StaffActor): Promise<{ id: string; name: string }[]> {
	if (!mayReadAudit(staff)) return [];
	const { staffMember } = db.t;
	return db
		.select({ id: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, staff.schoolId), ne(staffMember.status, 'proposed')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
}

type Line = Omit<AuditRow, 'actor' | 'names'> & { actorId: string | null };

function findLines(db: Reader, staff: StaffActor, filter: AuditFilter, limit: number): Promise<Line[]> {
	const { auditLine } = db.t;
	const { timeZone } = staff.school;
	const { who, what, from, till } = filter;
	return db
		.select({
			id: auditLine.id,
			at: auditLine.at,
			actorId: auditLine.actorId,
			action: auditLine.action,
			about: auditLine.about,
		})
		.from(auditLine)
		.where(
			and(
				eq(auditLine.schoolId, staff.schoolId),
				inArray(auditLine.actorKind, ['staff', 'system']),
				// what the program does for guardians: they came in, they got a place
				not(
					and(
						eq(auditLine.actorKind, 'system'),
						inArray(auditLine.action, ['accounts.signed_in', 'moments.promoted']),
					) as SQL,
				),
				who ? eq(auditLine.actorId, who) : undefined,
				what ? isOfKind(auditLine.action, what) : undefined,
				from ? gte(auditLine.at, startOfDay(from, timeZone)) : undefined,
				till ? lt(auditLine.at, startOfDay(addDays(till, 1), timeZone)) : undefined,
				isBefore(auditLine, filter.before),
			),
		)
		.orderBy(desc(auditLine.at), desc(auditLine.id))
		.limit(limit);
}

type AuditTable = Reader['t']['auditLine'];

function isOfKind(action: AuditTable['action'], kind: AuditKind): SQL | undefined {
	if (kind in actionsOf) return inArray(action, [...actionsOf[kind as keyof typeof actionsOf]]);
	const ofDomains = (domains: readonly string[]) =>
		or(...domains.map((domain) => like(action, `${domain}.%`)));
	const others = notInArray(action, Object.values(actionsOf).flat());
	if (kind in domainsOf) return and(others, ofDomains(domainsOf[kind as keyof typeof domainsOf]));
	const elsewhere = ofDomains(Object.values(domainsOf).flat()) as SQL;
	return and(others, not(elsewhere));
}

function isBefore(line: AuditTable, cursor: string | undefined): SQL | undefined {
	const [, time, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor ?? '') ?? [];
	if (!time || !id) return undefined;
	const at = new Date(Number(time));
	return or(lt(line.at, at), and(eq(line.at, at), lt(line.id, id)));
}

async function withNames(db: Reader, schoolId: string, lines: readonly Line[]): Promise<AuditRow[]> {
	const { staffMember, child, group, guardian, guardianship } = db.t;
	const idsOf = (field: string) =>
		lines.flatMap(({ about }) => (typeof about[field] === 'string' ? [about[field]] : []));
	// the contacts domain names its person otherwise
	const person = ({ staffId, staff, to }: Line['about']) => staffId ?? staff ?? to;
	const staff = await namesOf(
		[
			...lines.flatMap(({ about }) => [person(about)].filter((id) => typeof id === 'string')),
			...lines.flatMap(({ actorId }) => actorId ?? []),
		],
		(ids) =>
			db
				.select({ id: staffMember.id, name: staffMember.name })
				.from(staffMember)
				.where(and(eq(staffMember.schoolId, schoolId), inArray(staffMember.id, ids))),
	);
	const children = await namesOf(idsOf('childId'), (ids) =>
		db
			.select({ id: child.id, name: child.givenName, prefix: child.prefix, surname: child.surname })
			.from(child)
			.where(and(eq(child.schoolId, schoolId), inArray(child.id, ids))),
	);
	const groups = await namesOf(idsOf('groupId'), (ids) =>
		db
			.select({ id: group.id, name: group.name })
			.from(group)
			.where(and(eq(group.schoolId, schoolId), inArray(group.id, ids))),
	);
	// who has no name is known by a child
	const guardians = await namesOf(idsOf('guardianId'), (ids) =>
		db
			.select({ id: guardian.id, name: guardian.name, ofChild: child.givenName })
			.from(guardian)
			.leftJoin(
				guardianship,
				and(eq(guardianship.schoolId, guardian.schoolId), eq(guardianship.guardianId, guardian.id)),
			)
			.leftJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
			.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, ids))),
	);
	const named = (names: Map<string, string>, id: unknown) =>
		typeof id === 'string' ? names.get(id) : undefined;
	return lines.map(({ actorId, ...line }) => ({
		...line,
		actor: actorId === null ? null : (staff.get(actorId) ?? ''),
		names: {
			staff: named(staff, person(line.about)),
			child: named(children, line.about.childId),
			group: named(groups, line.about.groupId),
			guardian: named(guardians, line.about.guardianId),
		},
	}));
}

interface Named {
	id: string;
	name: string | null;
	prefix?: string | null;
	surname?: string | null;
	ofChild?: string | null;
}
/** Ids in one statement at a time: below the limits on parameters of both engines. */
const AT_ONCE = 500;

async function namesOf(
	ids: readonly string[],
	find: (ids: string[]) => Promise<Named[]>,
): Promise<Map<string, string>> {
	const each = [...new Set(ids)];
	const names = new Map<string, string>();
	for (let from = 0; from < each.length; from += AT_ONCE)
		for (const { id, name, prefix, surname, ofChild } of await find(each.slice(from, from + AT_ONCE)))
			names.set(id, [name ?? (ofChild ? `(${ofChild})` : ''), prefix, surname].filter(Boolean).join(' '));
	return names;
}
