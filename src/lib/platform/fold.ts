/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE: Record<string, string> = {
	ı: 'i',
	ß: 'ss',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	æ: 'ae',
	œ: 'oe',
	ħ: 'h',
	ŧ: 't',
	ə: 'e',
	'’': "'",
	'‘': "'",
	'`': "'",
	'´': "'",
};

/**
 * A text for comparing and finding: lower case, accents off, one kind of apostrophe, single spaces. The same everywhere,
 * whatever the database or the machine's language.
 */
export function fold(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[ıßøłđðþæœħŧə’‘`´]/g, (letter) => WHOLE[letter] ?? letter)
		.replace(/\s+/g, ' ')
		.trim();
}

/** A text for sorting: folded, with numbers padded so that "Groep 2" comes before "Groep 10". */
export function sortable(...parts: (string | null | undefined)[]): string {
	const text = parts.filter(Boolean).join(' ');
	return fold(text).replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
