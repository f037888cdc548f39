// What a guardian is told when staff wrote. A mail and a lock screen hold nothing of what is about one child.
import { dutchOf } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { goodNewsThemes, isPhraseId, phraseOf } from '#lib/translation/phrases.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { isolate } from '#lib/translation/isolate.ts';
import { baseLocale, type Direction, type Locale } from '#lib/translation/locale.ts';
import { messagePath } from '../message.ts';
import { howText, originalLabel } from '../words.ts';
import { sayFor, type Written } from './said.ts';

export interface Told {
	schoolId: string;
	messageId: string;
	guardianId: string;
	locale: Locale;
	/** Tag that they read. */
	tag: string;
	/** The only child that it comes through, if it is only one. */
	childId?: string;
	/** The child that it is about; null for what goes to many. */
	about: string | null;
	/** Who wrote it. */
	by: string;
	/** It rings at any hour, by every way. */
	urgent: boolean;
}

/** The notice of a message for one guardian, in Dutch too. */
export function messageNotice(to: Told, written: Written, stored: readonly StoredTranslation[]): NewNotice {
	const notice = noticeIn(to, written, stored);
	if (to.locale === baseLocale) return notice;
	const dutch = noticeIn({ ...to, locale: baseLocale, tag: baseLocale }, written, stored);
	return { ...notice, inDutch: dutchOf(dutch.content) };
}

function noticeIn(to: Told, written: Written, stored: readonly StoredTranslation[]): NewNotice {
	const { schoolId, messageId, guardianId, locale, childId, about } = to;
	const words = { locale };
	const staff = isolate(to.by, locale);
	const notice = {
		schoolId,
		to: { guardianId },
		childId,
		route: to.urgent ? ('both' as const) : ('one' as const),
		onceKey: `messages.sent:${messageId}:${guardianId}`,
	};
	const content = {
		locale,
		action: { label: m.messages_button_read({}, words), path: messagePath(messageId) },
	};
	if (about !== null) {
		const title = m.messages_notice_child_title({ staff, child: isolate(about, locale) }, words);
		const lines = [m.messages_notice_child_text({}, words)];
		const kind = to.urgent
			? 'messages.urgent'
			: isGoodNews(written)
				? 'messages.good_news'
				: 'messages.child';
		return { ...notice, kind, needsSay: true, content: { ...content, title, lines } };
	}
	const title = m.messages_notice_many_title({ staff }, words);
	return {
		...notice,
		kind: to.urgent ? 'messages.urgent' : 'messages.many',
		content: { ...content, title, ...linesOf(to, written, stored) },
	};
}

/** Ready sentences that praise a child, and nothing else. */
function isGoodNews({ parts, text }: Written): boolean {
	return (
		text === null &&
		parts.length > 0 &&
		parts.every(({ phrase }) => isPhraseId(phrase) && goodNewsThemes.includes(phraseOf(phrase).theme))
	);
}

/** What it says, how that came about where one should know, and below a translation what was written. */
function linesOf(to: Told, written: Written, stored: readonly StoredTranslation[]) {
	const { ready, own } = sayFor(written, stored, to);
	const { locale } = to;
	const how = own && howText(own, locale);
	const textIn = ({
		text,
		language,
		direction,
	}: {
		text: string;
		language: string;
		direction: Direction;
	}) => ({
		text: inItsDirection(text, direction),
		language,
	});
	const said = [
		...(ready ? [{ text: ready.text, language: ready.language as string }] : []),
		...(own ? [textIn(own)] : []),
		...(how ? [{ text: how, language: locale }] : []),
		...(own?.original
			? [{ text: originalLabel(own.original.language, locale), language: locale }, textIn(own.original)]
			: []),
	];
	const others = said.flatMap(({ language }, nth) => (language === locale ? [] : [[nth, language] as const]));
	return { lines: said.map(({ text }) => text), linesIn: Object.fromEntries(others) };
}

/** A text that may run in another direction than the mail around it. */
function inItsDirection(text: string, direction: Direction): string {
	return text
		.split('\n')
		.map((line) => (line === '' ? '' : `${direction === 'rtl' ? '\u2067' : '\u2066'}${line}\u2069`))
		.join('\n');
}
