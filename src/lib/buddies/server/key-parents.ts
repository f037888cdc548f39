// Key parents: asked by the school, shown once they said yes, and as they said. They see of other families what any parent sees.
import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { tidyPhone } from '#lib/families/phone.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newToken } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { isLanguageTag } from '#lib/translation/languages.ts';
import type { Shown } from '../key-parent.ts';
import type { ContactWay } from '../profile.ts';
import { firstName } from './answers.ts';
import { keyParentAsked } from './key-parent-notices.ts';
import { stillHere } from './people.ts';
import { mayTakePart, runsBuddies } from './policy.ts';

export interface KeyParentShown extends Shown {
	guardianId: string;
	/** First name. */
	name: string;
}

/**
 * Whom a parent of this school can ask: who said yes and is still here with the say over a child, those who speak a language of
 * the reader first; never the reader. Who has no name at the school is not shown. Nothing to who did not confirm who they are:
 * a letter that somebody found shows no name of a parent.
 */
export async function keyParentsToAsk(
	db: Reader,
	parent: ParentActor,
	{ speaks, today }: { speaks: readonly (string | null)[]; today: string },
): Promise<KeyParentShown[]> {
	if (parent.strength !== 'confirmed') return [];
	const { schoolId } = parent;
	const { keyParent, guardian, schoolYear } = db.t;
	const rows = await db
		.select({ one: keyParent, name: guardian.name })
		.from(keyParent)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, keyParent.schoolId), eq(guardian.id, keyParent.guardianId)),
		)
		.innerJoin(
			schoolYear,
			and(
				eq(schoolYear.schoolId, keyParent.schoolId),
				eq(schoolYear.id, keyParent.schoolYearId),
				gte(schoolYear.endsOn, today),
			),
		)
		.where(and(eq(keyParent.schoolId, schoolId), eq(keyParent.state, 'on')))
		.orderBy(keyParent.answeredAt, keyParent.guardianId);
	const guardianIds = rows.map(({ one }) => one.guardianId).filter((id) => id !== parent.guardianId);
	const here = await stillHere(db, { schoolId, guardianIds, today });
	const knows = (languages: string[]) =>
		languages.filter((tag) => tag !== 'nl' && speaks.includes(tag)).length;
	return rows
		.flatMap(({ one: { guardianId, relation, languages, phone }, name }) => {
			const first = firstName(name);
			return first && here.has(guardianId) ? [{ guardianId, name: first, relation, languages, phone }] : [];
		})
		.sort((a, b) => knows(b.languages) - knows(a.languages));
}

export interface OwnKeyParent extends Shown {
	state: 'asked' | 'on' | 'declined';
	/** For the links that they pass on. */
	code: string;
	/** First name, as others read it; null when the school has none. */
	name: string | null;
}

/** What a parent was asked, or is; undefined for who was not asked, or has no say over a child here any more. */
export async function ownKeyParent(
	db: Reader,
	parent: ParentActor,
	today: string,
): Promise<OwnKeyParent | undefined> {
	if (!mayTakePart(parent)) return undefined;
	const { schoolId, guardianId, name } = parent;
	const { keyParent, schoolYear } = db.t;
	const [found] = await db
		.select({ one: keyParent })
		.from(keyParent)
		.innerJoin(
			schoolYear,
			and(
				eq(schoolYear.schoolId, keyParent.schoolId),
				eq(schoolYear.id, keyParent.schoolYearId),
				gte(schoolYear.endsOn, today),
			),
		)
		.where(and(eq(keyParent.schoolId, schoolId), eq(keyParent.guardianId, guardianId)));
	if (!found || !(await stillHere(db, { schoolId, guardianIds: [guardianId], today })).has(guardianId))
		return undefined;
	const { state, relation, languages, phone, code } = found.one;
	return { state, relation, languages, phone, code, name: firstName(name) };
}

type AskResult = { ok: true } | { ok: false; refusal: 'not_allowed' | 'not_there' };

/**
 * Asks a parent to be a key parent. `not_there`: no such parent with the say over a child here, shut out, no school year, or
 * asked before this year: who said no is not asked twice.
 */
