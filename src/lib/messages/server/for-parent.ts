// What staff wrote, for the guardian who got it: as long as they may know of the child that it came through.
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { asOfNow, voicesOf } from '#lib/files/server/voices.ts';
import { understoodBy, voiceViews, type VoiceView } from '#lib/files/voice-view.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { isLocale, type Locale } from '#lib/translation/locale.ts';
import { translationsOf } from '#lib/translation/server/content.ts';
import { translationStateText } from '#lib/translation/state.ts';
import { howText, originalLabel, type Paragraph } from '../words.ts';
import { sayFor, type Said } from './said.ts';
import { KIND } from './send.ts';
import { MESSAGE_VOICES, saysOfMessage } from './voices.ts';

export interface MessageOfParent {
	messageId: string;
	/** Who wrote it; the school where that person is not there any more. */
	by: string;
	when: string;
	/** The child that it is about; null for what went to many. */
	child: string | null;
	paragraphs: Paragraph[];
	/** Said by somebody at school, in languages that the guardian understands. */
	voices: VoiceView[];
}

/** So many are listed. */
const MOST = 50;

/**
 * One message. Undefined when it was not sent to this guardian, or came through children of whom they may not know it any
 * more. `needsProof`: it is about one child, and this session may not open what is personal.
 */
export async function messageForParent(
	db: Reader,
	parent: ParentActor,
	messageId: string,
	locale: Locale,
): Promise<MessageOfParent | 'needs_proof' | undefined> {
	const [found] = await readMessages(db, parent, locale, messageId);
	if (!found) return undefined;
	return found.child !== null && parent.strength !== 'confirmed' ? 'needs_proof' : found;
}

/** All that came this school year, the newest first; what is about one child only in a session that may open it. */
export async function messagesForParent(
	db: Reader,
	parent: ParentActor,
	locale: Locale,
): Promise<MessageOfParent[]> {
	const all = await readMessages(db, parent, locale);
	return all.filter(({ child }) => child === null || parent.strength === 'confirmed');
}

async function readMessages(db: Reader, parent: ParentActor, locale: Locale, messageId?: string) {
	const { message, messageRecipient, staffMember, guardian } = db.t;
	const { schoolId, guardianId, children } = parent;
	if (children.size === 0) return [];
	const rows = await db
		.select({
			messageId: message.id,
			aboutKind: message.aboutKind,
			aboutId: message.aboutId,
			parts: message.parts,
			text: message.text,
			language: message.language,
			sentAt: message.sentAt,
			by: staffMember.name,
			childId: messageRecipient.childId,
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
		})
		.from(messageRecipient)
		.innerJoin(
			message,
			and(eq(message.schoolId, messageRecipient.schoolId), eq(message.id, messageRecipient.messageId)),
		)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, messageRecipient.schoolId), eq(guardian.id, messageRecipient.guardianId)),
		)
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, message.schoolId), eq(staffMember.id, message.byStaffId)),
		)
		.where(
			and(
				eq(messageRecipient.schoolId, schoolId),
				eq(messageRecipient.guardianId, guardianId),
				inArray(messageRecipient.childId, [...children.keys()]),
				isNotNull(message.sentAt),
				messageId === undefined ? undefined : eq(message.id, messageId),
			),
		)
		.orderBy(desc(message.createdAt), desc(message.id))
		.limit(MOST * 3);
	const own = rows.filter(
		({ aboutKind, childId }) => aboutKind !== 'child' || children.get(childId)?.level === 'full',
	);
	const messages = [...new Map(own.map((row) => [row.messageId, row])).values()].slice(0, MOST);
	const stored = await translationsOf(
		db,
		schoolId,
		KIND,
		messages.flatMap(({ text, messageId: id }) => (text ? [id] : [])),
	);
	const said = await voicesOf(
		db,
		schoolId,
		MESSAGE_VOICES,
		messages.map((row) => row.messageId),
	);
	return messages.map((row): MessageOfParent => {
		// the page's language, unless they read one that the app has no texts in
		const { written, spoken } = row;
		const voices = asOfNow(said.get(row.messageId), saysOfMessage(row));
		const tag = row.written && !isLocale(row.written) ? row.written : locale;
		return {
			messageId: row.messageId,
			by: row.by ?? parent.school.name,
			when: row.sentAt ? formatDayAndTime(row.sentAt, locale, parent.school.timeZone) : '',
			child: row.aboutKind === 'child' ? (children.get(row.aboutId)?.givenName ?? '') : null,
			paragraphs: paragraphs(row, stored.get(row.messageId) ?? [], { tag, locale }),
			voices: voiceViews(understoodBy(voices, { locale, written, spoken }), locale),
		};
	});
}

/** What a reader sees: each paragraph with how it came about, and as it was written one tap away. */
export function paragraphs(
	written: Parameters<typeof sayFor>[0],
	stored: readonly StoredTranslation[],
	reader: { tag: string; locale: Locale },
): Paragraph[] {
	const { locale } = reader;
	const { ready, own } = sayFor(written, stored, reader);
	return [...(ready ? [readyParagraph(ready, locale)] : []), ...(own ? [ownParagraph(own, locale)] : [])];
}

function readyParagraph(ready: NonNullable<Said['ready']>, locale: Locale): Paragraph {
	const { text, language, direction, state, dutch } = ready;
	const isOriginal = state === 'original';
	return {
		text,
		lang: language,
		dir: direction,
		how: isOriginal ? null : translationStateText(state),
		original: isOriginal
			? null
			: { label: originalLabel('nl', locale), text: dutch, lang: 'nl', dir: 'ltr', open: false },
	};
}

function ownParagraph(own: NonNullable<Said['own']>, locale: Locale): Paragraph {
	const { text, language, direction, original, outOfDate } = own;
	return {
		text,
		lang: language,
		dir: direction,
		how: howText(own, locale),
		original: original && {
			label: originalLabel(original.language, locale),
			text: original.text,
			lang: original.language,
			dir: original.direction,
			open: outOfDate,
		},
	};
}
