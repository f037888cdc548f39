import { and, eq, gt, inArray, isNull, max } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { GuardianInput } from '../guardian-form.ts';
import type { Level } from '../guardian-plan-types.ts';
import { hasWords, searchKeyOf, wantedOf } from '../search.ts';

export type GuardianRefusal =
	| 'not_allowed'
	| 'not_there'
	/** Neither a name nor an address nor a number. */
	| 'empty'
	/** Is a guardian of this child already. */
	| 'linked_already';

type Done = { ok: true; guardianId: string } | { ok: false; refusal: GuardianRefusal };

/** A new guardian of a child, with full say. Office and head only. */
export async function addGuardian(
	store: Store,
	staff: StaffActor,
	{ childId, ...input }: GuardianInput & { childId: string },
	now: Date,
): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	if (isEmpty(input)) return { ok: false, refusal: 'empty' };
	return store.transact(async (tx) => {
		if (!(await childIsThere(tx, staff.schoolId, childId))) return { ok: false, refusal: 'not_there' };
		const { schoolId } = staff;
		const guardianId = newId();
		await tx.insert(tx.t.guardian).values({
			schoolId,
			id: guardianId,
			...rowOf(input),
			needsInterpreter: input.needsInterpreter,
			spokenLanguage: input.language || null,
			createdAt: now,
		});
		await insertLink(tx, { schoolId, guardianId, childId, level: 'full', ground: null });
		await audit(tx, staff, 'families.guardian_added', { guardianId, childId }, now);
		return { ok: true, guardianId };
	});
}

/**
 * Corrects what the school has of a guardian. Another e-mail address was never proved: a code to it lets in only who has
 * it, and sessions stay. Languages that they chose themselves are the office's to change only in so many words.
 */
export async function changeGuardian(
	store: Store,
	staff: StaffActor,
	{ guardianId, ...input }: GuardianInput & { guardianId: string },
	now: Date,
): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const { guardian } = tx.t;
		const its = and(eq(guardian.schoolId, staff.schoolId), eq(guardian.id, guardianId));
		const [known] = await tx.select().from(guardian).where(its);
		if (!known) return { ok: false, refusal: 'not_there' };
		if (isEmpty(input) && (known.name || known.email || known.phone)) return { ok: false, refusal: 'empty' };
		const next = rowOf(input);
		const newEmail = next.emailKey !== known.emailKey;
		const address = newEmail ? { emailConfirmedAt: null, emailIsOwn: false } : {};
		await tx
			.update(guardian)
			.set({ ...next, ...address, needsInterpreter: input.needsInterpreter })
			.where(its);
		const about = {
			guardianId,
			name: next.name !== known.name,
			email: newEmail,
			phone: next.phone !== known.phone,
			language: next.writtenLanguage !== known.writtenLanguage,
		};
		await audit(tx, staff, 'families.guardian_changed', about, now);
		return { ok: true, guardianId };
	});
}

export interface Link {
	guardianId: string;
	childId: string;
	level: Level;
	/** The paper that a limit rests on. */
	ground: string | null;
}

/** Makes somebody whom the school has a guardian of this child too. Also takes an unlinking back, with its limit. */
export async function linkGuardian(store: Store, staff: StaffActor, link: Link, now: Date): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { guardianId, childId, level } = link;
	return store.transact(async (tx) => {
		const { guardian } = tx.t;
		const [known] = await tx
			.select({ id: guardian.id })
			.from(guardian)
			.where(and(eq(guardian.schoolId, staff.schoolId), eq(guardian.id, guardianId)));
		if (!known || !(await childIsThere(tx, staff.schoolId, childId)))
			return { ok: false, refusal: 'not_there' };
		if (!(await insertLink(tx, { ...link, schoolId: staff.schoolId })))
			return { ok: false, refusal: 'linked_already' };
		await audit(
			tx,
			staff,
			'families.guardian_linked',
			{ guardianId, childId, level, paper: link.ground },
			now,
		);
		return { ok: true, guardianId };
	});
}

/**
 * Takes away a link between guardian and child, at once and everywhere; places of theirs go to others within the minute.
 * Gives what it was, so that it can be put back. Who is nobody's guardian any more is signed out, and their letters stop
 * working; the record itself stays, for the case that it was a mistake.
 */
export async function unlinkGuardian(
	store: Store,
	staff: StaffActor,
	{ guardianId, childId }: { guardianId: string; childId: string },
	now: Date,
): Promise<{ ok: true; was: Link } | { ok: false; refusal: 'not_allowed' | 'not_there' }> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const { guardianship, session, invitation } = tx.t;
		const own = and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, guardianId));
		const [gone] = await tx
			.delete(guardianship)
			.where(and(own, eq(guardianship.childId, childId)))
			.returning({ level: guardianship.level, ground: guardianship.ground });
		if (!gone) return { ok: false, refusal: 'not_there' };
		const others = await tx.select({ childId: guardianship.childId }).from(guardianship).where(own);
		if (others.length === 0) {
			await tx.delete(session).where(and(eq(session.schoolId, schoolId), eq(session.guardianId, guardianId)));
			await tx
				.update(invitation)
				.set({ closedAt: now, closedBecause: 'withdrawn' })
				.where(
					and(
						eq(invitation.schoolId, schoolId),
						eq(invitation.guardianId, guardianId),
						isNull(invitation.closedAt),
						gt(invitation.expiresAt, now),
					),
				);
		}
		await audit(
			tx,
			staff,
			'families.guardian_unlinked',
			{ guardianId, childId, level: gone.level, paper: gone.ground, left: others.length },
			now,
		);
		return { ok: true, was: { guardianId, childId, ...gone } };
	});
}

