// A day of home visits, on a real database: who sees which address, whose times change, who is told.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { giveAddress } from './address.ts';
import { talkRoundPage } from './for-parent.ts';
import { findRound } from './find-round.ts';
import { cancelTalks } from './move.ts';
import { pickTalks } from './pick.ts';
import { asReplier } from './replier.ts';
import { forgetPreparation } from './retention.ts';
import { agreedTalks } from './schedule.ts';
import {
	safetyNotes,
	sayBack,
	sayOnOurWay,
	saveSafetyNote,
	swapVisit,
	visitDays,
	visitsOfDay,
} from './visits.ts';
import { talkRoundView } from './words.ts';

const day = '2026-10-27';
const one = at(day, '15:00');
const two = at(day, '15:30');
let store: TestStore;
let first = '';
let second = '';

beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	await addRound(store, { kind: 'home_visit', places: ['home'], minutes: 30, till: '17:00' });
	first = await visit('ayse', 'elif', one, 'Dorpsstraat 1');
	second = await visit('fatima', 'ilyas', two, 'Kerkweg 2');
});

async function visit(who: GuardianName, childId: string, startsAt: Date, address: string): Promise<string> {
	const picks = [{ childId, startsAt, staffIds: ['marieke'] }];
	const given = { ...details, address: { address, hint: null } };
	const parent = asReplier(await asParent(store, who));
	const picked = await pickTalks(store, parent, { roundId, picks, details: given, now: today });
	if (!picked.ok) throw new Error(picked.refusal);
	return picked.talkIds[0] ?? '';
}

const told = async (kind: string) => (await noticesSoFar(store)).filter((notice) => notice.kind === kind);
const seenBy = async (who: StaffName) => visitsOfDay(store.read, await asStaff(store, who), day);

describe('asking where', () => {
	const asks = async (who: GuardianName) => {
		const parent = await asParent(store, who);
		const page = await talkRoundPage(store.read, parent, roundId, today);
		if (!page) throw new Error('no page');
		return talkRoundView(page, { locale: 'nl', timeZone: 'Europe/Amsterdam' }, today).atHome;
	};

	it('asks for an address only where somebody comes to their home', async () => {
		store = freshStore();
		await addPeople(store);
		await addRound(store, { places: ['school', 'home'], till: '17:00' });
		expect(await asks('fatima')).toBe(false);
		for (const place of ['school', 'home'] as const) {
			const who = place === 'school' ? 'fatima' : 'ayse';
			const picks = [
				{
					childId: who === 'ayse' ? 'elif' : 'ilyas',
					startsAt: place === 'home' ? one : two,
					staffIds: ['marieke'],
				},
			];
			const address = place === 'home' ? { address: 'Dorpsstraat 1', hint: null } : null;
			const given = { ...details, place, address };
			const parent = asReplier(await asParent(store, who));
			expect(await pickTalks(store, parent, { roundId, picks, details: given, now: today })).toMatchObject({
				ok: true,
			});
			expect(await asks(who), place).toBe(place === 'home');
		}
	});
});

describe('the day', () => {
	it('shows the addresses to who goes there, and to nobody else', async () => {
		expect(await seenBy('marieke')).toMatchObject([
			{ talkId: first, childName: 'Elif', address: 'Dorpsstraat 1', guardians: ['Ayşe Yıldırım'] },
			{ talkId: second, childName: 'Ilyas', address: 'Kerkweg 2' },
		]);
		for (const who of ['selin', 'naima', 'petra', 'joke'] as const) expect(await seenBy(who)).toEqual([]);
		expect(await visitDays(store.read, await asStaff(store, 'marieke'), today)).toEqual([day]);
		expect(await visitDays(store.read, await asStaff(store, 'marieke'), at('2026-10-28', '09:00'))).toEqual(
			[],
		);
	});

	it('shows the address of whose home it is, not of who comes along', async () => {
		const seen = (await seenBy('marieke')).map(({ address }) => address);
		expect(seen).toEqual(['Dorpsstraat 1', 'Kerkweg 2']);
		for (const host of ['ayse', 'mehmet'] as const) {
			store = freshStore();
			await addPeople(store);
			await addRound(store, { kind: 'home_visit', places: ['home'], minutes: 30, till: '17:00' });
			const other: GuardianName = host === 'ayse' ? 'mehmet' : 'ayse';
			for (const who of [other, host] as const)
				await giveAddress(store, await asParent(store, who), {
					roundId,
					address: { address: `Bij ${who}`, hint: null },
					now: today,
				});
			const picks = [{ childId: 'elif', startsAt: one, staffIds: ['marieke'] }];
			await pickTalks(store, asReplier(await asParent(store, host)), {
				...{ roundId, picks, now: today },
				details: { ...details, together: true },
			});
			expect(await seenBy('marieke')).toMatchObject([{ address: `Bij ${host}` }]);
			await giveAddress(store, await asParent(store, host), { roundId, address: null, now: today });
			expect(await seenBy('marieke')).toMatchObject([{ address: `Bij ${other}` }]);
		}
	});

	it('is put in another order: both change times, both families hear their own', async () => {
		const marieke = await asStaff(store, 'marieke');
		const swap = { talkId: second, direction: 'up' as const, now: today };
		expect(await swapVisit(store, await asStaff(store, 'selin'), swap)).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		expect(await swapVisit(store, marieke, { ...swap, talkId: first })).toEqual({
			...{ ok: false, refusal: 'no_neighbour' },
		});
		expect(await swapVisit(store, marieke, swap)).toEqual({ ok: true });
		const visits = await seenBy('marieke');
		expect(visits.map(({ talkId, startsAt }) => [talkId, startsAt])).toEqual([
			[second, one],
			[first, two],
		]);
		expect((await told('talks.moved')).map(({ to }) => to).sort()).toEqual(['ayse', 'fatima']);
	});

	it('keeps its order once a family was told “on our way”', async () => {
		const marieke = await asStaff(store, 'marieke');
		await sayOnOurWay(store, marieke, { talkId: first, now: today });
		for (const [talkId, direction] of [
			[first, 'down'],
			[second, 'up'],
		] as const) {
			const swap = { talkId, direction, now: today };
			expect(await swapVisit(store, marieke, swap)).toEqual({ ok: false, refusal: 'started' });
		}
	});

	it('keeps its order once a visit began, and says nothing then', async () => {
		const marieke = await asStaff(store, 'marieke');
		const swap = { talkId: second, direction: 'up' as const, now: one };
		expect(await swapVisit(store, marieke, swap)).toEqual({ ok: false, refusal: 'started' });
		expect((await seenBy('marieke')).map(({ talkId }) => talkId)).toEqual([first, second]);
		expect(await told('talks.moved')).toEqual([]);
	});
});

