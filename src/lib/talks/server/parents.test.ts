// What parents do at a round, and what nobody else sees of it, on a real database.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { maySeeFile } from '#lib/app/server/file-owners.ts';
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
import type { RoundPlan } from '../round-form.ts';
import { giveAddress, ownAddress } from './address.ts';
import { addAgreement, agreementsOf, heldTalk, removeAgreement, tickAgreement } from './agreements.ts';
import { childrenHeldBy, TALK_ANSWERS } from './answer-readers.ts';
import { forgetSpokenAnswers, ownAnswers, questionsOf, saveAnswers } from './answers.ts';
import { talkCards } from './cards.ts';
import { talkRoundPage } from './for-parent.ts';
import { ownTalkFile } from './own-calendar.ts';
import { ownTalks } from './own-talks.ts';
import { staffRound } from './for-staff.ts';
import { cancelTalks, moveTalk } from './move.ts';
import { pickTalks } from './pick.ts';
import { asReplier } from './replier.ts';
import { saveReply, type ReplyWish } from './reply.ts';
import { visitsOfDay } from './visits.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
});

const first = at('2026-10-27', '15:00');
const words = { locale: 'nl' as const, timeZone: 'Europe/Amsterdam' };
const page = async (who: GuardianName, now = today) =>
	talkRoundPage(store.read, await asParent(store, who), roundId, now);

/** Ayşe has a talk about Elif with juf Marieke; gives its id. */
async function ayseTalks(part: Partial<RoundPlan> = {}): Promise<string> {
	await addRound(store, part);
	const picks = [{ childId: 'elif', startsAt: first, staffIds: ['marieke'] }];
	const wish = { roundId, picks, details: { ...details, address: { address: 'Dorpsstraat 1', hint: null } } };
	const picked = await pickTalks(store, asReplier(await asParent(store, 'ayse')), { ...wish, now: today });
	if (!picked.ok) throw new Error(picked.refusal);
	return picked.talkIds[0] ?? '';
}

async function say(
	who: GuardianName,
	text: string,
	{ strength = 'confirmed', now = today }: { strength?: 'code' | 'confirmed'; now?: Date } = {},
) {
	const [question] = await questionsOf(store.read, schoolId, roundId);
	const answers = [{ questionId: question?.questionId ?? '', text, choice: null }];
	const parent = await asParent(store, who, { strength, now });
	return saveAnswers(store, parent, { roundId, childId: 'elif', answers, language: 'tr', now });
}

describe('a round that waits for an answer', () => {
	it('is the next step of who has the say, until they answered', async () => {
		await addRound(store);
		const card = async (who: GuardianName) =>
			(await talkCards(store.read, await asParent(store, who), words, today)).invitations;
		expect(await card('ayse')).toMatchObject([
			{ momentId: roundId, children: 'Elif en Emre', state: 'open' },
		]);
		for (const who of ['ahmet', 'kerem', 'wilma', 'johan', 'nora'] as const)
			expect(await card(who)).toEqual([]);
		const picks = [{ childId: 'elif', startsAt: first, staffIds: ['marieke'] }];
		const wish = { roundId, picks, details, now: today };
		await pickTalks(store, asReplier(await asParent(store, 'ayse')), wish);
		expect(await card('ayse')).toEqual([]);
		// what she did says nothing to the other carer
		expect(await card('mehmet')).toHaveLength(1);
	});

	it('does not exist for other families, barred, other schools; information only reads', async () => {
		await addRound(store);
		expect((await page('ahmet'))?.level).toBe('information');
		for (const who of ['kerem', 'wilma', 'johan', 'nora'] as const) expect(await page(who)).toBeUndefined();
	});

	it('offers siblings side by side where parents pick, hours to tick where the school plans', async () => {
		await addRound(store);
		const offered = await page('ayse');
		expect(offered?.offers[0]?.talks.map(({ childId }) => childId).sort()).toEqual(['elif', 'emre']);
		expect(offered?.blocks).toEqual([]);
		await addRound(store, { roundId: 'round-planned', way: 'plan' });
		const planned = await talkRoundPage(store.read, await asParent(store, 'ayse'), 'round-planned', today);
		expect(planned?.offers).toEqual([]);
		expect(planned?.blocks.map(({ startsAt }) => startsAt)).toEqual([first, at('2026-10-29', '15:00')]);
	});
});

