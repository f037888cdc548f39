import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { chooseContact, type ChildInGroups } from '../choose.ts';
import { awayOn } from './away.ts';

export interface ContactOfChild {
	staffId: string;
	name: string;
	/** For whom the contact was named: this child, a group, or the whole school. */
	from: 'child' | 'group' | 'school';
	/** The group that the contact was named for. */
	groupId: string | null;
	/** Name of who helps when this person is away. */
	substitute: string | null;
	/** Name of who left the school or is away, for whom this person stands in. */
	insteadOf: string | null;
}

/** Who a child's family turns to, and why that one, on a day (`YYYY-MM-DD`); undefined when nobody is left. Three queries. */
export async function contactOfChild(
	db: Reader,
	{ schoolId }: StaffActor,
	child: ChildInGroups,
	today: string,
): Promise<ContactOfChild | undefined> {
	const { contact, staffMember } = db.t;
	const named = await db
		.select({
			childId: contact.childId,
			groupId: contact.groupId,
			staffId: contact.staffId,
			substituteId: contact.substituteId,
			topics: contact.topics,
		})
		.from(contact)
		.where(
			and(
				eq(contact.schoolId, schoolId),
				isNull(contact.forTopic),
				or(
					eq(contact.childId, child.childId),
					inArray(contact.groupId, [...child.groupIds, '']),
					and(isNull(contact.childId), isNull(contact.groupId)),
				),
			),
		);
	const people = new Map(
		(
			await db
				.select({ id: staffMember.id, name: staffMember.name, status: staffMember.status })
				.from(staffMember)
				.where(eq(staffMember.schoolId, schoolId))
		).map((person) => [person.id, person]),
	);
	const isThere = (id: string) => people.has(id) && people.get(id)?.status !== 'gone';
	const chosen = chooseContact(child, named, isThere, await awayOn(db, schoolId, today));
	const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? null));
	return (
		chosen && {
			staffId: chosen.staffId,
			name: nameOf(chosen.staffId) ?? '',
			from: chosen.from,
			groupId: chosen.groupId,
			substitute: nameOf(chosen.substituteId),
			insteadOf: nameOf(chosen.insteadOf),
		}
	);
}