export function askKeyParent(
	store: Store,
	staff: StaffActor,
	{ guardianId, now }: { guardianId: string; now: Date },
): Promise<AskResult> {
	return store.transact(async (tx): Promise<AskResult> => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' };
		const { schoolId, staffId, school } = staff;
		const today = dayOf(now, school.timeZone);
		const year = await findSchoolYear(tx, schoolId, today);
		const here = await stillHere(tx, { schoolId, guardianIds: [guardianId], today });
		const reader = (await findRecipients(tx, schoolId, [guardianId])).get(guardianId);
		if (!year || !reader || !here.has(guardianId)) return { ok: false, refusal: 'not_there' };
		const { keyParent } = tx.t;
		const added = await tx
			.insert(keyParent)
			.values({
				...{ schoolId, guardianId, schoolYearId: year.id, state: 'asked', askedByStaffId: staffId },
				...{ askedAt: now, relation: 'parent', languages: [], phone: null, code: newToken().slice(0, 12) },
			})
			.onConflictDoNothing({ target: [keyParent.schoolId, keyParent.guardianId] })
			.returning({ guardianId: keyParent.guardianId });
		if (added.length === 0) return { ok: false, refusal: 'not_there' };
		await queueNotices(tx, [keyParentAsked({ schoolId, guardianId, locale: reader.locale, now })], now);
		await audit(tx, staff, 'buddies.key_asked', { guardianId }, now);
		return { ok: true };
	});
}

/** The school takes the asking back, or ends it: what was shown is gone at once, with notes and counts. */
export function removeKeyParent(
	store: Store,
	staff: StaffActor,
	{ guardianId, now }: { guardianId: string; now: Date },
): Promise<AskResult> {
	return store.transact(async (tx): Promise<AskResult> => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' };
		if (!(await forgetKeyParent(tx, staff.schoolId, guardianId))) return { ok: false, refusal: 'not_there' };
		await audit(tx, staff, 'buddies.key_removed', { guardianId }, now);
		return { ok: true };
	});
}

async function forgetKeyParent(tx: Tx, schoolId: string, guardianId: string): Promise<boolean> {
	const { keyParent } = tx.t;
	const gone = await tx
		.delete(keyParent)
		.where(and(eq(keyParent.schoolId, schoolId), eq(keyParent.guardianId, guardianId)))
		.returning({ guardianId: keyParent.guardianId });
	return gone.length > 0;
}

export type AgreeRefusal =
	/** Nobody asked, or they have no say over a child here any more. */
	| 'gone'
	| 'no_language'
	/** They want to be called, and gave no number that is one. */
	| 'no_phone';

/** Says yes with what is shown, or changes what is shown. Only who was asked. */
export function agreeKeyParent(
	store: Store,
	parent: ParentActor,
	one: Omit<Shown, 'phone'> & { shares: ContactWay; phone: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: AgreeRefusal }> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId, school } = parent;
		const { relation, shares, now } = one;
		const own = await ownKeyParent(tx, parent, dayOf(now, school.timeZone));
		if (!own) return { ok: false, refusal: 'gone' as const };
		const languages = [...new Set(one.languages)].filter(isLanguageTag);
		if (languages.length === 0) return { ok: false, refusal: 'no_language' as const };
		const phone = shares === 'phone' ? (tidyPhone(one.phone)?.phone ?? null) : null;
		if (shares === 'phone' && !phone) return { ok: false, refusal: 'no_phone' as const };
		const { keyParent } = tx.t;
		await tx
			.update(keyParent)
			.set({ state: 'on', relation, languages, phone, answeredAt: now })
			.where(and(eq(keyParent.schoolId, schoolId), eq(keyParent.guardianId, guardianId)));
		await audit(tx, parent, 'buddies.key_agreed', { guardianId }, now);
		return { ok: true as const };
	});
}

/** Says no, or stops: nothing is shown any more, and what was shared is deleted. Twice is once. */
export function stopKeyParent(store: Store, parent: ParentActor, now: Date): Promise<void> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const { keyParent, keyParentNote, keyParentCame } = tx.t;
		const own = (t: typeof keyParent | typeof keyParentNote | typeof keyParentCame) =>
			and(eq(t.schoolId, schoolId), eq(t.guardianId, guardianId));
		const changed = await tx
			.update(keyParent)
			.set({ state: 'declined', relation: 'parent', languages: [], phone: null, answeredAt: now })
			.where(and(own(keyParent), inArray(keyParent.state, ['asked', 'on'])))
			.returning({ guardianId: keyParent.guardianId });
		if (changed.length === 0) return;
		await tx.delete(keyParentNote).where(own(keyParentNote));
		await tx.delete(keyParentCame).where(own(keyParentCame));
		await audit(tx, parent, 'buddies.key_stopped', { guardianId }, now);
	});
}

