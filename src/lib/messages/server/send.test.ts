// Messages of staff: who gets them, in which words, when, and who may not see them any more.
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { latestNotices } from '#lib/notifications/server/inbox.ts';
import { claimDue } from '#lib/notifications/server/parcels.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { keepTranslation } from '#lib/translation/server/content.ts';
import { phrases, type Filled } from '#lib/translation/phrases.ts';
import type { About, Wait } from '../message.ts';
import { messageForParent, messagesForParent } from './for-parent.ts';
import { forgetMessages, forgetMessagesOfNobody } from './retention.ts';
import { sendDueMessages, sendMessage, takeBack, type NewMessage } from './send.ts';
import { keepMessageTranslation, messageForStaff } from './sent.ts';

const group: About = { kind: 'group', id: 'zonnebloem' };
const elif: About = { kind: 'child', id: 'elif' };
const minutes = (count: number) => new Date(today.getTime() + count * 60_000);

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function send(store: TestStore, one: Partial<NewMessage> = {}, who: StaffName = 'marieke') {
	return sendMessage(store, await asStaff(store, who), {
		about: group,
		parts: [],
		text: 'Morgen gaan we naar het bos.',
		language: 'nl',
		wait: 'now',
		formKey: 'form',
		now: today,
		...one,
	});
}
async function sent(store: TestStore, one: Partial<NewMessage> = {}): Promise<string> {
	const result = await send(store, one);
	if (!result.ok) throw new Error(result.refusal);
	return result.messageId;
}
const told = async (store: TestStore) =>
	(await noticesSoFar(store)).filter(({ kind }) => kind.startsWith('messages.')).map(({ to }) => to);
const seen = async (store: TestStore, who: GuardianName, messageId: string) =>
	messageForParent(store.read, await asParent(store, who), messageId, 'nl');

const level = (store: TestStore, guardianId: string, to: 'full' | 'information' | 'nothing') =>
	store.transact(async (tx) => {
		const { guardianship } = tx.t;
		await acrossSchools('a test sets a level', () =>
			tx.update(guardianship).set({ level: to }).where(eq(guardianship.guardianId, guardianId)),
		);
	});

describe('who gets it', () => {
	it('of a group: everybody who may know of a child there, also with information only; not who may see nothing', async () => {
		const store = await school();
		expect(await send(store)).toMatchObject({ ok: true, told: 5 });
		expect((await told(store)).sort()).toEqual(['agnieszka', 'ahmet', 'ayse', 'fatima', 'mehmet']);
		expect(await auditSoFar(store)).toContain('staff marieke messages.sent');
	});

	it('about a child: only who has the say over it', async () => {
		const store = await school();
		const messageId = await sent(store, { about: elif });
		expect((await told(store)).sort()).toEqual(['ayse', 'mehmet']);
		expect(await seen(store, 'ahmet', messageId)).toBeUndefined();
		expect(await seen(store, 'fatima', messageId)).toBeUndefined();
	});

	it('of a moment, a year group and the school', async () => {
		const store = await school();
		await addMoment(store, { children: ['ilyas'] });
		expect(await send(store, { about: { kind: 'moment', id: 'look' } })).toMatchObject({ told: 1 });
		const joke = (about: About, formKey: string) => send(store, { about, formKey }, 'joke');
		// Zonnebloem holds 1 and 2; of its children the school has not said which
		expect(await joke({ kind: 'year', id: '2' }, 'b')).toMatchObject({ told: 5 });
		expect(await joke({ kind: 'year', id: '7' }, 'c')).toMatchObject({ told: 1 });
		expect(await joke({ kind: 'school', id: '' }, 'd')).toMatchObject({ told: 6 });
		expect(await joke({ kind: 'year', id: '5' }, 'e')).toEqual({ ok: false, refusal: 'nobody' });
	});

	it('is written by who works with them only', async () => {
		const store = await school();
		const refused = { ok: false, refusal: 'not_found' };
		for (const about of [group, elif, { kind: 'moment', id: 'look' } as About])
			expect(await send(store, { about }, 'selin')).toEqual(refused);
		expect(await send(store, { about: { kind: 'school', id: '' } })).toEqual(refused);
		expect(await send(store, { about: elif }, 'henk')).toEqual(refused);
		expect(await told(store)).toEqual([]);
	});

	it('goes once, however often the form is sent', async () => {
		const store = await school();
		const messageId = await sent(store);
		expect(await send(store)).toEqual({ ok: true, messageId, told: 5 });
		expect(await told(store)).toHaveLength(5);
		expect(await send(store, { text: ' ', formKey: 'b' })).toEqual({ ok: false, refusal: 'empty' });
	});
});

