import { easyAskPath } from '#lib/app/easy-paths.ts';
import { interpretingActs, interpretingPage } from '#lib/app/server/interpreting-acts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = event.url.searchParams;
	const tag = (name: string) => /^[\w-]{2,7}$/.exec(query.get(name) ?? '')?.[0];
	return {
		...(await interpretingPage(event)),
		language: tag('language'),
		withSchool: tag('school'),
		asks: query.get('ask'),
	};
};

const acts = interpretingActs(easyAskPath);

export const actions: Actions = {
	offer: acts.offer,
	stop: acts.stop,
	accept: acts.accept,
	decline: acts.decline,
	back: acts.back,
};
