import { m } from '#lib/paraglide/messages.js';
import { isLocale, textsOf } from './locale.ts';

/**
 * How a text came about in a language, told honestly wherever it is shown: written in it; by a person; drafted by
 * software and not yet checked by a speaker; by machine, by itself; not yet.
 */
export type TranslationState = 'original' | 'person' | 'drafted' | 'machine' | 'none';

/** How the app's own texts (kinds of moments, letters, confirmations) came about in a language. */
export function stateOfAppTexts(tag: string): TranslationState {
	return isLocale(tag) ? textsOf(tag) : 'none';
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
