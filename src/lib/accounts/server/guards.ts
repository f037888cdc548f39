import { error, redirect } from '@sveltejs/kit';
import type { Actor, ParentActor, StaffActor } from './actors.ts';

interface Asked {
	locals: App.Locals;
	url: URL;
	request: Request;
}

/** Whoever is signed in, parent or staff, before any passkey. Shows no family data. */
export function requireSignedIn({ locals, url, request }: Asked): Actor {
	if (!locals.actor) toSignIn(url, request);
	return locals.actor;
}

/** The guardian who asks. Signed out: to the sign-in page and back here afterwards; staff: 403. */
export function requireParent({ locals, url, request }: Asked): ParentActor {
	if (!locals.actor) toSignIn(url, request);
	if (locals.actor.kind !== 'guardian') notThisSide(locals.actor, url, request);
	return locals.actor;
}

/** The guardian who asks, in a session that may open what is personal; else to the page that asks for one more proof. */
export function requireConfirmedParent(event: Asked): ParentActor {
	const parent = requireParent(event);
	if (parent.strength !== 'confirmed') redirect(303, `/confirm?next=${encodeURIComponent(here(event))}`);
	return parent;
}

/** The staff member who asks, with a passkey used in this session; without one to the page that enrols it. */
export function requireStaff(event: Asked): StaffActor {
	const staff = requireSignedInStaff(event);
	if (!staff.passkey) redirect(303, `/staff/passkey?next=${encodeURIComponent(here(event))}`);
	return staff;
}

/** The staff member who asks, before the passkey: for the passkey page itself. Shows no family data. */
export function requireSignedInStaff({ locals, url, request }: Asked): StaffActor {
	if (!locals.actor) toSignIn(url, request);
	if (locals.actor.kind !== 'staff') notThisSide(locals.actor, url, request);
	return locals.actor;
}

/** A page of the other side. Who is there as well may switch (a notice of the other school was tapped); else 403. */
function notThisSide(actor: Actor, url: URL, request: Request): never {
	if (!actor.canSwitch || request.method !== 'GET') error(403);
	redirect(303, `/switch?next=${encodeURIComponent(`${url.pathname}${url.search}`)}`);
}

function toSignIn(url: URL, request: Request): never {
	// a form that was posted after the session ended: the page tells that nothing was lost, and how to go on
	const next = request.method === 'GET' ? `${url.pathname}${url.search}` : url.pathname;
	redirect(303, `/sign-in?next=${encodeURIComponent(next)}${request.method === 'GET' ? '' : '&ended=1'}`);
}

function here({ url }: Asked): string {
	return `${url.pathname}${url.search}`;
}
