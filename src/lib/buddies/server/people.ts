// Who takes part, as the matching sees them, and what is between them already.
import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { findFamilyMembers } from '#lib/families/server/family-members.ts';
import { dayOf, daysBetween } from '#lib/platform/server/local-time.ts';
import { pairKey, type Person } from '../fit.ts';
import type { BuddyProblem } from '../problem.ts';

/** So many contacts that came about in one school year; more only by the coordinator's hand. */
const NEWCOMER_CONTACTS = 3;
const BUDDY_CONTACTS = 6;

export type MatchRow = Reader['t']['buddyMatch']['$inferSelect'];

export interface Participant extends Person {
	name: string | null;
	capacity: number;
	/** Only by the coordinator's hand: barred from a child, or many contacts this year. */
	byHand: boolean;
	groupNames: string[];
}

/** Everything of one school and year; seven queries, however many take part. */
export async function buddyPeople(
	db: Reader,
	{
		schoolId,
		timeZone,
		schoolYearId,
		now,
	}: { schoolId: string; timeZone: string; schoolYearId: string; now: Date },
) {
	const { buddyProfile, buddyBlock, buddyApart, buddyMatch, guardian } = db.t;
	const today = dayOf(now, timeZone);
	const profiles = await db
		.select({ profile: buddyProfile, name: guardian.name, createdAt: guardian.createdAt })
		.from(buddyProfile)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, buddyProfile.schoolId), eq(guardian.id, buddyProfile.guardianId)),
		)
		.where(and(eq(buddyProfile.schoolId, schoolId), eq(buddyProfile.schoolYearId, schoolYearId)))
		.orderBy(buddyProfile.since, buddyProfile.guardianId);
	const children = await childrenOf(db, { schoolId, schoolYearId, today });
	const blocks = await db
		.select({ guardianId: buddyBlock.guardianId })
		.from(buddyBlock)
		.where(eq(buddyBlock.schoolId, schoolId));
	const noted = await db.select().from(buddyApart).where(eq(buddyApart.schoolId, schoolId));
	const matches = await db
		.select()
		.from(buddyMatch)
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.schoolYearId, schoolYearId)))
		.orderBy(buddyMatch.createdAt, buddyMatch.id);
	const members = await findFamilyMembers(db, schoolId);
	const familyOf = (id: string) => [...(members.get(id) ?? [id])].sort()[0] ?? id;
	const barred = await barredFrom(db, { schoolId, schoolYearId, today });
	const shut = new Set(blocks.map(({ guardianId }) => guardianId));
	const people = profiles.flatMap(({ profile, name, createdAt }): Participant[] => {
		const id = profile.guardianId;
		const own = children.get(id);
		if (!own || shut.has(id)) return [];
		const contacts = (side: 'newcomerId' | 'buddyId') =>
			matches.filter((match) => match[side] === id && match.matchedAt).length;
		const load = matches.filter((match) => match.buddyId === id && isStanding(match)).length;
		const first = own.since ?? dayOf(createdAt, timeZone);
		return [
			{
				...{ id, name, family: familyOf(id), load, capacity: profile.capacity },
				...{ offers: profile.offers, wishes: profile.wishes, languages: profile.languages },
				...{ topics: profile.topics, times: profile.times, area: profile.area, circle: profile.circle },
				places: profile.offers ? Math.max(0, profile.capacity - load) : 0,
				groups: own.groupIds,
				groupNames: own.groupNames,
				years: own.years,
				months: Math.max(0, Math.floor(daysBetween(first, today) / 30)),
				weeks: Math.max(0, Math.floor(daysBetween(dayOf(profile.since, timeZone), today) / 7)),
				byHand:
					barred.has(id) ||
					contacts('newcomerId') >= NEWCOMER_CONTACTS ||
					contacts('buddyId') >= BUDDY_CONTACTS,
			},
		];
	});
	return { people, matches, apart: apartOf(noted, matches), familyOf, members, barred, children };
}
export type BuddyPeople = Awaited<ReturnType<typeof buddyPeople>>;

/** A match that takes a place: sent, together, or kept by the coordinator. */
export function isStanding({ state, fixed }: Pick<MatchRow, 'state' | 'fixed'>): boolean {
	return state === 'asked' || state === 'matched' || (state === 'proposed' && fixed);
}

/** Noted by staff, or together before: also what was asked and came to nothing is not asked again this year. */
function apartOf(
	noted: { guardianId: string; otherId: string }[],
	matches: readonly MatchRow[],
): Set<string> {
	return new Set([
		...noted.map(({ guardianId, otherId }) => pairKey(guardianId, otherId)),
		...matches
			.filter((match) => match.state === 'ended' || isStanding(match))
			.map(({ newcomerId, buddyId }) => pairKey(newcomerId, buddyId)),
	]);
}

/** What the matching is asked: who waits, who has places, and what may not be. */
export function problemOf({ people, matches, apart, familyOf }: BuddyPeople): BuddyProblem {
	const standing = matches.filter(isStanding);
	const hasBuddy = new Set(standing.map(({ newcomerId }) => newcomerId));
	const free = people.filter(({ byHand }) => !byHand);
	return {
		newcomers: free.filter(({ id, wishes }) => wishes && !hasBuddy.has(id)),
		buddies: free.filter(({ offers }) => offers),
		apart: [...apart],
		families: standing.map(({ buddyId, newcomerId }) => ({ buddy: buddyId, family: familyOf(newcomerId) })),
	};
}

