// A message of staff to those who come, wait, have not answered, or came: a ready text, in each one's own language.
import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { SchoolText } from '#lib/notifications/content.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf, spanOfDay } from '#lib/platform/server/local-time.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { wantTranslations } from '#lib/translation/server/content.ts';
import { filled, type FilledContent } from '#lib/notifications/server/written.ts';
import { kinds } from '../kinds.ts';
import type { OwnText, OwnTexts } from '../own-texts.ts';
import { languagesOf } from './readers.ts';
import { LINE_KIND } from './text-kinds.ts';
import type { ReadyMessage } from '../messages.ts';
import { findConcerned } from './concerned.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { findInvitees } from './invitees.ts';
import { message, type SlotOfNotice } from './notices.ts';
import { mayRun } from './policy.ts';
import { noteSent } from './sent.ts';

export interface Addressee {
	guardianId: string;
	locale: Locale;
	childNames: string[];
	/** The child that it is about, where it is one. */
	childId?: string;
	/** The slot that they come to, wait for or came to; none for who did not answer. */
	slot?: SlotOfNotice;
}

export type Addressees = Record<ReadyMessage, Addressee[]>;

/** Whom each ready text would go to now. Each guardian once. */
export async function addresseesOf(db: Reader, moment: FoundMoment, now: Date): Promise<Addressees> {
	const { schoolId, timeZone } = moment.school;
	const today = dayOf(now, timeZone);
	const { slot, decline, attendance, signUp } = db.t;
	const slots = await db
		.select({ slotId: slot.id, startsAt: slot.startsAt, endsAt: slot.endsAt, revision: slot.revision })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, moment.momentId), isNull(slot.cancelledAt)))
		.orderBy(asc(slot.startsAt));
	const bySlot = new Map(slots.map((one) => [one.slotId, one]));
	const all = await findConcerned(db, schoolId, [...bySlot.keys()], today);
	const came = await db
		.select({ signUpId: attendance.signUpId })
		.from(attendance)
		.innerJoin(signUp, and(eq(signUp.schoolId, attendance.schoolId), eq(signUp.id, attendance.signUpId)))
		.where(
			and(eq(attendance.schoolId, schoolId), eq(signUp.momentId, moment.momentId), eq(attendance.came, true)),
		);
	const declines = await db
		.select({ childId: decline.childId, guardianId: decline.guardianId })
		.from(decline)
		.where(and(eq(decline.schoolId, schoolId), eq(decline.momentId, moment.momentId)));
	const who = (of: typeof all): Addressee[] =>
		[...Map.groupBy(of, ({ guardianId }) => guardianId).values()].flatMap((own) => {
			const [first] = own;
			if (!first) return [];
			const { guardianId, locale } = first;
			const childIds = new Set(own.map(({ childId }) => childId));
			return [
				{
					guardianId,
					locale,
					childNames: [...new Set(own.map(({ childName }) => childName))],
					childId: childIds.size === 1 ? first.childId : undefined,
					slot: bySlot.get(first.slotId),
				},
			];
		});
	const ahead = all.filter(({ slotId }) => (bySlot.get(slotId)?.startsAt ?? now) > now);
	const attended = new Set(came.map(({ signUpId }) => signUpId));
	const once = kinds[moment.kind].comeFor === 'family';
	const key = (one: { guardianId: string; childId: string }) =>
		once ? one.guardianId : `${one.guardianId} ${one.childId}`;
	const answered = new Set([...all, ...declines].map(key));
	const open = slots.some(({ startsAt }) => startsAt > now);
	const invitees = open ? await findInvitees(db, moment, today) : [];
	return {
		// of a series: the next meeting that they come to
		remind: who(ahead.filter(({ status, skips }) => status === 'confirmed' && !skips)),
		waiting: who(ahead.filter(({ status }) => status === 'waiting')),
		again: invitees.flatMap(({ guardianId, locale, children }) => {
			const left = children.filter(({ childId }) => !answered.has(key({ guardianId, childId })));
			if (left.length === 0 || (once && left.length < children.length)) return [];
			return [
				{
					guardianId,
					locale,
					childNames: left.map(({ givenName }) => givenName),
					childId: left.length === 1 ? left[0]?.childId : undefined,
				},
			];
		}),
		thanks: who(all.filter(({ signUpId }) => attended.has(signUpId))),
	};
}

