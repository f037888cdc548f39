import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyTaskPath } from '#lib/app/easy-paths.ts';
import { taskActs, taskShown } from '#lib/app/server/task-acts.ts';
import { easyTaskAnswers, easyTaskScreen } from '#lib/tasks/easy-screen.ts';
import { taskPath } from '#lib/tasks/paths.ts';
import { easyTaskList } from '#lib/tasks/server/easy-list.ts';
import type { TaskRefusal } from '#lib/tasks/task-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale } = event.locals;
	const taskId = event.params.task;
	if (!taskId) {
		const { store, clock } = app();
		const at = { locale, now: clock.now(), pathOf: easyTaskPath };
		const list = await easyTaskList(store.read, requireParent(event), at);
		return { look: { icon: 'hand', tint: 'meet' } as const, screen: list };
	}
	const { view, hand } = await taskShown(event, taskId);
	const screen = easyTaskScreen(view, easyTaskAnswers(event.url.searchParams), hand, locale);
	const { share: handed } = screen;
	const link = `${event.url.origin}${taskPath(taskId)}?hand=${handed?.url ?? ''}`;
	const share = handed && { ...handed, url: link };
	return { look: view.look, screen: { ...screen, share } };
};

const acts = taskActs(easyTaskPath);

type Refused = ActionFailure<{ refusal: TaskRefusal } | { problems: unknown }>;

/** What was refused comes back as the screen that says so: the page has no texts of its own. */
function inWords(act: (event: RequestEvent) => Promise<Refused>) {
	return async (event: RequestEvent) => {
		const { status, data } = await act(event);
		const { view } = await taskShown(event, event.params.task ?? '');
		const refusal = 'refusal' in data ? data.refusal : 'none_chosen';
		const answers = easyTaskAnswers(new URLSearchParams(), refusal);
		return fail(status, { screen: easyTaskScreen(view, answers, undefined, event.locals.locale) });
	};
}

export const actions: Actions = {
	claim: inWords(acts.claim),
	stepBack: inWords(acts.stepBack),
	hand: inWords(acts.hand),
	keep: inWords(acts.keep),
	takeOver: inWords(acts.takeOver),
	interest: inWords(acts.interest),
	accept: inWords(acts.accept),
};
