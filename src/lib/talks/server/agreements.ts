// After a talk: what was agreed, short. Who held it writes it down; the family reads it in its language; each side ticks off.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { seesAllFamilies, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { dropTranslations, translationsOf, wantTranslations } from '#lib/translation/server/content.ts';
import { AGREEMENTS_AT_MOST, type Doer } from '../agreed.ts';
import { talksPath } from '../paths.ts';
import { childrenHeldBy } from './answer-readers.ts';
import { hasTheSay } from './has-the-say.ts';
import { AGREEMENT_KIND } from './text-kinds.ts';

export interface Agreement {
	agreementId: string;
	talkId: string;
	text: string;
	/** Tag of the language that it is in. */
	language: string;
	doneBy: Doer;
	schoolDoneAt: Date | null;
	familyDoneAt: Date | null;
	translations: StoredTranslation[];
}

/** What was agreed in these talks, in the order in which it was written. Whoever calls has checked the right. Two queries. */
export async function agreementsOf(
	db: Reader,
	schoolId: string,
	talkIds: readonly string[],
): Promise<Agreement[]> {
	if (talkIds.length === 0) return [];
	const { talkAgreement: a } = db.t;
	const rows = await db
		.select({
			agreementId: a.id,
			talkId: a.talkId,
			text: a.text,
			language: a.language,
			doneBy: a.doneBy,
			schoolDoneAt: a.schoolDoneAt,
			familyDoneAt: a.familyDoneAt,
		})
		.from(a)
		.where(and(eq(a.schoolId, schoolId), inArray(a.talkId, [...talkIds])))
		.orderBy(asc(a.createdAt), asc(a.id));
	const stored = await translationsOf(
		db,
		schoolId,
		AGREEMENT_KIND,
		rows.map(({ agreementId }) => agreementId),
	);
	return rows.map((row) => ({ ...row, translations: stored.get(row.agreementId) ?? [] }));
}

export type AgreementRefusal =
	| 'not_found'
	| 'too_early'
	| 'too_many'
	/** The family ticked it off: what they did stays written down. */
	| 'ticked_off';
type Result = { ok: true } | { ok: false; refusal: AgreementRefusal };

/**
 * Writes down one thing that was agreed, asks for it in the languages of the family, and tells them once a day. From the
 * start of the talk on; by who held it, or who sees all families.
 */
export function addAgreement(
	store: Store,
	staff: StaffActor,
	one: { talkId: string; text: string; language: string; doneBy: Doer; now: Date },
): Promise<Result> {
	const { talkId, text, language, doneBy, now } = one;
	return store.transact(async (tx): Promise<Result> => {
		const { schoolId, staffId } = staff;
		const talk = await heldTalk(tx, staff, talkId);
		if (!talk) return { ok: false, refusal: 'not_found' };
		if (now < talk.startsAt) return { ok: false, refusal: 'too_early' };
		if ((await agreementsOf(tx, schoolId, [talkId])).length >= AGREEMENTS_AT_MOST)
			return { ok: false, refusal: 'too_many' };
		const id = newId();
		await tx
			.insert(tx.t.talkAgreement)
			.values({ schoolId, id, talkId, text, language, doneBy, byStaffId: staffId, createdAt: now });
		const family = await familyOf(tx, schoolId, talkId);
		await wantTranslations(tx, schoolId, {
			about: { kind: AGREEMENT_KIND, id },
			texts: { text: { text, language } },
			languages: family.map(({ reads }) => reads),
			now,
		});
		await audit(tx, staff, 'talks.agreed', { talkId, agreementId: id }, now);
		const day = dayOf(now, staff.school.timeZone);
		await queueNotices(
			tx,
			family.map((to) => agreedNotice({ schoolId, talk, to, day })),
			now,
		);
		return { ok: true };
	});
}

/** Takes one back that the family did not tick off. */
export function removeAgreement(
	store: Store,
	staff: StaffActor,
	{ agreementId, now }: { agreementId: string; now: Date },
): Promise<Result> {
	return store.transact(async (tx): Promise<Result> => {
		const { schoolId } = staff;
		const found = await findAgreement(tx, schoolId, agreementId);
		if (!found || !(await heldTalk(tx, staff, found.talkId))) return { ok: false, refusal: 'not_found' };
		const { talkAgreement } = tx.t;
		const gone = await tx
			.delete(talkAgreement)
			.where(
				and(
					eq(talkAgreement.schoolId, schoolId),
					eq(talkAgreement.id, agreementId),
					isNull(talkAgreement.familyDoneAt),
				),
			)
			.returning({ id: talkAgreement.id });
		if (gone.length === 0) return { ok: false, refusal: 'ticked_off' };
		await dropTranslations(tx, schoolId, AGREEMENT_KIND, [agreementId]);
		await audit(tx, staff, 'talks.agreement_removed', { talkId: found.talkId, agreementId }, now);
		return { ok: true };
	});
}

