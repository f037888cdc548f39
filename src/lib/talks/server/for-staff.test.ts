// Who among the staff sees what of a round, and who changes its times.
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { staffRound, staffRounds } from './for-staff.ts';
import { pickTalks } from './pick.ts';
import { asReplier } from './replier.ts';
import { addSession, copyDay, removeSession, setVideoAddress } from './times.ts';

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addRound(store);
	const pick = async (who: 'mehmet' | 'ayse', childId: string, staffId: string, day: string) =>
		pickTalks(store, asReplier(await asParent(store, who)), {
			roundId,
			picks: [{ childId, startsAt: at(day, '15:00'), staffIds: [staffId] }],
			details,
			now: today,
		});
	await pick('mehmet', 'elif', 'marieke', '2026-10-27');
	await pick('ayse', 'emre', 'selin', '2026-10-29');
	const { talkQuestion, talkAnswer } = store.t;
	const [question] = await store.read.select().from(talkQuestion).where(eq(talkQuestion.schoolId, schoolId));
	const answer = { guardianId: 'mehmet', childId: 'elif', text: 'Şarkı söyler', language: 'tr' };
	await store.transact((tx) =>
		tx.insert(talkAnswer).values({
			...{ schoolId, id: 'answer', roundId, questionId: question?.id ?? '' },
			...{ ...answer, answeredAt: today },
		}),
	);
	return store;
}

describe('what staff see', () => {
	it('a teacher sees the own talks with what the parents said, and nothing of the others', async () => {
		const store = await school();
		const page = await staffRound(store.read, await asStaff(store, 'marieke'), roundId, today);
		expect(page?.mayRun).toBe(false);
		expect(page?.talks.map(({ childId }) => childId)).toEqual(['elif']);
		expect(page?.talks[0]?.answers).toMatchObject([
			{ question: 'good_at', said: { text: 'Şarkı söyler', language: 'tr' } },
		]);
		expect(page?.children).toEqual([]);
		expect(page?.teachers.map(({ staffId }) => staffId)).toEqual(['marieke']);
	});
	it('a teacher of one of its groups counts the own children and times only', async () => {
		const store = await school();
		const of = async (who: 'marieke' | 'selin' | 'naima') => {
			const staff = await asStaff(store, who);
			const [line] = await staffRounds(store.read, staff, { schoolYearId: '2026', now: today });
			const page = await staffRound(store.read, staff, roundId, today);
			return [line?.children, line?.answered, line?.talks, page?.times.all, page?.times.free];
		};
		// Elif, Ilyas and Zuzia; Emre; all four
		expect(await of('marieke')).toEqual([3, 1, 1, 12, 11]);
		expect(await of('selin')).toEqual([1, 1, 1, 12, 11]);
		expect(await of('naima')).toEqual([4, 2, 2, 24, 22]);
	});
	it('who runs the round sees every child, and how far it is', async () => {
		const store = await school();
		const page = await staffRound(store.read, await asStaff(store, 'naima'), roundId, today);
		expect(page?.children.map(({ childId, state }) => `${childId} ${state}`)).toEqual([
			'ilyas silent',
			'zuzia silent',
			'elif talk',
			'emre talk',
		]);
		// two teachers, two days, six talks of ten minutes an hour
		expect(page?.times).toEqual({ all: 24, free: 22 });
		const year = { schoolYearId: page?.round.schoolYearId ?? '', now: today };
		const [round] = await staffRounds(store.read, await asStaff(store, 'naima'), year);
		expect(round).toMatchObject({ children: 4, answered: 2, talks: 2, state: 'open', mayRun: true });
	});
	it('another school sees nothing', async () => {
		const store = await school();
		expect(await staffRound(store.read, await asStaff(store, 'henk'), roundId, today)).toBeUndefined();
	});
});

describe('times', () => {
	const one = { roundId, staffId: 'marieke', room: null, now: today };
	const evening = { ...one, day: '2026-10-28', from: '19:00', till: '20:00' };
	it('are the teacher’s own to change, and of who runs the round', async () => {
		const store = await school();
		const as = async (who: 'marieke' | 'selin' | 'joke') => asStaff(store, who);
		expect(await addSession(store, await as('selin'), evening)).toEqual({ ok: false, refusal: 'not_found' });
		expect(await addSession(store, await as('marieke'), evening)).toEqual({ ok: true });
		expect(await addSession(store, await as('joke'), evening)).toEqual({ ok: false, refusal: 'wrong_time' });
		const late = { ...evening, day: '2026-10-30' };
		expect(await addSession(store, await as('joke'), late)).toEqual({ ok: false, refusal: 'wrong_time' });
		const copy = { ...one, day: '2026-10-28', toDay: '2026-10-29' };
		expect(await copyDay(store, await as('joke'), copy)).toEqual({ ok: true });
		const address = 'https://video.example/juf';
		expect(await setVideoAddress(store, await as('marieke'), { ...one, address })).toEqual({ ok: true });
		const page = await staffRound(store.read, await as('marieke'), roundId, today);
		expect(page?.teachers[0]).toMatchObject({ videoAddress: address });
		expect(page?.teachers[0]?.sessions).toHaveLength(4);
	});
	it('stay as long as somebody has a talk in them', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		const page = await staffRound(store.read, joke, roundId, today);
		const sessions = page?.teachers.find(({ staffId }) => staffId === 'marieke')?.sessions ?? [];
		const remove = (index: number) =>
			removeSession(store, joke, { ...one, sessionId: sessions[index]?.sessionId ?? '' });
		expect(await remove(0)).toEqual({ ok: false, refusal: 'has_talks' });
		expect(await remove(1)).toEqual({ ok: true });
	});
});