describe('an own talk', () => {
	it('is an appointment, a file and an entry of one guardian alone', async () => {
		const talkId = await ayseTalks();
		const own = async (who: GuardianName) =>
			ownTalks(store.read, await asParent(store, who), { from: today });
		expect(await own('ayse')).toMatchObject([{ talkId, childName: 'Elif', teachers: ['Marieke Koster'] }]);
		for (const who of ['mehmet', 'ahmet', 'fatima', 'kerem'] as const) expect(await own(who)).toEqual([]);
		const file = async (who: GuardianName) =>
			ownTalkFile(store.read, await asParent(store, who), {
				...{ roundId, talkId, locale: 'nl' as const, origin: 'https://school.example', now: today },
			});
		expect(await file('ayse')).toContain('SUMMARY:Tienminutengesprek: Elif');
		expect(await file('mehmet')).toBeUndefined();
	});

	it('is gone from the pages of who lost the say', async () => {
		await ayseTalks();
		const { guardianship } = store.t;
		const before = await asParent(store, 'ayse');
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'information' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'ayse'))),
		);
		expect(await ownTalks(store.read, before, { from: today })).toEqual([]);
	});
});

describe('what is said beforehand', () => {
	it('is read by who said it and who holds the talk, and by nobody else', async () => {
		await addRound(store);
		expect(await say('ayse', 'Elif kendi başına okuyor')).toEqual({ ok: true });
		const [answer] = await ownAnswers(store.read, await asParent(store, 'ayse'), roundId);
		expect(answer).toMatchObject({ text: 'Elif kendi başına okuyor', language: 'tr' });
		expect(
			await ownAnswers(store.read, await asParent(store, 'ayse', { strength: 'code' }), roundId),
		).toEqual([]);
		for (const who of ['mehmet', 'ahmet', 'fatima', 'kerem'] as const)
			expect(await ownAnswers(store.read, await asParent(store, who), roundId)).toEqual([]);
		const sees = async (who: StaffName) =>
			(await childrenHeldBy(store.read, await asStaff(store, who), roundId)).has('elif');
		expect(await sees('marieke')).toBe(true);
		for (const who of ['selin', 'naima', 'petra', 'joke'] as const) expect(await sees(who)).toBe(false);
		const id = answer?.answerId ?? '';
		const hears = (actor: Actor) =>
			maySeeFile(store.read, actor, { fileId: 'f', owner: { kind: TALK_ANSWERS, id } }, today);
		expect(await hears(await asParent(store, 'ayse'))).toBe(true);
		expect(await hears(await asParent(store, 'ayse', { strength: 'code' }))).toBe(false);
		expect(await hears(await asParent(store, 'mehmet'))).toBe(false);
		expect(await hears(await asStaff(store, 'marieke'))).toBe(true);
		expect(await hears(await asStaff(store, 'joke'))).toBe(false);
	});

	it.each([
		{ group: 'still in the group', gone: false, talk: false, reads: true },
		{ group: 'left the group', gone: true, talk: false, reads: false },
		{ group: 'left the group and holds the talk', gone: true, talk: true, reads: true },
	])('is read by a teacher of the round who $group: $reads', async ({ gone, talk, reads }) => {
		if (talk) await ayseTalks();
		else await addRound(store);
		await say('ayse', 'Elif kendi başına okuyor', { now: today });
		const { groupTeacher } = store.t;
		if (gone)
			await store.transact((tx) =>
				tx
					.delete(groupTeacher)
					.where(and(eq(groupTeacher.schoolId, schoolId), eq(groupTeacher.staffId, 'marieke'))),
			);
		const [answer] = await ownAnswers(store.read, await asParent(store, 'ayse'), roundId);
		const marieke = await asStaff(store, 'marieke');
		expect((await childrenHeldBy(store.read, marieke, roundId)).has('elif')).toBe(reads);
		const owner = { kind: TALK_ANSWERS, id: answer?.answerId ?? '' };
		expect(await maySeeFile(store.read, marieke, { fileId: 'f', owner }, today)).toBe(reads);
	});

	it('asks for proof, for the say, and for a talk that is still to come', async () => {
		await ayseTalks();
		expect(await say('ayse', 'x', { strength: 'code' })).toEqual({ ok: false, refusal: 'needs_proof' });
		for (const who of ['ahmet', 'fatima', 'kerem', 'johan'] as const)
			expect(await say(who, 'x')).toEqual({ ok: false, refusal: 'not_found' });
		expect(await say('ayse', 'x', { now: first })).toEqual({ ok: false, refusal: 'over' });
	});

	it('is asked for in Dutch, once; taken back, it is gone with its translation', async () => {
		await addRound(store);
		const wishes = () => {
			const { translationWish: wish } = store.t;
			return store.read
				.select({ to: wish.language, text: wish.text })
				.from(wish)
				.where(and(eq(wish.schoolId, schoolId), eq(wish.aboutKind, 'talk_answer')));
		};
		await say('ayse', 'Merhaba');
		await say('ayse', 'Merhaba');
		expect(await wishes()).toEqual([{ to: 'nl', text: 'Merhaba' }]);
		await say('ayse', '');
		expect(await ownAnswers(store.read, await asParent(store, 'ayse'), roundId)).toEqual([]);
		expect(await wishes()).toEqual([]);
		expect((await auditSoFar(store)).join()).not.toContain('Merhaba');
	});
});

