// The rule that finds Dutch school words; what a page needs to show them is in school-word.ts.
import { fold } from '#lib/platform/fold.ts';
import type { SchoolWord } from './school-word.ts';

/** How a word can stand in a text. */
export interface WordForms {
	/** Capitals or not; a space stands for any white space, ’ for either apostrophe. */
	forms: readonly string[];
	/** Abbreviations, exactly so: `OR` and never "or". */
	exact?: readonly string[];
	/** Means something else, or is an everyday word, in another language: only marked in Dutch. */
	inDutchOnly?: boolean;
}

export interface Found {
	id: string;
	at: number;
	length: number;
}

interface Where {
	/** The text is Dutch. */
	inDutch: boolean;
	/** Words that were marked before and are not marked again; those found here are added. */
	seen: Set<string>;
}

/** Addresses of pages and people, in which nothing is explained. */
const ADDRESS = /\S*(?:@|:\/\/|\p{L}\.\p{L})\S*/gu;

/**
 * Finds words in a text: whole words (what follows an apostrophe or a hyphen may be anything: `BSO’ya`, `MR-leden`), the
 * longest form first, each word at its first place only, nothing inside addresses of pages and mail.
 */
export function wordFinder(words: ReadonlyMap<string, WordForms>): (text: string, where: Where) => Found[] {
	const forms = [...words]
		.flatMap(([id, { forms, exact = [] }]) => [
			...forms.map((form) => ({ id, form, pattern: `(?i:${patternOf(form)})` })),
			...exact.map((form) => ({ id, form, pattern: patternOf(form) })),
		])
		.sort((a, b) => b.form.length - a.form.length);
	const ids = forms.map(({ id }) => id);
	const any = forms.map(({ pattern }) => `(${pattern})`).join('|');
	const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any})(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
	return (text, { inDutch, seen }) => {
		const addresses = [...text.matchAll(ADDRESS)].map(({ index, 0: { length } }) => [index, index + length]);
		return [...text.matchAll(pattern)].flatMap(({ index: at, 0: { length }, ...groups }) => {
			const id = ids.find((_, nth) => groups[nth + 1] !== undefined) ?? '';
			if (seen.has(id) || (!inDutch && words.get(id)?.inDutchOnly)) return [];
			if (addresses.some(([from = 0, till = 0]) => at >= from && at < till)) return [];
			seen.add(id);
			return [{ id, at, length }];
		});
	};
}

function patternOf(form: string): string {
	return form
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replaceAll('’', "['’]")
		.replaceAll(' ', '\\s+');
}

/** Whether a word, one of its forms or its explanation has all words that someone looks for; case and marks are nothing. */
export function answersTo(looked: string, word: SchoolWord, forms: readonly string[]): boolean {
	const said = fold([word.word, ...forms, word.text].join(' '));
	return fold(looked)
		.split(/\s+/)
		.every((part) => said.includes(part));
}
