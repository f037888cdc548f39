// Staff write down what a guardian says by phone or at the gate.
import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId, roundPlan } from '../../../../tests/support/talks.ts';
import { answerForPage } from './answer-for.ts';
import { talkRoundPage } from './for-parent.ts';
import { staffRound } from './for-staff.ts';
import { pickTalks, type Pick } from './pick.ts';
import { asReplier, onBehalfOf } from './replier.ts';
import { saveReply } from './reply.ts';
import { cancelRound, closeRound, planRound } from './rounds.ts';
import { drawDue } from './run-draw.ts';
import { giveWishes } from './wishes.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
});

const page = async (who: StaffName, guardianId: GuardianName) =>
	answerForPage(store.read, await asStaff(store, who), { roundId, guardianId, now: today });
const reply = async (guardianId: GuardianName, answer: 'times' | 'none' = 'times') =>
	saveReply(store, onBehalfOf(await asStaff(store, 'joke'), guardianId), {
		...{ ...details, roundId, answer, now: today },
		times:
			answer === 'none'
				? []
				: [
						{ startsAt: at('2026-10-27', '15:00'), endsAt: at('2026-10-27', '16:00'), preferred: false },
						{ startsAt: at('2026-10-27', '15:00'), endsAt: at('2026-10-27', '15:30'), preferred: true },
					],
	});
const told = async (kind: string) => (await noticesSoFar(store)).filter((one) => one.kind === kind);

describe('who writes down an answer, for whom', () => {
	it.each([
		['joke', 'ayse', true],
		['naima', 'ayse', true],
		['petra', 'fatima', true],
		// a teacher of one of the two groups, and of another school
		['marieke', 'ayse', false],
		['henk', 'ayse', false],
		// who may only know of the child, who is barred, whose child left or is in no group of it, of another school
		['joke', 'ahmet', false],
		['joke', 'kerem', false],
		['joke', 'wilma', false],
		['joke', 'johan', false],
		['joke', 'nora', false],
	] as const)('%s for %s: %s', async (who, guardianId, may) => {
		await addRound(store);
		expect((await page(who, guardianId)) !== undefined).toBe(may);
	});
	it('not before parents have the round, nor after it was called off; after it closed', async () => {
		const joke = await asStaff(store, 'joke');
		await planRound(store, joke, roundPlan(), today);
		expect(await page('joke', 'ayse')).toBeUndefined();
		await cancelRound(store, joke, roundId, today);
		await addRound(store);
		await closeRound(store, joke, roundId, today);
		expect(await page('joke', 'ayse')).toBeDefined();
		await cancelRound(store, joke, roundId, today);
		expect(await page('joke', 'ayse')).toBeUndefined();
	});
});

it('a time is picked for a family, told in its language as the school’s, and stands in its own page', async () => {
	await addRound(store);
	const found = await page('joke', 'fatima');
	const [first] = found?.offers ?? [];
	expect(found?.children).toEqual([{ childId: 'ilyas', givenName: 'Ilyas' }]);
	const who = onBehalfOf(await asStaff(store, 'joke'), 'fatima');
	const picked = await pickTalks(store, who, { roundId, picks: first?.talks ?? [], details, now: today });
	expect(picked).toMatchObject({ ok: true });
	expect(await told('talks.planned')).toMatchObject([{ to: 'fatima', content: { locale: 'ar' } }]);
	expect(await auditSoFar(store)).toContain('staff joke talks.picked');
	expect((await page('joke', 'fatima'))?.allHaveTalks).toBe(true);
	const own = await talkRoundPage(store.read, await asParent(store, 'fatima'), roundId, today);
	expect(own?.talks).toHaveLength(1);
});

it('times are written down, told in the own language, and marked as the school’s', async () => {
	await addRound(store, { way: 'plan' });
	expect((await page('joke', 'mehmet'))?.blocks).toHaveLength(2);
	expect(await reply('mehmet')).toEqual({ ok: true });
	const [notice] = await told('talks.answered_for');
	expect(notice).toMatchObject({ to: 'mehmet', content: { locale: 'tr' } });
	expect(notice?.content.lines).toHaveLength(3);
	expect(notice?.content.lines[1]).toMatch(/15[.:]00/);
	expect(await auditSoFar(store)).toContain('staff joke talks.replied');
	expect((await page('joke', 'mehmet'))?.times).toHaveLength(2);
	const elif = (await staffRound(store.read, await asStaff(store, 'joke'), roundId, today))?.children.find(
		({ childId }) => childId === 'elif',
	);
	expect(elif).toMatchObject({ state: 'times', bySchool: true });
	// another answer, another message; nobody else hears
	expect(await reply('mehmet', 'none')).toEqual({ ok: true });
	expect((await told('talks.answered_for')).map(({ to }) => to)).toContain('mehmet');
	expect(new Set((await told('talks.answered_for')).map(({ to }) => to)).size).toBe(1);
});