it('a recording goes in the night after its answer', async () => {
	await addRound(store);
	await say('ayse', 'Merhaba');
	const [answer] = await ownAnswers(store.read, await asParent(store, 'ayse'), roundId);
	const { storedFile, talkAnswer } = store.t;
	const file = { schoolId, kind: 'audio', mediaType: 'audio/mp4', bytes: 1, name: 'answer.m4a' } as const;
	const owner = { ownerKind: TALK_ANSWERS, ownerId: answer?.answerId ?? '', addedBy: 'guardian:ayse' };
	const row = (id: string) => ({ ...file, ...owner, id, hash: id, createdAt: today });
	await store.transact(async (tx) => {
		await tx.insert(storedFile).values([row('kept'), row('old')]);
		await tx.update(talkAnswer).set({ voiceId: 'kept' }).where(eq(talkAnswer.schoolId, schoolId));
	});
	const left = async () => {
		await store.transact((tx) => forgetSpokenAnswers(tx, schoolId, at('2026-10-08', '03:00')));
		const rows = await store.read
			.select({ id: storedFile.id })
			.from(storedFile)
			.where(eq(storedFile.schoolId, schoolId));
		return rows.map(({ id }) => id);
	};
	expect(await left()).toEqual(['kept']);
	await store.transact((tx) => tx.delete(talkAnswer).where(eq(talkAnswer.schoolId, schoolId)));
	expect(await left()).toEqual([]);
});

describe('where a visit is', () => {
	const home: Partial<RoundPlan> = { kind: 'home_visit', places: ['home'], minutes: 30 };
	it('is given for this visit, changed and taken away by who gave it', async () => {
		await ayseTalks(home);
		const ayse = await asParent(store, 'ayse');
		expect(await ownAddress(store.read, ayse, roundId)).toEqual({ address: 'Dorpsstraat 1', hint: null });
		expect(await ownAddress(store.read, await asParent(store, 'mehmet'), roundId)).toBeNull();
		expect(
			await ownAddress(store.read, await asParent(store, 'ayse', { strength: 'code' }), roundId),
		).toBeNull();
		const given = { address: 'Kerkweg 2', hint: '3e etage' };
		expect(await giveAddress(store, ayse, { roundId, address: given, now: today })).toEqual({ ok: true });
		expect(await ownAddress(store.read, ayse, roundId)).toEqual(given);
		await giveAddress(store, ayse, { roundId, address: null, now: today });
		expect(await ownAddress(store.read, ayse, roundId)).toBeNull();
		expect((await auditSoFar(store)).join()).not.toMatch(/Kerkweg|Dorpsstraat/);
	});

	it('is no question of a talk at school, nor of who has no say', async () => {
		await addRound(store);
		const give = async (who: GuardianName) =>
			giveAddress(store, await asParent(store, who), {
				...{ roundId, address: { address: 'Kerkweg 2', hint: null }, now: today },
			});
		expect(await give('ayse')).toEqual({ ok: false, refusal: 'not_found' });
		expect(await give('ahmet')).toEqual({ ok: false, refusal: 'not_found' });
	});
});

