// Our own questions before a talk, in every language.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { QuestionName } from './round.ts';

type Text = (inputs: object, to: { locale?: Locale }) => string;

const texts: Record<Exclude<QuestionName, 'own'>, Text> = {
	good_at: m.talkwords_ask_good_at,
	hopes: m.talkwords_ask_hopes,
	worries: m.talkwords_ask_worries,
	at_home: m.talkwords_ask_at_home,
	proud_of: m.talkwords_ask_proud_of,
	child_asks: m.talkwords_ask_child_asks,
};

/** A question of ours in a language; one of the school's own: as it was written. */
export function questionText(
	{ name, text }: { name: QuestionName; text: string | null },
	locale: Locale,
): string {
	return name === 'own' ? (text ?? '') : texts[name]({}, { locale });
}
