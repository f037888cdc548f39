import type { Tx } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { NoticeContent, NoticeInDutch } from '../content.ts';
import { noticeKinds, type NoticeKind, type Pace, type Sort } from '../kinds.ts';
import { targetsFor, waysToGuardian, waysToReach } from './reach.ts';
import { searchKeyOf } from './search-key.ts';

export interface NewNotice {
	schoolId: string;
	to: { guardianId: string } | { staffId: string };
	/** The child it is about: whoever may not see the child any more neither gets nor sees it. */
	childId?: string;
	/** About the child's own matters: only for who has the say over it. */
	needsSay?: boolean;
	/** `<domain>.<what>`: `moments.promoted`. */
	kind: NoticeKind;
	/** When it may come, if not as its kind has it. */
	pace?: Pace;
	/** In the recipient's language. */
	content: NoticeContent;
	/** The same in Dutch, where that is another language: for the inbox. See `in-dutch.ts`. */
	inDutch?: NoticeInDutch;
	/** `email`; `one`: push if alive, else e-mail; `both`. */
	route: 'email' | 'one' | 'both';
	/** The same key is queued once only, however often it is asked. */
	onceKey: string;
	/** When to send; now, if left out. */
	dueAt?: Date;
	/** After this it is worth nothing (a reminder of a moment that began). */
	expiresAt?: Date;
	/** Waits for translations of a thing, at most so long: the sender chose that. See `waiting.ts`. */
	waitsFor?: WaitsFor;
}

export interface WaitsFor {
	kind: string;
	id: string;
	until: Date;
}

/**
 * Puts notices in the inbox and their deliveries in the outbox, in the transaction of the change that they tell of.
 * A notice whose `onceKey` was queued before is left out. Who has no way to be reached keeps the notice in the inbox.
 * Of many, pages are served between the chunks: write them as they are asked for (a generator), not all before.
 */
export async function queueNotices(tx: Tx, notices: Iterable<NewNotice>, now: Date): Promise<void> {
	let first = true;
	for (const some of chunksOf(notices, CHUNK)) {
		if (!first) await tx.breathe();
		first = false;
		for (const [schoolId, ofSchool] of Map.groupBy(some, ({ schoolId }) => schoolId))
			await queueChunk(tx, schoolId, ofSchool, now);
	}
}

const CHUNK = 200;

function* chunksOf<T>(all: Iterable<T>, size: number): Generator<T[]> {
	let chunk: T[] = [];
	for (const one of all)
		if (chunk.push(one) === size) {
			yield chunk;
			chunk = [];
		}
	if (chunk.length > 0) yield chunk;
}

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
	const [only] = chunk;
	if (only && chunk.length === 1 && 'guardianId' in only.to && !only.expiresAt && !only.waitsFor)
		return queueOne(tx, only, only.to.guardianId, now);
	const { notice, delivery } = tx.t;
	const rows = chunk.map((one) => ({
		schoolId,
		id: newId(),
		guardianId: 'guardianId' in one.to ? one.to.guardianId : null,
		staffId: 'staffId' in one.to ? one.to.staffId : null,
		childId: one.childId ?? null,
		needsSay: one.needsSay ?? false,
		kind: one.kind,
		...calmOf(one),
		content: one.content,
		...keptBeside(one),
		route: one.route,
		onceKey: one.onceKey,
		createdAt: dueOf(one, now),
		waitsFor: waitsFor(one, now),
	}));
	const added = await tx
		.insert(notice)
		.values(rows)
		.onConflictDoNothing({ target: [notice.schoolId, notice.onceKey] })
		.returning({ id: notice.id });
	const fresh = new Set(added.map(({ id }) => id));
	const ways = await waysToReach(tx, schoolId, rows);
	const deliveries = rows.flatMap((row, index) => {
		const reach = ways.get(row.guardianId ?? row.staffId ?? '');
		const one = chunk[index];
		if (!one || !fresh.has(row.id) || !reach) return [];
		return targetsFor(row, reach).map((target) => ({
			schoolId,
			id: newId(),
			noticeId: row.id,
			...target,
			state: 'due' as const,
			dueAt: dueOf(one, now),
			expiresAt: one.expiresAt ?? null,
			createdAt: now,
		}));
	});
	if (deliveries.length > 0) await tx.insert(delivery).values(deliveries);
}

