import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { endpointSchema, subscriptionSchema } from '#lib/notifications/schemas.ts';
import { countUnread } from '#lib/notifications/server/inbox.ts';
import { subscribe, unsubscribe } from '#lib/notifications/server/subscriptions.ts';
import type { RequestHandler } from './$types';

/** The key that browsers subscribe with (RFC 8292 section 4.1). */
export const GET: RequestHandler = () => json({ key: app().keys.vapid.publicKey });

/**
 * This browser's subscription, for the guardian who is signed in; again at each start of the app. Answers how many notices are
 * unread: the number on the icon.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
	const parent = guardian(locals);
	const { store, settings, clock } = app();
	const subscription = await read(request, subscriptionSchema);
	const result = await subscribe(store, parent, subscription, {
		hosts: settings.pushHosts,
		now: clock.now(),
	});
	if (!result.ok) error(422);
	return json({ unread: await countUnread(store.read, parent, clock.now()) });
};

/** No more push messages to this browser. */
export const DELETE: RequestHandler = async ({ request, locals }) => {
	const parent = guardian(locals);
	const { endpoint } = await read(request, endpointSchema);
	await unsubscribe(app().store, parent, endpoint);
	return new Response(null, { status: 204 });
};

/** No redirect to the sign-in page: who asks is a script. */
function guardian({ actor }: App.Locals): ParentActor {
	if (!actor) error(401);
	if (actor.kind !== 'guardian') error(403);
	return actor;
}

async function read<S extends v.GenericSchema>(request: Request, schema: S): Promise<v.InferOutput<S>> {
	// another site can't send this type without asking first
	if (!request.headers.get('content-type')?.startsWith('application/json')) error(415);
	const result = v.safeParse(schema, await request.json().catch(() => undefined));
	if (!result.success) error(422);
	return result.output;
}
