// What can be wrong with the texts and is visible without reading them. Each line says the file, the key, what is the
// matter and what to do. docs/languages.md lists the rules.
import { allowedBy, type Allowed, type Exceptions } from './message-allowed.ts';
import { buttonKeys, tooLong } from './message-buttons.ts';
import { wrongCharacters } from './message-characters.ts';
import { wrongPlaceholders, wrongPlurals } from './message-forms.ts';
import { twoFiles, wrongFiles, wrongJson, wrongKeys, wrongUse } from './message-keys.ts';
import { MARK, parseMessage, wordsOf, type Parsed } from './message-texts.ts';
import { domainsOf, messagesOf, type MessageTree } from './message-tree.ts';
import { sharedWords, tellingWords, wrongScript } from './message-words.ts';

/** Texts of one key in every language, and what is known about it. */
interface Texts {
	key: string;
	locale: string;
	base: string;
	own: Parsed;
	/** The same key in another language; undefined for its own, and where that has none. */
	in(locale: string): Parsed | undefined;
	isButton: boolean;
}

/** Everything that is wrong, one line each. */
export function findProblems(tree: MessageTree, exceptions: Exceptions = {}): string[] {
	const problems = [...wrongFiles(tree), ...wrongJson(tree), ...twoFiles(tree)];
	const [base = 'nl'] = tree.locales;
	const allowed = allowedBy(exceptions);
	for (const domain of domainsOf(tree)) {
		const byLocale = new Map(tree.locales.map((locale) => [locale, messagesOf(tree, locale, domain)]));
		const buttons = buttonKeys(tree.sources, byLocale.get(base)?.keys() ?? []);
		problems.push(...wrongKeys(domain, byLocale));
		for (const [locale, messages] of byLocale)
			for (const [key, message] of messages) {
				const says = wrongMessage(
					{
						key,
						locale,
						base,
						own: parseMessage(message),
						isButton: buttons.has(key),
						in(other) {
							const found = other === locale ? undefined : byLocale.get(other)?.get(key);
							return found === undefined ? undefined : parseMessage(found);
						},
					},
					allowed,
				);
				problems.push(...says.map((problem) => `messages/${locale}/${domain}.json ${key}: ${problem}`));
			}
	}
	return [...problems, ...wrongUse(tree), ...allowed.idle()];
}

function wrongMessage(texts: Texts, allowed: Allowed): string[] {
	const { locale, own, base } = texts;
	const marked = own.texts.filter(({ text }) => text.startsWith(MARK));
	if (marked.length > 0)
		return [
			`is still to be translated: “${marked[0]?.text.slice(MARK.length)}”; write it, without ${MARK.trim()}`,
		];
	return [
		...untidy(own),
		...allowed.unless(
			'oddCharacters',
			texts,
			eachText(own, (text) => wrongCharacters(text, locale)),
		),
		...eachText(own, (text) => wrongScript(text, locale, allowed.names)),
		...allowed.unless('foreignWords', texts, [
			...eachText(own, (text) => tellingWords(text, locale)),
			...untranslated(texts, allowed),
		]),
		...wrongPlurals(own, locale),
		...wrongPlaceholders(own, texts.in(base)),
		...allowed.unless('longButtons', texts, longButton(texts)),
	];
}

const eachText = (own: Parsed, check: (text: string) => string[]) => [
	...new Set(own.texts.flatMap(({ text }) => check(text))),
];

function untidy({ texts }: Parsed): string[] {
	const says = new Set<string>();
	for (const { text } of texts) {
		if (text.trim() === '') says.add('is empty; write it, or take the key out everywhere');
		else if (text !== text.trim() || / {2}/.test(text)) says.add('has stray spaces; take them out');
		if (text !== text.normalize('NFC'))
			says.add('is not in Unicode form NFC; type the letters with accents anew');
	}
	return [...says];
}

/** A text that equals the Dutch or the English one, or has a part of it, was most likely not translated. */
function untranslated({ locale, base, own, in: textsIn }: Texts, allowed: Allowed): string[] {
	if (locale === base) return [];
	return [base, 'en'].flatMap((other) => {
		const theirs = textsIn(other)?.texts.map(({ text }) => text) ?? [];
		const same = own.texts.find(
			({ text }) =>
				theirs.includes(text) && /\p{L}/u.test(wordsOf(text)) && !allowed.isSameEverywhere(text, locale),
		);
		if (same)
			return [
				`is the same as in ${other}: “${same.text}”; translate it, or say why in message-exceptions.ts`,
			];
		return eachText(own, (text) =>
			allowed.isSameEverywhere(text, locale) ? [] : sharedWords(text, locale, other, theirs, allowed.names),
		);
	});
}

function longButton({ isButton, locale, base, own, in: textsIn }: Texts): string[] {
	const dutch = textsIn(base);
	if (!isButton || locale === base || !dutch) return [];
	return tooLong(
		own.texts.map(({ text }) => text),
		dutch.texts.map(({ text }) => text),
	);
}
