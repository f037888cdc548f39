// Words of another language in a text: by its script, and by comparison with Dutch and English.
import { languageOf, scripts, writingOf } from '../../src/lib/translation/languages.ts';
import { wordsOf } from './message-texts.ts';

/** A letter after a number is its own: an article of law. */
const LETTERS = /(?<!\p{Nd})[\p{L}\p{M}]+(?:[’.-][\p{L}\p{M}]+)*/gu;

/** Words in a script that the language is not written in, but for `names`; and words with letters of two scripts. */
export function wrongScript(text: string, locale: string, names: ReadonlySet<string>): string[] {
	const own = new RegExp(`\\p{Script=${writingOf(locale).unicodeName}}`, 'u');
	const says = new Set<string>();
	for (const [word] of wordsOf(text).matchAll(LETTERS)) {
		const letters = [...word].filter((letter) => /\p{L}/u.test(letter) && !/\p{Script=Common}/u.test(letter));
		const foreign = letters.filter((letter) => !own.test(letter));
		if (foreign.length === 0) continue;
		// "PDF-файл" is two words; a Latin i in "лiст" is a slip that nobody sees
		const parts = word.split(/[’.-]/);
		const mixed = parts.find(
			(part) => own.test(part) && [...part].some((letter) => foreign.includes(letter)),
		);
		if (mixed)
			says.add(
				`mixes letters of two scripts in one word: ${mixed} (${foreign.join(' ')}); type the word anew`,
			);
		else if (
			!names.has(word) &&
			!parts.every((part) => own.test(part) || names.has(part) || !/\p{L}/u.test(part))
		)
			says.add(
				`has a word in ${writtenIn(foreign[0] ?? '')} letters: ${word}; translate it, or list it as a name in message-exceptions.ts`,
			);
	}
	return [...says];
}

function writtenIn(letter: string): string {
	const known = Object.values(scripts).find(({ unicodeName }) =>
		new RegExp(`\\p{Script=${unicodeName}}`, 'u').test(letter),
	);
	return known?.unicodeName ?? 'other';
}

/** Small words that leave no doubt which language a sentence is in. */
const telling: Record<string, string> = {
	nl: 'het een niet van dit uw voor met deze bij staat wij dan heeft zien niets kunt krijgt zijn als aan hier gaat eigen naar werkt ziet iets eerst hebt ook komen hebben iemand dagen uit opnieuw jaar zonder ons niemand hoe alles kunnen alleen laten zelf waar zich daarna vandaag welke graag wordt worden iedereen elke wanneer altijd zoals maar nog geen wat ouders kinderen kind groep klas leerkracht',
	en: 'the and you this for your not has with who that are there have will from they their would should please when which while where already again something someone what our were does can’t don’t must each every child children parents teacher',
};

/** Those of them that another language has as well. */
const shared: Record<string, string> = {
	en: 'met van kind dan',
	tr: 'met van dan has not',
	pl: 'dan not',
};

const listOf = (words = '') => new Set(words.split(' '));

/** Latin words of a text, lower case; `|` where something else stands between. */
function latinWords(text: string): string[] {
	const plain = text.replace(/(?<!\\)\{\w+\}/g, ' | ').toLowerCase();
	return plain.match(/[\p{Script=Latin}\p{M}]+(?:[’-][\p{Script=Latin}\p{M}]+)*|[^\s]/gu) ?? [];
}

/** The text says a word that only Dutch (only English) has. */
export function tellingWords(text: string, locale: string): string[] {
	const own = listOf(shared[locale]);
	const words = latinWords(text);
	return Object.entries(telling).flatMap(([of, list]) => {
		if (of === locale) return [];
		const foreign = listOf(list);
		const found = words.filter((word) => foreign.has(word) && !own.has(word));
		return found.length > 0
			? [`has words of ${nameOf(of)}: ${[...new Set(found)].join(', ')}; translate them`]
			: [];
	});
}

/** English and Dutch are so near that two words in a row are the same by chance. */
const runOf = (locale: string, other: string) => (locale === 'en' && other === 'nl' ? 4 : 2);

/** The text says words in a row that stand so in the Dutch (English) text of the same key. */
export function sharedWords(
	text: string,
	locale: string,
	other: string,
	originals: readonly string[],
	names: ReadonlySet<string>,
): string[] {
	const known = new Set([...names].map((name) => name.toLowerCase()));
	const read = (of: string) => latinWords(of).map((word) => (known.has(word) ? '|' : word));
	const theirs = originals.map((original) => ` ${read(original).join(' ')} `);
	const words = read(text);
	const length = runOf(locale, other);
	for (let at = 0; at + length <= words.length; at++) {
		const run = words.slice(at, at + length);
		if (
			run.every((word) => /^\p{L}{2}/u.test(word)) &&
			theirs.some((one) => one.includes(` ${run.join(' ')} `))
		)
			return [`has words that stand so in ${nameOf(other)}: “${run.join(' ')}”; translate them`];
	}
	return [];
}

const nameOf = (tag: string) => languageOf(tag)?.names.en ?? tag;