describe('wishes of a round by lots, said by phone', () => {
	const byLots = { way: 'lots', drawsOn: '2026-10-14' } as const;
	const wish = async (guardianId: GuardianName, wishes: Pick[][], now = today) => {
		const who = onBehalfOf(await asStaff(store, 'joke'), guardianId);
		return giveWishes(store, who, { roundId, wishes, details, now });
	};
	const time = (childId: string, clock: string, staffId = 'marieke'): Pick => ({
		childId,
		startsAt: at('2026-10-27', clock),
		staffIds: [staffId],
	});

	it('are told in the own language with the lot, and marked; which they are no page for staff says', async () => {
		await addRound(store, { ...byLots, opensOn: '2026-10-09', opensTime: '20:00' });
		// what is said by phone is worth the same, also before parents can answer themselves
		expect(await page('joke', 'ayse')).toMatchObject({ lots: 'wishes', hasWishes: false });
		const both = [time('elif', '15:00'), time('emre', '15:20', 'selin')];
		const later = [time('elif', '15:30'), time('emre', '15:50', 'selin')];
		expect(await wish('ayse', [both, later])).toEqual({ ok: true, number: 1 });
		const [notice, ...others] = await told('talks.answered_for');
		expect(others).toEqual([]);
		expect(notice).toMatchObject({ to: 'ayse', content: { locale: 'tr' } });
		expect(notice?.content.lines.slice(0, 4)).toEqual([
			'Bize en çok istediğiniz zamanları söylediniz:',
			expect.stringMatching(/^1\. 27 Ekim.*Elif 15[.:]00.*Emre 15[.:]20/),
			expect.stringMatching(/^2\. 27 Ekim.*Elif 15[.:]30.*Emre 15[.:]50/),
			expect.stringContaining('1'),
		]);
		expect(await auditSoFar(store)).toContain('staff joke talks.wished');
		const rows = (await staffRound(store.read, await asStaff(store, 'joke'), roundId, today))?.children;
		expect(rows?.find(({ childId }) => childId === 'elif')).toMatchObject({
			state: 'wishes',
			bySchool: true,
		});
		const found = await page('joke', 'ayse');
		expect(found).toMatchObject({ hasWishes: true, times: [] });
		expect(JSON.stringify(found?.reply)).not.toContain('15:');
		// the family changes it themselves, and then it is the school's no more
		const own = asReplier(await asParent(store, 'ayse'));
		const now = at('2026-10-10', '09:00');
		const changed = await giveWishes(store, own, { roundId, wishes: [later], details, now });
		expect(changed).toEqual({ ok: true, number: 1 });
		const after = (await staffRound(store.read, await asStaff(store, 'joke'), roundId, today))?.children;
		expect(after?.find(({ childId }) => childId === 'elif')?.bySchool).toBe(false);
		expect(await told('talks.answered_for')).toHaveLength(1);
	});
	it.each<[string, GuardianName, Pick[][], Date, string]>([
		['nothing', 'fatima', [], today, 'no_wish'],
		['a time that is none', 'fatima', [[time('ilyas', '15:05')]], today, 'taken'],
		['who may only know of the child', 'ahmet', [[time('elif', '15:00')]], today, 'not_found'],
		['who is barred', 'kerem', [[time('elif', '15:00')]], today, 'not_found'],
		['whose child is in no group of it', 'johan', [[time('sem', '15:00')]], today, 'not_found'],
		['after the draw began', 'fatima', [[time('ilyas', '15:00')]], at('2026-10-14', '20:00'), 'drawn'],
	])('are refused: %s', async (_, guardianId, wishes, now, refusal) => {
		await addRound(store, byLots);
		expect(await wish(guardianId, wishes, now)).toEqual({ ok: false, refusal });
		expect(await told('talks.answered_for')).toEqual([]);
	});
	it('nothing is offered while lots are drawn, and what is left after it', async () => {
		await addRound(store, byLots);
		const joke = await asStaff(store, 'joke');
		const now = at('2026-10-14', '20:00');
		const during = await answerForPage(store.read, joke, { roundId, guardianId: 'fatima', now });
		expect(during).toMatchObject({ lots: 'drawing', offers: [] });
		await drawDue(store, now);
		const after = await answerForPage(store.read, joke, { roundId, guardianId: 'fatima', now });
		expect(after?.lots).toBe('drawn');
		expect(after?.offers.length).toBeGreaterThan(0);
	});
});

it('what a guardian answers themselves is told to nobody', async () => {
	await addRound(store, { way: 'plan' });
	const times = [
		{ startsAt: at('2026-10-27', '15:00'), endsAt: at('2026-10-27', '16:00'), preferred: false },
	];
	const given = { ...details, roundId, answer: 'times' as const, times, now: today };
	expect(await saveReply(store, asReplier(await asParent(store, 'mehmet')), given)).toEqual({ ok: true });
	expect(await told('talks.answered_for')).toEqual([]);
	const rows = (await staffRound(store.read, await asStaff(store, 'joke'), roundId, today))?.children;
	expect(rows?.some(({ bySchool }) => bySchool)).toBe(false);
});
