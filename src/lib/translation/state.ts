import { m } from '#lib/paraglide/messages.js';
import { isLocale, type Locale } from './locale.ts';

/**
 * How a text came about in a language, told honestly wherever it is shown: written in it; by a person; drafted by
 * software and not yet checked by a speaker; by machine, by itself; not yet.
 */
export type TranslationState = 'original' | 'person' | 'drafted' | 'machine' | 'none';

/**
 * The app's own texts in each language. `drafted` until a native speaker has read them all: docs/languages.md says how,
 * and who changes it to `person` names that reader there.
 */
const appTexts: Record<Locale, TranslationState> = {
	nl: 'original',
	en: 'drafted',
	tr: 'drafted',
	ar: 'drafted',
	pl: 'drafted',
	uk: 'drafted',
};

/** How the app's own texts (kinds of moments, letters, confirmations) came about in a language. */
export function stateOfAppTexts(tag: string): TranslationState {
	return isLocale(tag) ? appTexts[tag] : 'none';
}

const texts: Record<TranslationState, () => string> = {
	original: () => m.app_translation_original(),
	person: () => m.app_translation_person(),
	drafted: () => m.app_translation_drafted(),
	machine: () => m.app_translation_machine(),
	none: () => m.app_translation_none(),
};

/** The state in words, in the language of the page. */
export function translationStateText(state: TranslationState): string {
	return texts[state]();
}
