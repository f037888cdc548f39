import { and, eq } from 'drizzle-orm';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { chooseNotifications } from '#lib/app/server/notification-choice.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, schoolId, today } from '../../../../tests/support/people.ts';
import { countUnread, findNotices, latestNotices, markRead, openNotice } from './inbox.ts';
import { readPreferences } from './preferences.ts';
import { queueNotices, type NewNotice } from './queue.ts';

const HOUR = 60 * 60 * 1000;
const later = (hours: number) => new Date(today.getTime() + hours * HOUR);

async function withInbox() {
	const store = freshStore();
	await addPeople(store);
	const tell = (title: string, change: Partial<NewNotice> = {}, now = today) =>
		store.transact((tx) =>
			queueNotices(
				tx,
				[
					{
						schoolId,
						to: { guardianId: 'ayse' },
						kind: 'moments.promoted',
						route: 'email',
						onceKey: title,
						content: {
							locale: 'tr',
							title,
							lines: ['bir'],
							action: { label: 'Aç', path: `/join/${title}` },
						},
						...change,
					},
				],
				now,
			),
		);
	const titles = async (now = later(24)) =>
		(await latestNotices(store, await asParent(store, 'ayse'), { now })).map(({ title }) => title);
	return { store, tell, titles };
}

test('the newest stand first, as many as are asked for', async () => {
	const { store, tell, titles } = await withInbox();
	for (const [index, title] of ['one', 'two', 'three'].entries()) await tell(title, {}, later(index));
	expect(await titles()).toEqual(['three', 'two', 'one']);
	const ayse = await asParent(store, 'ayse');
	const [newest] = await latestNotices(store, ayse, { limit: 1, now: later(24) });
	expect(newest).toMatchObject({
		title: 'three',
		label: 'Aç',
		path: '/join/three',
		at: later(2),
		unread: true,
	});
});

test('a whole school is told in one go, and who reads meanwhile has a turn between the chunks', async () => {
	const { store } = await withInbox();
	const ayse = await asParent(store, 'ayse');
	const unread = () => countUnread(store.read, ayse, later(1));
	function* toAll(): Generator<NewNotice> {
		for (let count = 0; count < 900; count++)
			yield {
				...{ schoolId, to: { guardianId: 'ayse' }, kind: 'moments.promoted', route: 'email' },
				onceKey: `all ${count}`,
				content: {
					...{ locale: 'tr', title: `all ${count}`, lines: ['bir'] },
					action: { label: 'Aç', path: '/join' },
				},
			};
	}
	let over = false;
	const seen: number[] = [];
	const telling = store.transact((tx) => queueNotices(tx, toAll(), today)).then(() => (over = true));
	while (!over) {
		seen.push(await unread());
		await nextTurn();
	}
	await telling;
	expect(seen.length).toBeGreaterThan(4);
	expect(new Set(seen)).toEqual(new Set([0]));
	expect(await unread()).toBe(900);
});

test('what is only told later is not there yet', async () => {
	const { tell, titles } = await withInbox();
	await tell('tomorrow', { dueAt: later(20) });
	expect(await titles(later(19))).toEqual([]);
	expect(await titles(later(20))).toEqual(['tomorrow']);
});

test('own notices only', async () => {
	const { store, tell, titles } = await withInbox();
	await tell('hers');
	await tell('of the other carer', { to: { guardianId: 'mehmet' } });
	expect(await titles()).toEqual(['hers']);
	const mehmet = await asParent(store, 'mehmet');
	const [theirs] = await latestNotices(store, mehmet, { now: later(1) });
	const ayse = await asParent(store, 'ayse');
	expect(await openNotice(store, ayse, theirs?.id ?? '', later(1))).toBeUndefined();
	expect(await countUnread(store.read, mehmet, later(1))).toBe(1);
});

test('a notice about a child is gone when the school takes the child from sight, at once', async () => {
	const { store, tell, titles } = await withInbox();
	await tell('about Elif', { childId: 'elif' });
	await tell('about Emre', { childId: 'emre' });
	await tell('about nobody');
	expect((await titles()).sort()).toEqual(['about Elif', 'about Emre', 'about nobody']);
	await store.transact(async (tx) => {
		const { guardianship } = tx.t;
		await tx
			.update(guardianship)
			.set({ level: 'nothing' })
			.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.childId, 'elif')));
	});
	expect((await titles()).sort()).toEqual(['about Emre', 'about nobody']);
	expect(await countUnread(store.read, await asParent(store, 'ayse'), later(1))).toBe(2);
});

