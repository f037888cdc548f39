import { m } from '#lib/paraglide/messages.js';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** What somebody at school said of a thing, in a language that the reader understands. */
export interface VoiceView {
	href: string;
	/** Which language, in the reader's. */
	label: string;
	/** Tag of the language of the label. */
	lang: string;
}

/** A recording, and whether the thing says something else since. */
interface Heard {
	href: string;
	/** Tag of the language that is spoken. */
	language: string;
	outOfDate: boolean;
}

/** Of recordings those that a guardian understands, in the language of the page or one that they read or speak; none that is old. */
export function understoodBy<V extends Heard>(
	voices: readonly V[],
	{ locale, written, spoken }: { locale: string; written: string | null; spoken: string | null },
): V[] {
	const understood = new Set([locale, written, spoken]);
	return voices.filter(({ language, outOfDate }) => understood.has(language) && !outOfDate);
}

/** As their hearer sees them; on the server. */
export function voiceViews(voices: readonly Heard[], locale: Locale): VoiceView[] {
	return voices.map(({ href, language }) => ({
		href,
		label: m.card_voice({ language: languageName(language, locale) }, { locale }),
		lang: locale,
	}));
}