describe('what is about a child', () => {
	it('stands in no notice, and opens in a session that may open what is personal', async () => {
		const store = await school();
		const messageId = await sent(store, { about: elif, text: 'Elif was dapper.' });
		const [notice] = await noticesSoFar(store);
		expect(JSON.stringify(notice?.content)).not.toContain('dapper');
		const ayse = await asParent(store, 'ayse');
		expect(await messageForParent(store.read, { ...ayse, strength: 'code' }, messageId, 'tr')).toBe(
			'needs_proof',
		);
		const confirmed = { ...ayse, strength: 'confirmed' as const };
		expect(await messageForParent(store.read, confirmed, messageId, 'nl')).toMatchObject({ child: 'Elif' });
		expect(await messagesForParent(store.read, { ...ayse, strength: 'code' }, 'nl')).toEqual([]);
	});

	it('is gone at once for who has the say no more: page, list, inbox, and what is on its way', async () => {
		const store = await school();
		const messageId = await sent(store, { about: elif });
		await level(store, 'mehmet', 'information');
		const mehmet = { ...(await asParent(store, 'mehmet')), strength: 'confirmed' as const };
		expect(mehmet.children.get('elif')?.level).toBe('information');
		expect(await messageForParent(store.read, mehmet, messageId, 'nl')).toBeUndefined();
		expect(await latestNotices(store, mehmet, { now: today })).toEqual([]);
		const parcels = await claimDue(store, 'mails', { owner: 'x', now: minutes(1), leaseMs: 1000, most: 50 });
		const hindrances = parcels.map(({ guardianId, hindrance }) => [guardianId, hindrance]);
		expect(Object.fromEntries(hindrances)).toEqual({ ayse: null, mehmet: 'barred' });
	});
});

describe('in whose words', () => {
	it('a ready sentence in each one’s own language, with how it came about and the Dutch', async () => {
		const store = await school();
		const phrase = phrases.find(({ id }) => id === 'closed_day');
		const filled: Filled = { day: '2026-10-09' };
		const messageId = await sent(store, { text: '', parts: [{ phrase: phrase?.id ?? '', filled }] });
		const notices = await noticesSoFar(store);
		const of = (who: string) => notices.find(({ to }) => to === who)?.content;
		expect(of('ayse')?.lines.join(' ')).toContain('9 Ekim');
		expect(of('fatima')?.lines.join(' ')).toContain('9 أكتوبر');
		const page = await messageForParent(store.read, await asParent(store, 'agnieszka'), messageId, 'pl');
		expect(page).toMatchObject({
			by: 'Marieke Koster',
			child: null,
			paragraphs: [{ lang: 'pl', how: expect.any(String), original: { lang: 'nl' } }],
		});
	});

	it('own words: as written until somebody translated them, then theirs, with the original beside it', async () => {
		const store = await school();
		const messageId = await sent(store, { wait: 'minutes' });
		expect(await told(store)).toEqual([]);
		expect(await seen(store, 'fatima', messageId)).toBeUndefined();
		const marieke = await asStaff(store, 'marieke');
		const words = { messageId, language: 'ar', text: 'غدًا نذهب إلى الغابة.', now: today };
		expect(await keepMessageTranslation(store, marieke, words)).toEqual({ ok: true });
		const selin = await asStaff(store, 'selin');
		expect(await keepMessageTranslation(store, selin, words)).toMatchObject({ refusal: 'not_found' });
		await sendDueMessages(store, minutes(10));
		const notices = await noticesSoFar(store);
		const lines = (who: string) => notices.find(({ to }) => to === who)?.content.lines.join('\n');
		expect(lines('fatima')).toContain('غدًا نذهب إلى الغابة.');
		expect(lines('fatima')).toContain('Morgen gaan we naar het bos.');
		expect(lines('ayse')).toContain('Henüz çevrilmedi');
		// a voice must know which line is in which language
		const dutchOf = async (who: GuardianName) => {
			const [notice] = await latestNotices(store, await asParent(store, who), { now: minutes(11) });
			return Object.entries(notice?.linesIn ?? {}).map(([nth, tag]) => [tag, notice?.lines[Number(nth)]]);
		};
		expect(await dutchOf('ayse')).toEqual([['nl', expect.stringContaining('Morgen gaan we naar het bos.')]]);
		expect(await dutchOf('fatima')).toEqual([
			['nl', expect.stringContaining('Morgen gaan we naar het bos.')],
		]);
		const page = await messageForParent(store.read, await asParent(store, 'fatima'), messageId, 'ar');
		expect(page).toMatchObject({ paragraphs: [{ lang: 'ar', dir: 'rtl', original: { lang: 'nl' } }] });
	});
});

