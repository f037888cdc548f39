// Ready words of thanks. Said on the server, in the language of who helped.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';

/** What a thank-you says; each has a drawing of its own. */
export const thanksNames = ['hands', 'children', 'together'] as const;
export type Thanks = (typeof thanksNames)[number];

export function thanksText(thanks: Thanks, locale: Locale): string {
	const into = { locale };
	if (thanks === 'hands') return m.tasknotices_thanks_hands({}, into);
	return thanks === 'children'
		? m.tasknotices_thanks_children({}, into)
		: m.tasknotices_thanks_together({}, into);
}
