import type { Tint } from './tints.ts';

const tints: readonly Tint[] = ['look', 'talk', 'visit', 'meet', 'feast', 'glad', 'evening'];

/** First letters of the first and the last word of a name, in its own script: "Jeroen van der Berg" is JB. */
export function initials(name: string): string {
	const words = name
		.normalize('NFC')
		.split(/[\s\-–]+/u)
		.map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''))
		.filter((word) => word !== '');
	const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) =>
		firstLetter(word ?? ''),
	);
	// letters of a joined script would flow into one another
	return letters.join(/\p{Script=Arabic}/u.test(letters.join('')) ? '\u200C' : '');
}

/** A tint that is the same wherever this name is shown. Says nothing about the person. */
export function tintOf(name: string): Tint {
	let sum = 0;
	for (const letter of name.normalize('NFC').toLowerCase())
		sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
	return tints[sum % tints.length] ?? 'talk';
}

function firstLetter(word: string): string {
	const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
	return (first?.segment ?? '').toLocaleUpperCase('nl');
}
