import type { Locale } from './locale.ts';
import ar from './language-names-ar.ts';
import en from './language-names-en.ts';
import nl from './language-names-nl.ts';
import pl from './language-names-pl.ts';
import tr from './language-names-tr.ts';
import uk from './language-names-uk.ts';

/** The languages' names in each of the app's languages, by tag; `npm run language` adds a line here and above. */
export const languageNames: Record<Locale, Record<string, string>> = {
	nl,
	en,
	tr,
	ar,
	pl,
	uk,
};
