import { and, desc, eq, ne } from 'drizzle-orm';
import type { Reader, Store } from '#lib/database/store.ts';
import type { Actor } from './actors.ts';
import { audit } from './audit.ts';
import { endSwitched } from './sessions.ts';

export interface Device {
	id: string;
	/** Plain words: `Chrome, Android`. */
	name: string;
	isThis: boolean;
	signedInAt: Date;
	/** To the hour. */
	lastUsedAt: Date;
}

/** Where this person is signed in: this device first, then the last used. */
export async function listDevices(db: Reader, actor: Actor): Promise<Device[]> {
	const { session } = db.t;
	const rows = await db
		.select({
			id: session.id,
			name: session.device,
			signedInAt: session.createdAt,
			lastUsedAt: session.lastSeenAt,
		})
		.from(session)
		.where(and(eq(session.schoolId, actor.schoolId), ownOf(session, actor)))
		.orderBy(desc(session.lastSeenAt), session.id);
	const devices = rows.map((row) => ({ ...row, isThis: row.id === actor.sessionId }));
	return [...devices.filter(({ isThis }) => isThis), ...devices.filter(({ isThis }) => !isThis)];
}

/** Signs a device of this person out; its push subscription goes with it. False when it is not theirs, or gone already. */
export async function signOutDevice(store: Store, actor: Actor, id: string, now: Date): Promise<boolean> {
	return store.transact(async (tx) => {
		const { session } = tx.t;
		const gone = await tx
			.delete(session)
			.where(and(eq(session.schoolId, actor.schoolId), eq(session.id, id), ownOf(session, actor)))
			.returning({ switchId: session.switchId });
		await endSwitched(
			tx,
			gone.map(({ switchId }) => switchId),
		);
		if (gone.length > 0) await audit(tx, actor, 'accounts.signed_out', { devices: 1 }, now);
		return gone.length > 0;
	});
}

/** Signs out every device but this one; gives how many. */
export async function signOutOthers(store: Store, actor: Actor, now: Date): Promise<number> {
	return store.transact(async (tx) => {
		const { session } = tx.t;
		const gone = await tx
			.delete(session)
			.where(
				and(eq(session.schoolId, actor.schoolId), ne(session.id, actor.sessionId), ownOf(session, actor)),
			)
			.returning({ switchId: session.switchId });
		await endSwitched(
			tx,
			gone.map(({ switchId }) => switchId),
		);
		if (gone.length > 0) await audit(tx, actor, 'accounts.signed_out', { devices: gone.length }, now);
		return gone.length;
	});
}

function ownOf(session: Reader['t']['session'], actor: Actor) {
	return actor.kind === 'guardian'
		? eq(session.guardianId, actor.guardianId)
		: eq(session.staffId, actor.staffId);
}
