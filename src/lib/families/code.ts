/**
 * Characters of a printed code. Of those that look alike on paper only one is in it: no 0 and O beside Q, no B beside 8,
 * no S beside 5, no Z beside 2, no U beside V, and nothing like I, L or 1.
 */
export const codeAlphabet = '23456789ACDEFGHJKMNPQRTVWXY';
/** 27 to the power of 10: 47 bits, far more than the tries that anybody gets. */
export const codeLength = 10;

/** What people read instead: for each character that is not printed, the printed one that it looks like. */
const lookAlikes: Record<string, string> = { 0: 'Q', O: 'Q', B: '8', S: '5', Z: '2', U: 'V' };
/** Letters of a Cyrillic or Greek keyboard that look like ours: who types what they see, types these. */
const cyrillic: [own: string, latin: string] = ['АВСЕНКМОРТУХЅЈԚԜѴ', 'ABCEHKMOPTYXSJQWV'];
const greek: [own: string, latin: string] = ['ΑΒΕΖΗΚΜΝΟΡΤΥΧ', 'ABEZHKMNOPTYX'];

const typed = new Map<string, string>(Object.entries(lookAlikes));
for (const [own, latin] of [cyrillic, greek])
	[...own].forEach((letter, at) => {
		const plain = latin[at] ?? '';
		typed.set(letter, lookAlikes[plain] ?? plain);
	});

/** The code as it is printed, in two groups: `K7M4P-QX2RT`. */
export function showCode(code: string): string {
	return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;
}

/**
 * The code that someone typed or scanned, or undefined when it can't be one. Takes any case, spaces and dashes, Arabic and
 * Persian digits, look-alikes of other keyboards, and the whole address from the letter.
 */
export function readCode(text: string): string | undefined {
	const tail = text.slice(0, 200).split('/').at(-1) ?? '';
	const characters = [...tail.split(/[?#]/, 1).join('').normalize('NFKC').toUpperCase()]
		.filter((character) => !/[\s\p{P}\p{Cf}]/u.test(character))
		.map(latinDigit)
		.map((character) => typed.get(character) ?? character);
	const fits = characters.length === codeLength && characters.every((one) => codeAlphabet.includes(one));
	return fits ? characters.join('') : undefined;
}

/** Arabic-Indic and Persian digits as Latin ones. */
function latinDigit(character: string): string {
	const point = character.codePointAt(0) ?? 0;
	if (point >= 0x0660 && point <= 0x0669) return String(point - 0x0660);
	if (point >= 0x06f0 && point <= 0x06f9) return String(point - 0x06f0);
	return character;
}
