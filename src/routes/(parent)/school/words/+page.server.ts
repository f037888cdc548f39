import { requireParent } from '#lib/accounts/server/guards.ts';
import { allSchoolWords } from '#lib/translation/server/school-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireParent(event);
	const { searchParams } = event.url;
	return {
		words: allSchoolWords(event.locals.locale),
		/** What somebody looks for, without a script. */
		looked: (searchParams.get('q') ?? '').slice(0, 100),
		/** A word that one comes from a text for. */
		open: searchParams.get('word'),
	};
};