it('“on our way” goes to the family once, in its language, with nothing of the address', async () => {
	const marieke = await asStaff(store, 'marieke');
	expect(await sayOnOurWay(store, await asStaff(store, 'joke'), { talkId: first, now: one })).toMatchObject({
		ok: false,
	});
	for (let tap = 0; tap < 2; tap++) await sayOnOurWay(store, marieke, { talkId: first, now: one });
	const sent = await told('talks.on_our_way');
	expect(sent.map(({ to }) => to)).toEqual(['ayse']);
	expect(sent[0]?.content).toMatchObject({ locale: 'tr', title: 'Öğretmen size geliyor' });
	expect(JSON.stringify(sent[0]?.content)).not.toContain('Dorpsstraat');
});

describe('the safety note', () => {
	const note = { day, backBy: '17:30', note: 'Met Selin, 06 is aan' };
	const notes = async (who: StaffName) => safetyNotes(store.read, await asStaff(store, who), day);

	it('is for office and head, and one’s own', async () => {
		await saveSafetyNote(store, await asStaff(store, 'marieke'), note);
		const shown = [{ name: 'Marieke Koster', backBy: '17:30', backAt: null, visits: 2 }];
		for (const who of ['marieke', 'petra', 'joke'] as const) expect(await notes(who)).toMatchObject(shown);
		for (const who of ['selin', 'naima'] as const) expect(await notes(who)).toEqual([]);
	});

	it('says that one is back; a new one starts anew; it is gone after two weeks', async () => {
		const marieke = await asStaff(store, 'marieke');
		await saveSafetyNote(store, marieke, note);
		await sayBack(store, marieke, { day, now: two });
		expect(await notes('joke')).toMatchObject([{ backAt: two }]);
		await saveSafetyNote(store, marieke, { ...note, backBy: '18:00' });
		expect(await notes('joke')).toMatchObject([{ backBy: '18:00', backAt: null }]);
		const night = (onDay: string) =>
			store.transact((tx) => forgetPreparation(tx, { schoolId, today: onDay, timeZone: 'Europe/Amsterdam' }));
		await night('2026-11-10');
		expect(await notes('joke')).toHaveLength(1);
		await night('2026-11-11');
		expect(await notes('joke')).toEqual([]);
	});
});

it('who held the visit hears by mail that the family called it off; staff who do it hear nothing', async () => {
	const wish = { roundId, talkIds: [first], now: today };
	expect(await cancelTalks(store, asReplier(await asParent(store, 'ayse')), wish)).toEqual({ ok: true });
	const { notice } = store.t;
	const toStaff = await store.read
		.select({ to: notice.staffId })
		.from(notice)
		.where(and(eq(notice.schoolId, schoolId), eq(notice.kind, 'talks.parent_changed')));
	expect(toStaff).toEqual([{ to: 'marieke' }]);
	const sent = await told('talks.parent_changed');
	expect(sent[0]?.content).toMatchObject({ locale: 'nl', title: 'Afgezegd door de ouder: Elif' });
	const round = await findRound(store.read, schoolId, roundId);
	expect(round && (await agreedTalks(store.read, round)).map(({ talkId }) => talkId)).toEqual([second]);
});
