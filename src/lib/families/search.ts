import { fold } from '#lib/platform/fold.ts';

/** What a person is found by: the words of the name, folded. `Noor-Fleur el Bakkali` → `noor fleur el bakkali`. */
export function searchKeyOf(...names: (string | null | undefined)[]): string {
	return wordsIn(names.filter(Boolean).join(' ')).join(' ');
}

export interface Wanted {
	/** Each must begin a word of the child's name or of a guardian's. */
	words: string[];
	/** Part of a telephone number, digits only, without the zero or the country in front. */
	phone?: string;
	/** Part of an e-mail address. */
	email?: string;
}

/** What somebody typed to find a family: a name in any order and with or without accents, an address, or a number. */
export function wantedOf(typed: string): Wanted {
	const text = typed.trim();
	if (text.includes('@')) return { words: [], email: text.toLowerCase() };
	const digits = text.replace(/[\s()./-]/g, '');
	if (/^(\+|00|0)?\d{4,}$/.test(digits))
		return { words: [], phone: digits.replace(/^(\+31|0031|0|\+|00)/, '') };
	return { words: wordsIn(text) };
}

/** True when every word begins a word of one of the keys; no words find everybody. */
export function hasWords(keys: readonly string[], words: readonly string[]): boolean {
	return words.every((word) => keys.some((key) => key.startsWith(word) || key.includes(` ${word}`)));
}

function wordsIn(text: string): string[] {
	return fold(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}
