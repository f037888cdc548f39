// A question in the school's own words with answers to choose from: planned, translated, chosen, read by the teacher.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { keepTranslation } from '#lib/translation/server/content.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { addRound, details, roundId, roundPlan } from '../../../../tests/support/talks.ts';
import { roundSchema } from '../round-form.ts';
import { questionsOf, saveAnswers } from './answers.ts';
import { changeDraft, draftForm } from './draft.ts';
import { talkRoundPage } from './for-parent.ts';
import { staffRound } from './for-staff.ts';
import { pickTalks } from './pick.ts';
import { asReplier } from './replier.ts';
import { planRound } from './rounds.ts';
import { choiceField, QUESTION_KIND } from './text-kinds.ts';
import { talkRoundView } from './words.ts';

const question = 'Hoe gaat uw kind naar huis?';
const asked = { ownQuestion: question, ownChoices: ['Alleen', 'Met een ouder'] };
let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
});

const form = (ownQuestion: string, ownChoices: string) => {
	const typed = Object.entries({ ...roundPlan(), ownQuestion, ownChoices }).map(([name, value]) => [
		name,
		Array.isArray(value) ? value.map(String) : value === false ? '' : String(value ?? ''),
	]);
	return v.safeParse(roundSchema, Object.fromEntries(typed));
};

describe('the form', () => {
	it.each<[string, string, string, string | null]>([
		['a line each, twice is once', question, ' Alleen \r\n\r\nMet een ouder\nAlleen', null],
		['none', question, '', null],
		['one is no choice', question, 'Ja', 'ownChoices too_few'],
		['seven are a list', question, 'a\nb\nc\nd\ne\nf\ng', 'ownChoices too_many'],
		['too long to choose', question, `Ja\n${'x'.repeat(81)}`, 'ownChoices too_long'],
		['answers without a question', '', 'Ja\nNee', 'ownQuestion required'],
	])('%s', (_, text, choices, problem) => {
		const result = form(text, choices);
		const [issue] = result.issues ?? [];
		expect(issue ? `${v.getDotPath(issue)} ${issue.message}` : null).toBe(problem);
		if (result.success && choices) expect(result.output.ownChoices).toEqual(['Alleen', 'Met een ouder']);
	});
});

it('a draft keeps the answers, and goes back to words without them', async () => {
	const joke = await asStaff(store, 'joke');
	await planRound(store, joke, roundPlan(asked), today);
	expect(await draftForm(store.read, joke, roundId)).toMatchObject(asked);
	const holders = [
		{ groupId: 'zonnebloem', staffId: 'marieke' },
		{ groupId: 'groep4', staffId: 'selin' },
	];
	await changeDraft(store, joke, { ...roundPlan({ ...asked, ownChoices: [] }), holders }, today);
	const own = (await questionsOf(store.read, schoolId, roundId)).find(({ name }) => name === 'own');
	expect(own).toMatchObject({ text: question, form: 'words', choices: null });
});

it('each is translated by itself, chosen by the parent, and read by the teacher in Dutch', async () => {
	await addRound(store, asked);
	const own = (await questionsOf(store.read, schoolId, roundId)).find(({ name }) => name === 'own');
	const questionId = own?.questionId ?? '';
	const { translationWish } = store.t;
	const wanted = await store.read
		.select({ field: translationWish.field })
		.from(translationWish)
		.where(and(eq(translationWish.schoolId, schoolId), eq(translationWish.aboutId, questionId)));
	expect(new Set(wanted.map(({ field }) => field))).toEqual(new Set(['text', 'choice0', 'choice1']));
	const texts = {
		text: [question, 'Çocuğunuz eve nasıl gidiyor?'],
		[choiceField(1)]: ['Met een ouder', 'Velisiyle'],
	};
	await store.transact(async (tx) => {
		for (const [field, [of = '', text = '']] of Object.entries(texts))
			await keepTranslation(tx, schoolId, {
				...{ about: { kind: QUESTION_KIND, id: questionId }, field, language: 'tr' },
				...{ of: { text: of, language: 'nl' }, text, staffId: 'joke', now: today },
			});
	});
	const ayse = await asParent(store, 'ayse', { strength: 'confirmed', now: today });
	const page = await talkRoundPage(store.read, ayse, roundId, today);
	if (!page) throw new Error('no page');
	const view = talkRoundView(page, { locale: 'tr', timeZone: 'Europe/Amsterdam' }, today);
	const shown = view.questions[0]?.questions.find((one) => one.questionId === questionId);
	expect(shown?.label).toBe('Çocuğunuz eve nasıl gidiyor?');
	expect(shown?.choices?.map(({ label }) => label)).toEqual(['Alleen', 'Velisiyle']);

	const answers = [{ questionId, text: 'niet bedoeld', choice: 1 }];
	const given = { roundId, childId: 'elif', answers, language: 'tr', now: today };
	expect(await saveAnswers(store, ayse, given)).toEqual({ ok: true });
	const [offer] = page.offers;
	const picks = (offer?.talks ?? []).filter(({ staffIds }) => staffIds.includes('marieke'));
	const wish = { roundId, picks, details, now: today };
	expect(await pickTalks(store, asReplier(ayse), wish)).toMatchObject({ ok: true });
	const staff = await staffRound(store.read, await asStaff(store, 'marieke'), roundId, today);
	expect(staff?.talks[0]?.answers.map(({ text, said }) => [text, said?.text])).toEqual([
		[question, 'Met een ouder'],
	]);
	// an answer that is none of them is not kept
	const wrong = { ...given, answers: [{ questionId, text: null, choice: 7 }] };
	await saveAnswers(store, ayse, wrong);
	const after = await staffRound(store.read, await asStaff(store, 'marieke'), roundId, today);
	expect(after?.talks[0]?.answers.flatMap(({ said }) => said?.text ?? [])).toEqual([]);
});
