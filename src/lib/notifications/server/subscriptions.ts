import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { newId, sha256 } from '#lib/platform/server/ids.ts';
import { findPushAgain } from './lost-ways.ts';
import { isPushEndpoint } from './push-hosts.ts';
import type { Owner } from './owner.ts';

export interface NewSubscription {
	endpoint: string;
	keys: { p256dh: string; auth: string };
}

/** Phone, tablet, computer, and some that were thrown away: more are somebody's mistake. */
const MOST = 10;

/**
 * This browser gets the guardian's push messages from now on, as long as its session lasts. Posted again at each start
 * of the app: browsers change endpoints, and on an iPhone nothing else tells. Refuses a service that is not known.
 */
export async function subscribe(
	store: Store,
	parent: Owner,
	{ endpoint, keys }: NewSubscription,
	{ hosts, now }: { hosts: readonly string[]; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'unknown_service' }> {
	if (!isPushEndpoint(endpoint, hosts)) return { ok: false, refusal: 'unknown_service' };
	const endpointHash = sha256(endpoint);
	const { schoolId, guardianId, sessionId } = parent;
	const { pushSubscription } = store.t;
	const [known] = await store.read
		.select({
			guardianId: pushSubscription.guardianId,
			sessionId: pushSubscription.sessionId,
			p256dh: pushSubscription.p256dh,
			auth: pushSubscription.auth,
		})
		.from(pushSubscription)
		.where(and(eq(pushSubscription.schoolId, schoolId), eq(pushSubscription.endpointHash, endpointHash)));
	const same =
		known?.guardianId === guardianId &&
		known.sessionId === sessionId &&
		known.p256dh === keys.p256dh &&
		known.auth === keys.auth;
	if (same) return { ok: true };
	await store.transact(async (tx) => {
		await leaveOthers(tx, parent, endpointHash);
		await tx
			.insert(tx.t.pushSubscription)
			.values({
				schoolId,
				id: newId(),
				guardianId,
				sessionId,
				endpoint,
				endpointHash,
				...keys,
				createdAt: now,
			})
			.onConflictDoUpdate({
				target: [pushSubscription.schoolId, pushSubscription.endpointHash],
				set: { guardianId, staffId: null, sessionId, endpoint, ...keys },
			});
		await keepNewest(tx, parent);
		await findPushAgain(tx, parent);
	});
	return { ok: true };
}

/** A browser belongs to who signed in last: what others left on it goes, and so does an older endpoint of this session. */
async function leaveOthers(tx: Tx, { schoolId, sessionId }: Owner, endpointHash: string): Promise<void> {
	const { pushSubscription } = tx.t;
	await acrossSchools('one browser may have been used for several schools', () =>
		tx
			.delete(pushSubscription)
			.where(and(eq(pushSubscription.endpointHash, endpointHash), ne(pushSubscription.schoolId, schoolId))),
	);
	await tx
		.delete(pushSubscription)
		.where(
			and(
				eq(pushSubscription.schoolId, schoolId),
				eq(pushSubscription.sessionId, sessionId),
				ne(pushSubscription.endpointHash, endpointHash),
			),
		);
}

async function keepNewest(tx: Tx, { schoolId, guardianId }: Owner): Promise<void> {
	const { pushSubscription } = tx.t;
	const all = await tx
		.select({ id: pushSubscription.id })
		.from(pushSubscription)
		.where(and(eq(pushSubscription.schoolId, schoolId), eq(pushSubscription.guardianId, guardianId)))
		.orderBy(asc(pushSubscription.createdAt), asc(pushSubscription.id));
	const oldest = all.slice(0, Math.max(0, all.length - MOST)).map(({ id }) => id);
	if (oldest.length > 0)
		await tx
			.delete(pushSubscription)
			.where(and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.id, oldest)));
}

/** This browser gets no more push messages. Only the guardian's own. */
export async function unsubscribe(store: Store, parent: Owner, endpoint: string): Promise<void> {
	await store.transact(async (tx) => {
		const { pushSubscription } = tx.t;
		await tx
			.delete(pushSubscription)
			.where(
				and(
					eq(pushSubscription.schoolId, parent.schoolId),
					eq(pushSubscription.guardianId, parent.guardianId),
					eq(pushSubscription.endpointHash, sha256(endpoint)),
				),
			);
	});
}
