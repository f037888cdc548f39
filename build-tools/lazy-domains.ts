// Client build only. Paraglide would put every language of every used message into the page. Instead: one hashed
// chunk per language and domain (the key's first word); a page loads those of its own language (`<html lang>`) for
// the domains that it uses. Texts that only staff, only pages for who is signed out, or only what is loaded later
// says are a chunk of their own; texts that only the server says are in none.
import fs from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { readReach, type Room, type Said } from './reach.ts';

const MESSAGE = /^export const ([a-z0-9]+)_(\w+) =/gm;
const COMMENT = /\/\*[\s\S]*?\*\//g;
const PART = '\0messages:';
const PART_OF_LANGUAGE = '\0messages-of:';

/** A part smaller than this (characters of code) costs more as a file of its own than as a few texts too many. */
const SMALL_PART = 1500;
const SMALL_PARENT_PART = 2500;
const SMALL_LATER_PART = 500;

/** What the bundler makes of a call to something that no file exports: it builds, and throws when it is said. */
const NO_SUCH_TEXT = /\(void 0\)\(|\(0,\s*void 0\)\(/;

/** Cuts Paraglide's messages (`locale-modules` output) into chunks by language and domain. */
export function lazyMessages({ dir = 'src/lib/paraglide/messages', base = 'nl' } = {}): Plugin {
	const messages = new CompiledMessages(path.resolve(dir));
	let known: Map<string, string[]> | undefined;
	// asked for when Paraglide has compiled
	const parts = () => (known ??= partsOf(readReach().texts(), messages.sizes(base)));
	return {
		name: 'schoolbrug:lazy-messages',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: (environment) => environment.name === 'client',
		resolveId(id) {
			if (id.startsWith('messages:')) return { id: '\0' + id, moduleSideEffects: false };
			if (id.startsWith('messages-of:')) return '\0' + id;
		},
		load(id) {
			if (id.startsWith(PART)) {
				const part = id.slice(PART.length);
				return messages.chooser(part, parts().get(part) ?? [], base);
			}
			if (id.startsWith(PART_OF_LANGUAGE)) {
				const [locale = base, part = ''] = id.slice(PART_OF_LANGUAGE.length).split(':');
				return messages.chunk(locale, parts().get(part) ?? []);
			}
		},
		transform: {
			filter: { id: /paraglide\/messages\/_index\.js$/ },
			handler(code) {
				if (code.search(MESSAGE) < 0) this.error('lazy-messages: the generated index looks different');
				return {
					code: [...parts().keys()].map((part) => `export * from "messages:${part}";`).join('\n'),
					map: null,
				};
			},
		},
		generateBundle(_options, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type !== 'chunk' || !NO_SUCH_TEXT.test(file.code)) continue;
				const why = `lazy-messages: ${file.name} says a text that is in no part: ${file.moduleIds.join(', ')}`;
				console.error(why); // the builds that follow fail too, and theirs is what would be read
				this.error(why);
			}
		},
	};
}

/** In this order: who says a text first decides where it is. */
const rooms: Room[] = ['every', 'hub', 'parent', 'easy', 'public', 'later', 'staff'];

/** The texts of each part, in order: `moments` what parents read first, `moments.staff` what only staff read. */
export function partsOf(
	texts: ReadonlyMap<string, Said>,
	sizes: ReadonlyMap<string, number>,
): Map<string, string[]> {
	const parts = new Map<string, string[]>();
	const add = (part: string, text: string) => parts.set(part, [...(parts.get(part) ?? []), text]);
	const sizeOf = (part: string) =>
		(parts.get(part) ?? []).reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
	for (const [text, said] of [...texts].filter(([key]) => sizes.has(key))) {
		const [domain = ''] = text.split('_');
		add([domain, ...placeOf(said)].join('.'), text);
	}
	// the small ones go to what their pages load anyway, the smallest places first
	for (const part of [...parts.keys()].sort((a, b) => b.split('.').length - a.split('.').length)) {
		const [domain = '', room = '', page] = part.split('.');
		const whole = page ? `${domain}.${room}` : domain;
		const limit = { later: SMALL_LATER_PART, parent: SMALL_PARENT_PART }[room] ?? SMALL_PART;
		// every page has the whole of `app`: what only staff say is not in it
		const isSmall = sizeOf(part) < limit && parts.has(whole) && part !== 'app.staff';
		// what is left for the first pages would be hardly anything
		const takesAll = room === 'parent' && sizeOf(domain) < SMALL_PART;
		if (!room || (!isSmall && !takesAll)) continue;
		for (const name of parts.get(part) ?? []) add(whole, name);
		parts.delete(part);
	}
	for (const names of parts.values()) names.sort();
	return parts;
}

