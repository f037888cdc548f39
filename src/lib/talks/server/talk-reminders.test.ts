// Reminders of agreed talks, on a real database: who is told when, once, and all of a family in one message.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { offers } from '../../../../tests/support/interpreting.ts';
import { at, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { addInterpreterTime, addInterpretingParent, assignInterpreter } from './interpreters.ts';
import { cancelTalks, moveTalk } from './move.ts';
import { pickTalks, type Pick } from './pick.ts';
import { asReplier, onBehalfOf } from './replier.ts';
import { cancelRound } from './rounds.ts';
import { queueTalkReminders } from './talk-reminders.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	await addRound(store);
});

const on = (time: string) => at('2026-10-27', time);
const elif: Pick = { childId: 'elif', startsAt: on('15:00'), staffIds: ['marieke'] };
const emre: Pick = { childId: 'emre', startsAt: on('15:20'), staffIds: ['selin'] };

async function pick(who: GuardianName, picks: Pick[], part: Partial<typeof details> = {}): Promise<string[]> {
	const wish = { roundId, picks, details: { ...details, ...part }, now: today };
	const picked = await pickTalks(store, asReplier(await asParent(store, who)), wish);
	if (!picked.ok) throw new Error(picked.refusal);
	return picked.talkIds;
}
/** Kind and reader of what a minute queued. */
async function minute(now: Date) {
	const before = (await noticesSoFar(store)).length;
	const count = await queueTalkReminders(store, now);
	const all = await noticesSoFar(store);
	expect(all.length - before).toBe(count);
	return all
		.filter(({ kind }) => kind.includes('reminder'))
		.map(({ kind, to }) => `${kind} ${to}`)
		.sort();
}
const written = async (kind: string, who: GuardianName) =>
	(await noticesSoFar(store)).find((one) => one.kind === kind && one.to === who)?.content;
const dayBefore = (time: string) => at('2026-10-26', time);

describe('the day before', () => {
	it.each([
		['16:59', []],
		['17:00', ['talks.reminder_day ayse', 'talks.reminder_day mehmet']],
		['21:29', ['talks.reminder_day ayse', 'talks.reminder_day mehmet']],
		// nobody is woken for it
		['21:30', []],
	])('at %s: %s', async (time, told) => {
		await pick('mehmet', [elif], { together: true });
		expect(await minute(dayBefore(time))).toEqual(told);
		expect(await minute(dayBefore(time))).toEqual(told);
	});

	it('says all talks of a family in one message, in their language and in Dutch', async () => {
		await pick('ayse', [elif, emre]);
		expect(await minute(dayBefore('17:00'))).toEqual(['talks.reminder_day ayse']);
		const content = await written('talks.reminder_day', 'ayse');
		expect(content?.title).toBe('Yarın: On dakikalık görüşme');
		const lines = content?.lines.join('\n') ?? '';
		expect(lines).toMatch(/Elif[^]*15[.:]00[^]*Emre[^]*15[.:]20/);
		// until 24 hours before they change it by themselves: that is over
		expect(lines).toContain('Okulu arayın');
		const { notice } = store.t;
		const rows = await store.read.select().from(notice).where(eq(notice.schoolId, schoolId));
		expect(rows.find(({ kind }) => kind === 'talks.reminder_day')?.inDutch).toMatchObject({
			title: 'Morgen: Tienminutengesprek',
		});
	});

	it('tells nobody of a talk that is off, of a round that is off, or without the say', async () => {
		const [talkId = ''] = await pick('mehmet', [elif]);
		await pick('agnieszka', [{ childId: 'zuzia', startsAt: on('15:20'), staffIds: ['marieke'] }]);
		await pick('fatima', [{ childId: 'ilyas', startsAt: on('15:40'), staffIds: ['marieke'] }]);
		const joke = await asStaff(store, 'joke');
		await cancelTalks(store, onBehalfOf(joke, ''), { roundId, talkIds: [talkId], now: today });
		const { guardianship } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'information' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'agnieszka'))),
		);
		expect(await minute(dayBefore('17:00'))).toEqual(['talks.reminder_day fatima']);
		await cancelRound(store, joke, roundId, today);
		expect(await minute(on('14:00'))).toEqual(['talks.reminder_day fatima']);
	});
});

describe('the hour before', () => {
	it.each([
		['13:59', []],
		['14:00', ['talks.reminder_hour ayse']],
		['14:49', ['talks.reminder_hour ayse']],
	])('at %s: %s, with that of a brother which follows', async (time, told) => {
		await pick('ayse', [elif, emre]);
		expect(await minute(on(time))).toEqual(told);
		expect(await minute(on('14:50'))).toEqual(['talks.reminder_hour ayse']);
	});

	it('comes again for another time', async () => {
		const [talkId = ''] = await pick('mehmet', [elif]);
		expect(await minute(on('14:00'))).toEqual(['talks.reminder_hour mehmet']);
		const marieke = onBehalfOf(await asStaff(store, 'marieke'), '');
		const wish = { roundId, talkId, startsAt: on('15:40'), staffIds: ['marieke'], now: on('14:05') };
		expect(await moveTalk(store, marieke, wish)).toEqual({ ok: true });
		expect(await minute(on('14:40'))).toEqual(['talks.reminder_hour mehmet', 'talks.reminder_hour mehmet']);
	});
});

it('a parent who interprets is reminded too, without a name of the family', async () => {
	const details = { interpreter: 'tr', mayAskParent: true };
	const zuzia = { childId: 'zuzia', startsAt: on('15:00'), staffIds: ['marieke'] };
	const [talkId = ''] = await pick('agnieszka', [zuzia], details);
	await offers(store, 'johan');
	const joke = await asStaff(store, 'joke');
	const one = { roundId, interpreterId: 'parent-johan', now: today };
	await addInterpretingParent(store, joke, { ...one, guardianId: 'johan', byPhone: false });
	await addInterpreterTime(store, joke, { ...one, day: '2026-10-27', from: '15:00', till: '16:00' });
	const given = { roundId, talkId, interpreter: 'parent-johan', now: today };
	expect(await assignInterpreter(store, joke, given)).toEqual({ ok: true });
	const both = (which: string) => [
		`talks.interpreter_reminder_${which} johan`,
		`talks.reminder_${which} agnieszka`,
	];
	expect(await minute(dayBefore('17:00'))).toEqual(both('day'));
	expect(await minute(on('14:00'))).toEqual([...both('day'), ...both('hour')].sort());
	const content = await written('talks.interpreter_reminder_day', 'johan');
	expect(content?.title).toBe('Morgen tolkt u: 15.00 uur');
	expect(JSON.stringify(content)).not.toMatch(/zuzia|agnieszka|kowalczyk/i);
});
