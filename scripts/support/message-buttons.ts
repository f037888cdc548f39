// Which texts stand on a button, and how long they may be beside the Dutch ones, for which the screens were drawn.

/** How much longer than the Dutch a button may be. */
const LONGER = 1.6;
/** Signs that every button has room for, however short the Dutch is. */
const ROOM = 20;

const OPENING = /<(Button|PillButton|ShareButton|PrintButton|CopyButton)\b/g;
const TEXT = /\bm\.([a-z][a-z0-9]*_\w+)/g;
/** Keys that are a button's by their name, wherever they are used. */
const NAMED = /_button_|^app_nav_/;

/** Keys of texts between a button's tags, or in its `label`, in the sources by path. */
export function buttonKeys(sources: ReadonlyMap<string, string>, keys: Iterable<string>): Set<string> {
	const found = new Set([...keys].filter((key) => NAMED.test(key)));
	for (const [file, code] of sources) {
		if (!file.endsWith('.svelte')) continue;
		for (const opening of code.matchAll(OPENING)) {
			const [tag, name = ''] = opening;
			const from = opening.index + tag.length;
			const end = endOfTag(code, from);
			const labels = [
				...code.slice(from, end).matchAll(/(?<![\w-])(?:label|doneLabel|copiedLabel)=\{([^}]*\}?)/g),
			];
			const isAlone = code[end - 1] === '/';
			const closing = isAlone ? end : code.indexOf(`</${name}`, end);
			const texts = [
				...labels.map(([, label = '']) => label),
				isAlone ? '' : children(code.slice(end, closing)),
			];
			for (const text of texts) for (const [, key = ''] of text.matchAll(TEXT)) found.add(key);
		}
	}
	return found;
}

/** What is between the tags, without the attributes of what stands inside. */
const children = (code: string) => code.replace(/<[A-Za-z][^<>]*>/g, ' ');

/** Where an opening tag ends: at the first > that is not within braces or quotes. */
function endOfTag(code: string, from: number): number {
	let depth = 0;
	let quote = '';
	for (let at = from; at < code.length; at++) {
		const sign = code[at] ?? '';
		if (quote) quote = sign === quote ? '' : quote;
		else if (sign === '{') depth++;
		else if (sign === '}') depth--;
		else if (depth === 0 && (sign === '"' || sign === "'")) quote = sign;
		else if (depth === 0 && sign === '>') return at;
	}
	return code.length;
}

/** Signs that take room: no marks on a letter, nothing invisible, a placeholder for one short name. */
export function lengthOf(text: string): number {
	return [...text.replace(/(?<!\\)\{\w+\}/g, 'Fatima').replace(/[\p{M}\p{Cf}]/gu, '')].length;
}

/** A button's texts in one language beside the longest Dutch one. */
export function tooLong(texts: readonly string[], dutch: readonly string[]): string[] {
	const most = Math.max(ROOM, Math.floor(LONGER * Math.max(0, ...dutch.map(lengthOf))));
	const long = texts.find((text) => lengthOf(text) > most);
	return long === undefined
		? []
		: [
				`is a button of ${lengthOf(long)} signs, and at most ${most} fit (${LONGER} times the Dutch): “${long}”; say it shorter`,
			];
}
