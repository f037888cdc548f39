// Decides what the service worker stores when it installs: the parents' app. Staff routes are left out; texts carry
// their language, so that the worker stores one language only.
import fs from 'node:fs';

interface Chunk {
	file: string;
	isEntry?: boolean;
	imports?: string[];
	dynamicImports?: string[];
	css?: string[];
	assets?: string[];
}
interface Entry {
	url: string;
	revision: string | null;
	size: number;
	lang?: string;
}

const OUTPUT = '.svelte-kit/output/client';
const TEXTS = /messages-of:([\w-]+):|paraglide\/messages\/(?!_index)([\w-]+)\.js$/;
const ROUTE_NODE = /client-optimized\/nodes\/\d+\.js$/;
const STAFF_ROUTES = /client-optimized\/staff-routes\.js$/;

/**
 * A workbox manifest transform. `isExcluded` is given the source of each generated route node. Throws when it can't
 * recognise what it must leave out, so that a changed build layout can't fill parents' phones in silence.
 */
export function precacheOnly(isExcluded: (source: string) => boolean) {
	return async (entries: Entry[]) => {
		const { shell, texts } = reachable(isExcluded);
		const manifest = entries.flatMap((entry): Entry[] => {
			const url = entry.url
				.replace(/^client\//, '')
				.replace(/^prerendered\/pages\/(.*?)(?:\/?index)?\.html$/, '$1');
			const offlinePage = /^offline\/([\w-]+)$/.exec(url)?.[1];
			if (offlinePage) return [{ ...entry, url: `/${url}`, lang: offlinePage }];
			if (!url.startsWith('_app/immutable/'))
				return url === '_app/version.json' || url === 'service-worker.js'
					? []
					: [{ ...entry, url: `/${url}` }];
			if (shell.has(url)) return [{ ...entry, url: `/${url}`, revision: null }];
			const lang = texts.get(url);
			return lang ? [{ ...entry, url: `/${url}`, revision: null, lang }] : [];
		});
		return { manifest, warnings: [] };
	};
}

/** Walks Vite's client manifest from its entries: files of the parents' app, and texts by language. */
function reachable(isExcluded: (source: string) => boolean) {
	const manifest = JSON.parse(fs.readFileSync(`${OUTPUT}/.vite/manifest.json`, 'utf8')) as Record<
		string,
		Chunk
	>;
	const shell = new Set<string>();
	const texts = new Map<string, string>();
	const seen = new Set<string>();
	let excluded = 0;
	const visit = (key: string) => {
		const chunk = manifest[key];
		if (seen.has(key) || !chunk || STAFF_ROUTES.test(key)) return;
		seen.add(key);
		const lang = TEXTS.exec(key)?.slice(1).find(Boolean);
		if (lang) {
			texts.set(chunk.file, lang);
			return;
		}
		if (ROUTE_NODE.test(key) && isExcluded(fs.readFileSync(key, 'utf8'))) {
			excluded++;
			return;
		}
		for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) shell.add(file);
		for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
	};
	for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
	if (excluded === 0 || texts.size === 0)
		throw new Error('precache: found no staff routes or no texts to leave out');
	return { shell, texts };
}
