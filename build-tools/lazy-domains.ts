// Client build only. Paraglide would put every language of every used message into the page. Instead: one hashed
// chunk per language and domain (the key's first word); a page loads those of its own language (`<html lang>`) for
// the domains that it uses.
import fs from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const MESSAGE = /^export const ([a-z0-9]+)_(\w+) =/gm;
const DOMAIN = '\0messages:';
const DOMAIN_OF_LANGUAGE = '\0messages-of:';

/** Cuts Paraglide's messages (`locale-modules` output) into chunks by language and domain. */
export function lazyMessages({ dir = 'src/lib/paraglide/messages', base = 'nl' } = {}): Plugin {
	const messages = new CompiledMessages(path.resolve(dir));
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
			if (id.startsWith(DOMAIN)) return messages.chooser(id.slice(DOMAIN.length), base);
			if (id.startsWith(DOMAIN_OF_LANGUAGE)) {
				const [locale = base, domain = ''] = id.slice(DOMAIN_OF_LANGUAGE.length).split(':');
				return messages.chunk(locale, domain);
			}
		},
		transform: {
			filter: { id: /paraglide\/messages\/_index\.js$/ },
			handler(code) {
				const domains = [...new Set([...code.matchAll(MESSAGE)].map(([, domain]) => domain))];
				if (domains.length === 0) this.error('lazy-messages: the generated index looks different');
				return { code: domains.map((d) => `export * from "messages:${d}";`).join('\n'), map: null };
			},
		},
	};
}

class CompiledMessages {
	readonly #dir: string;
	constructor(dir: string) {
		this.#dir = dir;
	}

	#read(file: string): string {
		return fs.readFileSync(path.join(this.#dir, file), 'utf8');
	}

	#names(domain: string): string[] {
		return [...this.#read('_index.js').matchAll(MESSAGE)]
			.filter(([, first]) => first === domain)
			.map(([, first, rest]) => `${first}_${rest}`);
	}

	#locales(): string[] {
		return fs
			.readdirSync(this.#dir)
			.filter((file) => file.endsWith('.js') && file !== '_index.js')
			.map((file) => file.slice(0, -3));
	}

	/** The module that the page imports: loads the chunk of the page's language before the page runs. */
	chooser(domain: string, base: string): string {
		const loaders = this.#locales().map(
			(locale) => `${JSON.stringify(locale)}:()=>import("messages-of:${locale}:${domain}")`,
		);
		const texts = this.#names(domain).map((name) => `export const ${name}=(i)=>c.${name}(i??{});`);
		return [
			`const L={${loaders.join(',')}};`,
			`const c=await(L[document.documentElement.lang]??L[${JSON.stringify(base)}])();`,
			...texts,
		].join('\n');
	}

	chunk(locale: string, domain: string): string {
		const imports = this.#read(`${locale}.js`).match(/^import .*$/gm) ?? [];
		const absolute = imports.map((line) => line.replace(/(['"])\.\.\//, `$1${path.dirname(this.#dir)}/`));
		return [...absolute, ...this.#names(domain).map((name) => this.#text(locale, name))].join('\n');
	}

	/** A text that a language lacks is generated as `export { name } from "./nl.js"`: that language's text goes into this chunk. */
	#text(locale: string, name: string): string {
		const source = this.#read(`${locale}.js`);
		const own = new RegExp(`^export const ${name} =[\\s\\S]*?^};?$`, 'm').exec(source)?.[0];
		if (own) return own;
		const other = new RegExp(`^export \\{ ${name} \\} from "\\./([\\w-]+)\\.js"`, 'm').exec(source)?.[1];
		if (!other) throw new Error(`lazy-messages: cannot find ${name} in ${locale}.js`);
		return this.#text(other, name);
	}
}
