// Who may do what at the school: given by a person and taken by a person, each with a line in the audit trail.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { roles as allRoles, type Role, type StaffActor } from './actors.ts';
import { audit } from './audit.ts';
import { auditTaught } from './taught-lines.ts';

/** Who gives and takes rights: the head, with a passkey used in this session. */
export function mayGiveRights(staff: StaffActor): boolean {
	return staff.passkey && staff.roles.has('head');
}

export interface Colleague {
	staffId: string;
	name: string;
	jobTitle: string | null;
	email: string | null;
	/** `proposed`: from an import, can do nothing; `invited`: may come in with a code to the address; `gone`: left. */
	state: 'proposed' | 'invited' | 'active' | 'gone';
	/** In the order of `roles`. */
	roles: Role[];
	/** Classes and groups of this school year that they teach. */
	groups: { id: string; name: string }[];
	/** Of who is invited. */
	invitation: { sentAt: Date; expiresAt: Date; lapsed: boolean } | null;
	isMe: boolean;
}

/** Everybody of the school with their rights, by name; for who gives rights, else nobody. Four queries. */
export async function listColleagues(db: Reader, by: StaffActor, now: Date): Promise<Colleague[]> {
	if (!mayGiveRights(by)) return [];
	const { staffMember, staffInvitation, staffRole } = db.t;
	const people = await db
		.select({
			staffId: staffMember.id,
			name: staffMember.name,
			jobTitle: staffMember.jobTitle,
			email: staffMember.email,
			status: staffMember.status,
			sentAt: staffInvitation.sentAt,
			expiresAt: staffInvitation.expiresAt,
			acceptedAt: staffInvitation.acceptedAt,
		})
		.from(staffMember)
		.leftJoin(
			staffInvitation,
			and(eq(staffInvitation.schoolId, staffMember.schoolId), eq(staffInvitation.staffId, staffMember.id)),
		)
		.where(eq(staffMember.schoolId, by.schoolId))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	const given = await db
		.select({ staffId: staffRole.staffId, role: staffRole.role })
		.from(staffRole)
		.where(eq(staffRole.schoolId, by.schoolId));
	const taught = await taughtNow(db, by.schoolId);
	return people.map(({ status, sentAt, expiresAt, acceptedAt, ...person }) => {
		const open = status === 'proposed' && sentAt && expiresAt && !acceptedAt;
		return {
			...person,
			state: open ? 'invited' : status,
			roles: allRoles.filter((role) =>
				given.some((row) => row.staffId === person.staffId && row.role === role),
			),
			groups: taught
				.filter(({ staffId }) => staffId === person.staffId)
				.map(({ id, name }) => ({ id, name })),
			invitation: open ? { sentAt, expiresAt, lapsed: expiresAt <= now } : null,
			isMe: person.staffId === by.staffId,
		};
	});
}

/** Groups of the newest school year, in order; what a right to a group can be about. */
export async function groupsOfYear(
	db: Reader,
	by: StaffActor,
): Promise<{ id: string; name: string; kind: 'class' | 'across' }[]> {
	const { group, schoolYear } = db.t;
	const rows = await db
		.select({ id: group.id, name: group.name, kind: group.kind, year: schoolYear.startsOn })
		.from(group)
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, group.schoolId), eq(schoolYear.id, group.schoolYearId)),
		)
		.where(eq(group.schoolId, by.schoolId))
		.orderBy(asc(group.sortKey), asc(group.id));
	const newest = rows.map(({ year }) => year).reduce((a, b) => (a > b ? a : b), '');
	return rows.filter(({ year }) => year === newest).map(({ id, name, kind }) => ({ id, name, kind }));
}

/** How many an import proposed whom nobody invited yet; nobody but who gives rights is told. */
export async function countProposed(db: Reader, by: StaffActor): Promise<number> {
	if (!mayGiveRights(by)) return 0;
	const { staffMember, staffInvitation } = db.t;
	const rows = await db
		.select({ id: staffMember.id })
		.from(staffMember)
		.leftJoin(
			staffInvitation,
			and(eq(staffInvitation.schoolId, staffMember.schoolId), eq(staffInvitation.staffId, staffMember.id)),
		)
		.where(
			and(
				eq(staffMember.schoolId, by.schoolId),
				eq(staffMember.status, 'proposed'),
				isNull(staffInvitation.staffId),
			),
		);
	return rows.length;
}

