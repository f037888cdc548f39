// What can be wrong with the texts and is visible without reading them.
import { latinAnywhere, sameAnywhere } from './message-exceptions.ts';
import { parseMessage, wordsOf, type Message, type Parsed } from './message-texts.ts';

export interface MessageTree {
	/** First is the one that the others are held against. */
	locales: string[];
	/** `./messages/{locale}/app.json` … as in project.inlang/settings.json. */
	patterns: string[];
	/** Message files by path, `messages/nl/app.json`, as they were read. */
	files: ReadonlyMap<string, string>;
	/** Source files by path: where keys are used. */
	sources: ReadonlyMap<string, string>;
}

const KEY = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
/** Languages that are not written in Latin letters. */
const SCRIPTS: Record<string, RegExp> = { ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u };

/** Everything that is wrong, one line each. */
export function findProblems(tree: MessageTree): string[] {
	const problems = [...wrongFiles(tree), ...wrongJson(tree)];
	const [base = 'nl'] = tree.locales;
	for (const domain of domainsOf(tree)) {
		const byLocale = new Map(tree.locales.map((locale) => [locale, messagesOf(tree, locale, domain)]));
		problems.push(...wrongKeys(domain, byLocale));
		for (const [locale, messages] of byLocale)
			for (const [key, message] of messages) {
				const where = `messages/${locale}/${domain}.json ${key}`;
				const own = parseMessage(message);
				const original = byLocale.get(base)?.get(key);
				const dutch = original === undefined ? undefined : parseMessage(original);
				const says = [
					...wrongText(own, locale),
					...wrongPlurals(own, locale),
					...wrongPlaceholders(own, dutch),
					...untranslated(key, own, locale, byLocale),
				];
				problems.push(...says.map((problem) => `${where}: ${problem}`));
			}
	}
	return [...problems, ...wrongUse(tree)];
}

const domainsOf = ({ patterns }: MessageTree) =>
	patterns.flatMap((pattern) => /^\.\/messages\/\{locale\}\/(\w+)\.json$/.exec(pattern)?.[1] ?? []);

function messagesOf({ files }: MessageTree, locale: string, domain: string): Map<string, Message> {
	const text = files.get(`messages/${locale}/${domain}.json`) ?? '{}';
	const { $schema: _, ...messages } = parseFile(text) ?? {};
	return new Map(Object.entries(messages));
}

function parseFile(text: string): Record<string, Message> | undefined {
	try {
		return JSON.parse(text) as Record<string, Message>;
	} catch {
		return undefined;
	}
}

/** JSON keeps the last of two equal keys and says nothing. */
function wrongJson({ files }: MessageTree): string[] {
	return [...files].flatMap(([file, text]) => {
		if (!parseFile(text)) return [`${file}: is no JSON`];
		const keys = [...text.matchAll(/^\s*"(\w+)":/gm)].map(([, key = '']) => key);
		const twice = keys.filter((key, at) => KEY.test(key) && keys.indexOf(key) !== at);
		return twice.map((key) => `${file} ${key}: is there twice`);
	});
}

/** A listed file that is missing is silently ignored by the compiler, and so is one that is not listed. */
function wrongFiles(tree: MessageTree): string[] {
	const listed = new Set(
		domainsOf(tree).flatMap((domain) => tree.locales.map((locale) => `messages/${locale}/${domain}.json`)),
	);
	const missing = [...listed].filter((file) => !tree.files.has(file));
	const extra = [...tree.files.keys()].filter((file) => !listed.has(file));
	const odd = tree.patterns.length - domainsOf(tree).length;
	return [
		...missing.map((file) => `${file}: is listed in project.inlang/settings.json, but is not there`),
		...extra.map((file) => `${file}: is not listed in project.inlang/settings.json`),
		...(odd > 0
			? [`project.inlang/settings.json: every pathPattern is ./messages/{locale}/<domain>.json`]
			: []),
	];
}

function wrongKeys(domain: string, byLocale: Map<string, Map<string, Message>>): string[] {
	const all = new Set([...byLocale.values()].flatMap((messages) => [...messages.keys()]));
	return [...all].flatMap((key) => {
		const missing = [...byLocale].filter(([, messages]) => !messages.has(key)).map(([locale]) => locale);
		return [
			...(missing.length > 0
				? [`messages/*/${domain}.json ${key}: has no text in ${missing.join(', ')}`]
				: []),
			...(KEY.test(key) && key.startsWith(`${domain}_`)
				? []
				: [`messages/*/${domain}.json ${key}: must be ${domain}_<place>_<meaning>, lower case`]),
		];
	});
}