/** Pages for who is signed out are visited one by one, so what only one of them says is its own. */
function placeOf({ rooms: said, pages }: Said): string[] {
	const room = rooms.find((one) => said.has(one)) ?? 'staff';
	if (room === 'every' || room === 'hub') return [];
	const [page = ''] = pages;
	const isOwn = room === 'public' && pages.size === 1;
	return isOwn
		? [
				room,
				path
					.dirname(page)
					.split('/')
					.slice(-2)
					.join('-')
					.replace(/[^\w-]/g, ''),
			]
		: [room];
}

class CompiledMessages {
	readonly #dir: string;
	readonly #languages = new Map<string, Map<string, string>>();
	constructor(dir: string) {
		this.#dir = dir;
	}

	#read(file: string): string {
		return fs.readFileSync(path.join(this.#dir, file), 'utf8');
	}

	/** Every message with the length of its code. */
	sizes(locale: string): Map<string, number> {
		const names = [...this.#read('_index.js').matchAll(MESSAGE)].map(([, first, rest]) => `${first}_${rest}`);
		return new Map(names.map((name) => [name, this.#text(locale, name).replace(COMMENT, '').length]));
	}

	#locales(): string[] {
		return fs
			.readdirSync(this.#dir)
			.filter((file) => file.endsWith('.js') && file !== '_index.js')
			.map((file) => file.slice(0, -3));
	}

	/** The module that the page imports: loads the chunk of the page's language before the page runs. */
	chooser(part: string, names: string[], base: string): string {
		const loaders = this.#locales().map(
			(locale) => `${JSON.stringify(locale)}:()=>import("messages-of:${locale}:${part}")`,
		);
		return [
			`const L={${loaders.join(',')}};`,
			`const c=(await(L[document.documentElement.lang]??L[${JSON.stringify(base)}])()).default;`,
			'const t=(n)=>(i)=>c[n](i??{});',
			...names.map((name, at) => `export const ${name}=/*@__PURE__*/t(${at});`),
		].join('\n');
	}

	/** A list, not names: the names would weigh as much as the texts. The chooser counts in the same order. */
	chunk(locale: string, names: string[]): string {
		const imports = this.#read(`${locale}.js`).match(/^import .*$/gm) ?? [];
		const absolute = imports.map((line) => line.replace(/(['"])\.\.\//, `$1${path.dirname(this.#dir)}/`));
		return [
			...absolute,
			'export default [',
			...names.map((name) => `${this.#text(locale, name)},`),
			'];',
		].join('\n');
	}

	/** A function. One that a language lacks is generated as `export { name } from "./nl.js"`: then that language's. */
	#text(locale: string, name: string): string {
		const text = this.#language(locale).get(name);
		if (text === undefined) throw new Error(`lazy-messages: cannot find ${name} in ${locale}.js`);
		const other = /^from:(.*)$/.exec(text)?.[1];
		return other === undefined ? text : this.#text(other, name);
	}

	#language(locale: string): Map<string, string> {
		const known = this.#languages.get(locale);
		if (known) return known;
		const code = this.#read(`${locale}.js`);
		const texts = new Map<string, string>();
		for (const [, name = '', text = ''] of code.matchAll(/^export const (\w+) =([\s\S]*?^});?$/gm))
			texts.set(name, text);
		for (const [, name = '', other = ''] of code.matchAll(/^export \{ (\w+) \} from "\.\/([\w-]+)\.js"/gm))
			texts.set(name, `from:${other}`);
		this.#languages.set(locale, texts);
		return texts;
	}
}
