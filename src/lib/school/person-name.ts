import { decodeEntities } from '#lib/platform/entities.ts';

/** A text from a school's file, made clean; `changes` says what was wrong with it. */
export interface TidyText {
	text: string;
	changes: Set<'spaces' | 'escaped_twice' | 'accents_apart' | 'bad_characters'>;
}

/**
 * Makes a name from a file clean: single spaces, composed accents (NFC), no control characters, and character references
 * that were escaped twice ("Garc&iacute;a" as text) read after all.
 */
export function tidyText(given: string): TidyText {
	const changes: TidyText['changes'] = new Set();
	let text = given;
	const unescaped = decodeEntities(decodeEntities(text));
	if (unescaped !== text) changes.add('escaped_twice');
	text = unescaped.normalize('NFC');
	if (text !== unescaped) changes.add('accents_apart');
	const readable = text.replace(
		/(?!\s)[\p{Cc}\ufffd\ufffe\uffff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
		'',
	);
	if (readable !== text) changes.add('bad_characters');
	text = readable.replace(/\s+/g, ' ').trim();
	if (text !== readable) changes.add('spaces');
	return { text, changes };
}

/** Words that come before a surname and are not sorted on. */
const PREFIX_WORDS = new Set(
	`van von vom zu zum zur de den der dem het 't 's d' l' te ter ten tot toe in op aan bij uit over onder voor la le les du des da
	das do dos di del della dei el al ul as ben bin ibn abu ait af av y e i auf v. d. v.d. v/d v.d vd t. a/d a.d. v/h`.split(
		/\s+/,
	),
);

/** True when every word is one that comes before a surname: "van den", "v. d.", "el". */
export function isPrefix(text: string): boolean {
	const words = text
		.toLowerCase()
		.replace(/[’‘`´]/g, "'")
		.split(' ');
	return words.length > 0 && words.every((word) => PREFIX_WORDS.has(word));
}

/**
 * Takes a prefix that was written behind the surname apart: "Berg, van den" is `van den` + `Berg`. Anything else after a
 * comma may be a part of the name and stays.
 */
export function splitSurname(surname: string): { surname: string; prefix: string | null } {
	const comma = surname.lastIndexOf(',');
	if (comma < 1) return { surname, prefix: null };
	const behind = surname.slice(comma + 1).trim();
	if (!behind || !isPrefix(behind)) return { surname, prefix: null };
	return { surname: surname.slice(0, comma).trim(), prefix: behind };
}

/** True for a prefix that was shortened ("v. d."): it stands for "van de", "van der" or "van den", so it stays as it is. */
export function isShortPrefix(prefix: string): boolean {
	return /[./]/.test(prefix) || /^(vd|v d)$/i.test(prefix);
}

/** `Lotte van den Berg`, from what there is. */
export function fullName(name: {
	givenName?: string | null;
	prefix?: string | null;
	surname?: string | null;
}): string {
	return [name.givenName, name.prefix, name.surname].filter(Boolean).join(' ');
}
