// Forms that were sent without network: kept, sent later, and what really became of them.
import { asksToSignIn, outcomeOf, type ActionResult } from '../lib/notifications/action-outcome.ts';
import {
	FORM_DAYS,
	FORM_KEY,
	isDoorMark,
	KEPT_FOR,
	wordsFor,
	type FromWorker,
	type SentForm,
	type WorkerTexts,
} from '../lib/notifications/offline.ts';
import { directionOf, isLocale } from '../lib/translation/locale.ts';
import { seeOwner } from './owner.ts';
import { renewAppointments } from './pages.ts';
import { putWaiting, recall, remember, sentForms, settle, waitingForms, type WaitingForm } from './store.ts';

declare const self: ServiceWorkerGlobalScope & {
	registration: { sync?: { register(tag: string): Promise<void> } };
};

export const SYNC = 'send-forms';

/**
 * Sends a form; without network it is kept, and the page is told so. An answer, also a refusal, is an answer; only that
 * one has to sign in first is none: then it is kept for who signs in. It may have arrived, and only its answer got lost:
 * its key lets the server answer the same, and do nothing, when it comes again.
 */
export async function sendOrKeep(request: Request): Promise<Response> {
	const owner = await recall('owner');
	// nobody was signed in here: then there is nobody to keep it for
	if (!owner) return fetch(request);
	const form = await readForm(request, owner);
	try {
		const response = await post(form, request.headers, request.mode === 'navigate');
		if (request.mode !== 'navigate' && (await wantsSignIn(response.clone()))) {
			await keepForm(form);
			await remember('signedOut', true);
			await tellPages();
		}
		return response;
	} catch {
		await keepForm(form);
		await tellPages();
		await self.registration.sync?.register(SYNC).catch(() => {});
		return request.mode === 'navigate' ? backToPage(request.url) : keptResult();
	}
}

async function readForm(request: Request, owner: string): Promise<Keyed> {
	const body = await request.clone().arrayBuffer();
	const contentType = request.headers.get('content-type') ?? 'application/x-www-form-urlencoded';
	return { url: request.url, body, contentType, owner, key: crypto.randomUUID(), keptAt: Date.now() };
}

type Keyed = WaitingForm & { key: string };

/** A form that the browser itself sends goes on to another page: it follows that by itself. */
function post({ url, body, contentType, key }: Keyed, given: Headers, byBrowser: boolean): Promise<Response> {
	const headers = new Headers(given);
	headers.set('content-type', contentType);
	headers.set(FORM_KEY, key);
	return fetch(url, { method: 'POST', body, headers, redirect: byBrowser ? 'manual' : 'follow' });
}

async function wantsSignIn(response: Response): Promise<boolean> {
	return asksToSignIn((await response.json().catch(() => ({}))) as ActionResult);
}

async function keepForm(form: Keyed): Promise<void> {
	const text = ({ body }: { body: ArrayBuffer }) =>
		new TextDecoder().decode(body).replaceAll(/-{4,}\w+/g, '');
	const waiting = await waitingForms();
	// pressed twice
	if (waiting.some((one) => one.url === form.url && text(one) === text(form))) return;
	await putWaiting(form);
}

/** What SvelteKit's `enhance` reads: an outcome that is no success, and no mistake of the parent's. */
function keptResult(): Response {
	return Response.json({ type: 'failure', status: 503, data: '[{"kept":1},true]' });
}

function backToPage(address: string): Response {
	return Response.redirect(new URL(address).pathname, 303);
}

let sending: Promise<void> | undefined;

/** Sends what waits, oldest first; stops where there is no network. */
export function sendWaiting(): Promise<void> {
	return (sending ??= sendAll().finally(() => {
		sending = undefined;
	}));
}

async function sendAll(): Promise<void> {
	const owner = await recall('owner');
	for (const form of await waitingForms()) {
		if (form.owner !== owner) continue;
		const sent = isTooOld(form) ? tooOld(form) : await sendOne(form);
		if (sent === 'signed_out' || sent === 'later') {
			await remember('signedOut', sent === 'signed_out');
			break;
		}
		await remember('signedOut', false);
		// a list of ticks that arrived is no news
		const isNews = !isDoorMark(new URL(form.url)) || sent.sent !== 'done';
		await settle(form.id as number, isNews ? sent : undefined);
		if (!isNews) continue;
		await renewAppointments();
		await tellOutside(sent);
	}
	await tellPages();
}

const DAY = 24 * 60 * 60 * 1000;

/** The server has forgotten by then whether it was done. */
function isTooOld({ keptAt }: WaitingForm): boolean {
	return keptAt !== undefined && Date.now() - keptAt > (FORM_DAYS - 1) * DAY;
}

function tooOld({ url }: WaitingForm): Omit<SentForm, 'id'> {
	return { sent: 'refused', path: new URL(url).pathname };
}

async function sendOne(form: WaitingForm): Promise<Omit<SentForm, 'id'> | 'signed_out' | 'later'> {
	const keyed = { ...form, key: form.key ?? crypto.randomUUID(), keptAt: form.keptAt ?? Date.now() };
	if (!form.key) await putWaiting(keyed);
	const asked = { accept: 'application/json', 'x-sveltekit-action': 'true', [KEPT_FOR]: form.owner };
	const response = await post(keyed, new Headers(asked), false);
	if (response.status >= 500 || response.status === 429) return 'later';
	// whose session this is now: of somebody else nothing was done, and what waited is gone
	if ((await seeOwner(response)) !== undefined && (await recall('owner')) !== form.owner) return 'later';
	const result = (await response.json().catch(() => undefined)) as ActionResult | undefined;
	// something on the way answered in the app's place
	return result ? outcomeOf(result, new URL(form.url).pathname) : 'later';
}

/** Nobody looks at the app: a notification says what became of it, where those are allowed. */
async function tellOutside({ sent, path, number }: Omit<SentForm, 'id'>): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window' });
	if (windows.some(({ visibilityState }) => visibilityState === 'visible')) return;
	const texts = await recall('texts');
	const navigate = new URL(path, self.location.origin).href;
	if (texts && Notification.permission === 'granted')
		await self.registration.showNotification(saidOf(texts, { sent, number }), {
			...tongueOf((await recall('lang')) ?? ''),
			tag: path,
			icon: '/icon-192.png',
			data: { navigate },
		});
}

/** As what the server sends: a number at the beginning or a Dutch name does not turn an Arabic line around. */
function tongueOf(lang: string): { lang: string; dir: NotificationDirection } {
	return { lang, dir: isLocale(lang) ? directionOf(lang) : 'auto' };
}

function saidOf(texts: WorkerTexts, one: Pick<SentForm, 'sent' | 'number'>): string {
	// texts that an earlier version of the app gave know no numbers
	const words = (texts as Partial<WorkerTexts>)[wordsFor(one)] ?? texts[one.sent];
	return words.replace('#', String(one.number));
}

export async function state(): Promise<FromWorker> {
	const owner = await recall('owner');
	const waiting = (await waitingForms()).filter((form) => form.owner === owner).length;
	return {
		type: 'STATE',
		waiting,
		signedOut: waiting > 0 && ((await recall('signedOut')) ?? false),
		sent: await sentForms(),
	};
}

export async function tellPages(): Promise<void> {
	const message = await state();
	for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage(message);
}
