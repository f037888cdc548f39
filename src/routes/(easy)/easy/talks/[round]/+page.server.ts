import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyTalksPath } from '#lib/app/easy-paths.ts';
import { talkActs } from '#lib/app/server/talk-acts.ts';
import { easyTalkAnswers, easyTalkBack, easyTalkQuery, easyTalkStep } from '#lib/talks/easy-steps.ts';
import { talkRoundPage } from '#lib/talks/server/for-parent.ts';
import { talkRoundView } from '#lib/talks/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await talkRoundPage(store.read, parent, event.params.round, now);
	if (!page) error(404);
	const view = talkRoundView(page, { locale: event.locals.locale, timeZone: parent.school.timeZone }, now);
	const answers = easyTalkAnswers(event.url.searchParams);
	const back = easyTalkBack(answers);
	return {
		view,
		answers,
		step: easyTalkStep(view, answers),
		back: back ? `${easyTalksPath(view.roundId)}${easyTalkQuery(back)}` : '/easy/join',
		done: event.url.searchParams.get('done'),
	};
};

const acts = talkActs(easyTalksPath);

export const actions: Actions = {
	reply: acts.reply,
	decline: acts.decline,
	call: acts.call,
	pick: acts.pick,
	wish: acts.wish,
	cancel: acts.cancel,
	answer: acts.answer,
	voice: acts.voice,
	tick: acts.tick,
};
