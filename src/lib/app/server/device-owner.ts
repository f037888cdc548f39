import type { Actor } from '#lib/accounts/server/actors.ts';
import { sha256 } from '#lib/platform/server/ids.ts';

/** Tells the service worker whose page it just saw, on every answer of the app. */
export const OWNER_HEADER = 'x-device-owner';

/**
 * Whom the offline copies of a browser belong to: a name for one person that tells nothing, the same in all their
 * sessions. When it changes, the service worker throws away what it kept. Null: nobody is signed in.
 */
export function deviceOwner(actor: Actor | undefined): string | null {
	if (!actor) return null;
	const person = actor.kind === 'guardian' ? actor.guardianId : actor.staffId;
	return sha256(`device owner ${actor.schoolId} ${person}`).slice(0, 16);
}