/** What the inbox needs besides its words, for a guardian: staff have no inbox. */
function keptBeside({ to, content, inDutch }: NewNotice) {
	const path = content.action.path.split(/[?#]/)[0] ?? '';
	if ('staffId' in to) return { path, searchKey: '', inDutch: null };
	return { path, searchKey: searchKeyOf(content, inDutch), inDutch: inDutch ?? null };
}

/** What its reader can turn off, and when it may come. */
function calmOf({ kind, pace }: NewNotice): { sort: Sort | null; pace: Pace } {
	const { sort, pace: usual } = noticeKinds[kind];
	return { sort, pace: pace ?? usual };
}

/** When it is sent at the latest; what is due later shows in the inbox then. */
function dueOf({ dueAt, waitsFor }: NewNotice, now: Date): Date {
	return new Date(Math.max(now.getTime(), dueAt?.getTime() ?? 0, waitsFor?.until.getTime() ?? 0));
}

/** What is due later anyway waits for nothing. */
function waitsFor({ dueAt, waitsFor: waits }: NewNotice, now: Date): string | null {
	return waits && (dueAt ?? now) <= now && waits.until > now ? waitKey(waits.kind, waits.id) : null;
}

/** How a notice says what it waits for. */
export function waitKey(kind: string, id: string): string {
	return `${kind} ${id}`;
}

const insertNotice = compiled<{
	school: string;
	id: string;
	guardian: string;
	child: string | null;
	say: boolean;
	kind: string;
	sort: Sort | null;
	pace: Pace;
	content: NoticeContent;
	path: string;
	searchKey: string;
	inDutch: NoticeInDutch | null;
	route: NewNotice['route'];
	key: string;
	at: Date;
}>('insert_notice')((tx: Tx, p) => {
	const { notice } = tx.t;
	return tx
		.insert(notice)
		.values({
			schoolId: p.school,
			id: p.id,
			guardianId: p.guardian,
			childId: p.child,
			needsSay: p.say,
			kind: p.kind,
			sort: p.sort,
			pace: p.pace,
			content: p.content,
			path: p.path,
			searchKey: p.searchKey,
			inDutch: p.inDutch,
			route: p.route,
			onceKey: p.key,
			createdAt: p.at,
		})
		.onConflictDoNothing({ target: [notice.schoolId, notice.onceKey] })
		.returning({ id: notice.id });
});

const insertDelivery = compiled<{
	school: string;
	id: string;
	notice: string;
	channel: 'email' | 'push';
	target: string;
	due: Date;
	now: Date;
}>('insert_delivery')((tx: Tx, p) =>
	tx.insert(tx.t.delivery).values({
		schoolId: p.school,
		id: p.id,
		noticeId: p.notice,
		channel: p.channel,
		target: p.target,
		state: 'due',
		dueAt: p.due,
		createdAt: p.now,
	}),
);

/** The same for one guardian, with statements that are compiled once: it happens at every sign-up. */
async function queueOne(tx: Tx, one: NewNotice, guardianId: string, now: Date): Promise<void> {
	const { schoolId, dueAt = now } = one;
	const id = newId();
	const calm = calmOf(one);
	const [added] = await insertNotice(tx, {
		school: schoolId,
		id,
		guardian: guardianId,
		child: one.childId ?? null,
		say: one.needsSay ?? false,
		kind: one.kind,
		...calm,
		content: one.content,
		...keptBeside(one),
		route: one.route,
		key: one.onceKey,
		at: dueOf(one, now),
	});
	const reach = added && (await waysToGuardian(tx, schoolId, guardianId));
	for (const target of reach ? targetsFor({ route: one.route, sort: calm.sort }, reach) : [])
		await insertDelivery(tx, { school: schoolId, id: newId(), notice: id, ...target, due: dueAt, now });
}