/** What a ready text looks like in each language of its readers, Dutch last; shown before it is sent. */
export function messagePreviews(
	moment: FoundMoment & OwnTexts,
	what: ReadyMessage,
	to: readonly Addressee[],
	now: Date,
): { locale: Locale; content: FilledContent }[] {
	const byLocale = new Map<Locale, Addressee>();
	for (const one of to) if (!byLocale.has(one.locale)) byLocale.set(one.locale, one);
	return [...byLocale.values()]
		.sort((a, b) => Number(a.locale === 'nl') - Number(b.locale === 'nl'))
		.map((one) => ({
			locale: one.locale,
			content: filled(
				message({ moment, what, to: one, line: null, now, day: '' }).content,
				({ field }) => moment.translations?.[field as OwnText] ?? [],
				null,
			),
		}));
}

function lineOf(batchId: string, text: string): SchoolText {
	return {
		name: 'line',
		isName: false,
		kind: LINE_KIND,
		id: batchId,
		field: 'line',
		text,
		language: baseLocale,
	};
}

export type SendResult =
	| { ok: true; told: number }
	/** `not_found`: no such moment, or not theirs to run. `nobody`: nobody to write to. `today`: all had it today. */
	| { ok: false; refusal: 'not_found' | 'nobody' | 'today' };

export interface NewMessage {
	momentId: string;
	what: ReadyMessage;
	/** A line of the sender's own (Dutch); null: none. */
	line: string | null;
	/** How long it waits for translations of the line, at most; then it goes with what there is. */
	waitMinutes?: number;
	now: Date;
}

/** Sends a ready text through the outbox, to each at most once a day. */
export function sendMessage(
	store: Store,
	staff: StaffActor,
	{ momentId, what, line, now, waitMinutes = 0 }: NewMessage,
): Promise<SendResult> {
	return store.transact(async (tx): Promise<SendResult> => {
		const { schoolId } = staff;
		const moment = await findMoment(tx, schoolId, momentId);
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!moment?.publishedAt || moment.cancelledAt || !mayRun(staff, groups))
			return { ok: false, refusal: 'not_found' };
		const all = (await addresseesOf(tx, moment, now))[what];
		if (all.length === 0) return { ok: false, refusal: 'nobody' };
		const day = dayOf(now, moment.school.timeZone);
		const { momentMessage } = tx.t;
		const had = await tx
			.select({ guardianId: momentMessage.guardianId })
			.from(momentMessage)
			.where(
				and(
					eq(momentMessage.schoolId, schoolId),
					eq(momentMessage.momentId, momentId),
					eq(momentMessage.what, what),
					gte(momentMessage.at, spanOfDay(day, moment.school.timeZone).from),
				),
			);
		const told = new Set(had.map(({ guardianId }) => guardianId));
		const to = all.filter(({ guardianId }) => !told.has(guardianId));
		if (to.length === 0) return { ok: false, refusal: 'today' };
		const guardianIds = to.map(({ guardianId }) => guardianId);
		const batchId = newId();
		const own = line ? lineOf(batchId, line) : null;
		if (own)
			await wantTranslations(tx, schoolId, {
				about: { kind: own.kind, id: own.id },
				texts: { [own.field]: own },
				languages: await languagesOf(tx, schoolId, guardianIds),
				now,
			});
		const until = new Date(now.getTime() + waitMinutes * 60_000);
		await queueNotices(
			tx,
			to.map((one) => ({
				...message({ moment, what, to: one, line: own, now, day }),
				...(own && { waitsFor: { kind: own.kind, id: own.id, until } }),
			})),
			now,
		);
		await noteSent(tx, staff, { momentId, what, guardianIds, now, batchId });
		await audit(tx, staff, 'moments.message_sent', { momentId, what, told: to.length }, now);
		return { ok: true, told: to.length };
	});
}
