// Forms that were sent without network: kept, sent later, and what really became of them.
import { outcomeOf, type ActionResult } from '../lib/notifications/action-outcome.ts';
import { isDoorMark, type FromWorker, type SentForm } from '../lib/notifications/offline.ts';
import { seeOwner } from './owner.ts';
import { renewAppointments } from './pages.ts';
import {
	addSent,
	addWaiting,
	dropWaiting,
	recall,
	remember,
	sentForms,
	waitingForms,
	type WaitingForm,
} from './store.ts';

declare const self: ServiceWorkerGlobalScope & {
	registration: { sync?: { register(tag: string): Promise<void> } };
};

export const SYNC = 'send-forms';

/**
 * Sends a form; without network it is kept, and the page is told so. An answer, also a refusal, is an answer; only that
 * one has to sign in first is none: then it is kept for who signs in.
 */
export async function sendOrKeep(request: Request): Promise<Response> {
	const copy = request.clone();
	try {
		const response = await fetch(request);
		if (request.mode !== 'navigate' && (await asksToSignIn(response.clone())) && (await keepForOwner(copy))) {
			await remember('signedOut', true);
			await tellPages();
		}
		return response;
	} catch (error) {
		if (!(await keepForOwner(copy))) throw error;
		await tellPages();
		await self.registration.sync?.register(SYNC).catch(() => {});
		return request.mode === 'navigate' ? backToPage(request.url) : keptResult();
	}
}

async function asksToSignIn(response: Response): Promise<boolean> {
	const result = (await response.json().catch(() => ({}))) as ActionResult;
	return result.type === 'redirect' && outcomeOf(result, '/') === 'signed_out';
}

/** False when nobody was signed in here: then there is nobody to keep it for. */
async function keepForOwner(request: Request): Promise<boolean> {
	const owner = await recall('owner');
	if (owner) await keepForm(request, owner);
	return owner !== undefined;
}

async function keepForm(request: Request, owner: string): Promise<void> {
	const body = await request.arrayBuffer();
	const contentType = request.headers.get('content-type') ?? 'application/x-www-form-urlencoded';
	const text = (form: { body: ArrayBuffer }) =>
		new TextDecoder().decode(form.body).replaceAll(/-{4,}\w+/g, '');
	const waiting = await waitingForms();
	// pressed twice
	if (waiting.some((form) => form.url === request.url && text(form) === text({ body }))) return;
	await addWaiting({ url: request.url, body, contentType, owner });
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
		const sent = await sendOne(form);
		if (sent === 'signed_out' || sent === 'later') {
			await remember('signedOut', sent === 'signed_out');
			break;
		}
		await remember('signedOut', false);
		await dropWaiting(form.id as number);
		// a list of ticks that arrived is no news
		if (isDoorMark(new URL(form.url)) && sent.sent === 'done') continue;
		await addSent(sent);
		await renewAppointments();
		await tellOutside(sent);
	}
	await tellPages();
}

async function sendOne(form: WaitingForm): Promise<Omit<SentForm, 'id'> | 'signed_out' | 'later'> {
	const response = await fetch(form.url, {
		method: 'POST',
		body: form.body,
		headers: { 'content-type': form.contentType, accept: 'application/json', 'x-sveltekit-action': 'true' },
	});
	if (response.status >= 500 || response.status === 429) return 'later';
	await seeOwner(response);
	const page = new URL(form.url).pathname;
	return outcomeOf((await response.json().catch(() => ({}))) as ActionResult, page);
}

/** Nobody looks at the app: a notification says what became of it, where those are allowed. */
async function tellOutside({ sent, path }: Omit<SentForm, 'id'>): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window' });
	if (windows.some(({ visibilityState }) => visibilityState === 'visible')) return;
	const texts = await recall('texts');
	const navigate = new URL(path, self.location.origin).href;
	if (texts && Notification.permission === 'granted')
		await self.registration.showNotification(texts[sent], {
			lang: (await recall('lang')) ?? '',
			tag: path,
			icon: '/icon-192.png',
			data: { navigate },
		});
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
