// The interpreters of a round: who may, when they are there, at which talks, and what families hear of it.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { endInterpreterOffer } from '#lib/moments/server/interpreter-offers.ts';
import ical from 'ical-generator';
import { offers } from '../../../../tests/support/interpreting.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
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
import {
	addInterpreterTime,
	addInterpretingParent,
	assignInterpreter,
	interpretersPage,
	removeInterpreter,
	removeInterpreterTime,
	saveInterpreter,
} from './interpreters.ts';
import { addInterpretingTalks, interpretingTalkCards } from './interpreting-cards.ts';
import { interpretedTalks, interpretedTalksAtSchool, parentsWhoInterpret } from './interpreted.ts';
import { cancelTalks, moveTalk } from './move.ts';
import { pickTalks } from './pick.ts';
import { findRound } from './find-round.ts';
import { readProblem } from './problem.ts';
import { asReplier, onBehalfOf } from './replier.ts';
import { saveReply } from './reply.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	await addRound(store);
});

const deniz = {
	roundId,
	interpreterId: 'deniz-0000',
	name: 'Deniz',
	languages: ['tr'],
	byPhone: false,
	now: today,
};
const save = async (part: Partial<typeof deniz> = {}, who: StaffName = 'joke') =>
	saveInterpreter(store, await asStaff(store, who), { ...deniz, ...part });
const comes = async (from: string, till: string, part: { interpreterId?: string; day?: string } = {}) =>
	addInterpreterTime(store, await asStaff(store, 'joke'), {
		...{ roundId, interpreterId: 'deniz-0000', day: '2026-10-27', now: today },
		...{ from, till, ...part },
	});
const assign = async (talkId: string, interpreter: string) =>
	assignInterpreter(store, await asStaff(store, 'joke'), { roundId, talkId, interpreter, now: today });
const page = async (who: StaffName = 'joke') =>
	interpretersPage(store.read, await asStaff(store, who), roundId, today);

/** A talk at this time, with an interpreter wished for; its id. */
async function talk(
	who: GuardianName,
	childId: string,
	staffId: string,
	time: string,
	wished: { interpreter?: string; mayAskParent?: boolean } = {},
) {
	const picks = [{ childId, startsAt: at('2026-10-27', time), staffIds: [staffId] }];
	const said = { ...details, interpreter: 'tr', ...wished };
	const wish = { roundId, picks, details: said, now: today };
	const picked = await pickTalks(store, asReplier(await asParent(store, who)), wish);
	if (!picked.ok) throw new Error(picked.refusal);
	return picked.talkIds[0] ?? '';
}
async function round() {
	const found = await findRound(store.read, schoolId, roundId);
	if (!found) throw new Error('no round');
	return found;
}
const changes = async () => (await noticesSoFar(store)).filter(({ kind }) => kind === 'talks.changed');

describe('the interpreters of a round', () => {
	it.each([
		['joke', true],
		['naima', true],
		['petra', true],
		['marieke', false],
		['henk', false],
	] as const)('are for who runs all of it: %s %s', async (who, may) => {
		expect(await save({}, who)).toEqual(may ? { ok: true } : { ok: false, refusal: 'not_found' });
		expect((await page(who)) !== undefined).toBe(may);
	});
	it('are there on days of the round, at times that don’t overlap', async () => {
		await save();
		expect(await comes('15:00', '16:00')).toEqual({ ok: true });
		expect(await comes('15:30', '16:30')).toEqual({ ok: false, refusal: 'overlaps' });
		expect(await comes('16:00', '17:00')).toEqual({ ok: true });
		for (const [from, till, day] of [
			['15:00', '15:05', '2026-10-29'],
			['16:00', '15:00', '2026-10-29'],
			['15:00', '16:00', '2026-11-03'],
		] as const)
			expect(await comes(from, till, { day })).toEqual({ ok: false, refusal: 'wrong_time' });
		expect(await comes('15:00', '16:00', { interpreterId: 'none' })).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		expect((await page())?.interpreters).toMatchObject([{ name: 'Deniz', talks: 0 }]);
		expect((await page())?.interpreters[0]?.times).toHaveLength(2);
		expect(await auditSoFar(store)).toContain('staff joke talks.interpreter_saved');
		// another school's round is not there
		const henk = await asStaff(store, 'henk');
		expect(await saveInterpreter(store, henk, deniz)).toEqual({ ok: false, refusal: 'not_found' });
	});
	it('stay able to be at the talks that they have', async () => {
		const talkId = await talk('mehmet', 'elif', 'marieke', '15:00');
		await save();
		await comes('15:00', '16:00');
		await assign(talkId, 'deniz-0000');
		const joke = await asStaff(store, 'joke');
		const one = { roundId, interpreterId: 'deniz-0000', now: today };
		const has = { ok: false, refusal: 'interpreter_has_talks' };
		expect(await save({ languages: ['ar'] })).toEqual(has);
		expect(await removeInterpreter(store, joke, one)).toEqual(has);
		const time = { ...one, at: at('2026-10-27', '15:00').getTime() };
		expect(await removeInterpreterTime(store, joke, time)).toEqual(has);
		expect(await save({ languages: ['tr', 'ku'], name: 'Deniz A.' })).toEqual({ ok: true });
		await assign(talkId, 'none');
		expect(await removeInterpreterTime(store, joke, time)).toEqual({ ok: true });
		expect(await removeInterpreter(store, joke, one)).toEqual({ ok: true });
		expect((await page())?.interpreters).toEqual([]);
	});
});

