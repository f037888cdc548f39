import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { switchMails, type Unsubscribing } from '#lib/notifications/server/unsubscribe.ts';

/** Turns off, or on again, what an address in a mail is about, with its audit line where that changed something. */
export async function chooseFromMail(
	store: Store,
	{ schoolId, guardianId, sorts }: Unsubscribing,
	on: boolean,
	now: Date,
): Promise<void> {
	const guardian = { kind: 'guardian', schoolId, guardianId } as const;
	await store.transact(async (tx) => {
		if (await switchMails(tx, { schoolId, guardianId, sorts }, on, now))
			await audit(tx, guardian, 'notifications.from_mail', { sorts: sorts.join(' '), email: on }, now);
	});
}
