import { error } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import type { CalledAbout } from '#lib/families/server/calls.ts';
import { callList, type ToCall } from '#lib/messages/server/call-list.ts';

/** Whom to call about a message or a moment; 404 for what is not theirs. */
export async function callsAsked(
	staff: StaffActor,
	{ kind, id }: { kind: string; id: string },
): Promise<{ about: CalledAbout; list: ToCall[] }> {
	if (kind !== 'message' && kind !== 'moment') error(404);
	const { store, clock } = app();
	const about = { kind, id } as const;
	const list = await callList(store.read, staff, about, clock.now());
	return list ? { about, list } : error(404);
}
