import { and, desc, eq, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Reader, Store } from '#lib/database/store.ts';
import type { NoticeInList } from '../notice-in-list.ts';
import { fillNotices } from './fill.ts';
import type { Owner } from './owner.ts';
import type { FilledContent } from './written.ts';

/** The newest notices, as many as the inbox and an offline copy hold at most. */
export const INBOX = 50;

/**
 * The guardian's notices, newest first. Those about a child that the guardian may not see (any more) are not there, nor
 * those for who has the say over a child when they have it no more, nor those that are only told later. Two queries at
 * most.
 */
export async function latestNotices(
	store: Store,
	parent: Owner,
	{ limit = INBOX, now }: { limit?: number; now: Date },
): Promise<NoticeInList[]> {
	const { notice, guardian } = store.t;
	const rows = await store.read
		.select({
			id: notice.id,
			kind: notice.kind,
			content: notice.content,
			createdAt: notice.createdAt,
			readAt: notice.readAt,
			schoolId: notice.schoolId,
			reads: guardian.writtenLanguage,
		})
		.from(notice)
		.innerJoin(guardian, and(eq(guardian.schoolId, notice.schoolId), eq(guardian.id, notice.guardianId)))
		.where(mayRead(store.read, parent, now))
		.orderBy(desc(notice.createdAt), desc(notice.id))
		.limit(limit);
	return (await fillNotices(store.read, rows)).map(({ id, kind, content, createdAt, readAt }) => ({
		id,
		kind,
		...shown(content),
		at: createdAt,
		unread: readAt === null,
	}));
}

/** How many notices the guardian has not opened: the number on the app's icon. */
export function countUnread(db: Reader, parent: Owner, now: Date): Promise<number> {
	const { notice } = db.t;
	return db.$count(notice, and(mayRead(db, parent, now), isNull(notice.readAt)));
}

/** The guardian opened a notice: it is read. Gives where it leads; undefined when it is not theirs. */
export async function openNotice(
	store: Store,
	parent: Owner,
	id: string,
	now: Date,
): Promise<string | undefined> {
	const { notice } = store.t;
	const [row] = await store.read
		.select({ content: notice.content, readAt: notice.readAt })
		.from(notice)
		.where(and(mayRead(store.read, parent, now), eq(notice.id, id)));
	if (row && !row.readAt) await markRead(store, parent, [id], now);
	return row?.content.action.path;
}

/** Marks notices as read, or all of them. */
export async function markRead(
	store: Store,
	parent: Owner,
	which: string[] | 'all',
	now: Date,
): Promise<void> {
	if (which.length === 0) return;
	await store.transact(async (tx) => {
		const { notice } = tx.t;
		await tx
			.update(notice)
			.set({ readAt: now })
			.where(
				and(
					mayRead(tx, parent, now),
					isNull(notice.readAt),
					which === 'all' ? undefined : inArray(notice.id, which),
				),
			);
	});
}

function mayRead(db: Reader, { schoolId, guardianId, children }: Owner, now: Date): SQL | undefined {
	const { notice } = db.t;
	const own = [...children.keys()];
	const withSay = own.filter((childId) => children.get(childId)?.level === 'full');
	return and(
		eq(notice.schoolId, schoolId),
		eq(notice.guardianId, guardianId),
		lte(notice.createdAt, now),
		own.length > 0 ? or(isNull(notice.childId), inArray(notice.childId, own)) : isNull(notice.childId),
		withSay.length > 0
			? or(eq(notice.needsSay, false), inArray(notice.childId, withSay))
			: eq(notice.needsSay, false),
	);
}

function shown({ locale, title, lines, linesIn = {}, action, own = [] }: FilledContent) {
	return {
		locale,
		title,
		lines,
		linesIn,
		label: action.label,
		path: action.path,
		own: own.filter(({ isName }) => !isName),
	};
}