describe('who interprets at a talk', () => {
	it('is one who can be there; families hear once that somebody is', async () => {
		const first = await talk('agnieszka', 'zuzia', 'marieke', '15:00');
		const second = await talk('ayse', 'emre', 'selin', '15:00');
		const arabic = await talk('fatima', 'ilyas', 'marieke', '15:20', { interpreter: 'ar' });
		await save();
		await comes('15:00', '15:30');
		expect((await page())?.needs.map(({ talkId, could }) => [talkId, could.length])).toEqual(
			expect.arrayContaining([
				[first, 1],
				[second, 1],
				[arabic, 0],
			]),
		);
		expect(await assign(first, 'deniz-0000')).toEqual({ ok: true });
		// at the same time elsewhere, and in a language that is not theirs
		expect(await assign(second, 'deniz-0000')).toEqual({ ok: false, refusal: 'interpreter_taken' });
		expect(await assign(arabic, 'deniz-0000')).toEqual({ ok: false, refusal: 'interpreter_taken' });
		expect(await assign('none', 'deniz-0000')).toEqual({ ok: false, refusal: 'not_found' });
		expect(await assign(second, 'other')).toEqual({ ok: true });
		expect((await changes()).map(({ to }) => to).sort()).toEqual(['agnieszka', 'ayse']);
		// who it is does not matter to the family: said once
		await assign(second, 'other');
		expect(await changes()).toHaveLength(2);
		await assign(first, 'none');
		expect(await changes()).toHaveLength(3);
		expect((await page())?.needs.filter(({ found }) => found)).toHaveLength(1);
		expect((await page())?.wishes).toEqual([
			{ language: 'tr', families: 2, waiting: 0 },
			{ language: 'ar', families: 1, waiting: 0 },
		]);
	});
	it('comes along to another time only when they can be there', async () => {
		const talkId = await talk('mehmet', 'elif', 'marieke', '15:00');
		await save();
		await comes('15:00', '15:30');
		await assign(talkId, 'deniz-0000');
		const joke = onBehalfOf(await asStaff(store, 'joke'), '');
		const move = async (time: string) =>
			moveTalk(store, joke, {
				...{ roundId, talkId, staffIds: ['marieke'], now: today },
				startsAt: at('2026-10-27', time),
			});
		const { talk: talks } = store.t;
		const whose = async () => {
			const [row] = await store.read.select().from(talks).where(eq(talks.schoolId, schoolId));
			return [row?.interpreterId ?? null, row?.interpreterFoundAt !== null];
		};
		expect(await move('15:20')).toEqual({ ok: true });
		expect(await whose()).toEqual(['deniz-0000', true]);
		expect(await move('15:40')).toEqual({ ok: true });
		expect(await whose()).toEqual([null, false]);
	});
});

