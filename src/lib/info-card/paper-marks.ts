// On paper there is no room for a line under each section, and nothing to tap: a mark behind its title, and what the marks
// mean at the foot.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import { howOf, type SectionView } from './card-view.ts';
import type { HowWritten } from './wording.ts';

const marks: Partial<Record<HowWritten, { sign: string; words: typeof m.card_by_person }>> = {
	person: { sign: '*', words: m.card_by_person },
	machine: { sign: '**', words: m.card_by_machine },
	not_yet: { sign: '***', words: m.card_not_translated },
};
const order = ['person', 'machine', 'not_yet'] as const;

/** The sections with a mark where the school's own words are not as it wrote them, and what each mark says; on the server. */
export function markForPaper(
	sections: readonly SectionView[],
	locale: Locale,
): { sections: SectionView[]; notes: { sign: string; text: string }[] } {
	const ways = sections.map((section) => howOf(section));
	return {
		sections: sections.map((section, nth) => {
			const mark = marks[ways[nth] ?? 'original'];
			return mark ? { ...section, title: `${section.title} ${mark.sign}` } : section;
		}),
		notes: order.flatMap((way) => {
			const mark = ways.includes(way) ? marks[way] : undefined;
			return mark ? [{ sign: mark.sign, text: mark.words({}, { locale }) }] : [];
		}),
	};
}
