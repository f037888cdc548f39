// How a text came about, in words: made on the server, for whatever shows a text of the school.
import { m } from '#lib/paraglide/messages.js';
import type { ShownText } from './content.ts';
import type { Locale } from './locale.ts';

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
