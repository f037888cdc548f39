// What a guardian does at a round of talks: the normal page and the easy view answer the same forms.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireConfirmedParent, requireParent } from '#lib/accounts/server/guards.ts';
import { takeUploaded } from '#lib/files/server/uploads.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import {
	addressSchema,
	answerAt,
	answersSchema,
	cancelSchema,
	detailsOf,
	moveSchema,
	pickSchema,
	QUESTIONS_AT_MOST,
	replySchema,
	tickSchema,
	voiceSchema,
	wishSchema,
} from '#lib/talks/parent-form.ts';
import { pickedTimes } from '#lib/talks/pick-value.ts';
import { giveAddress } from '#lib/talks/server/address.ts';
import { tickAgreement } from '#lib/talks/server/agreements.ts';
import { questionsOf, saveAnswers, saveSpokenAnswer } from '#lib/talks/server/answers.ts';
import { findRound } from '#lib/talks/server/find-round.ts';
import { offeredTimes } from '#lib/talks/server/offered-times.ts';
import { cancelTalks, moveTalk } from '#lib/talks/server/move.ts';
import { pickTalks } from '#lib/talks/server/pick.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { saveReply } from '#lib/talks/server/reply.ts';
import { giveWishes } from '#lib/talks/server/wishes.ts';
import { blockValue, tickedTimes, timeBlocks } from '#lib/talks/time-blocks.ts';
import { app } from './app.ts';

type Event = RequestEvent<{ round: string }>;

/** `pathOf`: the page of a round, to which each form leads back. */
export function talkActs(pathOf: (roundId: string) => string) {
	const done = (event: Event, what: string): never =>
		redirect(303, `${pathOf(event.params.round)}?done=${what}`);

	return {
		/** Times that they can. */
		reply: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, replySchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const roundId = event.params.round;
			const round = await findRound(store.read, parent.schoolId, roundId);
			if (!round) error(404);
			const blocks = timeBlocks(await offeredTimes(store.read, round, parent), round.minutes);
			const can = form.value.all ? blocks.map(blockValue) : form.value.can;
			const times = tickedTimes(blocks, { can, rather: form.value.rather });
			const details = detailsOf(form.value);
			const given = { roundId, answer: 'times' as const, times, ...details, now: clock.now() };
			const result = await saveReply(store, asReplier(parent), given);
			if (result.ok) return done(event, 'times');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, values: form.value });
		},
		decline: (event: Event) => short(event, 'none', done),
		call: (event: Event) => short(event, 'call', done),
		pick: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, pickSchema);
			if (!form.ok) {
				const refusal = form.problems.problems.pick ? ('no_times' as const) : undefined;
				return fail(422, { ...form.problems, refusal });
			}
			const { value: values } = form;
			const picks = pickedTimes(values.pick);
			if (!picks) return fail(409, { refusal: 'taken' as const, values });
			const { store, clock } = app();
			const roundId = event.params.round;
			const wish = { roundId, picks, details: detailsOf(values), now: clock.now() };
			const result = await pickTalks(store, asReplier(parent), wish);
			if (result.ok) return done(event, 'picked');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, values });
		},
		/** Wishes of a round by lots. */
		wish: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, wishSchema);
			if (!form.ok) return fail(422, form.problems);
			const { wish0, wish1, wish2 } = form.value;
			const values = form.value;
			const wishes = [wish0, wish1, wish2].filter(Boolean).map(pickedTimes);
			const known = wishes.filter((one) => one !== undefined);
			if (known.length < wishes.length) return fail(409, { refusal: 'taken' as const, values });
			const { store, clock } = app();
			const roundId = event.params.round;
			const given = { roundId, wishes: known, details: detailsOf(form.value), now: clock.now() };
			const result = await giveWishes(store, asReplier(parent), given);
			if (result.ok) return done(event, 'wishes');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, values });
		},
		move: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, moveSchema);
			if (!form.ok) return fail(422, form.problems);
			const { talkId, time } = form.value;
			const [pick] = pickedTimes(`${talkId} ${time}`) ?? [];
			if (!pick) return fail(409, { refusal: 'taken' as const });
			const { store, clock } = app();
			const { startsAt, staffIds } = pick;
			const wish = { roundId: event.params.round, talkId, startsAt, staffIds, now: clock.now() };
			const result = await moveTalk(store, asReplier(parent), wish);
			if (result.ok) return done(event, 'moved');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal });
		},
		cancel: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, cancelSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const wish = { roundId: event.params.round, talkIds: [form.value.talkId], now: clock.now() };
			const result = await cancelTalks(store, asReplier(parent), wish);
			if (result.ok) return done(event, 'cancelled');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal });
		},
		/** What they say beforehand: personal, so it asks for proof first. */
		answer: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, answersSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const roundId = event.params.round;
			const questions = await questionsOf(store.read, parent.schoolId, roundId);
			const { childId } = form.value;
			const answers = questions
				.slice(0, QUESTIONS_AT_MOST)
				.map(({ questionId }, at) => ({ questionId, ...answerAt(form.value, at) }));
			const given = { roundId, childId, answers, language: event.locals.locale, now: clock.now() };
			const result = await saveAnswers(store, parent, given);
			if (result.ok) return done(event, 'answered');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal });
		},
		voice: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, voiceSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock, settings } = app();
			const { dataDir } = settings;
			const { childId, questionId, language, remove, ...sent } = form.value;
			const recording = remove ? null : await takeUploaded(store, { dataDir, actor: parent }, sent);
			if (recording === undefined) return fail(422, { refusal: 'no_recording' as const });
			const about = { roundId: event.params.round, childId, questionId, language };
			const now = clock.now();
			const result = await saveSpokenAnswer(store, parent, { ...about, recording, dataDir, now });
			if (result.ok) return done(event, 'answered');
			if (result.refusal === 'not_found') error(404);
			const own = result.refusal === 'over' || result.refusal === 'needs_proof';
			return fail(409, { refusal: own ? ('over' as const) : ('no_recording' as const) });
		},
		/** Where the visit is, or nothing any more. */
		address: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, addressSchema);
			if (!form.ok) return fail(422, form.problems);
			const { address, hint } = form.value;
			const { store, clock } = app();
			const given = address ? { address, hint: hint || null } : null;
			const what = { roundId: event.params.round, address: given, now: clock.now() };
			const result = await giveAddress(store, parent, what);
			if (result.ok) return done(event, given ? 'address' : 'no_address');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: 'over' as const });
		},
		tick: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, tickSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const { agreementId } = form.value;
			const tick = { agreementId, done: form.value.done === 'yes', now: clock.now() };
			const result = await tickAgreement(store, parent, tick);
			if (!result.ok) error(404);
			redirect(303, `${pathOf(event.params.round)}#agreed`);
		},
	};
}

/** An answer without times: no talk, or "call me". */
async function short(event: Event, answer: 'none' | 'call', done: (event: Event, what: string) => never) {
	const parent = requireParent(event);
	const { store, clock } = app();
	const details = { together: false, apart: false, withChild: null, place: null, interpreter: null };
	const given = { ...details, mayAskParent: false, address: null, times: [] };
	const what = { roundId: event.params.round, answer, ...given, now: clock.now() };
	const result = await saveReply(store, asReplier(parent), what);
	if (result.ok) return done(event, answer);
	if (result.refusal === 'not_found') error(404);
	return fail(409, { refusal: result.refusal });
}
