// Everything that a new language of the app begins with: what `npm run language -- add TAG` writes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canBeRead, languageOf, languages, type Language } from '../../src/lib/translation/languages.ts';
import { baseLocale } from '../../src/lib/translation/locale.ts';
import { MARK, parseMessage, type Message } from './message-texts.ts';

export type Refusal = 'unknown' | 'spoken' | 'there';
export type Added = { ok: true; files: string[]; texts: number } | { ok: false; refusal: Refusal };

const SETTINGS = 'project.inlang/settings.json';
const TABLE = 'src/lib/translation/locale.ts';
const NAMES = 'src/lib/translation/language-names';
const STATES = 'docs/languages.md';

interface Settings {
	locales: string[];
	'plugin.inlang.messageFormat': { pathPattern: string[] };
}

/**
 * Prepares a language in the tree at `root`: its texts, copied from the Dutch and marked, its row in the tables, the
 * names that it has for all languages. Refuses a tag that languages.ts lacks (`unknown`), a language without a written
 * standard (`spoken`), and one that has texts already (`there`); then nothing is written.
 */
export function addLanguage(root: string, tag: string): Added {
	const language = languageOf(tag);
	if (!language || language.tag !== tag) return { ok: false, refusal: 'unknown' };
	if (!canBeRead(tag)) return { ok: false, refusal: 'spoken' };
	const at = (file: string) => path.join(root, file);
	const settings = readFileSync(at(SETTINGS), 'utf8');
	const { locales, ...rest } = JSON.parse(settings) as Settings;
	const folder = `messages/${tag}`;
	if (locales.includes(tag) || existsSync(at(folder))) return { ok: false, refusal: 'there' };

	const files: string[] = [];
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(at(file)), { recursive: true });
		writeFileSync(at(file), text);
		files.push(file);
	};
	const edit = (file: string, change: (text: string) => string) => {
		const before = readFileSync(at(file), 'utf8');
		const after = change(before);
		if (after === before) throw new Error(`${file} looks different: no place for ${tag}`);
		write(file, after);
	};

	let texts = 0;
	for (const pattern of rest['plugin.inlang.messageFormat'].pathPattern) {
		const from = pattern.replace('{locale}', baseLocale);
		const dutch = JSON.parse(readFileSync(at(from), 'utf8')) as Record<string, Message>;
		const marked = Object.entries(dutch).map(([key, message]) => [
			key,
			key === '$schema' ? message : toTranslate(message, language),
		]);
		texts += marked.filter(([key]) => key !== '$schema').length;
		write(path.normalize(pattern.replace('{locale}', tag)), json(Object.fromEntries(marked)));
	}
	edit(SETTINGS, (text) => text.replace(/("locales": \[[^\]]*)\]/, `$1, "${tag}"]`));
	edit(TABLE, (text) => text.replace(/\n(\} satisfies Record<string, Row>;)/, `\n${rowOf(language)}\n$1`));
	write(`${NAMES}-${tag}.ts`, namesOf(tag));
	edit(`${NAMES}.ts`, (text) => listed(text, tag));
	edit(STATES, (text) =>
		text.replace(/(\n\| Ukrainian \| `uk` [^\n]*\n(?:\|[^\n]*\n)*)/, `$1${stateOf(language)}\n`),
	);
	return { ok: true, files, texts };
}

/** A Dutch message as the new language must have it: marked, with all of its plural forms. */
export function toTranslate(message: Message, { plurals }: Pick<Language, 'plurals'>): Message {
	if (typeof message === 'string') return `${MARK}${message}`;
	const [variants] = message;
	const counted = new Set(
		parseMessage(message)
			.plurals.filter(({ type }) => type === 'cardinal')
			.map(({ name }) => name),
	);
	let match = variants.match;
	for (const name of counted) match = inForms(match, name, plurals);
	const marked = Object.entries(match).map(([when, text]) => [when, `${MARK}${text}`]);
	return [{ ...variants, match: Object.fromEntries(marked) }];
}

/** A form that Dutch lacks begins with the text of its `other`; one that the new language lacks goes. */
function inForms(
	match: Record<string, string>,
	name: string,
	plurals: Language['plurals'],
): Record<string, string> {
	const found = Object.entries(match).flatMap(([when, text]): [string, string][] => {
		const form = new RegExp(`\\b${name}=(\\w+)`).exec(when)?.[1];
		if (form === undefined) return [[when, text]];
		const as = (category: string) => when.replace(`${name}=${form}`, `${name}=${category}`);
		if (form === 'one') return plurals.includes('one') ? [[when, text]] : [];
		const lacking = plurals.filter((category) => category !== 'one' || !(as('one') in match));
		return lacking.map((category) => [as(category), text]);
	});
	return Object.fromEntries(found);
}

const json = (content: unknown) => `${JSON.stringify(content, null, '\t')}\n`;
const quoted = (tag: string) => (/^\w+$/.test(tag) ? tag : `'${tag}'`);
const variableOf = (tag: string) => tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function rowOf({ tag, ownName, direction }: Language): string {
	const turned = direction === 'rtl' ? ", direction: 'rtl'" : '';
	return `\t${quoted(tag)}: { name: '${ownName.replace(/'/g, "\\'")}'${turned} },`;
}

/** What CLDR calls the languages in the new one, to be read over; the Dutch name, marked, where it has none. */
function namesOf(tag: string): string {
	const known = Intl.DisplayNames.supportedLocalesOf(tag).length > 0;
	const cldr = known ? new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }) : undefined;
	const rows = languages.map((row) => {
		const name = row.tag === tag ? row.ownName : cldr?.of(row.tag);
		return `\t${quoted(row.tag)}: ${JSON.stringify(name ?? `${MARK}${row.names.nl}`)},`;
	});
	return [
		'/** What each language of languages.ts is called, as it stands alone in a list. */',
		'export default {',
		...rows,
		'};',
		'',
	].join('\n');
}

function listed(text: string, tag: string): string {
	const name = variableOf(tag);
	return text
		.replace(/(\n(?:import [^\n]*\n)+)/, `$1import ${name} from './language-names-${tag}.ts';\n`)
		.replace(/\n\};\n$/, `\n\t${name === tag ? tag : `'${tag}': ${name}`},\n};\n`);
}

const stateOf = ({ tag, names }: Language) => `| ${names.en} | \`${tag}\` | to be translated | not yet |`;
