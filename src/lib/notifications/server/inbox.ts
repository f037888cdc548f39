import { and, desc, eq, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Reader, Store } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { NoticeInList } from '../notice-in-list.ts';
import { fillNotices } from './fill.ts';
import type { Owner } from './owner.ts';
import { finderOf, searchKeyOf, wordsOf } from './search-key.ts';
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
	const rows = await listed(store.read, mayRead(store.read, parent, now)).limit(limit);
	return shownInList(store.read, rows);
}

/** A page of the inbox. */
export interface InboxPage {
	notices: NoticeInList[];
	/** How many there are in all. */
	found: number;
	/** Counts from 1; what is asked beyond the last is the last. */
	page: number;
	pages: number;
}

/** How many notices a page of the inbox has. */
const PAGE = 20;

/**
 * A page of everything that the guardian was told this school year, newest first; of `words`, those in which each begins a
 * word, in their own language or in Dutch. What was read or seen before is there too.
 */
export async function findNotices(
	store: Store,
	parent: Owner,
	{ words, page }: { words: string; page: number },
	now: Date,
): Promise<InboxPage> {
	const { notice } = store.t;
	const may = mayRead(store.read, parent, now);
	const wanted = wordsOf(words);
	const isFound = finderOf(wanted);
	const all = await store.read
		.select({ id: notice.id, searchKey: notice.searchKey })
		.from(notice)
		.where(may)
		.orderBy(desc(notice.createdAt), desc(notice.id));
	const keys = wanted.length > 0 ? await keysOfOlder(store.read, may, all) : new Map<string, string>();
	const ids = all
		.filter(({ id, searchKey }) => isFound(searchKey || (keys.get(id) ?? '')))
		.map(({ id }) => id);
	const pages = Math.max(1, Math.ceil(ids.length / PAGE));
	const at = Math.min(Math.max(1, page), pages);
	const onPage = ids.slice((at - 1) * PAGE, at * PAGE);
	const rows = onPage.length ? await listed(store.read, and(may, inArray(notice.id, onPage))) : [];
	return { notices: await shownInList(store.read, rows), found: ids.length, page: at, pages };
}

/** What notices are found by that are older than the column. */
async function keysOfOlder(db: Reader, may: SQL | undefined, all: { id: string; searchKey: string }[]) {
	if (all.every(({ searchKey }) => searchKey)) return new Map<string, string>();
	const { notice } = db.t;
	const rows = await db
		.select({ id: notice.id, content: notice.content })
		.from(notice)
		.where(and(may, eq(notice.searchKey, '')));
	return new Map(rows.map(({ id, content }) => [id, searchKeyOf(content)]));
}

function listed(db: Reader, which: SQL | undefined) {
	const { notice, guardian } = db.t;
	return db
		.select({
			id: notice.id,
			kind: notice.kind,
			content: notice.content,
			inDutch: notice.inDutch,
			createdAt: notice.createdAt,
			readAt: notice.readAt,
			schoolId: notice.schoolId,
			reads: guardian.writtenLanguage,
		})
		.from(notice)
		.innerJoin(guardian, and(eq(guardian.schoolId, notice.schoolId), eq(guardian.id, notice.guardianId)))
		.where(which)
		.orderBy(desc(notice.createdAt), desc(notice.id));
}

type Listed = Awaited<ReturnType<typeof listed>>[number];

/** In the order of the rows. The Dutch of a notice takes the school's own texts as they were written. */
async function shownInList(db: Reader, rows: readonly Listed[]): Promise<NoticeInList[]> {
	const dutch = rows.map(({ schoolId, content, inDutch }) => ({
		schoolId,
		content: { ...content, calendar: undefined, ...inDutch, locale: baseLocale },
		reads: baseLocale,
	}));
	const filled = await fillNotices(db, [...rows, ...dutch]);
	return rows.flatMap((row, nth) => {
		const own = filled[nth];
		const other = row.inDutch && filled[rows.length + nth];
		if (!own) return [];
		return {
			id: row.id,
			kind: row.kind,
			...shown(own.content),
			inDutch: other ? { title: other.content.title, lines: other.content.lines } : null,
			at: row.createdAt,
			unread: row.readAt === null,
		};
	});
}

/** How many notices the guardian has not opened: the number on the app's icon. */
export function countUnread(db: Reader, parent: Owner, now: Date): Promise<number> {
	const { notice } = db.t;
	return db.$count(notice, and(mayRead(db, parent, now), isNull(notice.readAt)));
}

/** The guardian opened a notice in the inbox: it is read, and counts as opened. Gives where it leads; undefined when it is not theirs. */
export async function openNotice(
	store: Store,
	parent: Owner,
	id: string,
	now: Date,
): Promise<string | undefined> {
	const { notice } = store.t;
	const [row] = await store.read
		.select({ content: notice.content, openedAt: notice.openedAt })
		.from(notice)
		.where(and(mayRead(store.read, parent, now), eq(notice.id, id)));
	if (row && !row.openedAt) await markOpened(store, parent, eq(notice.id, id), now);
	return row?.content.action.path;
}

const unopenedAt = compiled<{ school: string; guardian: string; path: string }>('unopened_at')((
	db: Reader,
	p,
) => {
	const { notice } = db.t;
	return db
		.select({ id: notice.id })
		.from(notice)
		.where(
			and(
				eq(notice.schoolId, p.school),
				eq(notice.guardianId, p.guardian),
				eq(notice.path, p.path),
				isNull(notice.openedAt),
			),
		)
		.limit(1);
});

/** The guardian looked at a page: what was told about it is opened. One query where nothing was. */
export async function openPage(store: Store, parent: Owner, path: string, now: Date): Promise<void> {
	const { schoolId: school, guardianId: guardian } = parent;
	const waiting = await unopenedAt(store.read, { school, guardian, path });
	if (waiting.length > 0) await markOpened(store, parent, eq(store.t.notice.path, path), now);
}

async function markOpened(store: Store, parent: Owner, which: SQL, now: Date): Promise<void> {
	await store.transact(async (tx) => {
		const { notice } = tx.t;
		const may = mayRead(tx, parent, now);
		await tx
			.update(notice)
			.set({ openedAt: now })
			.where(and(may, which, isNull(notice.openedAt)));
		await tx
			.update(notice)
			.set({ readAt: now })
			.where(and(may, which, isNull(notice.readAt)));
	});
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
		eq(notice.emptied, false),
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
