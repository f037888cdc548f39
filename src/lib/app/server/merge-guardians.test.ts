import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { noteApart, shutOut } from '#lib/buddies/server/safety.ts';
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { giveAddress } from '#lib/talks/server/address.ts';
import { questionsOf, saveAnswers } from '#lib/talks/server/answers.ts';
import { addInterpretingParent } from '#lib/talks/server/interpreters.ts';
import { pickTalks } from '#lib/talks/server/pick.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { saveReply, type ReplyWish } from '#lib/talks/server/reply.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { askedBoth } from '../../../../tests/support/buddies.ts';
import { addMoment, at, slotNumbers, whoIsIn } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { offers } from '../../../../tests/support/interpreting.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { mergeGuardians, previewMerge } from './merge-guardians.ts';

/** Ahmet and Mehmet turn out to be one person, Mehmet Ahmet. */
const pair = { keep: 'mehmet', drop: 'ahmet' };
const wish = {
	slotId: 'monday',
	childId: 'elif',
	adults: 1,
	interpreter: null,
	note: null,
	wait: false,
	now: today,
};

async function named(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	return store;
}

async function row(store: TestStore, id: string) {
	const { guardian } = store.t;
	const [found] = await store.read
		.select()
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id)));
	return found;
}

test('the preview says what will be, and changes nothing', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	expect(await previewMerge(store.read, petra, pair)).toMatchObject({
		keep: { name: 'Mehmet Yıldırım' },
		drop: { name: 'Ahmet Yıldırım' },
		name: 'Mehmet Yıldırım',
		email: 'mehmet.yildirim@ouders.example',
		// full and information only: the stricter one
		children: [{ childId: 'elif', level: 'information', stricter: true }],
		bothSignedUp: false,
	});
	expect(await row(store, 'ahmet')).toBeDefined();
});

test('one record stays with what the other had: children, sign-ups, sessions, consents', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	await signUp(store, await asParent(store, 'johan'), { ...wish, childId: 'sem' });
	await signUp(store, await asParent(store, 'fatima'), { ...wish, childId: 'ilyas' });
	await store.transact(async (tx) => {
		const consent = { schoolId, guardianId: 'fatima', childId: 'ilyas', kind: 'photo' as const };
		await tx
			.insert(tx.t.consent)
			.values({ ...consent, purpose: 'app', given: false, answeredAt: today, way: 'app' });
	});
	const before = await slotNumbers(store, 'monday');
	const done = await mergeGuardians(store, petra, { keep: 'johan', drop: 'fatima' }, today);
	expect(done).toEqual({ ok: true });
	expect(await row(store, 'fatima')).toBeUndefined();
	expect(await row(store, 'johan')).toMatchObject({
		name: 'Johan de Wit',
		email: 'fatima.bakkali@ouders.example',
		searchKey: 'johan de wit',
	});
	const johan = await asParent(store, 'johan');
	expect([...johan.children.keys()].sort()).toEqual(['ilyas', 'sem']);
	expect((await whoIsIn(store, 'monday')).every((who) => !who.includes('fatima'))).toBe(true);
	expect(await slotNumbers(store, 'monday')).toEqual(before);
	const sessions = await store.read
		.select({ guardianId: store.t.session.guardianId })
		.from(store.t.session)
		.where(eq(store.t.session.schoolId, schoolId));
	expect(sessions.map(({ guardianId }) => guardianId)).not.toContain('fatima');
	const consents = await store.read
		.select({ guardianId: store.t.consent.guardianId, given: store.t.consent.given })
		.from(store.t.consent)
		.where(eq(store.t.consent.schoolId, schoolId));
	expect(consents).toEqual([{ guardianId: 'johan', given: false }]);
});

test('a limit is never widened by merging, whichever record stays', async () => {
	for (const [keep, drop] of [
		['kerem', 'mehmet'],
		['mehmet', 'kerem'],
	] as const) {
		const store = await named();
		await mergeGuardians(store, await asStaff(store, 'petra'), { keep, drop }, today);
		expect((await asParent(store, keep)).children.has('elif')).toBe(false);
	}
});

test('a no of one record is a no of the person', async () => {
	const store = await named();
	await store.transact(async (tx) => {
		const consent = { schoolId, childId: 'elif', kind: 'photo' as const, purpose: 'app' as const };
		const how = { answeredAt: today, way: 'app' as const };
		await tx.insert(tx.t.consent).values([
			{ ...consent, ...how, guardianId: 'mehmet', given: true },
			{ ...consent, ...how, guardianId: 'ahmet', given: false },
		]);
	});
	await mergeGuardians(store, await asStaff(store, 'petra'), pair, today);
	const [left, ...more] = await store.read
		.select({ given: store.t.consent.given })
		.from(store.t.consent)
		.where(eq(store.t.consent.schoolId, schoolId));
	expect(more).toEqual([]);
	expect(left).toEqual({ given: false });
});

