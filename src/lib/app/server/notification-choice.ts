import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { savePreferences, type Preferences } from '#lib/notifications/server/preferences.ts';

/** Keeps by which ways a guardian wants to be told, with its audit line. */
export async function chooseNotifications(
	store: Store,
	parent: ParentActor,
	chosen: Preferences,
	now: Date,
): Promise<void> {
	const { push, email, discreet, unwanted, calm } = chosen;
	await store.transact(async (tx) => {
		await savePreferences(tx, parent, chosen, now);
		await audit(
			tx,
			parent,
			'notifications.chosen',
			{ push, email, discreet, unwanted: unwanted.join(' '), ...calm },
			now,
		);
	});
}