describe('after the talk', () => {
	const later = at('2026-10-27', '16:00');
	const agree = async (who: StaffName, talkId: string, text: string, now = later) =>
		addAgreement(store, await asStaff(store, who), { talkId, text, language: 'nl', doneBy: 'both', now });

	it('who held it writes down what was agreed; the family is told once a day and nothing of it', async () => {
		const talkId = await ayseTalks();
		expect(await agree('marieke', talkId, 'Elke avond lezen', today)).toEqual({
			ok: false,
			refusal: 'too_early',
		});
		expect(await agree('selin', talkId, 'Elke avond lezen')).toEqual({ ok: false, refusal: 'not_found' });
		for (const text of ['Elke avond lezen', 'Juf belt', 'c', 'd', 'e'])
			expect(await agree('marieke', talkId, text)).toEqual({ ok: true });
		expect(await agree('marieke', talkId, 'f')).toEqual({ ok: false, refusal: 'too_many' });
		const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'talks.agreed');
		expect(told.map(({ to }) => to)).toEqual(['ayse']);
		expect(JSON.stringify(told[0]?.content)).not.toContain('lezen');
		expect(told[0]?.content).toMatchObject({ locale: 'tr', action: { path: `/join/talks/${roundId}` } });
		const seen = await page('ayse', later);
		const read = seen?.agreements.map(({ text, language }) => `${language} ${text}`) ?? [];
		expect(read).toContain('nl Elke avond lezen');
		expect((await page('mehmet', later))?.agreements).toEqual([]);
		const weak = await asParent(store, 'ayse', { strength: 'code' });
		expect((await talkRoundPage(store.read, weak, roundId, later))?.agreements).toEqual([]);
	});

	it('each side ticks off its own', async () => {
		const talkId = await ayseTalks();
		await agree('marieke', talkId, 'Elke avond lezen');
		const [one] = await agreementsOf(store.read, schoolId, [talkId]);
		const agreementId = one?.agreementId ?? '';
		const tick = { agreementId, done: true, now: later };
		for (const who of ['mehmet', 'fatima', 'ahmet'] as const)
			expect(await tickAgreement(store, await asParent(store, who), tick)).toMatchObject({ ok: false });
		expect(await tickAgreement(store, await asStaff(store, 'selin'), tick)).toMatchObject({ ok: false });
		expect(await tickAgreement(store, await asParent(store, 'ayse'), tick)).toEqual({ ok: true });
		const now = () => agreementsOf(store.read, schoolId, [talkId]);
		expect(await now()).toMatchObject([{ familyDoneAt: later, schoolDoneAt: null }]);
		expect(await tickAgreement(store, await asStaff(store, 'marieke'), tick)).toEqual({ ok: true });
		const marieke = await asStaff(store, 'marieke');
		const ticked = await removeAgreement(store, marieke, { agreementId, now: later });
		expect(ticked).toEqual({ ok: false, refusal: 'ticked_off' });
		expect(await now()).toHaveLength(1);
		await tickAgreement(store, await asParent(store, 'ayse'), { ...tick, done: false });
		expect(await now()).toMatchObject([{ familyDoneAt: null, schoolDoneAt: later }]);
		expect(
			await removeAgreement(store, await asStaff(store, 'selin'), { agreementId, now: later }),
		).toMatchObject({
			ok: false,
		});
		await removeAgreement(store, await asStaff(store, 'marieke'), { agreementId, now: later });
		expect(await now()).toEqual([]);
	});

	it('who sees all families finds the talk, a teacher of another group does not', async () => {
		const talkId = await ayseTalks();
		const finds = async (who: StaffName) =>
			(await heldTalk(store.read, await asStaff(store, who), talkId)) !== undefined;
		for (const who of ['marieke', 'naima', 'joke'] as const) expect(await finds(who)).toBe(true);
		expect(await finds('selin')).toBe(false);
	});
});

