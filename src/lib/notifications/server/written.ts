// Texts of the school's own in a notice: they stand in it as marks, and are put in when it is sent or read, in the best that
// there is by then. A notice that is due later, or was queued before a translation came, says it in the reader's language.
import { m } from '#lib/paraglide/messages.js';
import {
	readingLanguages,
	shownText,
	type ShownText,
	type StoredTranslation,
} from '#lib/translation/content.ts';
import { directionOf } from '#lib/translation/languages.ts';
import { baseLocale, isLocale, type Direction } from '#lib/translation/locale.ts';
import { howWords } from '#lib/translation/shown-words.ts';
import type { CalendarEntry } from '../calendar.ts';
import type { NoticeContent, SchoolText } from '../content.ts';

/** A text of the school's own as its reader gets it. */
export interface OwnText extends TextIn {
	/** A title or a place: nothing to read for itself. */
	isName: boolean;
	/** How it came to the reader's language, in words; null where it stands as it was written, in that language. */
	how: string | null;
	/** As it was written, where that is not what is shown, and what that is called. */
	original: (TextIn & { label: string }) | null;
}

interface TextIn {
	text: string;
	lang: string;
	dir: Direction;
}

/** What a notice says, with the school's own texts in it. */
export type FilledContent = Omit<NoticeContent, 'written'> & { own?: OwnText[] };

/** Where a text of the school stands in a title, a line or the calendar. */
export function markOf(name: string): string {
	return `\uE000${name}\uE001`;
}

const MARK = /\uE000(\w+)\uE001/g;

/** The texts of these whose marks stand in the content. */
export function withWritten(content: NoticeContent, texts: readonly SchoolText[]): NoticeContent {
	const words = [content.title, ...content.lines, JSON.stringify(content.calendar?.appointments ?? [])];
	const used = texts.filter(({ name }) => words.some((text) => text.includes(markOf(name))));
	return used.length > 0 ? { ...content, written: used } : content;
}

/** The content with the school's texts in it, for who reads `written` beside the language of the notice. */
export function filled(
	{ written = [], ...content }: NoticeContent,
	storedOf: (text: SchoolText) => readonly StoredTranslation[],
	reads: string | null,
): FilledContent {
	const shown = new Map(
		written.map((one) => [one.name, shownText(one, storedOf(one), readingLanguages(reads, content.locale))]),
	);
	if (shown.size === 0) return content;
	const rtl = directionOf(content.locale) === 'rtl';
	const put = (text: string) =>
		text.replace(MARK, (_, name: string) => {
			const one = shown.get(name);
			if (!one) return '';
			// it keeps its own direction in a line that runs the other way
			return rtl || one.direction === 'rtl' ? `\u2068${one.text}\u2069` : one.text;
		});
	const { calendar } = content;
	return {
		...content,
		title: put(content.title),
		lines: content.lines.map(put),
		...(calendar && { calendar: fillEntry(calendar, (name) => shown.get(name)?.text ?? '') }),
		own: written.flatMap(({ name, isName }) => {
			const one = shown.get(name);
			return one ? [ownText(one, isName, content.locale)] : [];
		}),
	};
}

/** A line with the school's texts in place of their marks. */
export function fillText(text: string, textOf: (name: string) => string): string {
	return text.replace(MARK, (_, name: string) => textOf(name));
}

function ownText(shown: ShownText, isName: boolean, tag: string): OwnText {
	const locale = isLocale(tag) ? tag : baseLocale;
	const { text, language: lang, direction: dir, original } = shown;
	return {
		...{ isName, text, lang, dir },
		how: howWords(shown, locale),
		original: original && {
			label: m.momentnotices_text_wrote({}, { locale }),
			text: original.text,
			lang: original.language,
			dir: original.direction,
		},
	};
}

/** Puts texts at their marks in what becomes a calendar file. */
export function fillEntry(entry: CalendarEntry, textOf: (name: string) => string): CalendarEntry {
	const put = (text: string) => fillText(text, textOf);
	return {
		...entry,
		appointments: entry.appointments.map((one) => ({
			...one,
			summary: put(one.summary),
			location: put(one.location),
			description: put(one.description),
		})),
	};
}
