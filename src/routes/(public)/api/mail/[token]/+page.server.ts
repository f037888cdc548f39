import { error } from '@sveltejs/kit';
import { chooseFromMail } from '#lib/app/server/mail-choice.ts';
import { countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { lookAtUnsubscribe } from '#lib/notifications/server/unsubscribe.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// who asks is not looked at: the address is what counts, in whichever browser it is opened
async function look(event: RequestEvent) {
	refuseGuessing(event);
	const { store, keys } = app();
	const found = await lookAtUnsubscribe(store.read, keys.codes, event.params.token ?? '');
	if (!found) countMiss(event);
	return found;
}

/** Only shows: what checks the links of a mail on its way opens them too. */
export const load: PageServerLoad = async (event) => {
	const found = await look(event);
	return { found: found && { school: found.schoolName, sorts: found.sorts, off: found.off } };
};

export const actions: Actions = {
	/** A mail program posts `List-Unsubscribe=One-Click` (RFC 8058 section 3.2); the page's own button posts the same. */
	default: async (event) => {
		const found = await look(event);
		if (!found) error(404);
		const form = await event.request.formData();
		const { store, clock } = app();
		const again = form.get('again') === '1';
		await chooseFromMail(store, found, again, clock.now());
		return { again };
	},
};
