// What was written, for the staff: the list, and one message with whom it went to.
import { and, desc, eq } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { guardiansOf, type GuardianOf } from '#lib/families/server/guardians-of.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { languageOf } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { keepTranslation, translationsOf, type TranslationRow } from '#lib/translation/server/content.ts';
import type { About } from '../message.ts';
import { aboutForStaff, audienceOf, type AboutNamed } from './audience.ts';
import { sayFor, type Written } from './said.ts';
import { KIND } from './send.ts';

export interface MessageLine {
	messageId: string;
	/** Its first words, in the language of the page where they are there. */
	begins: { text: string; lang: string };
	by: string | null;
	createdAt: Date;
	dueAt: Date;
	sentAt: Date | null;
	told: number;
}

/** So many are listed. */
const MOST = 30;
const BEGINNING = 140;

/** Own messages, of all staff for who sees all families; the newest first. One query. */
export async function messagesOfStaff(
	db: Reader,
	staff: StaffActor,
	{ about, locale }: { about?: About; locale: Locale },
): Promise<MessageLine[]> {
	const { message, staffMember } = db.t;
	const rows = await db
		.select({
			messageId: message.id,
			parts: message.parts,
			text: message.text,
			language: message.language,
			by: staffMember.name,
			createdAt: message.createdAt,
			dueAt: message.dueAt,
			sentAt: message.sentAt,
			told: message.told,
		})
		.from(message)
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, message.schoolId), eq(staffMember.id, message.byStaffId)),
		)
		.where(
			and(
				eq(message.schoolId, staff.schoolId),
				seesAllFamilies(staff) ? undefined : eq(message.byStaffId, staff.staffId),
				about && and(eq(message.aboutKind, about.kind), eq(message.aboutId, about.id)),
			),
		)
		.orderBy(desc(message.createdAt), desc(message.id))
		.limit(MOST);
	return rows.map(({ parts, text, language, ...line }) => {
		const { ready, own } = sayFor({ parts, text, language }, [], { tag: locale, locale });
		const [first] = [ready, own].flatMap((one) => one ?? []);
		return {
			...line,
			begins: { text: shortened(first?.text ?? ''), lang: first?.language ?? locale },
		};
	});
}

function shortened(text: string): string {
	return text.length > BEGINNING ? `${text.slice(0, BEGINNING).trimEnd()}…` : text;
}

export interface SentMessage extends Written {
	messageId: string;
	about: AboutNamed;
	by: string | null;
	/** Theirs to take back while it waits. */
	mine: boolean;
	createdAt: Date;
	dueAt: Date;
	waitsForWords: boolean;
	sentAt: Date | null;
	told: number;
	stored: TranslationRow[];
	/** Who got it, as far as they may still know of it; before it goes: who would get it now. */
	audience: GuardianOf[];
}

/** One message. Undefined: not there, or about a family that is not theirs to write to. */
export async function messageForStaff(
	db: Reader,
	staff: StaffActor,
	messageId: string,
	now: Date,
): Promise<SentMessage | undefined> {
	const { message, staffMember } = db.t;
	const [row] = await db
		.select({ message, by: staffMember.name })
		.from(message)
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, message.schoolId), eq(staffMember.id, message.byStaffId)),
		)
		.where(and(eq(message.schoolId, staff.schoolId), eq(message.id, messageId)));
	if (!row) return undefined;
	const { aboutKind: kind, aboutId: id, ...one } = row.message;
	const today = dayOf(now, staff.school.timeZone);
	const about = await aboutForStaff(db, staff, { kind, id }, today);
	if (!about) return undefined;
	const stored = one.text
		? ((await translationsOf(db, staff.schoolId, KIND, [messageId])).get(messageId) ?? [])
		: [];
	return {
		...one,
		messageId,
		about,
		by: row.by,
		mine: one.byStaffId === staff.staffId,
		stored,
		audience: one.sentAt
			? await recipients(db, staff.schoolId, messageId, about, today)
			: await audienceOf(db, staff.schoolId, about, today),
	};
}

/** Those whom it was sent to, as far as they still get what is about those children. */
async function recipients(db: Reader, schoolId: string, messageId: string, about: About, today: string) {
	const { messageRecipient: t } = db.t;
	const rows = await db
		.select({ guardianId: t.guardianId, childId: t.childId })
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.messageId, messageId)));
	const got = new Set(rows.map(({ guardianId, childId }) => `${guardianId} ${childId}`));
	const children = about.kind === 'child' ? { childId: about.id } : ('all' as const);
	return (await guardiansOf(db, schoolId, children, today)).filter(
		({ guardianId, childId, level }) =>
			got.has(`${guardianId} ${childId}`) && (about.kind !== 'child' || level === 'full'),
	);
}

/** Keeps what a person made of the own words in one language; an empty text takes it away. */
export function keepMessageTranslation(
	store: Store,
	staff: StaffActor,
	one: { messageId: string; language: string; text: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' }> {
	return store.transact(async (tx) => {
		const { messageId, text, now } = one;
		const found = await messageForStaff(tx, staff, messageId, now);
		const language = languageOf(one.language)?.tag;
		if (!found?.text || !language || language === found.language)
			return { ok: false, refusal: 'not_found' as const };
		await keepTranslation(tx, staff.schoolId, {
			...{ about: { kind: KIND, id: messageId }, field: 'text', language, text, now },
			of: { text: found.text, language: found.language },
			staffId: staff.staffId,
		});
		await audit(tx, staff, 'messages.translated', { messageId, language }, now);
		return { ok: true as const };
	});
}
