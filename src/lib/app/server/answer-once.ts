import type { Handle, RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { keptOf, resultOf, type ActionResult, type KeptOutcome } from '#lib/notifications/action-outcome.ts';
import { FORM_KEY, KEPT_FOR, maySendLater } from '#lib/notifications/offline.ts';
import { beginOnce, noteOutcome } from '#lib/notifications/server/once.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import { app } from './app.ts';
import { deviceOwner } from './device-owner.ts';

const LONGEST_KEY = 64;

/**
 * Forms that a browser keeps while there is no network come with a key, and again with the same one when no answer came:
 * such a form is done once, and answered the same. One that was kept for somebody else is not done.
 */
export const answerOnce: Handle = async ({ event, resolve }) => {
	const { request, url, locals } = event;
	const key = request.headers.get(FORM_KEY);
	if (key === null || request.method !== 'POST' || !maySendLater(url)) return resolve(event);
	const { actor } = locals;
	if (!actor) return resolve(event); // the page leads to the sign-in
	const keptFor = request.headers.get(KEPT_FOR);
	if (keptFor !== null && keptFor !== deviceOwner(actor)) return refuse(409);
	if (key === '' || key.length > LONGEST_KEY) return refuse(400);
	const { store, clock } = app();
	const body = Buffer.from(await request.clone().arrayBuffer());
	const asks = sha256(`${url.pathname}${url.search}\n${body.toString('base64')}`);
	const once = { schoolId: actor.schoolId, who: whoIs(actor), key, asks };
	const begun = await beginOnce(store, once, clock.now());
	if (begun.is === 'other') return refuse(422);
	if (begun.is === 'under_way') return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
	if (begun.is === 'done') return answerAgain(begun.outcome, request);
	let outcome: KeptOutcome | undefined;
	try {
		const response = await resolve(event);
		outcome = keptOf(await resultIn(response.clone()));
		return response;
	} finally {
		await noteOutcome(store, once, outcome);
	}
};

/**
 * Whether this form waited for network. Who chose a place that was free then, and comes when it is full, wants the next one
 * that is: they are put on the waiting list, where who sees that it is full is asked first.
 */
export function hasWaited({ request }: Pick<RequestEvent, 'request'>): boolean {
	return request.headers.has(KEPT_FOR);
}

function whoIs(actor: Actor): { guardianId: string } | { staffId: string } {
	return actor.kind === 'guardian' ? { guardianId: actor.guardianId } : { staffId: actor.staffId };
}

/** What an answer says: a script's is JSON, a browser's own form is led on or gets the page. */
async function resultIn(response: Response): Promise<ActionResult> {
	const { status } = response;
	const location = response.headers.get('location');
	if (location !== null) return { type: 'redirect', status, location };
	if (!response.headers.get('content-type')?.startsWith('application/json'))
		return status < 400 ? { type: 'success', status } : { type: 'failure', status };
	const result = (await response.json()) as ActionResult;
	// of an error the status is that of the answer
	return { ...result, status: result.status ?? status };
}

function answerAgain(outcome: KeptOutcome, request: Request): Response {
	if (request.headers.get('accept')?.includes('application/json')) return Response.json(resultOf(outcome));
	const location = outcome.type === 'redirect' ? outcome.location : new URL(request.url).pathname;
	return new Response(null, { status: 303, headers: { location } });
}

function refuse(status: number): Response {
	return Response.json({ type: 'error', status, error: { message: '' } }, { status });
}
