// Pages and their data: from the network; when that fails or takes too long, the copy, which says how old it is.
import {
	BY_ITSELF,
	KEPT_AT,
	KEPT_PAGES,
	KEPT_WITH,
	mayKeep,
	type FromWorker,
} from '../lib/notifications/offline.ts';
import { ownPages, seeOwner } from './owner.ts';
import { recall } from './store.ts';
import { TEXTS } from './texts.ts';

declare const self: ServiceWorkerGlobalScope;

/** Longer, and a parent on a bad line thinks that nothing works. */
const PATIENCE_MS = 4_000;
/** Copies that are younger are not asked for again at the start of the app. */
const FRESH_MS = 30 * 60 * 1000;
const UNTIL = 'x-kept-until';
const DATA = '/__data.json';
/** Where the icon on the home screen leads. The page there is for who is signed out: only the way on to Start is kept. */
const HOME = '/';
/** Which parts of a page's data are wanted (SvelteKit); without it all are. */
const PARTS = 'x-sveltekit-invalidated';

export function pathOf(url: URL): string {
	const path = url.pathname.endsWith(DATA) ? url.pathname.slice(0, -DATA.length) : url.pathname;
	return path || '/';
}

/** Answers a page (navigation) or a page's data. */
export async function answer(event: FetchEvent): Promise<Response> {
	const url = new URL(event.request.url);
	const fromNetwork = fetchAndKeep(event.request, url);
	const copy = await findCopy(url);
	if (!copy) return fromNetwork.catch(() => withoutNetwork(event.request));
	const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
	const response = await Promise.race([fromNetwork, patience]).catch(() => undefined);
	if (response) return response;
	event.waitUntil(fromNetwork.catch(() => {})); // late is still good for the next time
	return showCopy(event, url, copy);
}

async function fetchAndKeep(request: Request, url: URL): Promise<Response> {
	const response = await fetch(request);
	const owner = await seeOwner(response);
	const whole = !(url.searchParams.get(PARTS) ?? '').includes('0');
	if (!owner || !whole || !response.ok) return response;
	if (response.redirected) await keepWay(url, response);
	else await keep(url, response.clone());
	return response;
}

/** Who chose the easy view is led to its page: that is kept, and the way there. */
async function keepWay(from: URL, response: Response): Promise<void> {
	const to = new URL(response.url);
	if (!mayKeep(pathOf(from)) || !mayKeep(pathOf(to))) return;
	await keep(to, response.clone());
	await keepRedirect(from, to.pathname);
}

async function keepRedirect(from: URL, location: string): Promise<void> {
	const headers = { location, [KEPT_AT]: new Date().toISOString() };
	await (await ownPages()).put(keyOf(from), new Response(null, { status: 303, headers }));
}

/** A contact person's portrait: its address is made of its bytes, so that a copy is as good. */
export async function answerPicture(request: Request): Promise<Response> {
	const copy = await (await ownPages()).match(request);
	if (copy) return copy;
	const response = await fetch(request);
	if ((await seeOwner(response)) && response.ok) await (await ownPages()).put(request, response.clone());
	return response;
}

/** So many recordings are kept, of two minutes at most: those that were asked for last. */
const MOST_VOICES = 20;

/** A recording of the card: asked for each time, for a right may have ended; the copy when there is no network. */
export async function answerVoice(request: Request): Promise<Response> {
	try {
		const response = await fetch(request);
		if ((await seeOwner(response)) && response.status === 200) await keepVoice(request.url, response.clone());
		return response;
	} catch (error) {
		const copy = await (await ownPages()).match(request.url);
		if (!copy) throw error;
		return partOf(copy, request.headers.get('range'));
	}
}

async function keepVoice(address: string, response: Response): Promise<void> {
	const pages = await ownPages();
	await pages.delete(address);
	await pages.put(address, response);
	const voices = (await pages.keys()).filter(({ url }) => new URL(url).searchParams.has('voice'));
	for (const old of voices.slice(0, -MOST_VOICES)) await pages.delete(old);
}

/** Players ask for a part: without one as an answer an iPhone plays nothing. */
async function partOf(copy: Response, range: string | null): Promise<Response> {
	const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
	if (!asked) return copy;
	const whole = await copy.blob();
	const first = Number(asked[1]);
	const last = Math.min(asked[2] ? Number(asked[2]) : whole.size - 1, whole.size - 1);
	const headers = new Headers(copy.headers);
	headers.set('content-range', `bytes ${first}-${last}/${whole.size}`);
	headers.set('content-length', String(last - first + 1));
	return new Response(whole.slice(first, last + 1), { status: 206, headers });
}

