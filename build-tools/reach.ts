// Which pages a source file is part of, and which texts it says: read from the sources before the build, so that texts
// and code can be put together by who needs them. Type-only imports do not count; what is imported later (`import()`)
// is a page of its own.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Who sees a page: everybody (root layout), parents on the five pages of their tab bar (`hub`) or behind them
 * (`parent`), in the easy view, who is signed out, staff; `later`: loaded after a page.
 */
export type Room = 'every' | 'hub' | 'parent' | 'easy' | 'public' | 'staff' | 'later';

interface Source {
	imports: string[];
	later: string[];
	texts: string[];
}

const SOURCE = /\.(ts|js|svelte)$/;
const SERVER_ONLY = /\/server\/|\+server\.|\.server\.|\.test\.|\/paraglide\//;
const IMPORT = /(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const LATER = /import\(\s*['"]([^'"]+)['"]\s*\)/g;
const TEXT = /\bm\.([a-z0-9]+_\w+)/g;
const COMMENT = /\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g;
const PAGE = /\/\+(page|layout|error)[^/]*\.(svelte|ts)$/;

export interface Said {
	rooms: ReadonlySet<Room>;
	pages: ReadonlySet<string>;
}

export interface Reach {
	/** The pages and layouts that a file is part of, as files; empty: none. */
	pagesOf(file: string): ReadonlySet<string>;
	roomsOf(file: string): ReadonlySet<Room>;
	/** Every text that the file, or what it imports, says. */
	textsOf(file: string): ReadonlySet<string>;
	importsOf(file: string): readonly string[];
	/** Every text that some page says, with those pages and their rooms. */
	texts(): ReadonlyMap<string, Said>;
}

export function readReach(src = path.resolve('src')): Reach {
	const sources = new Map<string, Source>();
	for (const name of fs.readdirSync(src, { recursive: true, encoding: 'utf8' })) {
		const file = path.join(src, name);
		if (SOURCE.test(file) && !SERVER_ONLY.test(file)) sources.set(file, readSource(file, src));
	}
	const pages = new Map<string, Set<string>>();
	const rooms = new Map<string, Set<Room>>();
	const walked = new Set<string>();
	const starts = [...sources.keys()].filter(
		(file) => PAGE.test(file) || /\/hooks(\.client)?\.ts$/.test(file),
	);
	for (const file of starts) walk(file, file, roomOf(path.relative(src, file)));
	// what is loaded later may load more later: until nothing new is found
	for (let before = -1; before < walked.size;) {
		before = walked.size;
		for (const [file, { later }] of sources)
			for (const target of later) {
				const from = rooms.get(file);
				if (from) walk(target, target, from.size === 1 && from.has('staff') ? 'staff' : 'later');
			}
	}

	function walk(file: string, page: string, room: Room) {
		const step = [file, page, room].join('\n');
		if (walked.has(step)) return;
		walked.add(step);
		pages.set(file, (pages.get(file) ?? new Set()).add(page));
		rooms.set(file, (rooms.get(file) ?? new Set()).add(room));
		for (const next of sources.get(file)?.imports ?? []) walk(next, page, room);
	}

	const said = new Map<string, Set<string>>();
	function textsOf(file: string): Set<string> {
		const known = said.get(file);
		if (known) return known;
		const texts = new Set<string>();
		said.set(file, texts); // before its imports: two files may import each other
		const source = sources.get(file);
		for (const text of source?.texts ?? []) texts.add(text);
		for (const next of source?.imports ?? []) for (const text of textsOf(next)) texts.add(text);
		return texts;
	}

	return {
		pagesOf: (file) => pages.get(file) ?? new Set(),
		roomsOf: (file) => rooms.get(file) ?? new Set(),
		textsOf,
		importsOf: (file) => sources.get(file)?.imports ?? [],
		texts() {
			const all = new Map<string, { rooms: Set<Room>; pages: Set<string> }>();
			for (const [file, { texts }] of sources)
				for (const text of texts) {
					const said = all.get(text) ?? { rooms: new Set(), pages: new Set() };
					for (const room of rooms.get(file) ?? []) said.rooms.add(room);
					for (const page of pages.get(file) ?? []) said.pages.add(page);
					if (said.pages.size > 0) all.set(text, said);
				}
			return all;
		},
	};
}

function readSource(file: string, src: string): Source {
	const code = fs.readFileSync(file, 'utf8').replace(COMMENT, '');
	if (/\bm\[|\bm\s*as\s|[{,]\s*\.\.\.m\b/.test(code) && code.includes('paraglide/messages'))
		throw new Error(`${file}: name each text as m.some_text, so that the build can tell who needs it`);
	const files = (pattern: RegExp) =>
		[...code.matchAll(pattern)].flatMap(([, specifier = '']) => resolve(specifier, file, src) ?? []);
	return {
		imports: files(IMPORT),
		later: files(LATER),
		texts: [...code.matchAll(TEXT)].map(([, text = '']) => text),
	};
}

function resolve(specifier: string, from: string, src: string): string | undefined {
	const file = specifier.startsWith('#lib/')
		? path.join(src, 'lib', specifier.slice(5))
		: path.resolve(path.dirname(from), specifier);
	const isOurs = specifier.startsWith('#lib/') || specifier.startsWith('.');
	return isOurs && SOURCE.test(file) && !SERVER_ONLY.test(file) && fs.existsSync(file) ? file : undefined;
}

function roomOf(file: string): Room {
	if (/^routes\/(staff|demo|outbox)\//.test(file)) return 'staff';
	if (/^routes\/\(parent\)\/(\w+\/)?\+/.test(file)) return 'hub';
	if (file.startsWith('routes/(parent)/')) return 'parent';
	if (file.startsWith('routes/(easy)/')) return 'easy';
	return /^routes\/[^/]+\//.test(file) ? 'public' : 'every';
}
