// The moments that a guardian can choose a time in. One query.
import { aliasedTable, and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { ChildAccess, ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { kinds, type MomentKind } from '../kinds.ts';
import { isFirstForSome, opensFor } from '../opening.ts';
import { closesAt, isSeries, placesLeft, slotState, type SlotFacts, type Span } from '../slots.ts';
import type { Appointment } from './appointments.ts';
import { askedFrom } from './hours.ts';
import { whoWasHere } from './was-here.ts';

/** Where a moment stands for one child of the guardian, or for the family where families come once. */
export type InvitationState =
	/** Places are free. */
	| 'open'
	/** Only the waiting list is. */
	| 'full'
	/** Signing up begins later; `opensAt` says when. */
	| 'later'
	/** All its slots are closed, though not over. */
	| 'closed'
	| 'signed_up'
	| 'waiting'
	| 'declined'
	/** May be read, not signed up for. */
	| 'information';

export interface Invitation {
	momentId: string;
	kind: MomentKind;
	/** In the school's words, Dutch. */
	title: string | null;
	/** In the school's words, Dutch; null: the group's classroom. */
	place: string | null;
	/** The groups of the guardian's children that it is for; none where it is for the whole school. */
	groups: { groupId: string; name: string; teachers: string[] }[];
	interpreterOffered: boolean;
	/** Who signs up comes to all its slots. */
	series: boolean;
	/** Whom the sign-up is for; where families come once, the first of the children. */
	childId: string;
	/** The child, or all the guardian's children that it is for. */
	children: { childId: string; givenName: string }[];
	state: InvitationState;
	/** Slots that are not over or cancelled, in order. */
	slots: (Span & { slotId: string; left: number })[];
	/** Places free in slots that are open. */
	placesLeft: number;
	/** From when this guardian can sign up, where that is still to come. */
	opensAt: Date | null;
	/** When the last open slot closes; null when none is open. */
	closesAt: Date | null;
}

interface Asked {
	school: string;
	guardian: string;
	now: Date;
}

/** The query for a parent with so many groups: the statement is compiled once for each number, and they are few. */
const findRows = perCount((groups) =>
	compiled<Asked>(`find_invitations_${groups}`)((db: Reader, p) => {
		const ownGroups = Array.from({ length: groups }, (_, at) => sql.placeholder(`group${at}`));
		const { slot, moment, momentGroup, group, groupTeacher, staffMember, decline, school } = db.t;
		// a list that is made once, not a question for each of the thousand slots that a large school has ahead
		const candidates = db
			.select({ momentId: momentGroup.momentId })
			.from(momentGroup)
			.where(and(eq(momentGroup.schoolId, p.school), inArray(momentGroup.groupId, ownGroups)))
			.unionAll(
				db
					.select({ momentId: moment.id })
					.from(moment)
					.where(and(eq(moment.schoolId, p.school), eq(moment.wholeSchool, true))),
			);
		const ofOwnGroup = aliasedTable(momentGroup, 'of_own_group');
		return db
			.select({
				slotId: slot.id,
				startsAt: slot.startsAt,
				endsAt: slot.endsAt,
				capacity: slot.capacity,
				taken: slot.taken,
				waiting: slot.waiting,
				momentId: moment.id,
				kind: moment.kind,
				wholeSchool: moment.wholeSchool,
				named: moment.named,
				meetings: moment.meetings,
				title: moment.title,
				place: moment.place,
				interpreterOffered: moment.interpreterOffered,
				closesHoursBefore: moment.closesHoursBefore,
				schoolYearId: moment.schoolYearId,
				opensAt: moment.opensAt,
				openForAllAt: moment.openForAllAt,
				signUpClosesAt: moment.signUpClosesAt,
				groupId: group.id,
				groupName: group.name,
				teacherId: staffMember.id,
				teacher: sql<string | null>`coalesce(${staffMember.calledName}, ${staffMember.name})`,
				declinedFor: decline.childId,
				timeZone: school.timeZone,
			})
			.from(slot)
			.innerJoin(school, eq(school.id, slot.schoolId))
			.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
			.leftJoin(
				ofOwnGroup,
				and(
					eq(ofOwnGroup.schoolId, slot.schoolId),
					eq(ofOwnGroup.momentId, slot.momentId),
					inArray(ofOwnGroup.groupId, ownGroups),
				),
			)
			.leftJoin(group, and(eq(group.schoolId, ofOwnGroup.schoolId), eq(group.id, ofOwnGroup.groupId)))
			.leftJoin(
				groupTeacher,
				and(eq(groupTeacher.schoolId, group.schoolId), eq(groupTeacher.groupId, group.id)),
			)
			.leftJoin(
				staffMember,
				and(
					eq(staffMember.schoolId, groupTeacher.schoolId),
					eq(staffMember.id, groupTeacher.staffId),
					eq(staffMember.status, 'active'),
				),
			)
			.leftJoin(
				decline,
				and(
					eq(decline.schoolId, slot.schoolId),
					eq(decline.momentId, slot.momentId),
					eq(decline.guardianId, p.guardian),
				),
			)
			.where(
				and(
					eq(slot.schoolId, p.school),
					gt(slot.startsAt, as(p.now, slot.startsAt)),
					inArray(slot.momentId, candidates),
					isNull(slot.cancelledAt),
					isNotNull(moment.publishedAt),
					isNull(moment.cancelledAt),
				),
			)
			.orderBy(asc(slot.startsAt), asc(slot.id));
	}),
);

type Row = Awaited<ReturnType<ReturnType<typeof findRows>>>[number];

/** Keeps what is made for a number. */
function perCount<T>(make: (count: number) => T): (count: number) => T {
	const kept = new Map<number, T>();
	return (count) => {
		const found = kept.get(count) ?? make(count);
		kept.set(count, found);
		return found;
	};
}

/**
 * Every published moment with slots to come for the guardian's children, one for each child or one for the family, in
 * order of the first slot. `own` are the guardian's appointments of now.
 */
export async function findInvitations(
	db: Reader,
	parent: ParentActor,
	own: readonly Appointment[],
	now: Date,
): Promise<Invitation[]> {
	const groups = [...new Set([...parent.children.values()].flatMap(({ groupIds }) => groupIds))];
	const planned = await findRows(groups.length)(db, {
		...Object.fromEntries(groups.map((groupId, at) => [`group${at}`, groupId])),
		school: parent.schoolId,
		guardian: parent.guardianId,
		now,
	});
	const rows = await openedFor(db, parent, planned, now);
	const named = await namedOf(db, parent, rows);
	const found: Invitation[] = [];
	for (const ofMoment of Map.groupBy(rows, ({ momentId }) => momentId).values()) {
		const [first] = ofMoment;
		if (!first) continue;
		const groups = groupsOf(ofMoment);
		const children = [...parent.children.values()].filter(
			({ childId, groupIds }) =>
				(!first.named || named.has(`${first.momentId} ${childId}`)) &&
				(first.wholeSchool || groups.some(({ groupId }) => groupIds.includes(groupId))),
		);
		for (const together of kinds[first.kind].comeFor === 'family'
			? [children]
			: children.map((child) => [child]))
			if (together.length > 0) found.push(invitation(ofMoment, first, groups, together, own, now));
	}
	return found;
}

/** Which of the guardian's children are named where a moment is not for all; asks only where one is not. */
async function namedOf(db: Reader, parent: ParentActor, rows: readonly Row[]): Promise<Set<string>> {
	if (!rows.some((row) => row.named)) return new Set();
	const { momentChild } = db.t;
	const found = await db
		.select({ momentId: momentChild.momentId, childId: momentChild.childId })
		.from(momentChild)
		.where(
			and(
				eq(momentChild.schoolId, parent.schoolId),
				inArray(momentChild.childId, [...parent.children.keys()]),
			),
		);
	return new Set(found.map(({ momentId, childId }) => `${momentId} ${childId}`));
}

/** The rows with the opening that counts for this guardian; one more query where some are let in first. */
async function openedFor(db: Reader, parent: ParentActor, rows: Row[], now: Date): Promise<Row[]> {
	const some = rows.find((row) => isFirstForSome(row, now));
	if (!some) return rows;
	const { schoolId, guardianId } = parent;
	const here = await whoWasHere(db, { schoolId, schoolYearId: some.schoolYearId }, [guardianId]);
	const wasHere = here.has(guardianId);
	return rows.map((row) => ({
		...row,
		opensAt: isFirstForSome(row, now) ? opensFor(row, wasHere) : row.opensAt,
	}));
}

function invitation(
	rows: Row[],
	first: Row,
	groups: Invitation['groups'],
	children: ChildAccess[],
	own: readonly Appointment[],
	now: Date,
): Invitation {
	const slots = slotsOf(rows, now);
	const open = slots.filter(({ state }) => state === 'open' || state === 'full');
	const closing = open.map((slot) => closesAt(slot, first).getTime());
	const left = isSeries(first)
		? Math.min(...slots.map((slot) => (slot.state === 'open' ? slot.left : 0)))
		: slots.reduce((sum, slot) => sum + (slot.state === 'open' ? slot.left : 0), 0);
	const ids = children.map(({ childId }) => childId);
	const child = children.find(({ level }) => level === 'full') ?? children[0];
	return {
		momentId: first.momentId,
		kind: first.kind,
		title: first.title,
		place: first.place,
		groups: groups.filter(({ groupId }) => children.some(({ groupIds }) => groupIds.includes(groupId))),
		interpreterOffered: first.interpreterOffered,
		series: isSeries(first),
		childId: child?.childId ?? '',
		children: children.map(({ childId, givenName }) => ({ childId, givenName })),
		state: stateOf({
			level: child?.level ?? 'information',
			mine: own.filter(
				(one) => one.momentId === first.momentId && ids.includes(one.childId) && !one.cancelled,
			),
			declined: rows.some(({ declinedFor }) => declinedFor !== null && ids.includes(declinedFor)),
			later: slots.some(({ state }) => state === 'not_open'),
			closed: open.length === 0,
			full: left === 0,
		}),
		slots: slots.map(({ slotId, startsAt, endsAt, left }) => ({ slotId, startsAt, endsAt, left })),
		placesLeft: left,
		opensAt: first.opensAt && now < first.opensAt ? first.opensAt : null,
		closesAt: closing.length > 0 ? new Date(Math.max(...closing)) : null,
	};
}

function stateOf(facts: {
	level: 'full' | 'information';
	mine: Appointment[];
	declined: boolean;
	later: boolean;
	closed: boolean;
	full: boolean;
}): InvitationState {
	if (facts.mine.some(({ status }) => status === 'confirmed')) return 'signed_up';
	if (facts.mine.length > 0) return 'waiting';
	if (facts.level !== 'full') return 'information';
	if (facts.declined) return 'declined';
	if (facts.later) return 'later';
	if (facts.closed) return 'closed';
	return facts.full ? 'full' : 'open';
}

function groupsOf(rows: Row[]): Invitation['groups'] {
	const groups = new Map<string, { groupId: string; name: string; teachers: string[] }>();
	for (const { groupId, groupName, teacher } of rows) {
		if (!groupId || !groupName) continue;
		const group = groups.get(groupId) ?? { groupId, name: groupName, teachers: [] };
		groups.set(groupId, group);
		if (teacher && !group.teachers.includes(teacher)) group.teachers.push(teacher);
	}
	return [...groups.values()];
}

function slotsOf(rows: Row[], now: Date) {
	const slots = new Map(rows.map((row) => [row.slotId, row]));
	return [...slots.values()].map((row) => {
		const slot = { ...row, cancelledAt: null };
		const state = isHeld(slot, row.timeZone, now)
			? 'full'
			: slotState(slot, { ...row, cancelledAt: null }, now);
		return { slotId: row.slotId, startsAt: row.startsAt, endsAt: row.endsAt, state, left: placesLeft(row) };
	});
}

/**
 * A place that came free after 18:00 the day before is held for those who wait: to all others the slot is full until
 * they have answered.
 */
export function isHeld(
	slot: Pick<SlotFacts, 'startsAt' | 'capacity' | 'taken' | 'waiting'>,
	timeZone: string,
	now: Date,
): boolean {
	return slot.waiting > 0 && placesLeft(slot) > 0 && now >= askedFrom(slot.startsAt, timeZone);
}
