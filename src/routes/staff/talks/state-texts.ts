import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { LotsPhase, RoundState } from '#lib/talks/round-state.ts';

/** How a round stands, in a word with its picture. */
export const stateTexts: Record<
	RoundState | 'over' | NonNullable<LotsPhase>,
	{ name: () => string; tone?: 'now' | 'settled' | 'trouble' | 'waiting'; icon: IconName }
> = {
	draft: { name: () => m.talkstaff_state_draft(), tone: 'now', icon: 'write' },
	soon: { name: () => m.talkstaff_state_soon(), tone: 'waiting', icon: 'hourglass' },
	open: { name: () => m.talkstaff_state_open(), tone: 'settled', icon: 'check' },
	wishes: { name: () => m.talklots_state_wishes(), tone: 'waiting', icon: 'hourglass' },
	drawing: { name: () => m.talklots_state_drawing(), tone: 'waiting', icon: 'hourglass' },
	drawn: { name: () => m.talklots_state_drawn(), tone: 'settled', icon: 'check' },
	closed: { name: () => m.talkstaff_state_closed(), icon: 'lock' },
	over: { name: () => m.talkstaff_state_over(), icon: 'clock' },
	cancelled: { name: () => m.talkstaff_state_cancelled(), tone: 'trouble', icon: 'alert' },
};

/** The word of a round: an open one by lots says how far the lots are. */
export const stateOf = ({ state, lots }: { state: RoundState | 'over'; lots: LotsPhase }) =>
	stateTexts[state === 'open' && lots ? lots : state];

/** Why something could not be done, by the code of the refusal. */
export const refusalTexts: Record<string, () => string> = {
	no_days: () => m.talkstaff_refusal_no_days(),
	after_year: () => m.talkstaff_refusal_after_year(),
	closes_too_late: () => m.talkstaff_refusal_closes_too_late(),
	closes_too_early: () => m.talkstaff_refusal_closes_too_early(),
	opens_too_late: () => m.talkstaff_refusal_opens_too_late(),
	opens_too_early: () => m.talkstaff_refusal_opens_too_early(),
	no_teachers: () => m.talkstaff_refusal_no_teachers(),
	closed: () => m.talkstaff_refusal_closes_too_early(),
	draws_too_early: () => m.talklots_too_early(),
	not_drawn_yet: () => m.talklots_for_waits(),
	drawn: () => m.talklots_refusal_drawn(),
	no_wish: () => m.talklots_for_none(),
	draws_too_late: () => m.talklots_too_late(),
	no_times: () => m.talkstaff_refusal_no_times(),
	wrong_time: () => m.talkstaff_refusal_wrong_time(),
	interpreter_has_talks: () => m.talkstaff_refusal_interpreter_has_talks(),
	overlaps: () => m.talkstaff_refusal_overlaps(),
	interpreter_taken: () => m.talkstaff_refusal_interpreter_taken(),
	too_close: () => m.talkstaff_refusal_too_close(),
	clash: () => m.talkstaff_refusal_clash(),
	choose_times: () => m.talkstaff_for_choose_times(),
	no_address: () => m.talkstaff_refusal_no_address(),
	nobody: () => m.talkstaff_share_nobody(),
	nothing_new: () => m.talkstaff_share_nothing(),
	has_talks: () => m.talkstaff_refusal_has_talks(),
	taken: () => m.talkstaff_refusal_taken(),
	stale: () => m.talkstaff_refusal_stale(),
	busy: () => m.talkstaff_refusal_busy(),
	no_replies: () => m.talkstaff_refusal_no_replies(),
	fixed_talks_clash: () => m.talkstaff_refusal_fixed_talks_clash(),
	fixed_talk_unknown: () => m.talkstaff_refusal_fixed_talks_clash(),
	failed: () => m.talkstaff_refusal_failed(),
};