/** Ticks one off for the school or the family, or takes the tick back. Who may not see the talk: `not_found`. */
export function tickAgreement(
	store: Store,
	actor: ParentActor | StaffActor,
	{ agreementId, done, now }: { agreementId: string; done: boolean; now: Date },
): Promise<Result> {
	return store.transact(async (tx): Promise<Result> => {
		const { schoolId } = actor;
		const found = await findAgreement(tx, schoolId, agreementId);
		const theirs =
			found &&
			(actor.kind === 'staff'
				? await heldTalk(tx, actor, found.talkId)
				: await isInTalk(tx, actor, found.talkId));
		if (!found || !theirs) return { ok: false, refusal: 'not_found' };
		const { talkAgreement } = tx.t;
		const at = done ? now : null;
		await tx
			.update(talkAgreement)
			.set(actor.kind === 'staff' ? { schoolDoneAt: at } : { familyDoneAt: at })
			.where(and(eq(talkAgreement.schoolId, schoolId), eq(talkAgreement.id, agreementId)));
		const what = done ? 'talks.agreement_done' : 'talks.agreement_not_done';
		await audit(tx, actor, what, { talkId: found.talkId, agreementId }, now);
		return { ok: true };
	});
}

/** When the two speak next, as agreed; null: nothing was agreed. */
export function setNextContact(
	store: Store,
	staff: StaffActor,
	{ talkId, nextOn, now }: { talkId: string; nextOn: string | null; now: Date },
): Promise<Result> {
	return store.transact(async (tx): Promise<Result> => {
		const { schoolId } = staff;
		const held = await heldTalk(tx, staff, talkId);
		if (!held) return { ok: false, refusal: 'not_found' };
		if (now < held.startsAt) return { ok: false, refusal: 'too_early' };
		const { talk } = tx.t;
		await tx
			.update(talk)
			.set({ nextOn })
			.where(and(eq(talk.schoolId, schoolId), eq(talk.id, talkId)));
		await audit(tx, staff, 'talks.next_contact', { talkId }, now);
		return { ok: true };
	});
}

export interface HeldTalk {
	talkId: string;
	roundId: string;
	childId: string;
	childName: string;
	startsAt: Date;
	endsAt: Date;
	nextOn: string | null;
}

/** An agreed talk, for who holds it or talks of its group, or sees all families; undefined: for this member of staff there is none. */
export async function heldTalk(db: Reader, staff: StaffActor, talkId: string): Promise<HeldTalk | undefined> {
	const { talk, child } = db.t;
	const [row] = await db
		.select({
			talkId: talk.id,
			roundId: talk.roundId,
			childId: talk.childId,
			childName: child.givenName,
			startsAt: talk.startsAt,
			endsAt: talk.endsAt,
			nextOn: talk.nextOn,
		})
		.from(talk)
		.innerJoin(child, and(eq(child.schoolId, talk.schoolId), eq(child.id, talk.childId)))
		.where(and(eq(talk.schoolId, staff.schoolId), eq(talk.id, talkId), eq(talk.status, 'agreed')));
	if (!row || seesAllFamilies(staff)) return row;
	return (await childrenHeldBy(db, staff, row.roundId)).has(row.childId) ? row : undefined;
}

async function isInTalk(db: Reader, parent: ParentActor, talkId: string): Promise<boolean> {
	if (parent.strength !== 'confirmed') return false;
	const { talkGuardian } = db.t;
	const [row] = await db
		.select({ childId: talkGuardian.childId })
		.from(talkGuardian)
		.where(
			and(
				eq(talkGuardian.schoolId, parent.schoolId),
				eq(talkGuardian.talkId, talkId),
				eq(talkGuardian.guardianId, parent.guardianId),
			),
		);
	return row !== undefined && parent.children.get(row.childId)?.level === 'full';
}

async function findAgreement(tx: Tx, schoolId: string, agreementId: string) {
	const { talkAgreement: a } = tx.t;
	const [row] = await tx
		.select({ talkId: a.talkId })
		.from(a)
		.where(and(eq(a.schoolId, schoolId), eq(a.id, agreementId)));
	return row;
}

interface OfFamily {
	guardianId: string;
	/** The language of the app. */
	locale: Locale;
	/** The language that they read. */
	reads: string;
}

/** The guardians of a talk who have the say over its child, each with the language that they read. Two queries. */
export async function familyOf(tx: Tx, schoolId: string, talkId: string): Promise<OfFamily[]> {
	const { talkGuardian, guardian, guardianship } = tx.t;
	const rows = await tx
		.select({ guardianId: guardian.id, written: guardian.writtenLanguage })
		.from(talkGuardian)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, talkGuardian.schoolId), eq(guardian.id, talkGuardian.guardianId)),
		)
		.innerJoin(guardianship, hasTheSay(tx.t))
		.where(and(eq(talkGuardian.schoolId, schoolId), eq(talkGuardian.talkId, talkId)));
	const recipients = await findRecipients(
		tx,
		schoolId,
		rows.map(({ guardianId }) => guardianId),
	);
	return rows.flatMap(({ guardianId, written }) => {
		const locale = recipients.get(guardianId)?.locale;
		return locale ? [{ guardianId, locale, reads: written ?? locale }] : [];
	});
}

/** Says that something was written down, and nothing of it: that opens in the app. */
const agreedNotice = alsoInDutch(
	(one: { schoolId: string; talk: HeldTalk; to: OfFamily; day: string }): NewNotice => {
		const { schoolId, talk, to, day } = one;
		const into = { locale: to.locale };
		return {
			schoolId,
			to: { guardianId: to.guardianId },
			childId: talk.childId,
			needsSay: true,
			kind: 'talks.agreed',
			route: 'one',
			onceKey: `talks.agreed:${talk.talkId}:${to.guardianId}:${day}`,
			content: {
				locale: to.locale,
				title: m.talkwords_agreed_title({}, into),
				lines: [m.talkwords_agreed_text({}, into)],
				action: { label: m.talkwords_agreed_open({}, into), path: talksPath(talk.roundId) },
			},
		};
	},
);
