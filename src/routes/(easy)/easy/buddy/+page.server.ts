import { buddyActs, buddyPage } from '#lib/app/server/buddy-acts.ts';
import { easyBuddyAnswers } from '#lib/buddies/easy-steps.ts';
import { EASY_BUDDY_PATH } from '#lib/buddies/paths.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const shown = await buddyPage(event);
	const answers = easyBuddyAnswers(event.url.searchParams);
	return {
		...shown,
		answers,
		matches: shown.matches.map((match) => ({
			...match,
			call: match.other?.phone ? telephoneHref(match.other.phone) : null,
		})),
	};
};

const acts = buddyActs(EASY_BUDDY_PATH);

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
