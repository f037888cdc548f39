// How it stands with an appointment or an invitation, as a chip of the easy view says it: in words already, so that the
// list needs no texts of its own.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { AppointmentCard, InvitationCard } from './words.ts';

export interface StateChip {
	words: string;
	icon: IconName;
	tone?: 'now' | 'settled' | 'waiting' | 'trouble';
}

export function appointmentState(
	{ offered, status, waits, skipped }: Pick<AppointmentCard, 'offered' | 'status' | 'waits' | 'skipped'>,
	locale: Locale,
): StateChip {
	const into = { locale };
	if (offered) return { words: m.join_offer_title({}, into), icon: 'bell', tone: 'now' };
	if (status === 'cancelled') return { words: m.join_cancelled({}, into), icon: 'alert', tone: 'trouble' };
	if (status === 'waiting') return { words: waits ?? '', icon: 'hourglass', tone: 'waiting' };
	if (skipped) return { words: skipped, icon: 'minus' };
	return { words: m.join_coming({}, into), icon: 'check', tone: 'settled' };
}

export function invitationState(
	{ left, state, opens, choose }: Pick<InvitationCard, 'left' | 'state' | 'opens' | 'choose'>,
	locale: Locale,
): StateChip {
	const into = { locale };
	if (left) return { words: left, icon: 'chair' };
	if (state === 'full') return { words: m.join_full({}, into), icon: 'hourglass', tone: 'waiting' };
	if (state === 'declined') return { words: m.join_declined({}, into), icon: 'minus' };
	if (state === 'information') return { words: m.join_information({}, into), icon: 'info' };
	if (state === 'later' && opens) return { words: opens, icon: 'clock' };
	if (state === 'open') return { words: choose, icon: 'bell', tone: 'now' };
	return { words: m.join_closed({}, into), icon: 'lock' };
}
