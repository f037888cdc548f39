import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { chooseContact, type ChildInGroups, type ChosenContact } from '../choose.ts';
import { awayOn, worksHere } from './away.ts';
import { mayNameContacts } from './policy.ts';

/** A child with who its family turns to today; undefined: nobody but the office. */
export interface ChildContact extends ChildInGroups {
	name: string;
	contact: ChosenContact | undefined;
}

/** Every child of the school with its contact of today. Five queries, however many children there are. */
export async function contactsOfAll(db: Reader, schoolId: string, today: string): Promise<ChildContact[]> {
	const { child, groupChild, group, contact, staffMember } = db.t;
	const children = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
		})
		.from(child)
		.where(and(eq(child.schoolId, schoolId), or(isNull(child.leftOn), gte(child.leftOn, today))))
		.orderBy(child.sortKey, child.id);
	const inGroups = await db
		.select({
			childId: groupChild.childId,
			groupId: groupChild.groupId,
			kind: group.kind,
			sortKey: group.sortKey,
		})
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(and(eq(groupChild.schoolId, schoolId), ofSchoolYear(db, today)));
	const named = await db
		.select({
			childId: contact.childId,
			groupId: contact.groupId,
			staffId: contact.staffId,
			substituteId: contact.substituteId,
			topics: contact.topics,
		})
		.from(contact)
		.where(and(eq(contact.schoolId, schoolId), isNull(contact.forTopic)));
	const staff = await db
		.select({ id: staffMember.id, status: staffMember.status })
		.from(staffMember)
		.where(eq(staffMember.schoolId, schoolId));
	const away = await awayOn(db, schoolId, today);
	const here = new Set(staff.filter(({ status }) => status !== 'gone').map(({ id }) => id));
	const rank = (row: { kind: string; sortKey: string }) => `${row.kind === 'class' ? 0 : 1} ${row.sortKey}`;
	const groups = Map.groupBy(
		inGroups.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)),
		({ childId }) => childId,
	);
	return children.map(({ childId, givenName, prefix, surname }) => {
		const groupIds = (groups.get(childId) ?? []).map(({ groupId }) => groupId);
		return {
			childId,
			groupIds,
			name: [givenName, prefix, surname].filter(Boolean).join(' '),
			contact: chooseContact({ childId, groupIds }, named, (id) => here.has(id), away),
		};
	});
}

/** Children whose family has nobody today: no contact at all, or one who is away with nobody instead. */
export function withoutAnybody(children: readonly ChildContact[]): ChildContact[] {
	return children.filter(
		({ contact }) => !contact || (contact.awayUntil !== null && contact.insteadOf === null),
	);
}

/** `same_person`: to whom one hands over is somebody else. */
export type HandOverRefusal = 'not_allowed' | 'unknown_person' | 'same_person' | 'nothing';

/**
 * Hands over everything that one person is named for, as contact and as substitute, in one step. Families who turned to
 * them are told once who it is from now on, in their own language. Gives how many places changed and guardians are told.
 */
export async function handOver(
	store: Store,
	actor: StaffActor,
	{ from, to, today, now }: { from: string; to: string; today: string; now: Date },
): Promise<{ ok: true; places: number; told: number } | { ok: false; refusal: HandOverRefusal }> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	if (from === to) return { ok: false, refusal: 'same_person' };
	const { schoolId } = actor;
	return store.transact(async (tx) => {
		const { contact, staffMember } = tx.t;
		if (!(await worksHere(tx, schoolId, to)))
			return { ok: false as const, refusal: 'unknown_person' as const };
		const before = await contactsOfAll(tx, schoolId, today);
		// who was the substitute of the one who goes can't be their own substitute
		const alone = await tx
			.update(contact)
			.set({ staffId: to, substituteId: null })
			.where(and(eq(contact.schoolId, schoolId), eq(contact.staffId, from), eq(contact.substituteId, to)))
			.returning({ id: contact.id });
		const main = await tx
			.update(contact)
			.set({ staffId: to })
			.where(and(eq(contact.schoolId, schoolId), eq(contact.staffId, from)))
			.returning({ id: contact.id });
		await tx
			.update(contact)
			.set({ substituteId: null })
			.where(and(eq(contact.schoolId, schoolId), eq(contact.staffId, to), eq(contact.substituteId, from)));
		const behind = await tx
			.update(contact)
			.set({ substituteId: to })
			.where(and(eq(contact.schoolId, schoolId), eq(contact.substituteId, from)))
			.returning({ id: contact.id });
		const places = alone.length + main.length + behind.length;
		if (places === 0) return { ok: false as const, refusal: 'nothing' as const };
		await audit(tx, actor, 'contacts.handed_over', { from, to, places }, now);
		const turnedTo = ({ contact }: ChildContact) => contact?.insteadOf ?? contact?.staffId;
		const theirs = before.filter((child) => turnedTo(child) === from).map(({ childId }) => childId);
		const [person] = await tx
			.select({ name: staffMember.name })
			.from(staffMember)
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, to)));
		const told = person
			? await tell(tx, { schoolId, childIds: theirs, to, name: person.name, from, now })
			: 0;
		return { ok: true as const, places, told };
	});
}

async function tell(
	tx: Parameters<Parameters<Store['transact']>[0]>[0],
	{
		schoolId,
		childIds,
		to,
		from,
		name,
		now,
	}: { schoolId: string; childIds: string[]; to: string; from: string; name: string; now: Date },
): Promise<number> {
	if (childIds.length === 0) return 0;
	const { guardianship, guardian } = tx.t;
	const rows = await tx
		.select({ guardianId: guardianship.guardianId, childId: guardianship.childId })
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(and(eq(guardianship.schoolId, schoolId), inArray(guardianship.level, ['full', 'information'])));
	const those = new Set(childIds);
	const guardians = [
		...new Set(rows.filter(({ childId }) => those.has(childId)).map(({ guardianId }) => guardianId)),
	];
	const recipients = await findRecipients(tx, schoolId, guardians);
	await queueNotices(
		tx,
		[...recipients.values()].map(({ guardianId, locale }) => ({
			schoolId,
			to: { guardianId },
			kind: 'contacts.handed_over',
			route: 'one' as const,
			onceKey: `contacts.handed_over:${from}:${to}:${now.getTime()}:${guardianId}`,
			...inBothLanguages(locale, (locale) => ({
				locale,
				title: m.contacts_notice_title({ name }, { locale }),
				lines: [m.contacts_notice_line({ name }, { locale })],
				action: { label: m.contacts_notice_action({}, { locale }), path: '/contact' },
			})),
		})),
		now,
	);
	return recipients.size;
}
