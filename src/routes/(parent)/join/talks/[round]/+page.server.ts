import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { talkActs } from '#lib/app/server/talk-acts.ts';
import { talksPath } from '#lib/talks/paths.ts';
import { talkRoundPage } from '#lib/talks/server/for-parent.ts';
import { talkRoundView } from '#lib/talks/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await talkRoundPage(store.read, parent, event.params.round, now);
	if (!page) error(404);
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const query = event.url.searchParams;
	return { view: talkRoundView(page, words, now), done: query.get('done'), change: query.has('change') };
};

const acts = talkActs(talksPath);

export const actions: Actions = {
	reply: acts.reply,
	decline: acts.decline,
	call: acts.call,
	pick: acts.pick,
	wish: acts.wish,
	move: acts.move,
	cancel: acts.cancel,
	answer: acts.answer,
	voice: acts.voice,
	address: acts.address,
	tick: acts.tick,
};
