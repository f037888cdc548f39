// The pseudo-locale: Dutch texts as a long-winded language would have them, to see what a layout does with them. Made
// while a test runs, from the texts that the build has; nothing of it is in the product. docs/languages.md says more.

/**
 * Two fifths longer, with accents, between brackets: `Opslaan` is `[Ööpšlåäån]`. Words grow as words do, up to a length
 * that languages have; the rest is added as words of its own. Names, numbers and addresses in the text stay readable.
 */
export function lengthened(text: string): string {
	const accents: Record<string, string> = { a: 'å', c: 'ç', d: 'ð', e: 'é', g: 'ğ', i: 'ï', k: 'ķ', l: 'ļ' };
	Object.assign(accents, { n: 'ñ', o: 'ö', r: 'ř', s: 'š', t: 'ţ', u: 'û', y: 'ý', z: 'ž' });
	const LONGEST_WORD = 16;
	if (!/\p{L}/u.test(text)) return text;
	const longer = text.replace(
		/(?<![\p{L}\p{Nd}@./:_-])\p{Script=Latin}+(?![\p{L}\p{Nd}@/:_]|\.\p{L})/gu,
		(word) => {
			// a text within another is longer already
			if (/[^\p{ASCII}]/u.test(word)) return word;
			let room = Math.min(Math.round(word.length * 0.4), LONGEST_WORD - word.length);
			return [...word]
				.map((letter) => {
					const accented = accents[letter] ?? letter;
					const isVowel = /[aeiou]/.test(letter);
					return isVowel && room-- > 0 ? accented + letter : accented;
				})
				.join('');
		},
	);
	const lacking = Math.ceil([...text].length * 1.4) - [...longer].length - 2;
	return `[${longer}${
		lacking > 1
			? ` ${'ĺöřéḿ '
					.repeat(Math.ceil(lacking / 6))
					.trim()
					.slice(0, lacking)}`
			: ''
	}]`;
}

/** The same, running from right to left. */
export function turned(text: string): string {
	return /\p{L}/u.test(text) ? `\u202e${text}\u202c` : text;
}

const REGION = (locale: string) => `// src/lib/paraglide/messages/${locale}.js\n`;
const MESSAGE = /^var ((\w+?)(?:\$\d+)?) = \(i?\) => \{\n[\s\S]*?^\};$/gm;

/** The server's chunk with the texts: Dutch is lengthened; Arabic is that, turned. Undefined: these are not in it. */
export function pseudoServer(code: string, texts: URL): string | undefined {
	if (!code.includes(REGION('nl'))) return undefined;
	const dutch = new Map<string, string>();
	const inRegion = (of: string, locale: string, change: (region: string) => string) => {
		const from = of.indexOf(REGION(locale));
		const to = of.indexOf('// src/lib/paraglide/', from + 1);
		return of.slice(0, from) + change(of.slice(from, to)) + of.slice(to);
	};
	const long = inRegion(code, 'nl', (region) =>
		region.replace(MESSAGE, (message, variable: string, key: string) => {
			dutch.set(key, variable);
			return message.replace(/return (`(?:[^`\\]|\\.)*`);/g, 'return pseudoLengthened($1);');
		}),
	);
	const both = inRegion(long, 'ar', (region) =>
		region.replace(MESSAGE, (message, variable: string, key: string) =>
			dutch.has(key) ? `var ${variable} = (i) => pseudoTurned(${dutch.get(key)}(i));` : message,
		),
	);
	return `import { lengthened as pseudoLengthened, turned as pseudoTurned } from ${JSON.stringify(texts.href)};\n${both}`;
}

/** A browser's chunk of Dutch texts (a list of functions), lengthened; `rtl`: turned too. */
export function pseudoChunk(code: string, direction: 'ltr' | 'rtl'): string {
	const changed = code.replace(
		/export\s*\{\s*(\w+) as default\s*\};?\s*$/,
		(_, list: string) =>
			`const lengthened=${lengthened.toString()};const turned=${direction === 'rtl' ? turned.toString() : '(text)=>text'};` +
			`export default ${list}.map((text)=>(inputs)=>turned(lengthened(text(inputs))));`,
	);
	if (changed === code) throw new Error('a chunk of texts looks different: no list is its default');
	return changed;
}
