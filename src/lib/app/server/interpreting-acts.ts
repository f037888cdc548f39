// Offering to interpret, and answering when asked: the same behind the normal page and the easy one. `pathOf` says where.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { readLanguageProfile } from '#lib/families/server/language-profile.ts';
import { offerSchema } from '#lib/moments/interpreting-form.ts';
import {
	answerAsk,
	findOwnAsk,
	giveBackAsk,
	type AnswerResult,
	type FoundAsk,
} from '#lib/moments/server/interpreter-answers.ts';
import {
	endInterpreterOffer,
	offerToInterpret,
	readInterpreterOffer,
} from '#lib/moments/server/interpreter-offers.ts';
import { askWords, interpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import type { Words } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/platform/server/forms.ts';
import { interpretingTalkCards } from '#lib/talks/server/interpreting-cards.ts';
import { ownPlans, planAt } from '#lib/tasks/server/own-plans.ts';
import { inOrder } from '#lib/tasks/words.ts';
import { isLanguageTag, languageName } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { app } from './app.ts';

type Event = RequestEvent;

/** What the page shows: the offer with what can be chosen, or one ask (`closed` where there is none any more). */
export async function interpretingPage(event: Event) {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const words = { locale, timeZone: parent.school.timeZone };
	const askId = event.params.ask;
	const done = event.url.searchParams.get('done');
	if (askId) {
		const found = await findOwnAsk(store.read, parent, { askId, locale, now });
		if (!found) return { ask: null, done };
		const ask = await askWords(store.read, parent, found, words, now);
		const clash = await planThen(parent, found, words, now);
		return { ask: { ...ask, clash: clash ? m.join_clash({ what: clash.what }, { locale }) : null }, done };
	}
	const offer = await readInterpreterOffer(store.read, parent, now);
	const cards = await interpretingCards(store.read, parent, words, now);
	const talks = await interpretingTalkCards(store.read, parent, words, now);
	return {
		offer: offer && { ...offer, names: offer.languages.map((tag) => languageName(tag, locale)) },
		choice: await choiceOf(parent, offer, locale),
		cards: { ...cards, appointments: inOrder(cards.appointments, talks) },
		done,
	};
}

/** What else they are to be at then. */
async function planThen(parent: ParentActor, { ask }: FoundAsk, words: Words, now: Date) {
	const plans = await ownPlans(app().store.read, parent, words, now);
	return planAt(
		[ask],
		plans.filter(({ id }) => id !== ask.askId),
	);
}

/** Own languages to choose from, as the page's language calls them; with Dutch for what is spoken with the school. */
async function choiceOf(
	parent: ParentActor,
	offer: { languages: string[]; withSchool: string[] } | undefined,
	locale: Locale,
) {
	const { written, spoken } = await readLanguageProfile(app().store.read, parent);
	const own = [spoken, written, locale, ...(offer?.languages ?? []), ...(offer?.withSchool ?? [])];
	const tags = [...new Set(own)].filter((tag) => tag !== null).filter(isLanguageTag);
	const named = (all: string[]) => all.map((tag) => ({ tag, name: languageName(tag, locale) }));
	return {
		languages: named(tags.filter((tag) => tag !== baseLocale)),
		withSchool: named([...new Set([baseLocale, ...tags])]),
	};
}

/** Form actions. Each goes on by GET, so that a reload posts nothing again; what is gone meanwhile, the page says. */
export function interpretingActs(pathOf: (askId?: string) => string) {
	async function answered(event: Event, act: (parent: ParentActor, askId: string) => Promise<AnswerResult>) {
		const askId = event.params.ask ?? '';
		const result = await act(requireParent(event), askId);
		if (!result.ok && result.refusal === 'overlaps') return fail(409, { refusal: result.refusal });
		redirect(303, pathOf(askId));
	}
	return {
		offer: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, offerSchema);
			if (!form.ok) return fail(422, { refusal: 'no_language' as const });
			const { languages, withSchool, ways } = form.value;
			const { store, clock } = app();
			const result = await offerToInterpret(store, parent, {
				languages: languages.filter((tag) => tag !== ''),
				withSchool,
				atSchool: ways.some((way) => way !== 'phone'),
				byPhone: ways.some((way) => way !== 'school'),
				now: clock.now(),
			});
			if (result.ok) redirect(303, `${pathOf()}?done=saved`);
			return fail(409, { refusal: result.refusal });
		},
		stop: async (event: Event) => {
			const parent = requireParent(event);
			const { store, clock } = app();
			await endInterpreterOffer(store, parent, clock.now());
			redirect(303, `${pathOf()}?done=stopped`);
		},
		accept: (event: Event) =>
			answered(event, async (parent, askId) => {
				const { store, clock } = app();
				const now = clock.now();
				const { locale } = event.locals;
				const found = await findOwnAsk(store.read, parent, { askId, locale, now });
				const words = { locale, timeZone: parent.school.timeZone };
				// moments know nothing of shifts: those are asked here
				const clash = found && (await planThen(parent, found, words, now));
				if (clash?.is === 'shift') return { ok: false, refusal: 'overlaps' };
				return answerAsk(store, parent, { askId, answer: 'yes', now: clock.now() });
			}),
		decline: (event: Event) =>
			answered(event, (parent, askId) => {
				const { store, clock } = app();
				return answerAsk(store, parent, { askId, answer: 'no', now: clock.now() });
			}),
		back: (event: Event) =>
			answered(event, (parent, askId) => {
				const { store, clock } = app();
				return giveBackAsk(store, parent, { askId, now: clock.now() });
			}),
	};
}
