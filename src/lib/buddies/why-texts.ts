// Why two go together, for the coordinator: each code a text of its own, made on the server.
import { m } from '#lib/paraglide/messages.js';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { WhyCode } from './fit.ts';
import { freeTimeText, topicText } from './place-texts.ts';

export function whyText(code: WhyCode, locale: Locale): string {
	const into = { locale };
	switch (code.why) {
		case 'language':
			return m.buddystaff_why_language({ language: languageName(code.tag, locale) }, into);
		case 'practise_dutch':
			return m.buddystaff_why_dutch({}, into);
		case 'same_group':
			return m.buddystaff_why_group({}, into);
		case 'year_groups':
			return m.buddystaff_why_years({ newcomer: code.newcomer, buddy: code.buddy }, into);
		case 'area':
			return m.buddystaff_why_area({}, into);
		case 'experience':
			return m.buddystaff_why_experience({}, into);
		case 'time':
			return freeTimeText(code.time, into);
		case 'topic':
			return topicText(code.topic, into);
	}
}
