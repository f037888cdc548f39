// Key parents in words, on the server: each sentence a text of its own.
import { m } from '#lib/paraglide/messages.js';
import { formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { NoteDown, NoteUp, Relation, Shown } from './key-parent.ts';

type Into = { locale: Locale };
type Words<Code extends string> = Record<Code, (inputs: Record<string, never>, into: Into) => string>;

const relationTexts: Words<Relation> = {
	mother: m.keyparents_relation_mother,
	father: m.keyparents_relation_father,
	parent: m.keyparents_relation_parent,
};
const upTexts: Words<NoteUp> = {
	call_me: m.keyparents_up_call_me,
	family_needs: m.keyparents_up_family_needs,
	idea: m.keyparents_up_idea,
	busy: m.keyparents_up_busy,
};
const downTexts: Words<NoteDown> = {
	thanks: m.keyparents_down_thanks,
	will_call: m.keyparents_down_will_call,
	pass_on: m.keyparents_down_pass_on,
	come_along: m.keyparents_down_come_along,
};

export const relationText = (relation: Relation, into: Into): string => relationTexts[relation]({}, into);
export const noteUpText = (note: NoteUp, into: Into): string => upTexts[note]({}, into);
export const noteDownText = (note: NoteDown, into: Into): string => downTexts[note]({}, into);

/** "Samira, mother" and "Speaks Tarifit and Arabic. You can ask her." */
export function shownText(name: string, { relation, languages }: Omit<Shown, 'phone'>, { locale }: Into) {
	const spoken = formatList(
		languages.map((tag) => languageName(tag, locale)),
		locale,
	);
	const titles = {
		mother: m.keyparents_title_mother,
		father: m.keyparents_title_father,
		parent: m.keyparents_title_parent,
	};
	const unders = {
		mother: m.keyparents_ask_mother,
		father: m.keyparents_ask_father,
		parent: m.keyparents_ask_parent,
	};
	return {
		title: titles[relation]({ name }, { locale }),
		under: unders[relation]({ languages: spoken }, { locale }),
	};
}