/** Stores a copy where the page may be kept: see `mayKeep`. */
async function keep(url: URL, response: Response): Promise<void> {
	const rule = mayKeep(pathOf(url));
	if (!rule) return;
	const headers = new Headers(response.headers);
	headers.set(KEPT_AT, new Date().toISOString());
	if (rule === 'today') headers.set(UNTIL, midnight().toISOString());
	const { status, statusText } = response;
	await (
		await ownPages()
	).put(keyOf(url), new Response(await response.blob(), { status, statusText, headers }));
}

async function findCopy(url: URL): Promise<Response | undefined> {
	if (url.pathname !== HOME && !mayKeep(pathOf(url))) return undefined;
	const pages = await ownPages();
	const copy = await pages.match(keyOf(url));
	if (!copy || !isOver(copy)) return copy;
	await pages.delete(keyOf(url));
	return undefined;
}

/** The page's address without what changes from visit to visit. A door list is one of a day. */
function keyOf(url: URL): string {
	const day = url.searchParams.get('day');
	return `${url.origin}${url.pathname}${day ? `?day=${day}` : ''}`;
}

async function showCopy(event: FetchEvent, url: URL, copy: Response): Promise<Response> {
	const at = copy.headers.get(KEPT_AT) ?? '';
	if (url.pathname.endsWith(DATA)) {
		const client = await self.clients.get(event.clientId);
		client?.postMessage({ type: 'KEPT', path: pathOf(url), at } satisfies FromWorker);
		return copy;
	}
	const html = (await copy.text()).replace('<head>', `<head><meta name="${KEPT_AT}" content="${at}" />`);
	return new Response(html, { status: copy.status, headers: copy.headers });
}

/** The offline page, in the language of the app. Data that is not there: the page itself is asked for, and so comes here. */
async function withoutNetwork(request: Request): Promise<Response> {
	if (request.mode !== 'navigate') return Response.error();
	const texts = await caches.open(TEXTS);
	return (await texts.match(`/offline/${(await recall('lang')) ?? 'nl'}`)) ?? Response.error();
}

/** At the start of the app: copies of what opens without network, unless they are fresh. */
export async function keepPages(): Promise<void> {
	await renew(KEPT_PAGES, FRESH_MS);
	const start = new URL(KEPT_PAGES[0], self.location.origin);
	if (await findCopy(start)) await keepRedirect(new URL(HOME, start), start.pathname);
}

/** Something changed: own appointments and notices are asked for again. */
export function renewAppointments(): Promise<void> {
	return renew(['/start', '/me/notifications'], 0);
}

async function renew(paths: readonly string[], freshMs: number): Promise<void> {
	const both = (path: string) => [path, `${path}${DATA}`];
	const wanted = new Set(paths.flatMap(both));
	// it grows while it is gone through
	for (const address of wanted) {
		const url = new URL(address, self.location.origin);
		const copy = await findCopy(url);
		const at = Date.parse(copy?.headers.get(KEPT_AT) ?? '');
		if (Date.now() - at < freshMs) continue;
		try {
			const response = await fetchAndKeep(
				new Request(url, { credentials: 'same-origin', headers: { [BY_ITSELF]: '1' } }),
				url,
			);
			const path = pathOf(new URL(response.url));
			if (response.redirected) wanted.add(`${path}${DATA}`);
			for (const more of (KEPT_WITH[path] ?? []).flatMap(both)) wanted.add(more);
			const next = await nextScreen(path, response);
			if (next) for (const more of both(next)) wanted.add(more);
		} catch {
			return; // no network: what is kept stays
		}
	}
}

/** Of what the easy view shows on several screens, the one after this, where it was never kept: they open together. */
async function nextScreen(path: string, response: Response): Promise<string | undefined> {
	const [, all, nth = '1'] = /^(\/easy\/(?:card|contact))(?:\/(\d+))?$/.exec(path) ?? [];
	const next = `${all}/${Number(nth) + 1}`;
	if (!all || response.bodyUsed || !(await response.text()).includes(`"${next}"`)) return undefined;
	return (await findCopy(new URL(next, self.location.origin))) ? undefined : next;
}

/** Throws away what was only for today. */
export async function dropOver(): Promise<void> {
	const pages = await ownPages();
	for (const key of await pages.keys()) {
		const copy = await pages.match(key);
		if (copy && isOver(copy)) await pages.delete(key);
	}
}

function isOver(copy: Response): boolean {
	const until = copy.headers.get(UNTIL);
	return until !== null && Date.parse(until) <= Date.now();
}

function midnight(): Date {
	const day = new Date();
	day.setHours(24, 0, 0, 0);
	return day;
}
