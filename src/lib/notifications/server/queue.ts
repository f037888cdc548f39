import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { NoticeContent } from '../content.ts';

export interface NewNotice {
	schoolId: string;
	to: { guardianId: string } | { staffId: string };
	/** The child it is about: whoever may not see the child any more neither gets nor sees it. */
	childId?: string;
	/** `<domain>.<what>`: `moments.promoted`. */
	kind: string;
	/** In the recipient's language. */
	content: NoticeContent;
	/** `email`; `one`: push if alive, else e-mail; `both`. */
	route: 'email' | 'one' | 'both';
	/** The same key is queued once only, however often it is asked. */
	onceKey: string;
	/** When to send; now, if left out. */
	dueAt?: Date;
	/** After this it is worth nothing (a reminder of a moment that began). */
	expiresAt?: Date;
}

/**
 * Puts notices in the inbox and their deliveries in the outbox, in the transaction of the change that they tell of.
 * A notice whose `onceKey` was queued before is left out. Who has no way to be reached keeps the notice in the inbox.
 */
export async function queueNotices(tx: Tx, notices: NewNotice[], now: Date): Promise<void> {
	for (const [schoolId, ofSchool] of Map.groupBy(notices, ({ schoolId }) => schoolId))
		for (let from = 0; from < ofSchool.length; from += CHUNK)
			await queueChunk(tx, schoolId, ofSchool.slice(from, from + CHUNK), now);
}

const CHUNK = 200;

interface Mail {
	schoolId: string;
	email: string;
	content: NoticeContent;
	expiresAt?: Date;
}

/** A mail that is no notice (a sign-in code): sent at once, in no inbox. */
export async function queueMail(tx: Tx, mail: Mail, now: Date): Promise<void> {
	await tx.insert(tx.t.delivery).values({ ...mailRow(mail, now), state: 'due' });
}

/** The same work as `queueMail`, and nothing is ever sent: for an address that nobody here has. */
export async function queueDecoy(tx: Tx, mail: Mail, now: Date): Promise<void> {
	await tx.insert(tx.t.delivery).values({ ...mailRow(mail, now), state: 'failed' });
}

function mailRow({ schoolId, email, content, expiresAt }: Mail, now: Date) {
	return {
		schoolId,
		id: newId(),
		channel: 'email' as const,
		target: email,
		content,
		dueAt: now,
		expiresAt: expiresAt ?? null,
		createdAt: now,
	};
}

async function queueChunk(tx: Tx, schoolId: string, chunk: NewNotice[], now: Date): Promise<void> {
	const { notice, delivery } = tx.t;
	const rows = chunk.map((one) => ({
		schoolId,
		id: newId(),
		guardianId: 'guardianId' in one.to ? one.to.guardianId : null,
		staffId: 'staffId' in one.to ? one.to.staffId : null,
		childId: one.childId ?? null,
		kind: one.kind,
		content: one.content,
		route: one.route,
		onceKey: one.onceKey,
		createdAt: one.dueAt && one.dueAt > now ? one.dueAt : now,
	}));
	const added = await tx
		.insert(notice)
		.values(rows)
		.onConflictDoNothing({ target: [notice.schoolId, notice.onceKey] })
		.returning({ id: notice.id });
	const fresh = new Set(added.map(({ id }) => id));
	const ways = await waysToReach(tx, schoolId, rows);
	const deliveries = rows.flatMap((row, index) => {
		const { dueAt = now, expiresAt = null } = chunk[index] ?? {};
		const reach = ways.get(row.guardianId ?? row.staffId ?? '');
		if (!fresh.has(row.id) || !reach) return [];
		return targetsFor(row.route, reach).map((target) => ({
			schoolId,
			id: newId(),
			noticeId: row.id,
			...target,
			state: 'due' as const,
			dueAt,
			expiresAt,
			createdAt: now,
		}));
	});
	if (deliveries.length > 0) await tx.insert(delivery).values(deliveries);
}

interface Reach {
	email: string | null;
	subscriptionIds: string[];
}

function targetsFor(route: NewNotice['route'], { email, subscriptionIds }: Reach) {
	const pushes = subscriptionIds.map((id) => ({ channel: 'push' as const, target: id }));
	const mails = email ? [{ channel: 'email' as const, target: email }] : [];
	if (route === 'email') return mails;
	if (route === 'both') return [...pushes, ...mails];
	return pushes.length > 0 ? pushes : mails;
}

async function waysToReach(
	tx: Tx,
	schoolId: string,
	rows: { guardianId: string | null; staffId: string | null }[],
): Promise<Map<string, Reach>> {
	const { guardian, staffMember, pushSubscription, preference } = tx.t;
	const guardianIds = rows.flatMap(({ guardianId }) => guardianId ?? []);
	const staffIds = rows.flatMap(({ staffId }) => staffId ?? []);
	const guardians = guardianIds.length
		? await tx
				.select({
					id: guardian.id,
					email: guardian.email,
					byPush: preference.push,
					byEmail: preference.email,
				})
				.from(guardian)
				.leftJoin(
					preference,
					and(eq(preference.schoolId, guardian.schoolId), eq(preference.guardianId, guardian.id)),
				)
				.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, guardianIds)))
		: [];
	const staff = staffIds.length
		? await tx
				.select({ id: staffMember.id, email: staffMember.email })
				.from(staffMember)
				.where(and(eq(staffMember.schoolId, schoolId), inArray(staffMember.id, staffIds)))
		: [];
	const subscriptions = guardianIds.length
		? await tx
				.select({ id: pushSubscription.id, guardianId: pushSubscription.guardianId })
				.from(pushSubscription)
				.where(
					and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.guardianId, guardianIds)),
				)
		: [];
	const ways = new Map<string, Reach>(staff.map(({ id, email }) => [id, { email, subscriptionIds: [] }]));
	for (const { id, email, byPush, byEmail } of guardians)
		ways.set(id, {
			email: byEmail === false ? null : email,
			subscriptionIds:
				byPush === false ? [] : subscriptions.filter((one) => one.guardianId === id).map((one) => one.id),
		});
	return ways;
}
