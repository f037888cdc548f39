import { buddyActs, buddyPage } from '#lib/app/server/buddy-acts.ts';
import { BUDDY_PATH } from '#lib/buddies/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => buddyPage(event);

const acts = buddyActs(BUDDY_PATH);

export const actions: Actions = {
	save: acts.save,
	delete: acts.delete,
	answer: acts.answer,
	meet: acts.meet,
	accept: acts.accept,
	drop: acts.drop,
	check: acts.check,
	goon: acts.goon,
	stop: acts.stop,
};
