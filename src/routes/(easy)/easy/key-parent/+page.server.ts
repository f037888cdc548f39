import { keyParentActs, keyParentPage } from '#lib/app/server/key-parent-acts.ts';
import { EASY_KEY_PARENT_PATH } from '#lib/buddies/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = event.url.searchParams;
	const tags = query.getAll('languages').filter((tag) => /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(tag));
	return {
		...(await keyParentPage(event)),
		step: ['relation', 'languages', 'more', 'reach', 'say', 'stop'].find((one) => one === query.get('step')),
		relation: ['mother', 'father', 'parent'].find((one) => one === query.get('relation')) ?? 'parent',
		languages: [...new Set(tags)].slice(0, 12),
	};
};

const acts = keyParentActs(EASY_KEY_PARENT_PATH);

export const actions: Actions = { agree: acts.agree, stop: acts.stop, note: acts.note };
