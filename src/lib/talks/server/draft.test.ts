// A round before it is published: what the form holds, what a change does to it, and what parents will get.
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { roundId, roundPlan } from '../../../../tests/support/talks.ts';
import type { DraftPlan } from '../round-form.ts';
import { roundState } from '../round-state.ts';
import { changeDraft, draftForm } from './draft.ts';
import { findRound } from './find-round.ts';
import { roundPreviews } from './preview.ts';
import { planRound, publishRound } from './rounds.ts';
import { readSchedule } from './schedule.ts';
import { addSession, removeSession } from './times.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	const planned = await planRound(store, await asStaff(store, 'joke'), roundPlan(), today);
	if (!planned.ok) throw new Error(planned.refusal);
});

const holders = [
	{ groupId: 'zonnebloem', staffId: 'marieke' },
	{ groupId: 'groep4', staffId: 'selin' },
];
const change = async (part: Partial<DraftPlan> = {}, who: StaffName = 'joke', now = today) =>
	changeDraft(store, await asStaff(store, who), { ...roundPlan(), holders, ...part }, now);
const form = async (who: StaffName = 'joke') => draftForm(store.read, await asStaff(store, who), roundId);
async function round() {
	const found = await findRound(store.read, schoolId, roundId);
	if (!found) throw new Error('no round');
	return found;
}
/** `marieke 27 15:00` … */
async function times(): Promise<string[]> {
	const { talkSession } = store.t;
	const rows = await store.read.select().from(talkSession).where(eq(talkSession.schoolId, schoolId));
	const clock = new Intl.DateTimeFormat('nl', {
		...{ day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Amsterdam' },
	});
	return rows
		.map(({ staffId, startsAt, room }) => [staffId, clock.format(startsAt), room].filter(Boolean).join(' '))
		.sort();
}

describe('a draft', () => {
	it.each([
		['joke', true],
		['naima', true],
		['petra', true],
		// a teacher of one of the two groups
		['marieke', false],
		['henk', false],
	] as const)('opens for who runs all of it: %s %s', async (who, opens) => {
		expect((await form(who)) !== undefined).toBe(opens);
		const refusal = who === 'henk' ? 'not_found' : 'not_allowed';
		expect(await change({}, who)).toEqual(opens ? { ok: true } : { ok: false, refusal });
	});
	it('comes back in its form as it was planned', async () => {
		const found = await form();
		expect(found).toMatchObject({
			pattern: { weekdays: [2, 4], from: '15:00', till: '16:00', breakFrom: '', breakTill: '' },
			...{ together: false, questions: ['good_at', 'worries'], ownQuestion: null, childAsks: false },
			...{ opensOn: '', closesOn: '2026-10-20' },
		});
		expect(found?.groups.map(({ people }) => people.map(({ staffId, holds }) => [staffId, holds]))).toEqual([
			[['marieke', true]],
			[['selin', true]],
		]);
	});
	it('is told to nobody, and is closed once it is published', async () => {
		expect(await change({ title: 'Praten over de herfst' })).toEqual({ ok: true });
		expect(await noticesSoFar(store)).toEqual([]);
		expect(await auditSoFar(store)).toContain('staff joke talks.draft_changed');
		await publishRound(store, await asStaff(store, 'joke'), { roundId }, today);
		expect(await form()).toBeUndefined();
		expect(await change({ title: 'Te laat' })).toEqual({ ok: false, refusal: 'published' });
		expect((await round()).title).toBe('Praten over de herfst');
	});
});

describe('a change', () => {
	it('of texts, questions and how it goes is kept', async () => {
		const words = { note: 'Tot snel', ownQuestion: 'Slaapt uw kind goed?', childAsks: true };
		await change({ ...words, way: 'plan', minutes: 15, places: ['phone'], questions: ['hopes'] });
		expect(await round()).toMatchObject({ way: 'plan', minutes: 15, note: 'Tot snel', places: ['phone'] });
		expect(await form()).toMatchObject({
			...{ questions: ['hopes'], ownQuestion: 'Slaapt uw kind goed?', childAsks: true },
		});
	});
	it('keeps the day of its draw; another way takes it away', async () => {
		const byLots = { way: 'lots', drawsOn: '2026-10-14' } as const;
		expect(await change(byLots)).toEqual({ ok: true });
		expect(await form()).toMatchObject({ round: { way: 'pick' }, drawsOn: '2026-10-14' });
		const { drawsOn = '' } = (await form()) ?? {};
		expect(await change({ way: 'lots', drawsOn, title: 'Avond' })).toEqual({ ok: true });
		expect((await round()).drawsAt).toEqual(at('2026-10-14', '20:00'));
		for (const [day, refusal] of [
			['2026-10-05', 'draws_too_early'],
			['2026-10-20', 'draws_too_late'],
		] as const)
			expect(await change({ way: 'lots', drawsOn: day })).toEqual({ ok: false, refusal });
		expect((await form())?.drawsOn).toBe('2026-10-14');
		expect(await change({ way: 'pick' })).toEqual({ ok: true });
		expect(await form()).toMatchObject({ drawsOn: '' });
		expect((await round()).drawsAt).toBeNull();
	});
	it('that the rules refuse leaves all as it was', async () => {
		const before = await times();
		for (const [part, refusal] of [
			[{ lastDay: '2026-10-01' }, 'no_days'],
			[{ closesOn: '2026-10-30' }, 'closes_too_late'],
			[{ opensOn: '2026-10-20', opensTime: '21:00' }, 'opens_too_late'],
			[{ opensOn: '2026-10-05' }, 'opens_too_early'],
			[{ till: '15:05' }, 'no_times'],
			[{ holders: holders.slice(0, 1) }, 'no_teachers'],
			[{ holders: [...holders.slice(0, 1), { groupId: 'groep4', staffId: 'henk' }] }, 'no_teachers'],
			[{ groups: ['regenboog3'] }, 'not_allowed'],
		] as const)
			expect(await change({ title: 'Nee', ...(part as Partial<DraftPlan>) })).toEqual({ ok: false, refusal });
		expect((await round()).title).toBeNull();
		expect(await times()).toEqual(before);
	});
	it('keeps times that were changed by hand, as long as days and hours stay', async () => {
		const joke = await asStaff(store, 'joke');
		const one = { roundId, staffId: 'marieke', room: 'Kamer 3', now: today };
		// within the hours of the others, so that the pattern of the form stays
		const { talkSession } = store.t;
		const [first] = await store.read
			.select({ id: talkSession.id })
			.from(talkSession)
			.where(and(eq(talkSession.schoolId, schoolId), eq(talkSession.staffId, 'marieke')))
			.orderBy(asc(talkSession.startsAt));
		await removeSession(store, joke, { ...one, sessionId: first?.id ?? '' });
		await addSession(store, joke, { ...one, day: '2026-10-27', from: '15:30', till: '16:00' });
		await change({ title: 'Herfst' });
		expect(await times()).toEqual([
			'marieke 27, 15:30 Kamer 3',
			'marieke 29, 15:00',
			'selin 27, 15:00',
			'selin 29, 15:00',
		]);
		// a shorter period takes its days off, a longer one adds some
		await change({ lastDay: '2026-10-28' });
		expect(await times()).toEqual(['marieke 27, 15:30 Kamer 3', 'selin 27, 15:00']);
		await change({ lastDay: '2026-11-03', weekdays: [2] });
		expect(await times()).toEqual([
			'marieke 27, 15:30 Kamer 3',
			'marieke 3, 15:00 Kamer 3',
			'selin 27, 15:00',
			'selin 3, 15:00',
		]);
		// other hours make all of them anew; who had one room keeps it
		await change({ lastDay: '2026-11-03', weekdays: [2], from: '16:00', till: '17:00' });
		expect(await times()).toEqual([
			'marieke 27, 16:00 Kamer 3',
			'marieke 3, 16:00 Kamer 3',
			'selin 27, 16:00',
			'selin 3, 16:00',
		]);
	});
	it('of who holds the talks gives and takes their times', async () => {
		const three = [...holders, { groupId: 'zonnebloem', staffId: 'petra' }];
		await change({ holders: three, together: true });
		expect((await readSchedule(store.read, await round())).teams.get('zonnebloem')).toEqual([
			['marieke', 'petra'],
		]);
		expect(await form()).toMatchObject({ together: true });
		expect((await times()).filter((one) => one.startsWith('petra'))).toHaveLength(2);
		await change({ holders: [{ groupId: 'zonnebloem', staffId: 'petra' }, ...holders.slice(1)] });
		expect((await times()).filter((one) => one.startsWith('marieke'))).toEqual([]);
		// a group that is new has its own teachers
		await change({ groups: ['groep4'], holders });
		expect((await round()).groups.map(({ groupId }) => groupId)).toEqual(['groep4']);
		await change({ holders: holders.slice(1) });
		expect((await readSchedule(store.read, await round())).teams.get('zonnebloem')).toEqual([['marieke']]);
	});
});

describe('answering from a time on', () => {
	const opens = at('2026-10-12', '19:30');
	const publish = async (now: Date) => publishRound(store, await asStaff(store, 'joke'), { roundId }, now);
	it('is said in the invitation, and no parent answers before it', async () => {
		await change({ opensOn: '2026-10-12', opensTime: '19:30' });
		await publish(today);
		expect(roundState(await round(), today)).toBe('soon');
		expect(roundState(await round(), opens)).toBe('open');
		const [first] = (await noticesSoFar(store)).filter(({ kind }) => kind === 'talks.invited');
		expect(JSON.stringify(first)).toContain('19:30');
	});
	it('is over where the draft waited for longer', async () => {
		await change({ opensOn: '2026-10-12', opensTime: '' });
		expect((await round()).opensAt).toEqual(at('2026-10-12', '08:00'));
		await publish(opens);
		expect((await round()).opensAt).toBeNull();
	});
});

it('the invitation is shown in each language of who will get it, with what is asked', async () => {
	await change({ title: 'Herfst', ownQuestion: 'Slaapt uw kind goed?', opensOn: '2026-10-12' });
	const previews = await roundPreviews(store.read, await round(), today);
	expect(previews.map(({ locale, readers }) => `${locale} ${readers}`)).toEqual(['tr 2', 'ar 1', 'pl 1']);
	for (const { content, questions } of previews) {
		expect(content.title).toContain('Herfst');
		expect(content.lines.join(' ')).toMatch(/0?8[.:]00/);
		expect(questions).toHaveLength(3);
		expect(questions.at(-1)).toBe('Slaapt uw kind goed?');
	}
	expect(previews[0]?.questions[0]).not.toBe(previews[2]?.questions[0]);
});