test('everything of the year is there, page by page, and is found by its words in both languages, without accents', async () => {
	const { store, tell } = await withInbox();
	for (let nth = 1; nth <= 45; nth++) await tell(`Haber ${nth}`, {}, later(nth));
	await tell('Görüşme', {
		inDutch: { title: 'Tienminutengesprek', lines: ['Groep 4'] },
		childId: 'elif',
	});
	const ayse = await asParent(store, 'ayse');
	const find = async (words: string, page = 1) => findNotices(store, ayse, { words, page }, later(99));
	const first = await find('');
	expect(first).toMatchObject({ found: 46, pages: 3, page: 1 });
	expect(first.notices.map(({ title }) => title).slice(0, 2)).toEqual(['Haber 45', 'Haber 44']);
	const last = await find('', 7);
	expect(last).toMatchObject({ page: 3 });
	expect(last.notices.map(({ title }) => title)).toEqual([
		'Haber 5',
		'Haber 4',
		'Haber 3',
		'Haber 2',
		'Haber 1',
		'Görüşme',
	]);
	for (const words of ['gorusme', 'TIENMIN 4', 'groep'])
		expect((await find(words)).notices.map(({ title }) => title)).toEqual(['Görüşme']);
	expect((await find('gesprek')).found).toBe(0);
	expect((await find('haber 4')).found).toBe(7);
	expect((await find('gorusme')).notices[0]?.inDutch).toEqual({
		title: 'Tienminutengesprek',
		lines: ['Groep 4'],
	});
	const mehmet = await asParent(store, 'mehmet');
	expect((await findNotices(store, mehmet, { words: '', page: 1 }, later(99))).found).toBe(0);
	// one that is older than the column is found by its words too
	await store.transact(async (tx) => {
		await tx.update(tx.t.notice).set({ searchKey: '' }).where(eq(tx.t.notice.schoolId, schoolId));
	});
	expect((await find('gorusme')).found).toBe(1);
});

test('an opened notice is read; marking all reads the rest', async () => {
	const { store, tell } = await withInbox();
	for (const title of ['one', 'two', 'three']) await tell(title);
	const ayse = await asParent(store, 'ayse');
	const [first] = await latestNotices(store, ayse, { now: later(1) });
	expect(await openNotice(store, ayse, first?.id ?? '', later(1))).toBe(first?.path);
	expect(await countUnread(store.read, ayse, later(1))).toBe(2);
	expect(await openNotice(store, ayse, first?.id ?? '', later(2))).toBe(first?.path);
	const { notice } = store.t;
	const [row] = await store.read
		.select({ readAt: notice.readAt })
		.from(notice)
		.where(and(eq(notice.schoolId, schoolId), eq(notice.id, first?.id ?? '')));
	expect(row?.readAt).toEqual(later(1));
	await markRead(store, ayse, 'all', later(3));
	expect(await countUnread(store.read, ayse, later(3))).toBe(0);
});

test('before choosing: everything and discreet; what was chosen stays, with its audit line', async () => {
	const { store } = await withInbox();
	const ayse = await asParent(store, 'ayse');
	expect(await readPreferences(store.read, ayse)).toEqual({
		address: 'ayse.yildirim.tr@ouders.example',
		push: true,
		email: true,
		discreet: true,
		unwanted: [],
		calm: { quiet: true, quietFrom: '21:00', quietUntil: '07:00', quietSundays: true, digestAt: null },
	});
	const calm = {
		quiet: false,
		quietFrom: '20:00',
		quietUntil: '08:00',
		quietSundays: false,
		digestAt: '17:00',
	};
	const unwanted = ['news.email', 'tasks.push'] as const;
	const chosen = { push: false, email: true, discreet: false, unwanted, calm };
	await chooseNotifications(store, ayse, chosen, today);
	await chooseNotifications(store, ayse, chosen, later(1));
	expect(await readPreferences(store.read, ayse)).toMatchObject(chosen);
	expect(await readPreferences(store.read, await asParent(store, 'johan'))).toMatchObject({
		address: null,
		push: true,
	});
	const { auditLine } = store.t;
	const lines = await store.read
		.select({ action: auditLine.action, about: auditLine.about })
		.from(auditLine)
		.where(eq(auditLine.schoolId, schoolId));
	expect(lines).toEqual(
		Array(2).fill({
			action: 'notifications.chosen',
			about: { push: false, email: true, discreet: false, unwanted: unwanted.join(' '), ...calm },
		}),
	);
});