test('topics come along; nobody wants their own topic too, nor anything twice', async () => {
	const store = await named();
	await store.transact(async (tx) => {
		const topic = { schoolId, momentId: 'look', text: 'Lezen thuis', locale: 'nl', createdAt: today };
		await tx.insert(tx.t.momentTopic).values([
			{ ...topic, id: 'own', guardianId: 'ahmet' },
			{ ...topic, id: 'of-fatima', guardianId: 'fatima' },
		]);
		const second = { schoolId, at: today };
		await tx.insert(tx.t.topicSecond).values([
			{ ...second, topicId: 'own', guardianId: 'mehmet' },
			{ ...second, topicId: 'of-fatima', guardianId: 'mehmet' },
			{ ...second, topicId: 'of-fatima', guardianId: 'ahmet' },
		]);
	});
	await mergeGuardians(store, await asStaff(store, 'petra'), pair, today);
	const { momentTopic, topicSecond } = store.t;
	const topics = await store.read
		.select({ id: momentTopic.id, guardianId: momentTopic.guardianId })
		.from(momentTopic)
		.where(eq(momentTopic.schoolId, schoolId))
		.orderBy(momentTopic.id);
	expect(topics).toEqual([
		{ id: 'of-fatima', guardianId: 'fatima' },
		{ id: 'own', guardianId: 'mehmet' },
	]);
	const seconds = await store.read
		.select({ topicId: topicSecond.topicId, guardianId: topicSecond.guardianId })
		.from(topicSecond)
		.where(eq(topicSecond.schoolId, schoolId));
	expect(seconds).toEqual([{ topicId: 'of-fatima', guardianId: 'mehmet' }]);
});

const round = { roundId, now: today };
const home = { kind: 'home_visit' as const, places: ['home', 'school'] as const };

test('who asked to come apart still does, whichever record stays; the reply of the one that stays holds', async () => {
	for (const [keep, drop] of [
		['mehmet', 'ayse'],
		['ayse', 'mehmet'],
	] as const) {
		const store = await named();
		await addRound(store);
		const reply = { ...details, ...round, times: [] };
		const say = async (who: 'ayse' | 'mehmet', part: Partial<ReplyWish>) =>
			saveReply(store, asReplier(await asParent(store, who)), { ...reply, answer: 'none', ...part });
		await say('ayse', { apart: true, answer: 'call' });
		await say('mehmet', { together: true });
		await mergeGuardians(store, await asStaff(store, 'petra'), { keep, drop }, today);
		const { talkReply } = store.t;
		const rows = await store.read.select().from(talkReply).where(eq(talkReply.schoolId, schoolId));
		expect(rows).toMatchObject([
			{ guardianId: keep, apart: true, together: false, answer: keep === 'ayse' ? 'call' : 'none' },
		]);
	}
});

test('addresses of a visit: the one of the record that stays, else the other’s; whose home it is comes along', async () => {
	for (const given of [['ayse'], ['mehmet'], ['ayse', 'mehmet']] as const) {
		const store = await named();
		await addRound(store, { ...home, places: [...home.places] });
		for (const who of given) {
			const address = { address: `Bij ${who}`, hint: null };
			await giveAddress(store, await asParent(store, who), { ...round, address });
		}
		const [who] = given;
		const picks = [{ childId: 'elif', startsAt: at('2026-10-27', '15:00'), staffIds: ['marieke'] }];
		const picked = await pickTalks(store, asReplier(await asParent(store, who)), {
			...round,
			picks,
			details,
		});
		expect(picked.ok).toBe(true);
		const petra = await asStaff(store, 'petra');
		const merged = await mergeGuardians(store, petra, { keep: 'mehmet', drop: 'ayse' }, today);
		expect(merged).toEqual({ ok: true });
		const { talkAddress, talk } = store.t;
		const rows = await store.read.select().from(talkAddress).where(eq(talkAddress.schoolId, schoolId));
		expect(rows).toMatchObject([{ guardianId: 'mehmet', address: `Bij ${given.at(-1) ?? ''}` }]);
		const talks = await store.read.select().from(talk).where(eq(talk.schoolId, schoolId));
		expect(talks).toMatchObject([{ homeOf: 'mehmet' }]);
	}
});

test('talks at which a record interprets go to the one that stays', async () => {
	const store = await named();
	await addRound(store);
	await offers(store, 'ayse');
	const joke = await asStaff(store, 'joke');
	const parent = { interpreterId: 'parent-0000', guardianId: 'ayse', byPhone: false };
	expect(await addInterpretingParent(store, joke, { ...round, ...parent })).toEqual({ ok: true });
	await mergeGuardians(store, await asStaff(store, 'petra'), { keep: 'mehmet', drop: 'ayse' }, today);
	const { talkInterpreterParent } = store.t;
	const rows = await store.read
		.select()
		.from(talkInterpreterParent)
		.where(eq(talkInterpreterParent.schoolId, schoolId));
	expect(rows).toEqual([{ schoolId, interpreterId: 'parent-0000', guardianId: 'mehmet' }]);
});