function wrongText({ texts }: Parsed, locale: string): string[] {
	const says = new Set<string>();
	for (const { text } of texts) {
		if (text.trim() === '') says.add('is empty');
		else if (text !== text.trim() || / {2}/.test(text)) says.add('has stray spaces');
		if (text !== text.normalize('NFC')) says.add('is not in Unicode form NFC');
		if (/\p{Nd}/u.test(text.replace(/[0-9]/g, ''))) says.add('has digits that are not Latin ones');
		const foreign = SCRIPTS[locale] && /(?<!\p{Nd})\p{Script=Latin}[\p{Script=Latin}\p{M}'’.-]*/gu;
		for (const [word] of foreign ? wordsOf(text).matchAll(foreign) : [])
			if (!latinAnywhere.has(word.replace(/[.'’-]+$/, ''))) says.add(`has a word in Latin letters: ${word}`);
	}
	return [...says];
}

/** Every category of the language has its text, and no other, for each way that the other selectors can fall. */
function wrongPlurals({ texts, plurals }: Parsed, locale: string): string[] {
	return plurals.flatMap(({ name, type }) => {
		const { pluralCategories } = new Intl.PluralRules(locale, { type }).resolvedOptions();
		const groups = Map.groupBy(texts, ({ when }) => JSON.stringify({ ...when, [name]: undefined }));
		return [...groups.values()].flatMap((group) => {
			const given = group.map(({ when }) => when[name] ?? '*');
			const missing = pluralCategories.filter((category) => !given.includes(category));
			const dead = given.filter((category) => !(pluralCategories as string[]).includes(category));
			return [
				...(missing.length > 0 ? [`has no text for ${name} = ${missing.join(', ')}`] : []),
				...(dead.length > 0 ? [`has a text that can't be reached, for ${name} = ${dead.join(', ')}`] : []),
			];
		});
	});
}

function wrongPlaceholders(own: Parsed, original: Parsed | undefined): string[] {
	const says: string[] = [];
	const names = (parsed: Parsed) => [...parsed.inputs].sort().join(', ') || 'none';
	if (original && names(own) !== names(original))
		says.push(`asks for ${names(own)}; the Dutch text asks for ${names(original)}`);
	// a number may be left out ("one place"), a name that only one of the texts mentions is a mistake
	const counted = new Set(own.plurals.flatMap(({ name, of }) => [name, of]));
	const lists = own.texts.map(({ text }) =>
		[...parseMessage(text).inputs]
			.filter((name) => !counted.has(name))
			.sort()
			.join(', '),
	);
	if (new Set(lists).size > 1) says.push('does not use the same placeholders in each of its texts');
	return says;
}

/** A text that equals the Dutch or the English one was most likely not translated. */
function untranslated(
	key: string,
	own: Parsed,
	locale: string,
	byLocale: Map<string, Map<string, Message>>,
): string[] {
	const all = (of: string) => {
		const message = of === locale ? undefined : byLocale.get(of)?.get(key);
		return message ? parseMessage(message).texts.map(({ text }) => text) : [];
	};
	const [base = 'nl'] = byLocale.keys();
	if (locale === base) return [];
	return [base, 'en'].flatMap((other) => {
		const same = own.texts.find(
			({ text }) =>
				all(other).includes(text) && /\p{L}/u.test(wordsOf(text)) && !isSameEverywhere(text, locale),
		);
		return same ? [`is the same as in ${other}: "${same.text}"`] : [];
	});
}

function isSameEverywhere(text: string, locale: string): boolean {
	const locales = sameAnywhere[wordsOf(text).trim().replace(/\s+/g, ' ')];
	return locales === 'all' || (locales?.includes(locale) ?? false);
}

/** Keys that no code asks for, and keys that code asks for in vain. */
function wrongUse(tree: MessageTree): string[] {
	const [base = 'nl'] = tree.locales;
	const keys = new Set(domainsOf(tree).flatMap((domain) => [...messagesOf(tree, base, domain).keys()]));
	const used = new Map<string, string>();
	for (const [file, text] of tree.sources) {
		if (!/paraglide\/messages(\/_index)?\.js/.test(text)) continue;
		for (const [, key = ''] of text.matchAll(/\bm\.([a-z][a-z0-9]*_\w+)/g)) used.set(key, file);
	}
	const unused = Map.groupBy(
		[...keys].filter((key) => !used.has(key)),
		(key) => key.split('_')[0],
	);
	return [
		...[...unused].map(([domain, idle]) => `${domain}.json: no code says m.${idle.join(', m.')}`),
		...[...used]
			.filter(([key]) => !keys.has(key))
			.map(([key, file]) => `${file}: there is no message ${key}`),
	];
}
