// What goes together into one file. Left alone, each small module that two pages share is a file of its own: on a slow
// line the requests and their headers then weigh more than the code. A page waits for the texts of every module in its
// files, so only what says nothing, or only texts that each of its pages needs anyway, is put together.
import fs from 'node:fs';
import path from 'node:path';
import { readReach, type Reach } from './reach.ts';

const RUNTIME =
	/node_modules\/(svelte|@sveltejs\/kit|esm-env|devalue|clsx)\/|vite\/preload-helper|paraglide\/registry/;
const STYLE = /[?&]type=style|\.css$/;
const ROWS = /lib\/ui\/(LinkRow|Fold|WeekDays)\.svelte$/;
/** On pages of which some share no form with the others: a moment, the card, a message. */
const APART = /lib\/(ui\/(StickyBar|PrintButton)|files\/Voices)\.svelte$/;
const DRAWN = /lib\/ui\/pictures\/(EasyPicture|Drawing)\.svelte$/;
const WORDS = /lib\/translation\/(SchoolText\.svelte|WordLink\.svelte|school-word\.ts)$/;
const SHARED_BY = 3;
/** So many pages of parents have what no page of the tab bar has, before those carry it too. */
const COMMON = 10;
/** Bytes of source: what is larger, and not on most pages, is worth its own request. */
const LARGE = 6000;
/** And what is smaller than this costs more to ask for than to have. */
const TINY = 1500;

/**
 * `parts`: on pages of the tab bar and most others of parents, with all their styles and the app's own texts. `appointments`: cards of
 * moments. `front`: the first page of parents and the pages for who is signed out. `forms`: on some of the parents'
 * pages. `rows`: of pages in the tab bar that have no form. `words`: school words in a text, on no page of the tab bar.
 * `entry`: coming in. `choosing`, `reading`: a moment's page and the card, with what staff's pages have of them. `easy`:
 * the easy view, `drawn` its pictures. `staff`: shared by theirs.
 */
const names = [
	'parts',
	'appointments',
	'front',
	'forms',
	'rows',
	'words',
	'entry',
	'choosing',
	'reading',
	'easy',
	'drawn',
	'staff',
] as const;
type Name = (typeof names)[number];

interface Group {
	name: string;
	test(id: string): boolean;
	priority: number;
}

/** Rolldown's groups; a module that two could have goes to the first. */
export function chunkGroups(src = path.resolve('src')): Group[] {
	let chunks: Chunks | undefined;
	const groups = names.map((name) => ({
		name,
		test: (id: string) => (chunks ??= new Chunks(src)).of(id) === name,
	}));
	return [{ name: 'runtime', test: (id: string) => RUNTIME.test(id) }, ...groups].map((group, at) => ({
		...group,
		priority: names.length + 1 - at,
	}));
}

/** The pages of the tab bar and what they lead to, with their layout: one tap away from most first pages. */
const NEAR = /routes\/\(parent\)\/(start|join|join\/\[moment\]|contact|school|me)\/\+page/;

/**
 * What is fetched together with a page that one goes to. Every first page carries this list for all pages: only those
 * that are near have their scripts in it, the others find theirs as they go; styles can't.
 */
export function preloadFor(file: string, needed: string[]): string[] {
	const node = /nodes\/(\d+)\./.exec(file)?.[1];
	const isNear =
		node !== undefined &&
		NEAR.test(fs.readFileSync(`.svelte-kit/generated/client-optimized/nodes/${node}.js`, 'utf8'));
	return isNear ? needed : needed.filter((name) => name.endsWith('.css'));
}

class Chunks {
	readonly #src: string;
	readonly #reach: Reach;
	readonly #known = new Map<string, Name | null>();
	constructor(src: string) {
		this.#src = src;
		this.#reach = readReach(src);
	}

	of(id: string): Name | null {
		if (id === '\0messages:app') return 'parts';
		if (id === '\0messages:join') return 'appointments';
		if (id === '\0messages:accounts.public') return 'entry';
		const file = id.split('?')[0] ?? id;
		if (!file.startsWith(`${this.#src}/`)) return null;
		const rooms = [...this.#reach.roomsOf(file)];
		if (rooms.length === 0) return null;
		if (STYLE.test(id)) {
			const [only] = rooms;
			const isApart = rooms.length === 1 && (only === 'staff' || only === 'easy');
			return isApart ? only : 'parts';
		}
		return this.#ofCode(file);
	}

	/** What a module imports is put where it is: so all of that must have a place too. */
	#ofCode(file: string): Name | null {
		const known = this.#known.get(file);
		if (known !== undefined) return known;
		const place = this.#place(file);
		this.#known.set(file, place);
		const isWhole =
			place === null || this.#reach.importsOf(file).every((next) => this.#ofCode(next) !== null);
		if (!isWhole) this.#known.set(file, null);
		return this.#known.get(file) ?? null;
	}

	#place(file: string): Name | null {
		if (!file.startsWith(`${this.#src}/lib/`)) return null;
		if (WORDS.test(file)) return 'words';
		if (ROWS.test(file)) return 'rows';
		if (APART.test(file)) return null;
		if (DRAWN.test(file)) return 'drawn';
		const rooms = this.#reach.roomsOf(file);
		const pages = [...this.#reach.pagesOf(file)];
		const ofParents = pages.filter((page) => page.includes('/(parent)/'));
		const ofGuests = pages.filter((page) => page.includes('/(public)/'));
		const domains = new Set([...this.#reach.textsOf(file)].map((text) => text.split('_')[0] ?? ''));
		domains.delete('app');
		if (rooms.size === 1 && rooms.has('easy')) return pages.length > 1 ? 'easy' : null;
		if (domains.size > 0) {
			const says = (domain: string) => domains.size === 1 && domains.has(domain);
			if (says('join') && ofParents.length > 1) return 'appointments';
			return says('accounts') && ofGuests.length >= SHARED_BY && ofParents.length === 0 ? 'entry' : null;
		}
		if (rooms.size > 0 && [...rooms].every((room) => room === 'staff'))
			return pages.length >= SHARED_BY ? 'staff' : null;
		const isCommon = ofParents.length >= (rooms.has('hub') ? SHARED_BY : COMMON);
		if (rooms.has('every') || isCommon) return 'parts';
		if (ofParents.some((page) => page.includes('+layout'))) return 'parts';
		const size = file.endsWith('.ts') ? fs.statSync(file).size : undefined;
		if (size !== undefined && size > LARGE) return null;
		if (size !== undefined && size < TINY && rooms.has('hub')) return 'parts';
		if (ofParents.length > 1) return 'forms';
		if (ofGuests.length > 0 && rooms.has('hub')) return 'front';
		if (ofGuests.length >= SHARED_BY && ofParents.length === 0) return rooms.has('easy') ? null : 'entry';
		if (ofParents.length !== 1 || ofGuests.length > 0 || !rooms.has('staff')) return null;
		if (ofParents[0]?.includes('/join/[moment]/')) return 'choosing';
		return ofParents[0]?.includes('/school/card/') ? 'reading' : null;
	}
}
