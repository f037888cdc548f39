// The names of the languages are no messages (lists of them are built on the server), but texts all the same.
import { languages } from '../../src/lib/translation/languages.ts';
import { wrongCharacters } from './message-characters.ts';
import { MARK } from './message-texts.ts';

/** What is wrong with the names that each language has for all of them, one line each. */
export function wrongNames(
	locales: readonly string[],
	names: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string[] {
	return locales.flatMap((locale) =>
		languages.flatMap(({ tag, names: { nl } }) => {
			const name = names[locale]?.[tag];
			const where = `src/lib/translation/language-names-${locale}.ts ${tag}:`;
			if (!name) return [`${where} has no name; write it`];
			if (name.startsWith(MARK))
				return [`${where} is still to be translated: “${nl}”; write it, without ${MARK.trim()}`];
			return wrongCharacters(name, locale).map((problem) => `${where} ${problem}`);
		}),
	);
}
