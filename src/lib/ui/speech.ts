/** What we need of a `SpeechSynthesisVoice`. */
export interface Voice {
	/** BCP 47 tag; some Android versions write `nl_NL`. */
	lang: string;
	/** False for a voice that sends the text to a company's server. */
	localService: boolean;
	default: boolean;
}

/** A text to read aloud, in one language. */
export interface Said {
	text: string;
	/** BCP 47 tag. */
	lang: string;
}

/** Joins what follows each other in one language, by `between`; what is empty is left out. */
export function inOneBreath(said: readonly Said[], between: string): Said[] {
	const joined: Said[] = [];
	for (const { text, lang } of said) {
		const last = joined.at(-1);
		if (text.trim() === '') continue;
		if (last?.lang === lang) last.text += `${between}${text}`;
		else joined.push({ text, lang });
	}
	return joined;
}

/**
 * The device's own voice for a language, or undefined: then nothing may be read aloud. Never a neighbour's voice (no
 * Dutch for Tigrinya, no Persian for Dari's sake of a shared script), never one that sends the text away. The same
 * region is preferred, then the device's default.
 */
export function voiceFor<V extends Voice>(voices: readonly V[], tag: string): V | undefined {
	const wanted = localeOf(tag);
	if (!wanted) return undefined;
	const able = voices.filter((voice) => {
		const spoken = localeOf(voice.lang);
		return voice.localService && spoken?.language === wanted.language && spoken.script === wanted.script;
	});
	return (
		able.find((voice) => localeOf(voice.lang)?.region === wanted.region) ??
		able.find((voice) => voice.default) ??
		able[0]
	);
}

/**
 * Cuts a text into pieces that a voice reads whole: sentences, joined up to 200 characters. Longer utterances are cut off
 * halfway by some browsers.
 */
export function speechPieces(text: string, tag: string): string[] {
	const pieces: string[] = [];
	for (const { segment } of new Intl.Segmenter(tag, { granularity: 'sentence' }).segment(text)) {
		const sentence = segment.trim();
		if (sentence === '') continue;
		const last = pieces.at(-1);
		if (last !== undefined && last.length + sentence.length < 200)
			pieces[pieces.length - 1] = `${last} ${sentence}`;
		else pieces.push(sentence);
	}
	return pieces;
}

function localeOf(tag: string): Intl.Locale | undefined {
	try {
		return new Intl.Locale(tag.replaceAll('_', '-')).maximize();
	} catch {
		return undefined; // a voice without a proper tag
	}
}
