import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyMomentPath } from '#lib/app/easy-paths.ts';
import { momentActs } from '#lib/app/server/moment-acts.ts';
import {
	askedAppointment,
	daysToChoose,
	easyAnswers,
	easyDay,
	easyProgress,
	easyQuery,
	easySlot,
	easyStep,
	oneBack,
} from '#lib/moments/easy-steps.ts';
import { momentView } from '#lib/moments/moment-words.ts';
import { momentPage } from '#lib/moments/server/for-parent.ts';
import { ownPlans, promises } from '#lib/tasks/server/own-plans.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await momentPage(store, parent, event.params.moment, now);
	const answers = easyAnswers(event.url.searchParams);
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const promised = page && promises(await ownPlans(store.read, parent, words, now));
	const view = page && momentView(page, answers.child ?? null, words, now, promised);
	if (!page || !view) error(404);
	const before = oneBack(answers);
	const step = easyStep(view, answers);
	return {
		view,
		answers,
		step,
		progress: easyProgress(view, step, answers),
		back: before ? `${easyMomentPath(page.momentId)}${easyQuery(before)}` : '/easy/join',
		days: daysToChoose(view),
		slots: easyDay(view, answers)?.slots.filter(({ canChoose }) => canChoose) ?? [],
		slot: easySlot(view, answers),
		appointment: askedAppointment(view.appointments, answers),
		done: event.url.searchParams.get('done'),
	};
};

const acts = momentActs(easyMomentPath);

export const actions: Actions = {
	signUp: acts.signUp,
	change: acts.change,
	cancel: acts.cancel,
	skip: acts.skip,
	accept: acts.accept,
	decline: acts.decline,
	undoDecline: acts.undoDecline,
};
