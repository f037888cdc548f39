import { interpretingActs, interpretingPage } from '#lib/app/server/interpreting-acts.ts';
import { languagesByName } from '#lib/translation/languages.ts';
import { askPath } from '#lib/moments/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const shown = await interpretingPage(event);
	const { locale } = event.locals;
	// one more than the own: a choice too
	const more =
		shown.choice && languagesByName(locale).map(({ tag, names }) => ({ tag, name: names[locale] }));
	return { ...shown, more };
};

const acts = interpretingActs(askPath);

export const actions: Actions = {
	offer: acts.offer,
	stop: acts.stop,
	accept: acts.accept,
	decline: acts.decline,
	back: acts.back,
};