export interface GuardianRecord {
	guardianId: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	/** Tag of the language that they read; null until known. */
	language: string | null;
	needsInterpreter: boolean;
	/** They proved the address, or gave it themselves. */
	emailIsTheirs: boolean;
	/** They chose their languages themselves. */
	languageIsTheirs: boolean;
	/** Given names of their children. */
	children: string[];
}

/** What the school has of a guardian; undefined for one of another school, and for who does not run the office. */
export async function readGuardian(
	db: Reader,
	staff: StaffActor,
	guardianId: string,
): Promise<GuardianRecord | undefined> {
	if (!runsOffice(staff)) return undefined;
	const { guardian, guardianship, child } = db.t;
	const [row] = await db
		.select()
		.from(guardian)
		.where(and(eq(guardian.schoolId, staff.schoolId), eq(guardian.id, guardianId)));
	if (!row) return undefined;
	const children = await db
		.select({ givenName: child.givenName })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(and(eq(guardianship.schoolId, staff.schoolId), eq(guardianship.guardianId, guardianId)))
		.orderBy(child.sortKey, child.id);
	return {
		guardianId,
		name: row.name,
		email: row.email,
		phone: row.phone,
		language: row.writtenLanguage,
		needsInterpreter: row.needsInterpreter,
		emailIsTheirs: row.emailConfirmedAt !== null || row.emailIsOwn,
		languageIsTheirs: row.languageChosenAt !== null,
		children: children.map(({ givenName }) => givenName),
	};
}

export interface LinkCandidate {
	guardianId: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	/** Given names of their children; empty for who is nobody's guardian any more. */
	children: string[];
}

const MOST_CANDIDATES = 8;

/** People whom the school has, by name, address or number, who are no guardian of this child. Two queries; office only. */
export async function findCandidates(
	db: Reader,
	staff: StaffActor,
	{ words: typed, notOf }: { words: string; notOf: string },
): Promise<LinkCandidate[]> {
	const { words, phone, email } = wantedOf(typed);
	if (!runsOffice(staff) || (words.length === 0 && !phone && !email)) return [];
	const { guardian, guardianship, child } = db.t;
	const rows = await db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			searchKey: guardian.searchKey,
			email: guardian.email,
			phone: guardian.phone,
		})
		.from(guardian)
		.where(eq(guardian.schoolId, staff.schoolId))
		.orderBy(guardian.searchKey, guardian.id);
	const found = rows.filter((row) => {
		if (phone) return row.phone?.replace(/\D/g, '').includes(phone);
		if (email) return row.email?.toLowerCase().includes(email);
		return hasWords([row.searchKey || searchKeyOf(row.name)], words);
	});
	const ids = found.slice(0, MOST_CANDIDATES * 4).map(({ guardianId }) => guardianId);
	if (ids.length === 0) return [];
	const links = await db
		.select({ guardianId: guardianship.guardianId, childId: child.id, givenName: child.givenName })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(and(eq(guardianship.schoolId, staff.schoolId), inArray(guardianship.guardianId, ids)))
		.orderBy(guardianship.position);
	const children = Map.groupBy(links, ({ guardianId }) => guardianId);
	return found
		.filter(({ guardianId }) => ids.includes(guardianId))
		.filter(({ guardianId }) => !children.get(guardianId)?.some(({ childId }) => childId === notOf))
		.slice(0, MOST_CANDIDATES)
		.map(({ searchKey: _, ...row }) => ({
			...row,
			children: (children.get(row.guardianId) ?? []).map(({ givenName }) => givenName),
		}));
}

function isEmpty({ name, email, phone }: GuardianInput): boolean {
	return name === '' && email === '' && phone === '';
}

function rowOf({ name, email, phone, language }: GuardianInput) {
	return {
		name: name || null,
		searchKey: searchKeyOf(name),
		email: email || null,
		emailKey: email.toLowerCase() || null,
		phone: phone || null,
		writtenLanguage: language || null,
	};
}

async function childIsThere(tx: Tx, schoolId: string, childId: string): Promise<boolean> {
	const { child } = tx.t;
	const found = await tx
		.select({ id: child.id })
		.from(child)
		.where(and(eq(child.schoolId, schoolId), eq(child.id, childId)));
	return found.length > 0;
}

/** False when it is there already. Stands after the other guardians of the child. */
async function insertLink(tx: Tx, link: Link & { schoolId: string }): Promise<boolean> {
	const { guardianship } = tx.t;
	const [last] = await tx
		.select({ position: max(guardianship.position) })
		.from(guardianship)
		.where(and(eq(guardianship.schoolId, link.schoolId), eq(guardianship.childId, link.childId)));
	const made = await tx
		.insert(guardianship)
		.values({ ...link, position: Number(last?.position ?? 0) + 1 })
		.onConflictDoNothing()
		.returning({ guardianId: guardianship.guardianId });
	return made.length > 0;
}
