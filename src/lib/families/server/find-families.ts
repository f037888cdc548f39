import { and, asc, desc, eq, gte, isNull, or } from 'drizzle-orm';
import { seesAllFamilies, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { sortable } from '#lib/platform/fold.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { showsOf, type FamilyFilter, type FamilyOrder, type Show } from '../family-filter.ts';
import { invitationState, type InvitationState, type Sent } from '../invitation-state.ts';
import { familiesInApp, type FamiliesInApp } from '../in-app.ts';
import { hasWords, searchKeyOf, wantedOf, type Wanted } from '../search.ts';
import { letterLanguage } from './letters.ts';

export interface FoundGuardian {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	level: 'full' | 'information' | 'nothing';
	/** Tag of the language to write in. */
	language: string;
	needsInterpreter: boolean;
	email: string | null;
	phone: string | null;
	enteredAt: Date | null;
	state: InvitationState;
}

export interface FoundChild {
	childId: string;
	givenName: string;
	prefix: string | null;
	surname: string | null;
	/** Groups of this school year, the class first. */
	groups: { id: string; name: string }[];
	/** The first day at this school, when the school's system gave it. */
	startsOn: string | null;
	guardians: FoundGuardian[];
	/** What this family is shown for. */
	shows: Show[];
}

export interface FoundFamilies {
	/** Everybody who fits, in order. */
	children: FoundChild[];
	/** How many there are for each thing to show, within the chosen group. */
	counts: Record<Show, number>;
	/** How many families were ever in the app, within the chosen group. */
	inApp: FamiliesInApp;
	/** Languages in which these families are written to, the most families first. */
	languages: string[];
}

/**
 * The children whom this staff member may see, as the filter has it. `inTouch`: children for whom somebody signed up this
 * year. Five queries, however many families there are.
 */
export async function findFamilies(
	db: Reader,
	staff: StaffActor,
	{ filter, inTouch, now }: { filter: FamilyFilter; inTouch: ReadonlySet<string>; now: Date },
): Promise<FoundFamilies> {
	const today = calendarDay(now, staff.school.timeZone);
	const groups = await groupsOfChildren(db, staff.schoolId, today);
	const children = (await readChildren(db, staff.schoolId, today)).filter(({ childId }) =>
		maySee(staff, groups.get(childId)),
	);
	const guardians = await readGuardians(db, staff.schoolId);
	const sent = await readSent(db, staff.schoolId);
	const all = children.map(({ searchKey, sortKey, ...child }) => {
		const own = (guardians.get(child.childId) ?? []).map(({ searchKey: key, ...row }) => ({
			key,
			guardian: describe(row, sent.get(row.guardianId) ?? [], now),
		}));
		const found: FoundChild = {
			...child,
			groups: (groups.get(child.childId) ?? []).map(({ id, name }) => ({ id, name })),
			guardians: own.map(({ guardian }) => guardian),
			shows: [],
		};
		return { found, sortKey, keys: [searchKey, ...own.map(({ key }) => key)] };
	});
	const { outside } = familiesInApp(all.map(({ found }) => found));
	for (const { found } of all)
		found.shows = showsOf(found, {
			inTouch: inTouch.has(found.childId),
			outside: outside.has(found.childId),
			today,
		});
	const among = all.filter(
		({ found }) => !filter.group || found.groups.some(({ id }) => id === filter.group),
	);
	const wanted = wantedOf(filter.words ?? '');
	const chosen = among
		.filter(({ keys, found }) => isWanted(wanted, keys, found))
		.filter(({ found }) => !filter.show || found.shows.includes(filter.show))
		.filter(({ found }) => !filter.language || writtenIn(found).has(filter.language))
		.sort((a, b) => compare(orderOf(a, filter.order), orderOf(b, filter.order)));
	return {
		children: (filter.descending ? chosen.reverse() : chosen).map(({ found }) => found),
		counts: countShows(among.map(({ found }) => found)),
		inApp: familiesInApp(among.map(({ found }) => found)).inApp,
		languages: languagesOf(among.map(({ found }) => found)),
	};
}

/** How many children of the school (or of the own groups) there are for each thing to show. */
export async function countFamiliesToShow(
	db: Reader,
	staff: StaffActor,
	{ inTouch, now }: { inTouch: ReadonlySet<string>; now: Date },
): Promise<Record<Show, number>> {
	return (await findFamilies(db, staff, { filter: {}, inTouch, now })).counts;
}

function maySee(staff: StaffActor, groups: readonly { id: string }[] = []): boolean {
	return seesAllFamilies(staff) || groups.some(({ id }) => worksWithGroup(staff, id));
}

type Placed = { found: FoundChild; sortKey: string };

function orderOf({ found, sortKey }: Placed, order: FamilyOrder = 'name'): string {
	return order === 'group' ? `${sortable(found.groups[0]?.name ?? '\uffff')}\u0000${sortKey}` : sortKey;
}

/** The same order on every machine; the keys are folded already. */
function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

function isWanted({ words, phone, email }: Wanted, keys: readonly string[], child: FoundChild): boolean {
	if (phone) return child.guardians.some((one) => one.phone?.replace(/\D/g, '').includes(phone));
	if (email) return child.guardians.some((one) => one.email?.toLowerCase().includes(email));
	return hasWords(keys, words);
}

function countShows(children: readonly FoundChild[]): Record<Show, number> {
	const counts: Record<Show, number> = {
		'not-invited': 0,
		'not-seen': 0,
		'not-in': 0,
		'no-contact': 0,
		interpreter: 0,
		new: 0,
	};
	for (const { shows } of children) for (const show of shows) counts[show]++;
	return counts;
}

/** The languages of those who may know of the child. */
function writtenIn({ guardians }: FoundChild): Set<string> {
	return new Set(guardians.filter(({ level }) => level !== 'nothing').map(({ language }) => language));
}

function languagesOf(children: readonly FoundChild[]): string[] {
	const counts = new Map<string, number>();
	for (const child of children)
		for (const tag of writtenIn(child)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	return [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || compare(a, b)).map(([tag]) => tag);
}

function readChildren(db: Reader, schoolId: string, today: string) {
	const { child } = db.t;
	return db
		.select({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			startsOn: child.startsOn,
			searchKey: child.searchKey,
			sortKey: child.sortKey,
		})
		.from(child)
		.where(and(eq(child.schoolId, schoolId), or(isNull(child.leftOn), gte(child.leftOn, today))))
		.orderBy(asc(child.sortKey), asc(child.id))
		.then((rows) =>
			rows.map((row) => ({
				...row,
				// a row that is older than the column
				searchKey: row.searchKey || searchKeyOf(row.givenName, row.prefix, row.surname),
			})),
		);
}

/** Groups of this school year by child, the class before groups across classes. */
async function groupsOfChildren(db: Reader, schoolId: string, today: string) {
	const { groupChild, group } = db.t;
	const rows = await db
		.select({ childId: groupChild.childId, id: group.id, name: group.name })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(and(eq(groupChild.schoolId, schoolId), ofSchoolYear(db, today)))
		.orderBy(desc(group.kind), asc(group.sortKey), asc(group.id));
	return Map.groupBy(rows, ({ childId }) => childId);
}

type GuardianRow = Awaited<ReturnType<typeof guardianRows>>[number];

async function readGuardians(db: Reader, schoolId: string) {
	const rows = await guardianRows(db, schoolId);
	return Map.groupBy(
		rows.map((row) => ({ ...row, searchKey: row.searchKey || searchKeyOf(row.name) })),
		({ childId }) => childId,
	);
}

function guardianRows(db: Reader, schoolId: string) {
	const { guardian, guardianship } = db.t;
	return db
		.select({
			childId: guardianship.childId,
			level: guardianship.level,
			guardianId: guardian.id,
			name: guardian.name,
			searchKey: guardian.searchKey,
			locale: guardian.locale,
			writtenLanguage: guardian.writtenLanguage,
			spokenLanguage: guardian.spokenLanguage,
			listedLanguage: guardian.listedLanguage,
			needsInterpreter: guardian.needsInterpreter,
			email: guardian.email,
			phone: guardian.phone,
			enteredAt: guardian.enteredAt,
		})
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(eq(guardianship.schoolId, schoolId))
		.orderBy(asc(guardianship.position), asc(guardian.id));
}

function describe(row: Omit<GuardianRow, 'searchKey'>, sent: Sent[], now: Date): FoundGuardian {
	const { guardianId, name, level, needsInterpreter, email, phone, enteredAt } = row;
	const state = invitationState(enteredAt, sent, now);
	const language = letterLanguage(row);
	return { guardianId, name, level, language, needsInterpreter, email, phone, enteredAt, state };
}

async function readSent(db: Reader, schoolId: string) {
	const { invitation, guardian } = db.t;
	const rows = await db
		.select({
			guardianId: invitation.guardianId,
			createdAt: invitation.createdAt,
			expiresAt: invitation.expiresAt,
			wrongTries: invitation.wrongTries,
			closedAt: invitation.closedAt,
		})
		.from(invitation)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, invitation.schoolId), eq(guardian.id, invitation.guardianId)),
		)
		// who is in needs no letter any more
		.where(and(eq(invitation.schoolId, schoolId), isNull(guardian.enteredAt)));
	return Map.groupBy(rows, ({ guardianId }) => guardianId);
}
