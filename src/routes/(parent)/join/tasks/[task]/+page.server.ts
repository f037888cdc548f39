import { taskActs, taskShown } from '#lib/app/server/task-acts.ts';
import { taskPath } from '#lib/tasks/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** A long list (every school day) shows so many times at first. */
const AT_FIRST = 12;

export const load: PageServerLoad = async (event) => {
	const { view: whole, hand } = await taskShown(event, event.params.task);
	const { shifts, ...view } = whole;
	const toChoose = shifts.filter(({ mine, state }) => !mine && (state === 'open' || state === 'full'));
	const query = event.url.searchParams;
	const all = query.has('all');
	return {
		hand,
		view,
		mine: shifts.filter(({ mine }) => mine),
		toChoose: all ? toChoose : toChoose.slice(0, AT_FIRST),
		open: toChoose.filter(({ state, clash }) => state === 'open' && !clash).length,
		more: all ? 0 : Math.max(0, toChoose.length - AT_FIRST),
		done: query.get('done'),
		refused: Number(query.get('refused') ?? '0') || 0,
	};
};

const acts = taskActs(taskPath);

export const actions: Actions = {
	claim: acts.claim,
	stepBack: acts.stepBack,
	hand: acts.hand,
	keep: acts.keep,
	takeOver: acts.takeOver,
	interest: acts.interest,
	accept: acts.accept,
};