describe('whose right was taken away after the talk was made', () => {
	const fall = async (guardianId: string, level: 'information' | 'nothing') => {
		const { guardianship } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, guardianId)))
				.returning(),
		);
	};

	for (const level of ['information', 'nothing'] as const)
		it(`neither moves nor calls it off, and is in no list of staff: ${level}`, async () => {
			const talkId = await ayseTalks();
			const before = asReplier(await asParent(store, 'ayse'));
			await fall('ayse', level);
			const startsAt = at('2026-10-27', '15:20');
			const move = { roundId, talkId, startsAt, staffIds: ['marieke'], now: today };
			expect(await moveTalk(store, before, move)).toEqual({ ok: false, refusal: 'not_found' });
			expect(await cancelTalks(store, before, { roundId, talkIds: [talkId], now: today })).toEqual({
				ok: false,
				refusal: 'not_found',
			});
			const seen = await staffRound(store.read, await asStaff(store, 'joke'), roundId, today);
			expect(seen?.talks.map(({ guardians }) => guardians)).toEqual([[]]);
		});

	it('has an address no more for who comes', async () => {
		await ayseTalks({ kind: 'home_visit', places: ['home'], groups: ['zonnebloem'] });
		const visits = async () => visitsOfDay(store.read, await asStaff(store, 'marieke'), '2026-10-27');
		expect((await visits())[0]?.address).toBe('Dorpsstraat 1');
		await fall('ayse', 'nothing');
		expect((await visits())[0]).toMatchObject({ address: null, guardians: [] });
	});
});

it('where one lives is not said by who came in with a letter alone, and not taken away either', async () => {
	await addRound(store, {
		kind: 'home_visit',
		way: 'plan',
		places: ['school', 'home'],
		groups: ['zonnebloem'],
	});
	const times = [{ startsAt: first, endsAt: at('2026-10-27', '16:00'), preferred: false }];
	const home = { ...details, place: 'home' as const };
	const answer = async (strength: 'code' | 'confirmed', part: Partial<ReplyWish>) =>
		saveReply(store, asReplier(await asParent(store, 'ayse', { strength })), {
			...{ roundId, answer: 'times' as const, times, ...home, now: today, ...part },
		});
	const known = async () => (await ownAddress(store.read, await asParent(store, 'ayse'), roundId))?.address;
	const mine = { address: { address: 'Dorpsstraat 1', hint: null } };
	expect(await answer('confirmed', {})).toEqual({ ok: false, refusal: 'no_address' });
	expect(await answer('confirmed', mine)).toEqual({ ok: true });
	expect(await answer('code', { address: { address: 'Elders 9', hint: null } })).toEqual({ ok: true });
	expect(await answer('code', { place: 'school' })).toEqual({ ok: true });
	expect(await known()).toBe('Dorpsstraat 1');
	expect(await answer('confirmed', { place: 'school' })).toEqual({ ok: true });
	expect(await known()).toBeUndefined();
});

it('what was said beforehand is read by who holds the talk, and by no other staff', async () => {
	await ayseTalks();
	await say('ayse', 'Elif tekent graag');
	const read = async (who: StaffName) =>
		(await staffRound(store.read, await asStaff(store, who), roundId, today))?.talks[0]?.answers.length;
	expect(await read('marieke')).toBe(1);
	for (const who of ['joke', 'petra', 'naima'] as const) expect(await read(who)).toBe(0);
});

it('where parents pick, no times are given', async () => {
	await addRound(store);
	const wish = { roundId, answer: 'times' as const, ...details, now: today };
	const times = [{ startsAt: first, endsAt: at('2026-10-27', '16:00'), preferred: false }];
	expect(await saveReply(store, asReplier(await asParent(store, 'ayse')), { ...wish, times })).toEqual({
		ok: false,
		refusal: 'no_times',
	});
});
