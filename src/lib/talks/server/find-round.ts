import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { ChildAccess, ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import type { SchoolSettings } from '#lib/school/settings.ts';
import { sql } from 'drizzle-orm';
import type { ChildPresence, RoundWay, TalkKind, TalkPlace } from '../round.ts';
import type { RoundTimes } from '../round-state.ts';

/** A round with what every rule and message about it needs. */
export interface FoundRound extends RoundTimes {
	roundId: string;
	schoolYearId: string;
	kind: TalkKind;
	way: RoundWay;
	/** In the school's words (Dutch); null: the kind's own name says it. */
	title: string | null;
	note: string | null;
	places: readonly TalkPlace[];
	child: ChildPresence;
	minutes: number;
	pauseMinutes: number;
	inARow: number | null;
	walkMinutes: number;
	waitMinutes: number;
	apartMinutes: number;
	firstDay: string;
	lastDay: string;
	interpreterOffered: boolean;
	changeHoursBefore: number;
	createdBy: string | null;
	/** Where parents pick by lots: when they are drawn, and when they were. */
	drawsAt: Date | null;
	drawnAt: Date | null;
	/** When a schedule was sent; null before, and where parents pick. */
	sentAt: Date | null;
	groups: { groupId: string; name: string }[];
	/** What moments know of, rounds don't: they are for groups, and for all children of them. */
	wholeSchool: false;
	children: null;
	school: {
		schoolId: string;
		name: string;
		timeZone: string;
		/** Street and town, for a calendar; null when the school gave none. */
		address: string | null;
		settings: SchoolSettings;
	};
}

/** One round of a school, drafts and called off ones too; undefined when there is none. One query. */
export async function findRound(
	db: Reader,
	schoolId: string,
	roundId: string,
): Promise<FoundRound | undefined> {
	const [found] = await findRounds(db, schoolId, [roundId]);
	return found;
}

/** Rounds by id, in order of their first day. One query. */
export async function findRounds(
	db: Reader,
	schoolId: string,
	roundIds: readonly string[],
): Promise<FoundRound[]> {
	if (roundIds.length === 0) return [];
	const { talkRound, talkRoundGroup, group, school } = db.t;
	const rows = await db
		.select({
			round: talkRound,
			groupId: group.id,
			groupName: group.name,
			schoolName: school.name,
			timeZone: school.timeZone,
			settings: school.settings,
			street: school.street,
			city: school.city,
		})
		.from(talkRound)
		.innerJoin(school, eq(school.id, talkRound.schoolId))
		.leftJoin(
			talkRoundGroup,
			and(eq(talkRoundGroup.schoolId, talkRound.schoolId), eq(talkRoundGroup.roundId, talkRound.id)),
		)
		.leftJoin(group, and(eq(group.schoolId, talkRoundGroup.schoolId), eq(group.id, talkRoundGroup.groupId)))
		.where(and(eq(talkRound.schoolId, schoolId), inArray(talkRound.id, [...roundIds])))
		.orderBy(asc(talkRound.firstDay), asc(talkRound.id), asc(group.sortKey));
	return [...Map.groupBy(rows, (row) => row.round.id)].flatMap(([roundId, own]) => {
		const [first] = own;
		if (!first) return [];
		const { id: _, schoolId: __, createdAt: ___, ticket: ____, ...facts } = first.round;
		return [
			{
				...facts,
				roundId,
				wholeSchool: false as const,
				children: null,
				groups: own.flatMap(({ groupId, groupName }) =>
					groupId && groupName ? [{ groupId, name: groupName }] : [],
				),
				school: {
					schoolId,
					name: first.schoolName,
					timeZone: first.timeZone,
					settings: first.settings,
					address: [first.street, first.city].filter(Boolean).join(', ') || null,
				},
			},
		];
	});
}

/**
 * The round for a transaction that takes, moves or frees one of its times: locked by changing it, so that all who want
 * something of it come one after the other, on every engine. Give its id as the transaction's `key`.
 */
export async function lockRound(tx: Tx, schoolId: string, roundId: string): Promise<FoundRound | undefined> {
	const { talkRound } = tx.t;
	const locked = await tx
		.update(talkRound)
		.set({ ticket: sql`${talkRound.ticket} + 1` })
		.where(and(eq(talkRound.schoolId, schoolId), eq(talkRound.id, roundId)))
		.returning({ id: talkRound.id });
	return locked.length > 0 ? findRound(tx, schoolId, roundId) : undefined;
}

/** The guardian's children because of whom a round is for them. */
export function childrenAt({ groups }: Pick<FoundRound, 'groups'>, parent: ParentActor): ChildAccess[] {
	return [...parent.children.values()].filter(({ groupIds }) =>
		groups.some(({ groupId }) => groupIds.includes(groupId)),
	);
}

/** A child of a round's groups, with who has the say. */
export interface ChildInRound {
	childId: string;
	givenName: string;
	sortKey: string;
	/** The first of the round's groups that it is in. */
	groupId: string;
	/** Guardians with full rights, in the school's order. */
	guardianIds: string[];
}

/** All children of a round who did not leave, by name. One query. */
export async function childrenOfRound(
	db: Reader,
	{ groups, school }: Pick<FoundRound, 'groups' | 'school'>,
	today: string,
): Promise<ChildInRound[]> {
	const ids = groups.map(({ groupId }) => groupId);
	if (ids.length === 0) return [];
	const { child, groupChild, guardianship } = db.t;
	const rows = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			sortKey: child.sortKey,
			groupId: groupChild.groupId,
			guardianId: guardianship.guardianId,
		})
		.from(child)
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, child.schoolId),
				eq(guardianship.childId, child.id),
				eq(guardianship.level, 'full'),
			),
		)
		.where(
			and(
				eq(child.schoolId, school.schoolId),
				inArray(groupChild.groupId, ids),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id), asc(guardianship.position));
	return [...Map.groupBy(rows, ({ childId }) => childId)].flatMap(([childId, own]) => {
		const [first] = own;
		const groupId = ids.find((id) => own.some((row) => row.groupId === id));
		if (!first || !groupId) return [];
		const guardianIds = [...new Set(own.flatMap((row) => row.guardianId ?? []))];
		return [{ childId, givenName: first.givenName, sortKey: first.sortKey, groupId, guardianIds }];
	});
}
