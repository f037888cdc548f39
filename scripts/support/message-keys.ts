// What is wrong with files and keys, whatever their texts say.
import { keysTwice } from './message-json.ts';
import type { Message } from './message-texts.ts';
import { domainsOf, messagesOf, parseFile, type MessageTree } from './message-tree.ts';

const KEY = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const SETTINGS = 'project.inlang/settings.json';

/** JSON keeps the last of two equal keys and says nothing. */
export function wrongJson({ files }: MessageTree): string[] {
	return [...files].flatMap(([file, text]) =>
		parseFile(text)
			? keysTwice(text).map((key) => `${file} ${key}: is there twice; take one out`)
			: [`${file}: is no JSON; look for a comma or a quotation mark`],
	);
}

/** The same key in two files of a language: which one is shown, chance decides. */
export function twoFiles(tree: MessageTree): string[] {
	return tree.locales.flatMap((locale) => {
		const homes = new Map<string, string[]>();
		for (const domain of domainsOf(tree))
			for (const key of messagesOf(tree, locale, domain).keys())
				homes.set(key, [...(homes.get(key) ?? []), domain]);
		return [...homes]
			.filter(([, domains]) => domains.length > 1)
			.map(([key, domains]) => {
				const files = domains.map((domain) => `${domain}.json`).join(', ');
				return `messages/${locale} ${key}: is in several files (${files}); keep the one of its first word`;
			});
	});
}

/** A listed file that is missing is silently ignored by the compiler, and so is one that is not listed. */
export function wrongFiles(tree: MessageTree): string[] {
	const listed = new Set(
		domainsOf(tree).flatMap((domain) => tree.locales.map((locale) => `messages/${locale}/${domain}.json`)),
	);
	const missing = [...listed].filter((file) => !tree.files.has(file));
	const extra = [...tree.files.keys()].filter((file) => !listed.has(file));
	const odd = tree.patterns.length - domainsOf(tree).length;
	return [
		...missing.map((file) => `${file}: is listed in ${SETTINGS}, but is not there; add it`),
		...extra.map((file) => `${file}: is not listed in ${SETTINGS}; list it, or take the file away`),
		...(odd > 0
			? [`${SETTINGS}: every pathPattern is ./messages/{locale}/<domain>.json; mend the others`]
			: []),
	];
}

export function wrongKeys(domain: string, byLocale: Map<string, Map<string, Message>>): string[] {
	const all = new Set([...byLocale.values()].flatMap((messages) => [...messages.keys()]));
	return [...all].flatMap((key) => {
		const missing = [...byLocale].filter(([, messages]) => !messages.has(key)).map(([locale]) => locale);
		return [
			...(missing.length > 0
				? [`messages/*/${domain}.json ${key}: has no text in ${missing.join(', ')}; write it there`]
				: []),
			...(KEY.test(key) && key.startsWith(`${domain}_`)
				? []
				: [`messages/*/${domain}.json ${key}: must be ${domain}_<place>_<meaning>, lower case; rename it`]),
		];
	});
}

/** Keys that no code asks for, and keys that code asks for in vain. */
export function wrongUse(tree: MessageTree): string[] {
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
		...[...unused].map(
			([domain, idle]) =>
				`messages/*/${domain}.json: no code says m.${idle.join(', m.')}; take it out everywhere`,
		),
		...[...used]
			.filter(([key]) => !keys.has(key))
			.map(([key, file]) => `${file}: there is no message ${key}; write it, or mend its name`),
	];
}
