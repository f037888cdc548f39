import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { keepTranslation } from '#lib/translation/server/content.ts';
import { partsOf, wordingsOf, type OwnName } from '../own-words.ts';
import type { Words } from '../sections.ts';
import { sameWords } from '../wording.ts';
import { fieldOf, KIND, moveCardWords } from './card-words.ts';
import { isYear, readDraft } from './draft.ts';
import { mayEditSection } from './policy.ts';

export interface OwnCardWords {
	yearId: string;
	sectionId: string;
	name: OwnName;
	/** By language; empty words take a person's translation away. */
	translations: Record<string, Words>;
	/** The Dutch that the page showed. */
	of: Words;
	now: Date;
}

/** `changed`: the Dutch is another by now, and nothing is kept. */
export type CardWordsResult = { ok: true } | { ok: false; refusal: 'not_allowed' | 'gone' | 'changed' };

/**
 * Keeps what a person made of a text of the card's draft. Where parents read the same Dutch already they get it at once;
 * where the Dutch is new, with the card that is published next.
 */
export function keepCardWords(store: Store, actor: StaffActor, one: OwnCardWords): Promise<CardWordsResult> {
	return store.transact(async (tx): Promise<CardWordsResult> => {
		const { schoolId, staffId } = actor;
		const { sectionId, name, now } = one;
		if (!(await isYear(tx, schoolId, one.yearId))) return { ok: false, refusal: 'not_allowed' };
		const { sections } = await readDraft(tx, schoolId, one.yearId);
		const section = sections.find(({ id }) => id === sectionId);
		const named = section ? wordingsOf(section).filter((own) => own.name === name) : [];
		if (!section || named.length === 0) return { ok: false, refusal: 'gone' };
		if (!mayEditSection(actor, section)) return { ok: false, refusal: 'not_allowed' };
		const wording = named.find((own) => sameWords(tidy(own.wording.nl), tidy(one.of)))?.wording;
		if (!wording) return { ok: false, refusal: 'changed' };
		await moveCardWords(tx, schoolId, now);
		for (const [tag, words] of Object.entries(one.translations)) {
			const language = languageOf(tag)?.tag;
			if (!language || language === baseLocale) continue;
			for (const { part, text: of } of partsOf(wording.nl))
				await keepTranslation(tx, schoolId, {
					about: { kind: KIND, id: sectionId },
					field: fieldOf(name, part, of),
					language,
					text: words[part],
					of: { text: of, language: baseLocale },
					staffId,
					now,
				});
		}
		const languages = Object.keys(one.translations).join(' ');
		await audit(tx, actor, 'card.translated', { section: sectionId, language: languages }, now);
		return { ok: true };
	});
}

/** A form sends the ends of lines in its own way. */
function tidy({ title, text }: Words): Words {
	return { title: title.trim(), text: text.replaceAll('\r\n', '\n').trim() };
}
