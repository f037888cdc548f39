import type { InvitationState } from '#lib/families/invitation-state.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';

const texts: Record<InvitationState, (_: object, language: { locale?: Locale }) => string> = {
	entered: m.office_state_in,
	invited: m.office_state_letter,
	opened: m.office_state_tried,
	lapsed: m.office_state_none,
	not_invited: m.office_state_none,
};

/** How far a guardian is, in a few words; who may see nothing of the child is not waited for. */
export function stateText(
	{ level, state }: { level: 'full' | 'information' | 'nothing'; state: InvitationState },
	locale?: Locale,
): string {
	const language = locale ? { locale } : {};
	return level === 'nothing' ? m.families_level_nothing({}, language) : texts[state]({}, language);
}