describe('when it goes', () => {
	const goesAt = async (wait: Wait, after: number) => {
		const store = await school();
		await sent(store, { wait });
		// a service was asked for its translation and has not answered
		await sendDueMessages(store, minutes(after - 1));
		const before = (await told(store)).length;
		await sendDueMessages(store, minutes(after));
		return [before, (await told(store)).length];
	};

	it('not later than the writer chose, and not before without a translation', async () => {
		expect(await goesAt('minutes', 10)).toEqual([0, 5]);
		expect(await goesAt('hour', 60)).toEqual([0, 5]);
		// 8.00 the next morning; it is 8.00 now
		expect(await goesAt('morning', 24 * 60)).toEqual([0, 5]);
	});

	it('as soon as nothing is left to be translated; twice at once sends once', async () => {
		const store = await school();
		const messageId = await sent(store, { wait: 'hour' });
		await store.transact(async (tx) => {
			for (const language of ['tr', 'ar', 'pl'])
				await keepTranslation(tx, schoolId, {
					...{ about: { kind: 'message', id: messageId }, field: 'text', language, text: 'x', now: today },
					of: { text: 'Morgen gaan we naar het bos.', language: 'nl' },
					staffId: 'marieke',
				});
		});
		await Promise.all([sendDueMessages(store, minutes(1)), sendDueMessages(store, minutes(1))]);
		expect(await told(store)).toHaveLength(5);
	});

	it('only ready sentences wait for nothing but the morning', async () => {
		const store = await school();
		const parts = [{ phrase: 'closed_day', filled: { day: '2026-10-09' } }];
		expect(await send(store, { parts, text: '', wait: 'hour' })).toMatchObject({ told: 5 });
		expect(await send(store, { parts, text: '', wait: 'morning', formKey: 'b' })).toMatchObject({ told: 0 });
	});

	it('to who may get it then; and can be taken back until then, by who wrote it', async () => {
		const store = await school();
		await sent(store, { wait: 'minutes' });
		const second = await sent(store, { wait: 'hour', formKey: 'b' });
		const petra = await asStaff(store, 'petra');
		const marieke = await asStaff(store, 'marieke');
		expect(await takeBack(store, petra, second, today)).toEqual({ ok: false, refusal: 'not_found' });
		expect(await takeBack(store, marieke, second, today)).toEqual({ ok: true });
		await level(store, 'fatima', 'nothing');
		await sendDueMessages(store, minutes(90));
		expect((await told(store)).sort()).toEqual(['agnieszka', 'ahmet', 'ayse', 'mehmet']);
		const [first] = await store.read
			.select({ id: store.t.message.id })
			.from(store.t.message)
			.where(eq(store.t.message.schoolId, schoolId));
		expect(await takeBack(store, marieke, first?.id ?? '', today)).toEqual({ ok: false, refusal: 'gone' });
	});
});

describe('how long', () => {
	const left = async (store: TestStore) =>
		(await store.read.select().from(store.t.message).where(eq(store.t.message.schoolId, schoolId))).length;

	it('until the school year ended', async () => {
		const store = await school();
		await sent(store);
		await store.transact((tx) => forgetMessages(tx, schoolId, today));
		expect(await left(store)).toBe(1);
		await store.transact((tx) => forgetMessages(tx, schoolId, minutes(1)));
		expect(await left(store)).toBe(0);
		const wishes = store.read.select().from(store.t.translationWish);
		expect(await wishes.where(eq(store.t.translationWish.schoolId, schoolId))).toEqual([]);
	});

	it('as long as somebody is there who got it', async () => {
		const store = await school();
		const messageId = await sent(store, { about: elif });
		await store.transact((tx) => forgetMessagesOfNobody(tx, schoolId));
		expect(await left(store)).toBe(1);
		const { guardian } = store.t;
		for (const id of ['ayse', 'mehmet'])
			await store.transact((tx) =>
				acrossSchools('a test lets people go', () => tx.delete(guardian).where(eq(guardian.id, id))),
			);
		await store.transact((tx) => forgetMessagesOfNobody(tx, schoolId));
		expect(await left(store)).toBe(0);
		expect(
			await messageForStaff(store.read, await asStaff(store, 'marieke'), messageId, today),
		).toBeUndefined();
	});
});

