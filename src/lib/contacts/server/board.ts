import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { placeId, type Place } from '../choose.ts';
import { contactTopics, type ContactTopic } from '../topics.ts';
import {
	byName,
	lacksOf,
	type Board,
	type BoardContact,
	type BoardGroup,
	type BoardPerson,
} from '../board.ts';

/**
 * Who is the contact for the school and each group, for the school year of `today`; single children only for who may
 * see all families. Three queries.
 */
export async function contactBoard(db: Reader, actor: StaffActor, today: string): Promise<Board> {
	const { schoolId } = actor;
	const staff = await findStaff(db, schoolId);
	const groups = await findGroups(db, schoolId, today, staff);
	const contacts = await findContacts(db, actor);
	const shown = new Set(
		[...contacts.values()].flatMap(({ staffId, substituteId }) => [staffId, substituteId]),
	);
	const kept = [...staff].filter(([id, { gone }]) => !gone || shown.has(id));
	return { groups, contacts, staff: new Map(kept) };
}

async function findStaff(db: Reader, schoolId: string): Promise<Map<string, BoardPerson>> {
	const { staffMember } = db.t;
	const rows = await db.select().from(staffMember).where(eq(staffMember.schoolId, schoolId));
	return new Map(
		rows.sort(byName).map((row) => [
			row.id,
			{
				staffId: row.id,
				name: row.name,
				jobTitle: row.jobTitle,
				photo: row.photo,
				gone: row.status === 'gone',
				lacks: lacksOf({
					...row,
					reachable: Boolean((row.emailShown && row.email) || (row.phoneShown && row.phone)),
				}),
			},
		]),
	);
}

async function findGroups(
	db: Reader,
	schoolId: string,
	today: string,
	staff: ReadonlyMap<string, BoardPerson>,
): Promise<BoardGroup[]> {
	const { group, groupTeacher } = db.t;
	const rows = await db
		.select({ groupId: group.id, name: group.name, kind: group.kind, staffId: groupTeacher.staffId })
		.from(group)
		.leftJoin(
			groupTeacher,
			and(eq(groupTeacher.schoolId, group.schoolId), eq(groupTeacher.groupId, group.id)),
		)
		.where(and(eq(group.schoolId, schoolId), ofSchoolYear(db, today)))
		.orderBy(asc(group.sortKey), asc(group.id));
	const groups = new Map<string, BoardGroup>();
	for (const { groupId, name, kind, staffId } of rows) {
		const known = groups.get(groupId) ?? { groupId, name, kind, teacherIds: [] };
		groups.set(groupId, known);
		if (staffId !== null && staff.get(staffId)?.gone === false) known.teacherIds.push(staffId);
	}
	const inOrder = [...staff.keys()];
	for (const { teacherIds } of groups.values())
		teacherIds.sort((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b));
	return [...groups.values()];
}

async function findContacts(db: Reader, actor: StaffActor): Promise<Map<string, BoardContact>> {
	const { contact } = db.t;
	const ofSchool = eq(contact.schoolId, actor.schoolId);
	const rows = await db
		.select({
			id: contact.id,
			childId: contact.childId,
			groupId: contact.groupId,
			staffId: contact.staffId,
			substituteId: contact.substituteId,
			topics: contact.topics,
		})
		.from(contact)
		.where(
			and(ofSchool, isNull(contact.forTopic), seesAllFamilies(actor) ? undefined : isNull(contact.childId)),
		);
	return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Who is named for a topic at a place, by topic. One query. */
export async function topicContacts(
	db: Reader,
	schoolId: string,
	place: Place,
): Promise<Map<ContactTopic, string>> {
	const { contact } = db.t;
	const rows = await db
		.select({ forTopic: contact.forTopic, staffId: contact.staffId })
		.from(contact)
		.where(
			and(
				eq(contact.schoolId, schoolId),
				inArray(
					contact.id,
					contactTopics.map((topic) => placeId(place, topic)),
				),
			),
		);
	return new Map(rows.flatMap(({ forTopic, staffId }) => (forTopic ? [[forTopic, staffId]] : [])));
}

/** Names of children with a contact of their own; none for who may not see all families. One query. */
export async function childrenWithContact(
	db: Reader,
	actor: StaffActor,
	childIds: string[],
): Promise<{ childId: string; name: string }[]> {
	if (childIds.length === 0 || !seesAllFamilies(actor)) return [];
	const { child } = db.t;
	const rows = await db
		.select({ childId: child.id, givenName: child.givenName, prefix: child.prefix, surname: child.surname })
		.from(child)
		.where(and(eq(child.schoolId, actor.schoolId), inArray(child.id, childIds)))
		.orderBy(asc(child.sortKey), asc(child.id));
	return rows.map(({ childId, givenName, prefix, surname }) => ({
		childId,
		name: [givenName, prefix, surname].filter(Boolean).join(' '),
	}));
}