/** Names of groups of the own school, in order. */
export async function namesOfGroups(db: Reader, by: StaffActor, groupIds: string[]): Promise<string[]> {
	if (groupIds.length === 0) return [];
	const { group } = db.t;
	const rows = await db
		.select({ name: group.name })
		.from(group)
		.where(and(eq(group.schoolId, by.schoolId), inArray(group.id, groupIds)))
		.orderBy(asc(group.sortKey), asc(group.id));
	return rows.map(({ name }) => name);
}

async function taughtNow(db: Reader, schoolId: string) {
	const { groupTeacher, group, schoolYear } = db.t;
	const rows = await db
		.select({
			staffId: groupTeacher.staffId,
			id: group.id,
			name: group.name,
			year: schoolYear.startsOn,
		})
		.from(groupTeacher)
		.innerJoin(group, and(eq(group.schoolId, groupTeacher.schoolId), eq(group.id, groupTeacher.groupId)))
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, group.schoolId), eq(schoolYear.id, group.schoolYearId)),
		)
		.where(eq(groupTeacher.schoolId, schoolId))
		.orderBy(asc(group.sortKey), asc(group.id));
	const newest = rows.map(({ year }) => year).reduce((a, b) => (a > b ? a : b), '');
	return rows.filter(({ year }) => year === newest);
}

export type RightsRefusal =
	| 'not_allowed' /** Not at this school, or left it. */
	| 'nobody' /** Nobody else could give rights. */
	| 'last_head';
export type RightsResult = { ok: true } | { ok: false; refusal: RightsRefusal };

/**
 * Sets somebody's roles and groups to exactly these. They hold from the next request on, in every session that is open.
 * The last head stays head. Each role and group given or taken is an audit line.
 */
export async function setRights(
	store: Store,
	by: StaffActor,
	wanted: { staffId: string; roles: readonly Role[]; groupIds: readonly string[] },
	now: Date,
): Promise<RightsResult> {
	if (!mayGiveRights(by)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<RightsResult> => {
		const person = await findColleague(tx, by.schoolId, wanted.staffId);
		if (!person || person.status === 'gone') return { ok: false, refusal: 'nobody' };
		const losesHead = !wanted.roles.includes('head');
		if (losesHead && (await isLastHead(tx, by.schoolId, wanted.staffId)))
			return { ok: false, refusal: 'last_head' };
		await changeRoles(tx, by, wanted, now);
		await changeGroups(tx, by, wanted, now);
		return { ok: true };
	});
}

/**
 * Somebody leaves: roles, groups, passkeys, invitation and every session end at once; what they did stays in the audit
 * trail. Not the last head, and never oneself: another head does that.
 */
export async function endAccess(
	store: Store,
	by: StaffActor,
	staffId: string,
	now: Date,
): Promise<RightsResult | { ok: false; refusal: 'self' }> {
	if (!mayGiveRights(by)) return { ok: false, refusal: 'not_allowed' };
	if (staffId === by.staffId) return { ok: false, refusal: 'self' };
	return store.transact(async (tx): Promise<RightsResult> => {
		const person = await findColleague(tx, by.schoolId, staffId);
		if (!person || person.status === 'gone') return { ok: false, refusal: 'nobody' };
		if (await isLastHead(tx, by.schoolId, staffId)) return { ok: false, refusal: 'last_head' };
		await changeRoles(tx, by, { staffId, roles: [] }, now);
		await changeGroups(tx, by, { staffId, groupIds: [] }, now);
		const { staffMember, session, passkey, staffInvitation, substituteDay } = tx.t;
		const own = (table: typeof session | typeof passkey | typeof staffInvitation | typeof substituteDay) =>
			and(eq(table.schoolId, by.schoolId), eq(table.staffId, staffId));
		await tx.delete(session).where(own(session));
		await tx.delete(passkey).where(own(passkey));
		await tx.delete(staffInvitation).where(own(staffInvitation));
		await tx.delete(substituteDay).where(own(substituteDay));
		await tx
			.update(staffMember)
			.set({ status: 'gone' })
			.where(and(eq(staffMember.schoolId, by.schoolId), eq(staffMember.id, staffId)));
		await audit(tx, by, 'accounts.access_ended', { staffId }, now);
		return { ok: true };
	});
}

