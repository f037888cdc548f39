import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { placeId, type Place } from '../choose.ts';
import { proposeContacts } from '../board.ts';
import type { ContactTopic, Topic } from '../topics.ts';
import { worksHere } from './away.ts';
import { contactBoard } from './board.ts';
import { mayNameContacts } from './policy.ts';

/** `unknown_person`: not of this school, or left; `same_person`: nobody stands in for themselves. */
export type NameRefusal = 'not_allowed' | 'unknown_place' | 'unknown_person' | 'same_person';
export type Named = { ok: true } | { ok: false; refusal: NameRefusal };

export interface NewContact {
	place: Place;
	staffId: string;
	substituteId: string | null;
	/** Null: the usual for this place. */
	topics: Topic[] | null;
	now: Date;
}

/** Names the contact of a child, a group or the school; who was named there before is replaced. */
export async function nameContact(store: Store, actor: StaffActor, input: NewContact): Promise<Named> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	if (input.substituteId === input.staffId) return { ok: false, refusal: 'same_person' };
	return store.transact(async (tx): Promise<Named> => {
		if (!(await isPlace(tx, actor.schoolId, input.place))) return { ok: false, refusal: 'unknown_place' };
		for (const id of [input.staffId, input.substituteId])
			if (id !== null && !(await worksHere(tx, actor.schoolId, id)))
				return { ok: false, refusal: 'unknown_person' };
		await write(tx, actor, input);
		return { ok: true };
	});
}

/** Names somebody for one topic at a place, beside the fixed person; null takes them away. */
export async function nameForTopic(
	store: Store,
	actor: StaffActor,
	{ place, topic, staffId, now }: { place: Place; topic: ContactTopic; staffId: string | null; now: Date },
): Promise<Named> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = actor;
	return store.transact(async (tx): Promise<Named> => {
		const { contact } = tx.t;
		const id = placeId(place, topic);
		if (staffId === null) {
			const gone = await tx
				.delete(contact)
				.where(and(eq(contact.schoolId, schoolId), eq(contact.id, id)))
				.returning({ id: contact.id });
			if (gone.length > 0) await audit(tx, actor, 'contacts.removed', { place: id }, now);
			return { ok: true };
		}
		if (!(await isPlace(tx, schoolId, place))) return { ok: false, refusal: 'unknown_place' };
		if (!(await worksHere(tx, schoolId, staffId))) return { ok: false, refusal: 'unknown_person' };
		await tx
			.insert(contact)
			.values({
				schoolId,
				id,
				childId: place.kind === 'child' ? place.childId : null,
				groupId: place.kind === 'group' ? place.groupId : null,
				staffId,
				forTopic: topic,
				createdAt: now,
			})
			.onConflictDoUpdate({ target: [contact.schoolId, contact.id], set: { staffId } });
		await audit(tx, actor, 'contacts.named', { place: id, staff: staffId }, now);
		return { ok: true };
	});
}

/** Takes a contact away; the family then turns to the next in line. Gives false when nobody was named there. */
export async function removeContact(
	store: Store,
	actor: StaffActor,
	{ place, now }: { place: Place; now: Date },
): Promise<{ ok: true; removed: boolean } | { ok: false; refusal: 'not_allowed' }> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const { contact } = tx.t;
		const removed = await tx
			.delete(contact)
			.where(and(eq(contact.schoolId, actor.schoolId), eq(contact.id, placeId(place))))
			.returning({ id: contact.id });
		if (removed.length > 0) await audit(tx, actor, 'contacts.removed', { place: placeId(place) }, now);
		return { ok: true as const, removed: removed.length > 0 };
	});
}

/**
 * Names each class's teacher for the classes without a contact, the second teacher as substitute. Leaves what was
 * chosen by a person as it is. Gives how many were named.
 */
export async function nameTeachers(
	store: Store,
	actor: StaffActor,
	{ today, now }: { today: string; now: Date },
): Promise<{ ok: true; named: number } | { ok: false; refusal: 'not_allowed' }> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const proposals = proposeContacts(await contactBoard(tx, actor, today));
		for (const { groupId, staffId, substituteId } of proposals)
			await write(tx, actor, {
				place: { kind: 'group', groupId },
				staffId,
				substituteId,
				topics: null,
				now,
			});
		return { ok: true as const, named: proposals.length };
	});
}

async function write(
	tx: Tx,
	actor: StaffActor,
	{ place, staffId, substituteId, topics, now }: NewContact,
): Promise<void> {
	const { contact } = tx.t;
	const values = { staffId, substituteId, topics };
	await tx
		.insert(contact)
		.values({
			schoolId: actor.schoolId,
			id: placeId(place),
			childId: place.kind === 'child' ? place.childId : null,
			groupId: place.kind === 'group' ? place.groupId : null,
			...values,
			createdAt: now,
		})
		.onConflictDoUpdate({ target: [contact.schoolId, contact.id], set: values });
	await audit(
		tx,
		actor,
		'contacts.named',
		{ place: placeId(place), staff: staffId, substitute: substituteId },
		now,
	);
}

async function isPlace(tx: Tx, schoolId: string, place: Place): Promise<boolean> {
	const { child, group } = tx.t;
	if (place.kind === 'school') return true;
	const found =
		place.kind === 'group'
			? await tx
					.select({ id: group.id })
					.from(group)
					.where(and(eq(group.schoolId, schoolId), eq(group.id, place.groupId)))
			: await tx
					.select({ id: child.id })
					.from(child)
					.where(and(eq(child.schoolId, schoolId), eq(child.id, place.childId)));
	return found.length > 0;
}
