import { markSchoolWords, type TextToMark } from '#lib/translation/server/school-words.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import type { Block, CardView, SectionView, TextIn } from '../card-view.ts';

/**
 * The card with its Dutch school words marked, in each section at their first place. `locale` is the card's language;
 * they are explained in the reader's.
 */
export function explainWords(card: CardView, languages: { locale: Locale; reader: Locale }): CardView {
	return { ...card, sections: card.sections.map((section) => explainSection(section, languages)) };
}

function explainSection(section: SectionView, languages: { locale: Locale; reader: Locale }): SectionView {
	const words = markSchoolWords(section.blocks.flatMap(textsOf), languages);
	return Object.keys(words).length > 0 ? { ...section, words } : section;
}

/** The texts of a block in the order in which they stand. Names of people and groups are nobody's school words. */
function textsOf(block: Block): TextToMark[] {
	const by = (its: TextIn | undefined) => (text: string) =>
		its?.lang === baseLocale ? { text, isDutch: true } : { text };
	switch (block.is) {
		case 'text':
			return [by(block.in)(block.text)];
		case 'heading':
			return [block.text, block.under].map(by(block.in));
		case 'steps':
			return block.steps.flatMap(({ title, text, who = '', in: its }) => [
				...[title, text].map(by(its)),
				{ text: who },
			]);
		case 'facts':
			return block.facts.map(({ text }) => ({ text }));
		case 'rows':
			return block.rows.flatMap(({ name, in: its, text }) => [by(its)(name), { text }]);
		case 'people':
			return block.people.map(({ role, in: its }) => by(its)(role));
		case 'numbers':
			return block.numbers.map(({ name, in: its }) => by(its)(name));
		case 'files':
			return block.files.map(({ title, in: its }) => by(its)(title));
		case 'times':
		case 'link':
			return [];
	}
}
