import { and, eq, inArray } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { auditTaught, type Taught } from '#lib/accounts/server/taught-lines.ts';
import { placeId } from '#lib/contacts/choose.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { sortable } from '#lib/platform/fold.ts';
import { moveDrafts } from '#lib/tasks/server/drafts.ts';

export type MergeGroupsRefusal =
	| 'not_allowed'
	| 'not_there'
	/** A class and a group across classes, or groups of two school years. */
	| 'not_alike';

/**
 * Makes one group of two that an import split ("5/6 (5)" and "5/6 (6)"): children, teachers, moments and year groups of
 * both, under the name that is given. Office and head only. It can't be taken back.
 */
export async function mergeGroups(
	store: Store,
	staff: StaffActor,
	{ keep, drop, name }: { keep: string; drop: string; name: string },
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: MergeGroupsRefusal }> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const { group } = tx.t;
		const rows = await tx
			.select()
			.from(group)
			.where(and(eq(group.schoolId, schoolId), inArray(group.id, [keep, drop])));
		const kept = rows.find(({ id }) => id === keep);
		const dropped = rows.find(({ id }) => id === drop);
		if (!kept || !dropped || keep === drop) return { ok: false, refusal: 'not_there' };
		if (kept.kind !== dropped.kind || kept.schoolYearId !== dropped.schoolYearId)
			return { ok: false, refusal: 'not_alike' };
		const given = await moveMembers(tx, schoolId, drop, keep);
		await auditTaught(tx, staff, { given, taken: [] }, now);
		await tx.delete(group).where(and(eq(group.schoolId, schoolId), eq(group.id, drop)));
		const yearGroups = [...new Set([...kept.yearGroups, ...dropped.yearGroups])].sort();
		await tx
			.update(group)
			.set({ name, yearGroups, sortKey: sortable(name) })
			.where(and(eq(group.schoolId, schoolId), eq(group.id, keep)));
		await audit(tx, staff, 'families.groups_merged', { groupId: keep, merged: drop }, now);
		return { ok: true };
	});
}

/** Children, teachers, substitutes, moments, tasks and talks of the one belong to the other, each once; gives who is new before it. */
async function moveMembers(tx: Tx, schoolId: string, from: string, to: string): Promise<Taught[]> {
	const { groupChild, groupTeacher, momentGroup, taskGroup, substituteDay, contact } = tx.t;
	const children = await tx
		.delete(groupChild)
		.where(and(eq(groupChild.schoolId, schoolId), eq(groupChild.groupId, from)))
		.returning();
	if (children.length > 0)
		await tx
			.insert(groupChild)
			.values(children.map((row) => ({ ...row, groupId: to })))
			.onConflictDoNothing();
	const teachers = await tx
		.delete(groupTeacher)
		.where(and(eq(groupTeacher.schoolId, schoolId), eq(groupTeacher.groupId, from)))
		.returning();
	const newTeachers =
		teachers.length === 0
			? []
			: await tx
					.insert(groupTeacher)
					.values(teachers.map((row) => ({ ...row, groupId: to })))
					.onConflictDoNothing()
					.returning({ staffId: groupTeacher.staffId, groupId: groupTeacher.groupId });
	const moments = await tx
		.delete(momentGroup)
		.where(and(eq(momentGroup.schoolId, schoolId), eq(momentGroup.groupId, from)))
		.returning();
	if (moments.length > 0)
		await tx
			.insert(momentGroup)
			.values(moments.map((row) => ({ ...row, groupId: to })))
			.onConflictDoNothing();
	const tasks = await tx
		.delete(taskGroup)
		.where(and(eq(taskGroup.schoolId, schoolId), eq(taskGroup.groupId, from)))
		.returning();
	if (tasks.length > 0)
		await tx
			.insert(taskGroup)
			.values(tasks.map((row) => ({ ...row, groupId: to })))
			.onConflictDoNothing();
	await moveDrafts(tx, schoolId, from, to);
	const days = await tx
		.delete(substituteDay)
		.where(and(eq(substituteDay.schoolId, schoolId), eq(substituteDay.groupId, from)))
		.returning();
	if (days.length > 0)
		await tx
			.insert(substituteDay)
			.values(days.map((row) => ({ ...row, groupId: to })))
			.onConflictDoNothing();
	await moveTalks(tx, schoolId, from, to);
	// a contact that was named for the other group: kept when this one has none
	const named = await tx
		.delete(contact)
		.where(and(eq(contact.schoolId, schoolId), eq(contact.groupId, from)))
		.returning();
	for (const row of named)
		await tx
			.insert(contact)
			.values({ ...row, id: placeId({ kind: 'group', groupId: to }, row.forTopic ?? undefined), groupId: to })
			.onConflictDoNothing();
	return newTeachers;
}

/** So many teams that no group has. */
const OTHER_TEAMS = 1000;

/** Rounds of talks of the one are of the other too; who held talks together still do, and nobody else with them. */
async function moveTalks(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { talkRoundGroup, talkTeam } = tx.t;
	const rounds = await tx
		.delete(talkRoundGroup)
		.where(and(eq(talkRoundGroup.schoolId, schoolId), eq(talkRoundGroup.groupId, from)))
		.returning();
	if (rounds.length > 0)
		await tx
			.insert(talkRoundGroup)
			.values(rounds.map((row) => ({ ...row, groupId: to })))
			.onConflictDoNothing();
	const teams = await tx
		.delete(talkTeam)
		.where(and(eq(talkTeam.schoolId, schoolId), eq(talkTeam.groupId, from)))
		.returning();
	if (teams.length > 0)
		await tx
			.insert(talkTeam)
			.values(teams.map((row) => ({ ...row, groupId: to, team: row.team + OTHER_TEAMS })))
			.onConflictDoNothing();
}