/** One of two is barred from a child, and the other is a parent of its groups or together with its family. */
export function areTooNear(all: BuddyPeople, one: string, other: string): boolean {
	return isNear(all, one, other) || isNear(all, other, one);
}

function isNear({ barred, children, matches, familyOf }: BuddyPeople, one: string, other: string): boolean {
	const groups = barred.get(one);
	if (!groups) return false;
	if (children.get(other)?.groupIds.some((group) => groups.includes(group))) return true;
	const isFamily = (id: string) => id !== one && familyOf(id) === familyOf(one);
	return matches.some(
		({ state, newcomerId, buddyId }) =>
			state !== 'ended' &&
			((newcomerId === other && isFamily(buddyId)) || (buddyId === other && isFamily(newcomerId))),
	);
}

/** Whether two who were asked may still meet, as notes and rights are now: what changed since is told to nobody. */
export async function mayStillMeet(
	db: Reader,
	match: Pick<MatchRow, 'schoolId' | 'schoolYearId' | 'newcomerId' | 'buddyId'>,
	{ timeZone, now }: { timeZone: string; now: Date },
): Promise<boolean> {
	const { schoolId, schoolYearId, newcomerId, buddyId } = match;
	const { buddyApart } = db.t;
	const [guardianId = '', otherId = ''] = [newcomerId, buddyId].sort();
	const noted = and(
		eq(buddyApart.schoolId, schoolId),
		eq(buddyApart.guardianId, guardianId),
		eq(buddyApart.otherId, otherId),
	);
	if ((await db.$count(buddyApart, noted)) > 0) return false;
	const all = await buddyPeople(db, { schoolId, timeZone, schoolYearId, now });
	return !areTooNear(all, newcomerId, buddyId);
}

interface Where {
	schoolId: string;
	schoolYearId: string;
	today: string;
}

/** Groups and years of the children over whom each guardian has the say; without any, one is not in it. */
async function childrenOf(db: Reader, { schoolId, schoolYearId, today }: Where) {
	const rows = await atSchool(db, { schoolId, schoolYearId, today }, 'full');
	return new Map(
		[...Map.groupBy(rows, ({ guardianId }) => guardianId)].map(([guardianId, own]) => {
			const groups = new Map(
				own.flatMap(({ groupId, groupName }) => (groupId ? [[groupId, groupName ?? ''] as const] : [])),
			);
			const years = own.flatMap(({ yearGroup, yearGroups }) =>
				yearGroup ? [yearGroup] : (yearGroups ?? []),
			);
			const started = own.flatMap(({ startsOn }) => (startsOn ? [startsOn] : [])).sort();
			return [
				guardianId,
				{
					groupIds: [...groups.keys()],
					groupNames: [...groups.values()],
					years: [...new Set(years.filter((year) => /^[1-8]$/.test(year)).map(Number))],
					since: started[0],
				},
			];
		}),
	);
}

/** Guardians who may see nothing of a child, with the groups of those children: its circle. */
async function barredFrom(db: Reader, where: Where): Promise<Map<string, string[]>> {
	const rows = await atSchool(db, where, 'nothing');
	return new Map(
		[...Map.groupBy(rows, ({ guardianId }) => guardianId)].map(([guardianId, own]) => [
			guardianId,
			own.flatMap(({ groupId }) => groupId ?? []),
		]),
	);
}

function atSchool(db: Reader, { schoolId, schoolYearId, today }: Where, level: 'full' | 'nothing') {
	const { guardianship, child, groupChild, group } = db.t;
	return db
		.select({
			guardianId: guardianship.guardianId,
			groupId: group.id,
			groupName: group.name,
			yearGroups: group.yearGroups,
			yearGroup: child.yearGroup,
			startsOn: child.startsOn,
		})
		.from(guardianship)
		.innerJoin(
			child,
			and(
				eq(child.schoolId, guardianship.schoolId),
				eq(child.id, guardianship.childId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.leftJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			group,
			and(
				eq(group.schoolId, groupChild.schoolId),
				eq(group.id, groupChild.groupId),
				eq(group.schoolYearId, schoolYearId),
			),
		)
		.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.level, level)))
		.orderBy(guardianship.guardianId, child.sortKey, child.id);
}

/** Of these guardians those who are still here: a child at the school with the say over it, and not shut out. */
export async function stillHere(
	db: Reader,
	{ schoolId, guardianIds, today }: { schoolId: string; guardianIds: string[]; today: string },
): Promise<Set<string>> {
	if (guardianIds.length === 0) return new Set();
	const { guardianship, child, buddyBlock } = db.t;
	const rows = await db
		.selectDistinct({ guardianId: guardianship.guardianId })
		.from(guardianship)
		.innerJoin(
			child,
			and(
				eq(child.schoolId, guardianship.schoolId),
				eq(child.id, guardianship.childId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.leftJoin(
			buddyBlock,
			and(eq(buddyBlock.schoolId, guardianship.schoolId), eq(buddyBlock.guardianId, guardianship.guardianId)),
		)
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				eq(guardianship.level, 'full'),
				inArray(guardianship.guardianId, guardianIds),
				isNull(buddyBlock.guardianId),
			),
		);
	return new Set(rows.map(({ guardianId }) => guardianId));
}
