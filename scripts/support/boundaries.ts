// Which room of the house may touch which: the rules of the tree, checked on the imports and the names of the files.
import path from 'node:path/posix';
import { readImports, type Import } from './imports.ts';

/** A file by its path from the root, and what is in it. */
export type Files = ReadonlyMap<string, string>;

export interface Broken {
	file: string;
	line: number;
	says: string;
}

type Room =
	| { kind: 'domain' | 'outside'; name: string }
	| { kind: 'routes' | 'app' | 'database' | 'ui' | 'platform' | 'paraglide' | 'entry'; name: string };

/** Every room of the product. A new domain is added here, and to the map in the README. */
const DOMAINS = new Set([
	'school',
	'families',
	'absence',
	'accounts',
	'consents',
	'contacts',
	'files',
	'info-card',
	'messages',
	'moments',
	'talks',
	'tasks',
	'buddies',
	'news',
	'voice',
	'insight',
	'new-year',
	'notifications',
	'reach',
	'translation',
]);
const SHARED = new Set(['app', 'database', 'ui', 'platform', 'paraglide']);

/** From which rooms a room may import, besides its own. Routes, entries, scripts and tests may import from all. */
const MAY_IMPORT: Partial<Record<Room['kind'], Room['kind'][]>> = {
	domain: ['domain', 'database', 'ui', 'platform', 'paraglide'],
	database: ['platform'],
	ui: ['platform', 'paraglide'],
	platform: [],
	app: ['domain', 'database', 'ui', 'platform', 'paraglide'],
	routes: ['app', 'domain', 'database', 'ui', 'platform', 'paraglide'],
};

const VAGUE = /(?:^|[-_.])(utils?|helpers?|managers?|services?|misc|common)(?=$|[-_.])/;
const NODE_ONLY =
	/^(node:.+|drizzle-orm.*|pino|highs|nodemailer|web-push|sharp|papaparse|fast-xml-parser|@simplewebauthn\/server)$/;
const DRIVERS = /^(better-sqlite3|pg|drizzle-orm\/(pg-core|sqlite-core|better-sqlite3|node-postgres).*)$/;

/** Everything in these files that breaks a rule of the tree. */
export function findBroken(files: Files): Broken[] {
	const broken: Broken[] = [];
	const edges: Edge[] = [];
	for (const [file, text] of files) {
		for (const says of namesOf(file)) broken.push({ file, line: 1, says });
		if (isTest(file)) continue;
		const imports = readImports(file, text);
		if (isBarrel(imports, text))
			broken.push({ file, line: 1, says: 'is a barrel: import from the files that it lists' });
		for (const found of imports) {
			const target = resolve(file, found.from);
			for (const says of importsOf(file, found, target))
				broken.push({ file, line: found.line, says: `imports ${found.from}: ${says}` });
			const edge = target && betweenDomains(file, target);
			if (edge) edges.push({ ...edge, file, line: found.line });
		}
	}
	return [...broken, ...cycles(edges)];
}

/** The path from the root that an import means; undefined for a package or what is generated. */
function resolve(file: string, from: string): string | undefined {
	if (from.startsWith('#lib/')) return `src/lib/${from.slice(5)}`;
	if (from.startsWith('$lib/')) return `src/lib/${from.slice(5)}`;
	if (from.startsWith('.') && !from.startsWith('./$')) return path.join(path.dirname(file), from);
	return undefined;
}

function roomOf(file: string): Room {
	const [top, second = '', third = ''] = file.split('/');
	if (top !== 'src') return { kind: 'outside', name: top ?? '' };
	if (second === 'routes') return { kind: 'routes', name: 'routes' };
	if (second !== 'lib') return { kind: 'entry', name: second };
	if (SHARED.has(third)) return { kind: third as 'app', name: third };
	return { kind: 'domain', name: third };
}

const isTest = (file: string) => /\.(test|spec)\.ts$/.test(file);
const isTables = (file: string) => file.endsWith('/server/tables.ts');
const isSchema = (file: string) => /^src\/lib\/database\/schema[\w.]*\.ts$/.test(file);

/** Runs on the server only, or says so by where it stands. */
function isServerOnly(file: string): boolean {
	return (
		/\/server\//.test(file) ||
		/^src\/lib\/database\//.test(file) ||
		/^src\/hooks\.server\.ts$/.test(file) ||
		/\/\+(page|layout)\.server\.ts$|\/\+server\.ts$|\.server\.ts$/.test(file)
	);
}

// ——— names ———

function namesOf(file: string): string[] {
	const says: string[] = [];
	const parts = file.split('/');
	const name = parts.at(-1) ?? '';
	if (file.startsWith('src/') && /^index\.(ts|js)$/.test(name))
		says.push('is a barrel: name the file after what it does');
	if (parts.some((part) => VAGUE.test(splitWords(part))))
		says.push('has a name that says nothing (utils, helper, manager, service …): name it after what it does');
	if (file.startsWith('src/lib/')) says.push(...namesInLib(parts.slice(2)));
	return says;
}

