// How a text came about, in words: made on the server, for whatever shows a text of the school.
import { m } from '#lib/paraglide/messages.js';
import type { ShownText } from './content.ts';
import type { Direction, Locale } from './locale.ts';

/** How a text came to the reader's language; null where it stands as it was written, in that language. */
export function howWords({ state, outOfDate }: ShownText, locale: Locale): string | null {
	const to = { locale };
	if (outOfDate) return m.momentnotices_text_older({}, to);
	const how = {
		original: null,
		person: m.momentnotices_text_person({}, to),
		machine: m.momentnotices_text_machine({}, to),
		none: m.momentnotices_text_none({}, to),
	};
	return how[state];
}

/** What goes with a name of the school's own on a page in this language; both null of what is not the school's. */
export function shownBeside(
	own: ShownText | null,
	locale: Locale,
): {
	/** Its language and direction, where they are not the page's. */
	in: { lang: string; dir: Direction } | null;
	/** How it came to the reader's language, and what the school wrote. */
	how: { words: string | null; dutch: string } | null;
} {
	if (!own) return { in: null, how: null };
	const { language: lang, direction: dir, original } = own;
	return {
		in: lang === locale ? null : { lang, dir },
		how: original && { words: howWords(own, locale), dutch: original.text },
	};
}