/** Somebody who left works here again: they are a proposal, as if just imported, and need to be invited. */
export async function bringBack(
	store: Store,
	by: StaffActor,
	staffId: string,
	now: Date,
): Promise<RightsResult> {
	if (!mayGiveRights(by)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<RightsResult> => {
		const { staffMember } = tx.t;
		const back = await tx
			.update(staffMember)
			.set({ status: 'proposed' })
			.where(
				and(
					eq(staffMember.schoolId, by.schoolId),
					eq(staffMember.id, staffId),
					eq(staffMember.status, 'gone'),
				),
			)
			.returning({ id: staffMember.id });
		if (back.length === 0) return { ok: false, refusal: 'nobody' };
		await audit(tx, by, 'accounts.brought_back', { staffId }, now);
		return { ok: true };
	});
}

export async function findColleague(db: Reader, schoolId: string, staffId: string) {
	const { staffMember } = db.t;
	const [found] = await db
		.select({
			id: staffMember.id,
			name: staffMember.name,
			email: staffMember.email,
			status: staffMember.status,
		})
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
	return found;
}

/** True for a head besides whom nobody who is active is head. Who was only invited can't give rights yet. */
async function isLastHead(tx: Tx, schoolId: string, staffId: string): Promise<boolean> {
	const { staffRole, staffMember } = tx.t;
	const heads = await tx
		.select({ staffId: staffRole.staffId })
		.from(staffRole)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, staffRole.schoolId), eq(staffMember.id, staffRole.staffId)),
		)
		.where(
			and(eq(staffRole.schoolId, schoolId), eq(staffRole.role, 'head'), eq(staffMember.status, 'active')),
		);
	return heads.length === 1 && heads[0]?.staffId === staffId;
}

/** Makes the roles exactly these, with a line for each that changed. */
export async function changeRoles(
	tx: Tx,
	by: StaffActor,
	{ staffId, roles }: { staffId: string; roles: readonly Role[] },
	now: Date,
): Promise<void> {
	const { staffRole } = tx.t;
	const own = and(eq(staffRole.schoolId, by.schoolId), eq(staffRole.staffId, staffId));
	const before = (await tx.select({ role: staffRole.role }).from(staffRole).where(own)).map(
		({ role }) => role,
	);
	const given = roles.filter((role) => !before.includes(role));
	const taken = before.filter((role) => !roles.includes(role));
	if (given.length > 0)
		await tx
			.insert(staffRole)
			.values(given.map((role) => ({ schoolId: by.schoolId, staffId, role, givenAt: now })));
	if (taken.length > 0) await tx.delete(staffRole).where(and(own, inArray(staffRole.role, taken)));
	for (const role of given) await audit(tx, by, 'accounts.role_given', { staffId, role }, now);
	if (before.length === 0 && given.length > 0) await auditGroupsOf(tx, by, [staffId], now);
	for (const role of taken) await audit(tx, by, 'accounts.role_taken', { staffId, role }, now);
}

/** The lines of groups that people had without a right (an import put them there), and that open with their first one. */
export async function auditGroupsOf(
	tx: Tx,
	by: StaffActor,
	staffIds: readonly string[],
	now: Date,
): Promise<void> {
	const given = (await taughtNow(tx, by.schoolId))
		.filter(({ staffId }) => staffIds.includes(staffId))
		.map(({ staffId, id }) => ({ staffId, groupId: id }));
	await auditTaught(tx, by, { given, taken: [] }, now);
}

/** Makes the groups of this school year exactly these, with a line for each that changed. Unknown groups are left out. */
async function changeGroups(
	tx: Tx,
	by: StaffActor,
	{ staffId, groupIds }: { staffId: string; groupIds: readonly string[] },
	now: Date,
): Promise<void> {
	const { groupTeacher } = tx.t;
	const known = (await groupsOfYear(tx, by)).map(({ id }) => id);
	const before = (await taughtNow(tx, by.schoolId))
		.filter((row) => row.staffId === staffId)
		.map(({ id }) => id);
	const given = known.filter((id) => groupIds.includes(id) && !before.includes(id));
	const taken = before.filter((id) => !groupIds.includes(id));
	if (given.length > 0)
		await tx
			.insert(groupTeacher)
			.values(given.map((groupId) => ({ schoolId: by.schoolId, groupId, staffId })))
			.onConflictDoNothing();
	if (taken.length > 0)
		await tx
			.delete(groupTeacher)
			.where(
				and(
					eq(groupTeacher.schoolId, by.schoolId),
					eq(groupTeacher.staffId, staffId),
					inArray(groupTeacher.groupId, taken),
				),
			);
	for (const groupId of given) await audit(tx, by, 'accounts.group_given', { staffId, groupId }, now);
	for (const groupId of taken) await audit(tx, by, 'accounts.group_taken', { staffId, groupId }, now);
}