/**
 * Somebody signed up for a moment after a link of a key parent: one more, and nothing about who. Not counted: the key parent's
 * own, a link of somebody who is none any more, or of another school.
 */
export async function countCame(
	tx: Tx,
	parent: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	{ code, momentId }: { code: string; momentId: string },
): Promise<void> {
	const { keyParent, keyParentCame } = tx.t;
	const { schoolId } = parent;
	const [found] = await tx
		.select({ guardianId: keyParent.guardianId })
		.from(keyParent)
		.where(and(eq(keyParent.schoolId, schoolId), eq(keyParent.code, code), eq(keyParent.state, 'on')));
	if (!found || found.guardianId === parent.guardianId) return;
	await tx
		.insert(keyParentCame)
		.values({ schoolId, guardianId: found.guardianId, momentId, came: 1 })
		.onConflictDoUpdate({
			target: [keyParentCame.schoolId, keyParentCame.guardianId, keyParentCame.momentId],
			set: { came: sql`${keyParentCame.came} + 1` },
		});
}

/** How many came through these key parents, of all moments together; who has none is not there. */
export async function cameThrough(
	db: Reader,
	schoolId: string,
	guardianIds: readonly string[],
): Promise<Map<string, number>> {
	if (guardianIds.length === 0) return new Map();
	const { keyParentCame } = db.t;
	const rows = await db
		.select({ guardianId: keyParentCame.guardianId, came: keyParentCame.came })
		.from(keyParentCame)
		.where(and(eq(keyParentCame.schoolId, schoolId), inArray(keyParentCame.guardianId, [...guardianIds])));
	const sums = new Map<string, number>();
	for (const { guardianId, came } of rows) sums.set(guardianId, (sums.get(guardianId) ?? 0) + came);
	return sums;
}

/** Parents with a name who could be asked, by name: with the say over a child here, not asked yet, and not shut out. */
export async function guardiansToAsk(
	db: Reader,
	staff: StaffActor,
	now: Date,
): Promise<{ guardianId: string; name: string }[]> {
	if (!runsBuddies(staff)) return [];
	const { schoolId } = staff;
	const { guardian, guardianship, child, keyParent, buddyBlock } = db.t;
	const today = dayOf(now, staff.school.timeZone);
	const known = (t: typeof keyParent | typeof buddyBlock) =>
		and(eq(t.schoolId, guardian.schoolId), eq(t.guardianId, guardian.id));
	const rows = await db
		.selectDistinct({ guardianId: guardian.id, name: guardian.name, searchKey: guardian.searchKey })
		.from(guardian)
		.innerJoin(
			guardianship,
			and(eq(guardianship.schoolId, guardian.schoolId), eq(guardianship.guardianId, guardian.id)),
		)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.leftJoin(keyParent, known(keyParent))
		.leftJoin(buddyBlock, known(buddyBlock))
		.where(
			and(
				eq(guardian.schoolId, schoolId),
				eq(guardianship.level, 'full'),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				isNull(keyParent.guardianId),
				isNull(buddyBlock.guardianId),
			),
		)
		.orderBy(asc(guardian.searchKey), asc(guardian.id));
	return rows.flatMap(({ guardianId, name }) => (name ? [{ guardianId, name }] : []));
}

/** Deletes those of school years that ended, with their notes and counts: the school asks again. */
export async function forgetKeyParents(
	tx: Tx,
	{ schoolId, endedYearIds }: { schoolId: string; endedYearIds: string[] },
): Promise<void> {
	if (endedYearIds.length === 0) return;
	const { keyParent } = tx.t;
	await tx
		.delete(keyParent)
		.where(and(eq(keyParent.schoolId, schoolId), inArray(keyParent.schoolYearId, endedYearIds)));
}