describe('urgent, and in the evening', () => {
	const how = async (store: TestStore) => {
		const { notice } = store.t;
		const rows = await store.read
			.select({ kind: notice.kind, sort: notice.sort, pace: notice.pace, route: notice.route })
			.from(notice)
			.where(eq(notice.schoolId, schoolId));
		return rows.filter(({ kind }) => kind.startsWith('messages.'));
	};
	const ready = [{ phrase: 'closed_tomorrow', filled: {} }];

	it.each<[StaffName, boolean]>([
		['joke', true],
		['marieke', false],
		['selin', false],
	])('%s may call it urgent: %s', async (who, may) => {
		const store = await school();
		const result = await send(store, { urgent: true, text: '', parts: ready }, who);
		if (may) expect(result).toMatchObject({ ok: true });
		else expect(result).toMatchObject({ ok: false });
		expect((await how(store)).length > 0).toBe(may);
	});

	it('urgent goes at once, by every way, as a sort and at a pace of its own', async () => {
		const store = await school();
		const whole: About = { kind: 'school', id: '' };
		const night = new Date('2026-10-06T23:30:00+02:00');
		const one = { about: whole, urgent: true, text: '', parts: ready, wait: 'morning' as const, now: night };
		const result = await send(store, one, 'joke');
		expect(result).toMatchObject({ ok: true, told: (await told(store)).length });
		const kinds = await how(store);
		expect(kinds.length).toBeGreaterThan(5);
		for (const kind of kinds)
			expect(kind).toEqual({ kind: 'messages.urgent', sort: 'urgent', pace: 'now', route: 'both' });
	});

	it.each<[string, string, Wait, string | null]>([
		['by day at once', '2026-10-06T18:29:00+02:00', 'now', null],
		['in the evening at eight', '2026-10-06T18:30:00+02:00', 'now', '2026-10-07T08:00:00+02:00'],
		[
			'in the evening, with an hour for its words',
			'2026-10-06T21:00:00+02:00',
			'hour',
			'2026-10-07T08:00:00+02:00',
		],
		[
			'after midnight at eight of the same day',
			'2026-10-07T01:00:00+02:00',
			'now',
			'2026-10-07T08:00:00+02:00',
		],
		['early, for the morning', '2026-10-07T06:59:00+02:00', 'morning', '2026-10-07T08:00:00+02:00'],
		['by day for tomorrow morning', '2026-10-07T07:00:00+02:00', 'morning', '2026-10-08T08:00:00+02:00'],
		[
			'over the night in which clocks go back',
			'2026-10-24T20:00:00+02:00',
			'now',
			'2026-10-25T08:00:00+01:00',
		],
	])('%s', async (_, now, wait, due) => {
		const store = await school();
		const messageId = await sent(store, { wait, now: new Date(now) });
		expect((await how(store)).length > 0).toBe(due === null);
		if (due === null) return;
		await sendDueMessages(store, new Date(new Date(due).getTime() - 60_000));
		expect(await how(store)).toEqual([]);
		await sendDueMessages(store, new Date(due));
		expect((await how(store)).length).toBeGreaterThan(0);
		expect(messageId).toBeTruthy();
	});

	it('what only praises a child is good news, with words of one’s own it is a message', async () => {
		const store = await school();
		const parts = [{ phrase: 'effort_kept_trying', filled: { child: 'Elif' } }];
		await send(store, { about: elif, text: '', parts, formKey: 'praise' });
		await send(store, { about: elif, parts, formKey: 'more' });
		expect(new Set((await how(store)).map(({ kind }) => kind))).toEqual(
			new Set(['messages.good_news', 'messages.child']),
		);
	});
});