describe('a parent who interprets at a round', () => {
	const add = async (guardianId: GuardianName, who: StaffName = 'joke') =>
		addInterpretingParent(store, await asStaff(store, who), {
			...{ roundId, interpreterId: `parent-${guardianId}`, guardianId, byPhone: false, now: today },
		});
	/** Johan, of groep 7, is there from 15:00 to 16:00. */
	async function johan() {
		await offers(store, 'johan');
		await add('johan');
		await comes('15:00', '16:00', { interpreterId: 'parent-johan' });
	}
	const agreed = { mayAskParent: true };
	const over = at('2026-10-28', '12:00');
	const year = { schoolYearId: '2026', now: over };
	const words = { locale: 'nl' as const, timeZone: 'Europe/Amsterdam' };
	const cards = async (who: GuardianName, now = today) =>
		interpretingTalkCards(store.read, await asParent(store, who), words, now);

	it('is one who offered it, with their own name and languages', async () => {
		expect(await add('johan')).toEqual({ ok: false, refusal: 'not_found' });
		await offers(store, 'johan', { languages: ['tr', 'pl'] });
		expect((await page())?.parents.map(({ name }) => name)).toEqual(['Johan de Wit']);
		for (const who of ['marieke', 'henk'] as const)
			expect(await add('johan', who), who).toEqual({ ok: false, refusal: 'not_found' });
		expect(await add('johan')).toEqual({ ok: true });
		expect(await add('johan')).toEqual({ ok: true });
		expect((await page())?.parents).toEqual([]);
		expect((await page())?.interpreters).toMatchObject([{ name: 'Johan de Wit', languages: ['tr', 'pl'] }]);
		expect(await save({ interpreterId: 'parent-johan', name: 'X' })).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		// who stops offering is there for what was agreed
		await endInterpreterOffer(store, await asParent(store, 'johan'), today);
		expect((await page())?.interpreters).toHaveLength(1);
	});

	it.each([
		['another family that agreed', 'agnieszka', 'zuzia', 'marieke', agreed, true],
		['another family that did not', 'agnieszka', 'zuzia', 'marieke', {}, false],
		['the own family', 'ayse', 'emre', 'selin', agreed, false],
	] as const)('is at talks of %s: %#', async (_, who, childId, staffId, wished, may) => {
		const talkId = await talk(who, childId, staffId, '15:00', wished);
		await offers(store, 'mehmet');
		await add('mehmet');
		await comes('15:00', '16:00', { interpreterId: 'parent-mehmet' });
		const { problem } = await readProblem(store.read, await round(), [], today);
		const language = problem.families.find(({ id }) => id.startsWith(who))?.language;
		// the planner may not choose them either
		expect(problem.interpreters.some((one) => one.languages.includes(language ?? 'tr'))).toBe(may);
		expect((await page())?.needs[0]?.could).toEqual(may ? ['parent-mehmet'] : []);
		expect(await assign(talkId, 'parent-mehmet')).toEqual(
			may ? { ok: true } : { ok: false, refusal: 'interpreter_taken' },
		);
		expect(await cards('mehmet')).toHaveLength(may ? 1 : 0);
	});

	it.each([
		['parent-johan', false],
		['deniz-0000', true],
	])('%s is at talks of a family that takes it back: %s', async (interpreter, stays) => {
		const talkId = await talk('agnieszka', 'zuzia', 'marieke', '15:00', agreed);
		await johan();
		await save();
		await comes('15:00', '16:00');
		await assign(talkId, interpreter);
		const marieke = onBehalfOf(await asStaff(store, 'marieke'), 'agnieszka');
		const says = { ...details, answer: 'call' as const, times: [], interpreter: 'tr', roundId, now: today };
		expect(await saveReply(store, marieke, { ...says, mayAskParent: true })).toEqual({ ok: true });
		expect((await page())?.needs).toMatchObject([{ interpreterId: interpreter }]);
		expect(await saveReply(store, marieke, { ...says, mayAskParent: false })).toEqual({ ok: true });
		expect((await page())?.needs).toMatchObject([
			stays
				? { interpreterId: interpreter, found: true }
				: { interpreterId: null, found: false, could: ['deniz-0000'] },
		]);
		const told = (await noticesSoFar(store)).map(({ kind, to }) => `${kind} ${to}`);
		expect(told.includes('talks.interpreter_freed johan')).toBe(!stays);
		expect(told.filter((one) => one === 'talks.changed agnieszka')).toHaveLength(stays ? 1 : 2);
	});

	it('has it among own appointments and in the calendar, without a name of the family', async () => {
		const talkId = await talk('agnieszka', 'zuzia', 'marieke', '15:00', agreed);
		await johan();
		await assign(talkId, 'parent-johan');
		const [card, ...others] = await cards('johan');
		expect(others).toEqual([]);
		expect(card).toMatchObject({ title: 'Tolken', childName: 'Turks', time: '15.00 – 15.10 uur' });
		expect(card?.where).toMatch(/^op school, .*Marieke/i);
		expect(JSON.stringify(card)).not.toMatch(/zuzia|agnieszka|kowalczyk/i);
		for (const who of ['agnieszka', 'ayse'] as const) expect(await cards(who), who).toEqual([]);
		const whose = await asParent(store, 'johan');
		const calendar = ical();
		const feed = { whose, locale: 'nl' as const, origin: 'https://school.example', from: today, now: today };
		await addInterpretingTalks(calendar, store.read, feed);
		expect(calendar.toString()).toContain('SUMMARY:Tolken · Turks');
		expect(calendar.toString()).not.toMatch(/zuzia|kowalczyk/i);
		const joke = onBehalfOf(await asStaff(store, 'joke'), '');
		await cancelTalks(store, joke, { roundId, talkIds: [talkId], now: today });
		expect(await cards('johan')).toEqual([]);
	});

	it('hears of it, of another time and of the end, without a name of the family', async () => {
		const talkId = await talk('agnieszka', 'zuzia', 'marieke', '15:00', agreed);
		await johan();
		const heard = async () =>
			(await noticesSoFar(store)).flatMap(({ to, kind, content }) =>
				kind.startsWith('talks.interpreter_') ? [{ to, kind, content }] : [],
			);
		await assign(talkId, 'parent-johan');
		const [first, ...none] = await heard();
		expect(none).toEqual([]);
		expect(first).toMatchObject({ to: 'johan', kind: 'talks.interpreter_booked' });
		expect(first?.content.title).toBe('U tolkt: dinsdag 27 oktober');
		expect(first?.content.lines[0]).toMatch(/15\.00.*Turks.*Marieke/);
		expect(first?.content.calendar).toMatchObject({
			method: 'PUBLISH',
			appointments: [{ signUpId: `${talkId}-interpreter` }],
		});
		await assign(talkId, 'parent-johan');
		expect(await heard()).toHaveLength(1);
		const joke = onBehalfOf(await asStaff(store, 'joke'), '');
		const there = { roundId, talkId, staffIds: ['marieke'], startsAt: at('2026-10-27', '15:30') };
		await moveTalk(store, joke, { ...there, now: new Date(today.getTime() + 1) });
		const [, moved] = await heard();
		expect(moved?.content.lines[0]).toMatch(/15\.30/);
		await cancelTalks(store, joke, { roundId, talkIds: [talkId], now: new Date(today.getTime() + 2) });
		const [, , off] = await heard();
		expect(off).toMatchObject({ to: 'johan', kind: 'talks.interpreter_freed' });
		expect(off?.content.calendar).toMatchObject({ method: 'CANCEL' });
		expect(JSON.stringify(await heard())).not.toMatch(/zuzia|agnieszka|kowalczyk/i);
	});

	it('has it in the own year once it is over, and the school in its sum', async () => {
		const talkId = await talk('agnieszka', 'zuzia', 'marieke', '15:00', agreed);
		const outside = await talk('fatima', 'ilyas', 'marieke', '15:20', agreed);
		await johan();
		await save();
		await comes('15:00', '16:00');
		await assign(talkId, 'parent-johan');
		await assign(outside, 'deniz-0000');
		const own = (guardianId: GuardianName, part: Partial<typeof year> = {}) =>
			interpretedTalks(store.read, { schoolId, guardianId }, { ...year, ...part });
		expect(await own('johan')).toMatchObject([{ language: 'tr', startsAt: at('2026-10-27', '15:00') }]);
		for (const none of [
			await own('johan', { now: at('2026-10-27', '15:05') }),
			await own('johan', { schoolYearId: '2025' }),
			await own('agnieszka'),
		])
			expect(none).toEqual([]);
		expect(await interpretedTalksAtSchool(store.read, schoolId, year)).toEqual({ times: 1, minutes: 10 });
		expect(await parentsWhoInterpret(store.read, schoolId, talkId)).toEqual(['johan']);
		expect(await parentsWhoInterpret(store.read, schoolId, outside)).toEqual([]);
	});

	it('is gone with their record: nobody comes then, and no name stays', async () => {
		await johan();
		const { guardian } = store.t;
		await store.transact((tx) =>
			tx.delete(guardian).where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'johan'))),
		);
		expect((await page())?.interpreters).toMatchObject([{ name: '', times: [], parent: null }]);
	});
});