test('an answer that both gave stays once, with nothing left of the other in any language', async () => {
	const store = await named();
	await addRound(store);
	const [question] = await questionsOf(store.read, schoolId, roundId);
	for (const who of ['ayse', 'mehmet'] as const) {
		const answers = [{ questionId: question?.questionId ?? '', text: `Van ${who}`, choice: null }];
		const given = { ...round, childId: 'elif', answers, language: 'tr' };
		await saveAnswers(store, await asParent(store, who), given);
	}
	await mergeGuardians(store, await asStaff(store, 'petra'), { keep: 'mehmet', drop: 'ayse' }, today);
	const { translationWish } = store.t;
	const wishes = await store.read
		.select({ text: translationWish.text })
		.from(translationWish)
		.where(and(eq(translationWish.schoolId, schoolId), eq(translationWish.aboutKind, 'talk_answer')));
	expect(wishes).toEqual([{ text: 'Van mehmet' }]);
});

test('a buddy: who was shut out stays out with both records, and a proposal against "not together" goes', async () => {
	const { store } = await askedBoth();
	const naima = await asStaff(store, 'naima');
	const { buddyMatch, buddyProfile } = store.t;
	const here = eq(buddyMatch.schoolId, schoolId);
	await store.transact((tx) => tx.update(buddyMatch).set({ state: 'proposed', fixed: true }).where(here));
	await noteApart(store, naima, { guardianId: 'johan', otherId: 'agnieszka', apart: true, now: today });
	const petra = await asStaff(store, 'petra');
	// Johan turns out to be Fatima
	await mergeGuardians(store, petra, { keep: 'fatima', drop: 'johan' }, today);
	expect(await store.read.$count(buddyMatch, here)).toBe(0);
	await shutOut(store, naima, { guardianId: 'wilma', out: true, now: today });
	await mergeGuardians(store, petra, { keep: 'agnieszka', drop: 'wilma' }, today);
	const left = await store.read.select().from(buddyProfile).where(eq(buddyProfile.schoolId, schoolId));
	expect(left.map(({ guardianId }) => guardianId)).toEqual(['fatima']);
});

test('both signed up for the same place: refused, and nothing is changed', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	await signUp(store, await asParent(store, 'ayse'), wish);
	await signUp(store, await asParent(store, 'mehmet'), wish);
	const two = { keep: 'ayse', drop: 'mehmet' };
	expect((await previewMerge(store.read, petra, two))?.bothSignedUp).toBe(true);
	expect(await mergeGuardians(store, petra, two, today)).toEqual({ ok: false, refusal: 'both_signed_up' });
	expect(await row(store, 'mehmet')).toBeDefined();
});

test.each([
	['a teacher', 'marieke', pair, 'not_allowed'],
	['one of another school', 'petra', { keep: 'mehmet', drop: 'nora' }, 'not_there'],
	['one with itself', 'petra', { keep: 'mehmet', drop: 'mehmet' }, 'not_there'],
] as const)('%s is refused', async (_, who, two, refusal) => {
	const store = await named();
	const staff = await asStaff(store, who);
	expect(await mergeGuardians(store, staff, two, today)).toEqual({ ok: false, refusal });
	expect(await previewMerge(store.read, staff, two)).toBeUndefined();
});

test('every table that knows guardians is thought of', () => {
	const moved = ['session', 'passkey', 'handOver', 'signUp', 'decline', 'notice', 'pushSubscription'];
	const alsoMoved = [
		'acknowledgement',
		'consent',
		'guardianship',
		'leaveRequest',
		'sickReport',
		'familyCall',
		'messageRecipient',
		'reachStep',
	];
	const ofTasks = ['claim', 'taskAsk', 'taskInterest', 'certificate', 'thanks'];
	const ofBuddies = ['Profile', 'Suggestion', 'Block', 'Apart', 'Side', 'Check', 'Meeting', 'Report'].map(
		(name) => `buddy${name}`,
	);
	const ofKeyParents = ['keyParent', 'keyParentNote', 'keyParentCame'];
	const ofTalks = [
		'Reply',
		'Time',
		'Answer',
		'Address',
		'Guardian',
		'CalledOff',
		'InterpreterParent',
		'Reminder',
		'Lot',
		'Wish',
	].map((name) => `talk${name}`);
	const aboutMoments = ['momentMessage', 'momentTopic', 'topicSecond', 'interpreterOffer', 'interpreterAsk'];
	// gone with the record: its letters, a code that is under way, choices that the other record has, a calendar's address,
	// which ways led nowhere, and what became of forms that a browser might have sent again
	const gone = ['invitation', 'emailCode', 'preference', 'ownFeed', 'lostWay', 'keptOutcome'];
	const found = Object.entries(sqliteTables)
		.filter(([, table]) => 'guardianId' in table)
		.map(([name]) => name);
	expect(found.sort()).toEqual(
		[
			...moved,
			...alsoMoved,
			...aboutMoments,
			...ofTasks,
			...ofBuddies,
			...ofKeyParents,
			...ofTalks,
			...gone,
		].sort(),
	);
});
