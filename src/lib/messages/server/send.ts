// Sending: at once, or when it is translated but not later than the sender chose, or tomorrow morning.
import { and, asc, eq, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import type { GuardianOf } from '#lib/families/server/guardians-of.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { isLanguageTag } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { dropTranslations, translationsOf, wantTranslations } from '#lib/translation/server/content.ts';
import { LONGEST_TEXT, MOST_PARTS, type About, type ReadyPart, type Wait } from '../message.ts';
import { EVENING, isEvening } from '../urgent.ts';
import { aboutForStaff, audienceOf } from './audience.ts';
import { messageNotice } from './notices.ts';
import { draftId, dropMessageVoices, keepDraftVoices } from './voices.ts';

/** What translations of messages are about. */
export const KIND = 'message';

export interface NewMessage {
	about: About;
	/** Checked: each can be said in every language. */
	parts: readonly ReadyPart[];
	/** Own words; empty without. */
	text: string;
	/** Tag of their language. */
	language: string;
	wait: Wait;
	/** It can't wait for the morning: for who may say so. */
	urgent?: boolean;
	/** Of the form: the same one sends once. */
	formKey: string;
	now: Date;
}

export type SendResult =
	/** `told`: 0 when it goes out later. */
	| { ok: true; messageId: string; told: number }
	/** `not_found`: not theirs to write to, or not there. `nobody`: nobody to write to. `no_right`: not theirs to call urgent. */
	| { ok: false; refusal: 'not_found' | 'nobody' | 'empty' | 'no_right' };

const MINUTE = 60_000;

/** When a message goes out at the latest. */
export function dueAt(wait: Wait, now: Date, timeZone: string): Date {
	if (wait === 'minutes') return new Date(now.getTime() + 10 * MINUTE);
	if (wait === 'hour') return new Date(now.getTime() + 60 * MINUTE);
	return wait === 'morning' ? nextMorning(now, timeZone) : now;
}

/** Eight o'clock of tomorrow; after midnight, of the same day. */
export function nextMorning(now: Date, timeZone: string): Date {
	const today = dayOf(now, timeZone);
	const afterMidnight = isEvening(timeOf(now, timeZone)) && timeOf(now, timeZone) < EVENING;
	return instantOf(afterMidnight ? today : addDays(today, 1), '08:00', timeZone);
}

/** Who may say that something can't wait: coordinator, office and head. */
export function mayBeUrgent(staff: StaffActor): boolean {
	return runsOffice(staff) || staff.roles.has('coordinator');
}

/** What is ready in every language waits for no words, what is urgent for nothing; in the evening the rest waits for the morning. */
function waitOf(
	{ urgent, text, wait, now }: Pick<NewMessage, 'urgent' | 'text' | 'wait' | 'now'>,
	timeZone: string,
): Wait {
	if (urgent) return 'now';
	if (wait === 'morning' || isEvening(timeOf(now, timeZone))) return 'morning';
	return text === '' ? 'now' : wait;
}

/** Sends it, or lays it ready. What is ready in every language waits for nobody, unless for the morning. */
export function sendMessage(store: Store, staff: StaffActor, one: NewMessage): Promise<SendResult> {
	return store.transact(async (tx): Promise<SendResult> => {
		const { schoolId } = staff;
		const { about, now } = one;
		const today = dayOf(now, staff.school.timeZone);
		const text = one.text.trim().slice(0, LONGEST_TEXT);
		const parts = one.parts.slice(0, MOST_PARTS);
		if (!(await aboutForStaff(tx, staff, about, today))) return { ok: false, refusal: 'not_found' };
		if (text === '' && parts.length === 0) return { ok: false, refusal: 'empty' };
		const audience = await audienceOf(tx, schoolId, about, today);
		if (audience.length === 0) return { ok: false, refusal: 'nobody' };
		const urgent = one.urgent ?? false;
		if (urgent && !mayBeUrgent(staff)) return { ok: false, refusal: 'no_right' };
		const wait = waitOf({ ...one, text }, staff.school.timeZone);
		const row = {
			schoolId,
			id: newId(),
			byStaffId: staff.staffId,
			aboutKind: about.kind,
			aboutId: about.id,
			childId: about.kind === 'child' ? about.id : null,
			parts: [...parts],
			text: text || null,
			language: isLanguageTag(one.language) ? one.language : baseLocale,
			formKey: draftId(staff, one.formKey),
			createdAt: now,
			dueAt: dueAt(wait, now, staff.school.timeZone),
			waitsForWords: wait === 'minutes' || wait === 'hour',
			urgent,
			sentAt: null,
			told: 0,
		};
		const { message } = tx.t;
		const [added] = await tx
			.insert(message)
			.values(row)
			.onConflictDoNothing({ target: [message.schoolId, message.formKey] })
			.returning({ id: message.id });
		if (!added) return sentBefore(tx, schoolId, row.formKey);
		await keepDraftVoices(tx, staff, { key: one.formKey, messageId: row.id, written: row });
		await wantTranslations(tx, schoolId, {
			about: { kind: KIND, id: row.id },
			texts: { text: row.text ? { text: row.text, language: row.language } : null },
			languages: audience.map(({ reads }) => reads),
			now,
		});
		const about_ = { messageId: row.id, kind: about.kind, childId: row.childId };
		if (wait !== 'now') {
			await audit(tx, staff, 'messages.planned', about_, now);
			return { ok: true, messageId: row.id, told: 0 };
		}
		const told = await deliver(tx, { ...row, by: staff.name }, audience, now);
		await audit(tx, staff, 'messages.sent', { ...about_, told }, now);
		return { ok: true, messageId: row.id, told };
	});
}

async function sentBefore(tx: Tx, schoolId: string, formKey: string): Promise<SendResult> {
	const { message } = tx.t;
	const [row] = await tx
		.select({ messageId: message.id, told: message.told })
		.from(message)
		.where(and(eq(message.schoolId, schoolId), eq(message.formKey, formKey)));
	return row ? { ok: true, ...row } : { ok: false, refusal: 'not_found' };
}

interface Waiting {
	schoolId: string;
	id: string;
	by: string;
	aboutKind: About['kind'];
	parts: ReadyPart[];
	text: string | null;
	language: string;
	urgent: boolean;
}

/** Writes down who gets it, and hands their notices to the outbox, each in the own language. */
async function deliver(tx: Tx, one: Waiting, audience: readonly GuardianOf[], now: Date): Promise<number> {
	const { schoolId, id: messageId } = one;
	const { message, messageRecipient } = tx.t;
	const stored = (await translationsOf(tx, schoolId, KIND, [messageId])).get(messageId) ?? [];
	const byGuardian = [...Map.groupBy(audience, ({ guardianId }) => guardianId)];
	await inParts(audience, async (part) => {
		await tx
			.insert(messageRecipient)
			.values(part.map(({ guardianId, childId }) => ({ schoolId, messageId, guardianId, childId })));
		await tx.breathe();
	});
	await queueNotices(tx, noticesOf(one, byGuardian, stored), now);
	await tx
		.update(message)
		.set({ sentAt: now, told: byGuardian.length })
		.where(and(eq(message.schoolId, schoolId), eq(message.id, messageId)));
	return byGuardian.length;
}

function* noticesOf(
	one: Waiting,
	byGuardian: readonly [string, readonly GuardianOf[]][],
	stored: readonly StoredTranslation[],
) {
	const { schoolId, id: messageId, by, aboutKind, urgent } = one;
	for (const [guardianId, own] of byGuardian) {
		const [first] = own;
		if (!first) continue;
		const { inLocale: locale, reads: tag, childId, childName } = first;
		const to = {
			...{ schoolId, messageId, guardianId, locale, tag, by, urgent },
			childId: own.length === 1 ? childId : undefined,
			about: aboutKind === 'child' ? childName : null,
		};
		yield messageNotice(to, one, stored);
	}
}

/**
 * Sends what is due: whoever may get it now gets it, in the words that there are now. What waits for its translation goes
 * as soon as nothing is left to be translated. Each in a transaction of its own; twice at once sends once.
 */
export async function sendDueMessages(store: Store, now: Date): Promise<void> {
	for (const { schoolId, id } of await findDue(store.read, now))
		await store.transact(async (tx) => {
			const { message, school, staffMember } = tx.t;
			// touched first: of two processes one goes on
			const [due] = await tx
				.update(message)
				.set({ sentAt: now })
				.where(and(eq(message.schoolId, schoolId), eq(message.id, id), isNull(message.sentAt)))
				.returning();
			if (!due) return;
			const [words] = await tx
				.select({ timeZone: school.timeZone, schoolName: school.name, by: staffMember.name })
				.from(school)
				.leftJoin(staffMember, and(eq(staffMember.schoolId, school.id), eq(staffMember.id, due.byStaffId)))
				.where(eq(school.id, schoolId));
			if (!words) return;
			const about = { kind: due.aboutKind, id: due.aboutId };
			const audience = await audienceOf(tx, schoolId, about, dayOf(now, words.timeZone));
			const told = await deliver(tx, { ...due, by: words.by ?? words.schoolName }, audience, now);
			const by = { kind: 'system' as const, schoolId };
			await audit(
				tx,
				by,
				'messages.sent',
				{ messageId: id, kind: due.aboutKind, childId: due.childId, told },
				now,
			);
		});
}

function findDue(db: Reader, now: Date) {
	const { message, translationWish: wish } = db.t;
	const toTranslate = db
		.select({ one: sql`1` })
		.from(wish)
		.where(and(eq(wish.schoolId, message.schoolId), eq(wish.aboutKind, KIND), eq(wish.aboutId, message.id)));
	return acrossSchools('one job sends for all schools', () =>
		db
			.select({ schoolId: message.schoolId, id: message.id })
			.from(message)
			.where(
				and(
					isNull(message.sentAt),
					or(lte(message.dueAt, now), and(eq(message.waitsForWords, true), notExists(toTranslate))),
				),
			)
			.orderBy(asc(message.dueAt), asc(message.id)),
	);
}

/** Takes a message back that has not gone out. Own ones only. `not_found`: no such one; `gone`: it went out meanwhile. */
export function takeBack(
	store: Store,
	staff: StaffActor,
	messageId: string,
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' | 'gone' }> {
	return store.transact(async (tx) => {
		const { message } = tx.t;
		const its = and(eq(message.schoolId, staff.schoolId), eq(message.id, messageId));
		const [found] = await tx
			.select({
				by: message.byStaffId,
				sentAt: message.sentAt,
				kind: message.aboutKind,
				childId: message.childId,
			})
			.from(message)
			.where(its);
		if (found?.by !== staff.staffId) return { ok: false, refusal: 'not_found' as const };
		if (found.sentAt) return { ok: false, refusal: 'gone' as const };
		await tx.delete(message).where(its);
		await dropTranslations(tx, staff.schoolId, KIND, [messageId]);
		await dropMessageVoices(tx, staff.schoolId, messageId);
		const { kind, childId } = found;
		await audit(tx, staff, 'messages.taken_back', { messageId, kind, childId }, now);
		return { ok: true as const };
	});
}