const splitWords = (name: string) =>
	name
		.replace(/^service-worker/, 'worker')
		.replace(/([a-z])([A-Z])/g, '$1-$2')
		.toLowerCase();

function namesInLib([room = '', ...rest]: string[]): string[] {
	if (rest.length === 0) return ['stands loose in src/lib: every file belongs to a room'];
	if (SHARED.has(room)) return [];
	if (!DOMAINS.has(room))
		return [`"${room}" is no room of the house: scripts/support/boundaries.ts lists them`];
	const inServer = rest[0] === 'server';
	const names = inServer ? rest.slice(1) : rest;
	if (names.length > 1) return [`a domain has files and one folder, server/; "${names[0]}" is neither`];
	const [name = ''] = names;
	if (inServer) return KEBAB.test(name) ? [] : ['is named unlike its room: server/<behaviour>.ts'];
	return KEBAB.test(name) || COMPONENT.test(name)
		? []
		: ['is named unlike its room: <name>.ts, <name>.svelte.ts, <Component>.svelte'];
}

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.svelte)?(\.test)?\.ts$/;
const COMPONENT = /^[A-Z][A-Za-z0-9]*\.svelte$/;

// ——— imports ———

function importsOf(file: string, found: Import, target: string | undefined): string[] {
	if (!file.startsWith('src/')) return [];
	const says: string[] = [];
	if (DRIVERS.test(found.from) && !file.startsWith('src/lib/platform/server/database/'))
		says.push('only platform/server/database knows the engines');
	if (!found.typeOnly && !isServerOnly(file) && NODE_ONLY.test(found.from))
		says.push('this file can reach the browser, which has no such thing');
	if (/^src\/(routes|hooks)/.test(file) && /^drizzle-orm/.test(found.from))
		says.push('routes ask no database; a domain has the query');
	if (found.from.startsWith('$lib/')) says.push('write #lib/, which plain Node understands too');
	if (!target) return says;
	if (!/\.(ts|js|svelte|css|svg|json|woff2)(\?[\w-]+)?$/.test(target))
		says.push('name the file with its extension');

	const here = roomOf(file);
	const there = roomOf(target);
	const allowed = MAY_IMPORT[here.kind];
	if (allowed && there.kind !== here.kind && !allowed.includes(there.kind) && !schemaOfTables(file, target))
		says.push(`${here.kind} knows nothing of ${there.kind}`);
	if (here.kind === 'platform' && there.kind === 'paraglide') says.push('no product words in platform');
	if (isTables(target) && !isTables(file) && !isSchema(file))
		says.push('tables are reached through the handle (db.t.slot)');
	else if (
		here.name === 'notifications' &&
		there.kind === 'domain' &&
		there.name !== here.name &&
		there.name !== 'translation' && // languages and their direction lie under everything that has words
		!isTables(file)
	)
		says.push('domains hand notifications a notice, never the other way round');
	if (isTables(file) && !found.from.startsWith('.') && target)
		says.push('tables.ts uses relative imports only');
	if (!found.typeOnly && !isServerOnly(file) && reachesBrowser(here) && isServerOnly(target))
		says.push('this file can reach the browser; import types only, or move the code');
	return says;
}

/** The one place that puts the domains' tables together. */
const schemaOfTables = (file: string, target: string) => isSchema(file) && isTables(target);

const reachesBrowser = ({ kind }: Room) => kind !== 'outside';

function isBarrel(imports: Import[], text: string): boolean {
	if (imports.length === 0 || !imports.every(({ reExport }) => reExport)) return false;
	const rest = text
		.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
		.replace(/export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+['"][^'"]+['"];?/g, '');
	return rest.trim() === '';
}

// ——— cycles between domains ———

interface Edge {
	from: string;
	to: string;
	file: string;
	line: number;
}

function betweenDomains(file: string, target: string): { from: string; to: string } | undefined {
	const here = roomOf(file);
	const there = roomOf(target);
	if (here.kind !== 'domain' || there.kind !== 'domain' || here.name === there.name || isTables(target))
		return undefined;
	return { from: here.name, to: there.name };
}

/** One report for each import that lies on a way back to its own domain. */
function cycles(edges: Edge[]): Broken[] {
	const next = new Map<string, Set<string>>();
	for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
	return edges.flatMap(({ from, to, file, line }) => {
		const way = wayTo(from, to, next);
		return way ? [{ file, line, says: `makes a circle between domains: ${[from, ...way].join(' → ')}` }] : [];
	});
}

/** The shortest way from `start` to `goal`. */
function wayTo(goal: string, start: string, next: Map<string, Set<string>>): string[] | undefined {
	const ways = [[start]];
	const seen = new Set([start]);
	for (const way of ways) {
		const last = way.at(-1) as string;
		if (last === goal) return way;
		for (const step of next.get(last) ?? [])
			if (!seen.has(step)) {
				seen.add(step);
				ways.push([...way, step]);
			}
	}
	return undefined;
}
