// Reads messages as they stand in messages/<locale>/<domain>.json (inlang message format).

/** Before a text that `npm run language` copied from the Dutch and nobody has translated yet. */
export const MARK = '[nl] ';

export interface Variants {
	declarations?: string[];
	selectors?: string[];
	match: Record<string, string>;
}
export type Message = string | [Variants];

export interface Plural {
	/** The local variable that holds the category, and the number that it comes from. */
	name: string;
	of: string;
	type: Intl.PluralRuleType;
}

/** A message taken apart: its texts by what selects them, what it asks for, where it counts. */
export interface Parsed {
	texts: { when: Record<string, string>; text: string }[];
	inputs: Set<string>;
	plurals: Plural[];
}

const LOCAL = /^local (\w+) = (\w+)(?:: (\w+)(.*))?$/;

export function parseMessage(message: Message): Parsed {
	if (typeof message === 'string') {
		const texts = [{ when: {}, text: message }];
		return { texts, inputs: placeholdersOf(message), plurals: [] };
	}
	const [{ declarations = [], match }] = message;
	const inputs = new Set<string>();
	const locals = new Set<string>();
	const plurals: Plural[] = [];
	for (const line of declarations) {
		const input = /^input (\w+)$/.exec(line)?.[1];
		if (input) inputs.add(input);
		const [, name, of, formatter, options = ''] = LOCAL.exec(line) ?? [];
		if (name) locals.add(name);
		if (name && of && formatter === 'plural')
			plurals.push({ name, of, type: /type=ordinal/.test(options) ? 'ordinal' : 'cardinal' });
	}
	const texts = Object.entries(match).map(([when, text]) => ({ when: readMatch(when), text }));
	for (const { text } of texts)
		for (const name of placeholdersOf(text)) if (!locals.has(name)) inputs.add(name);
	return { texts, inputs, plurals };
}

/** `countPlural=one, kind=*` */
function readMatch(when: string): Record<string, string> {
	return Object.fromEntries(when.split(',').map((part) => part.trim().split('=')));
}

/** Names between braces; `\{` is a brace that is meant. */
export function placeholdersOf(text: string): Set<string> {
	return new Set([...text.matchAll(/(?<!\\)\{(\w+)\}/g)].map(([, name = '']) => name));
}

/** The text without placeholders: what a translator wrote. */
export const wordsOf = (text: string) => text.replace(/(?<!\\)\{\w+\}/g, ' ');
