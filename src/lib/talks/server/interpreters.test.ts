// The interpreters of a round: who may, when they are there, at which talks, and what families hear of it.
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
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
	assignInterpreter,
	interpretersPage,
	removeInterpreter,
	removeInterpreterTime,
	saveInterpreter,
} from './interpreters.ts';
import { moveTalk } from './move.ts';
import { pickTalks } from './pick.ts';
import { asReplier, onBehalfOf } from './replier.ts';

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
async function talk(who: GuardianName, childId: string, staffId: string, time: string, language = 'tr') {
	const picks = [{ childId, startsAt: at('2026-10-27', time), staffIds: [staffId] }];
	const wish = { roundId, picks, details: { ...details, interpreter: language }, now: today };
	const picked = await pickTalks(store, asReplier(await asParent(store, who)), wish);
	if (!picked.ok) throw new Error(picked.refusal);
	return picked.talkIds[0] ?? '';
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
		const arabic = await talk('fatima', 'ilyas', 'marieke', '15:20', 'ar');
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
